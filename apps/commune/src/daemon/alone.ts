/** A peer for one command, when no daemon has the data folder open. */
import type { Peer } from '@commune/peer'
import type { NetworkTransport } from '@commune/transport/node'
import type { Hand, Reached } from '../cli/hand.ts'
import { passphraseFor } from '../cli/passphrase.ts'
import { composePeer } from './compose.ts'
import { type HomePorts, openHome, type PassphraseSource } from './home.ts'
import { openLogFile } from './logFile.ts'
import { systemClock, systemRandom } from './nodePorts.ts'
import { ownOf } from './own.ts'
import { saySalvaged } from './salvaged.ts'

export interface AloneOptions {
  readonly passphrase?: PassphraseSource
  /** It may call others, though nobody can call it. */
  readonly network?: boolean
}

export interface Alone extends Reached {
  readonly api: Peer
  close(): Promise<void>
}

export const openAlone = async (hand: Hand, { passphrase, network = false }: AloneOptions = {}): Promise<Alone> => {
  const { passphraseFile } = hand.options
  const log = openLogFile(hand.folder, systemClock)
  const ports = { clock: systemClock, random: systemRandom, log }
  const home = await openHome(hand.folder, ports, passphrase ?? passphraseFor({ ...hand, ...(passphraseFile !== undefined && { passphraseFile }) }, false))
  saySalvaged(hand.terminal, home.salvaged)
  const transport = network ? await callOnly(ports) : undefined
  const api = await composePeer(home, ports, transport && { transport })
  const own = ownOf(api, {})
  return {
    api,
    own: (name, params) => own[name](params),
    async close() {
      await api.close()
      await transport?.close()
      log.close()
    }
  }
}

/** A way out, with nothing that listens. */
async function callOnly({ clock, log }: HomePorts): Promise<NetworkTransport> {
  const { openNodeTransport } = await import('@commune/transport/node')
  return openNodeTransport({ listen: {}, clock, log })
}
