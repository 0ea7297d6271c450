/** A peer for one command, without a network, when no daemon has the data folder open. */
import type { Peer } from '@commune/peer'
import type { Hand } from '../cli/hand.ts'
import { passphraseFor } from '../cli/passphrase.ts'
import { composePeer } from './compose.ts'
import { openHome } from './home.ts'
import { openLogFile } from './logFile.ts'
import { systemClock, systemRandom } from './nodePorts.ts'
import { saySalvaged } from './salvaged.ts'

export const openAlone = async (hand: Hand): Promise<Peer> => {
  const ports = { clock: systemClock, random: systemRandom, log: openLogFile(hand.folder, systemClock) }
  const home = await openHome(hand.folder, ports, passphraseFor(hand, false))
  saySalvaged(hand.terminal, home.salvaged)
  return composePeer(home, ports)
}
