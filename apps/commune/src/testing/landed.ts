/** Opens data folders of versions that have landed, as they lie in the fixtures. */
import { Peer, plainOpener, plainPacker } from '@commune/peer'
import { openSqliteStore } from '@commune/storage/sqlite'
import { systemClock, systemRandom } from '../daemon/nodePorts.ts'

/** Of all backups in the fixtures. */
export const passphrase = 'four words in a row'

const log = { note: (): void => {} }
const lock = { lock: (plain: Uint8Array) => plain, unlock: (locked: Uint8Array) => locked }

/** The peer of a folder without a passphrase, with no network. */
export const openLanded = async (folder: string): Promise<Peer> => {
  const { store } = await openSqliteStore({ folder, log })
  return Peer.open({ store, clock: systemClock, random: systemRandom, log, opener: plainOpener, packer: plainPacker }, { lock, mayForget: false, version: 'landed' })
}

/** The value, or what was said in its place as an error. */
export const must = <T>(outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error))
  return outcome.value
}
