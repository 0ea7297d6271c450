/**
 * Composes the peer of a browser from its parts: the store, the network, the clock and the chance of this browser. What the home
 * has as well is handed in, not imported: what two scripts share would be a third one, found only when they have come.
 */
import { Peer, plainOpener, type SensesPorts } from '@commune/peer'
import { type Clock, type Log, type Random, type SeriesStore, type Store, StoreError } from '@commune/protocol'
import { openIndexedDbStore } from '@commune/storage/indexeddb'
import type { OpenedPeer } from './home.ts'
import { lateTransport } from './lateTransport.ts'
import { browserPacker } from './streamPacker.ts'

const appVersion = '0.10.0'

/** Keys lie open in the browser's own store: whoever has the unlocked device has them. */
const open = { lock: (plain: Uint8Array) => plain, unlock: (locked: Uint8Array) => locked }

export interface Platform {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Resolves when the place is drawn. */
  readonly drawn: Promise<void>
}

export const openPeer = async (name: string, mayWrite: () => boolean, { clock, random, log, drawn }: Platform): Promise<OpenedPeer> => {
  const store = guarded(await openIndexedDbStore({ name, log, clock }), mayWrite)
  // The network loads when the place is drawn from what is kept here.
  const transport = lateTransport(async () => {
    await drawn
    return (await import('@commune/transport/browser')).openBrowserTransport({ clock, log })
  })
  // Whoever reads a meter here has readings of this browser's own; a page that only looks loads nothing of it.
  let series: SeriesStore | undefined
  const sensesLater = async (): Promise<SensesPorts> => {
    const [{ keepingParts }, { openStoreSeries }] = await Promise.all([import('@commune/peer/sensing'), import('@commune/storage/series')])
    const opened = await openStoreSeries({ store, clock, log })
    series = opened.store
    return { series, damaged: () => opened.damaged(), engine: keepingParts }
  }
  const ports = { store, clock, random, log, opener: plainOpener, packer: browserPacker, transport, sensesLater }
  try {
    const api = await Peer.open(ports, { lock: open, mayForget: true, version: appVersion, webBase: () => new URL('/', location.href).href })
    return {
      api,
      async close() {
        await series?.close().catch((fault: unknown) => log.note('close-failed', { fault: String(fault) }))
        await api.close()
      }
    }
  } catch (fault) {
    await transport.close()
    await store.close()
    throw fault
  }
}

/** A store that refuses to write once another home may hold the lease: two would fork this device's chain. */
const guarded = (store: Store, mayWrite: () => boolean): Store => ({
  get: (key) => store.get(key),
  getMany: (keys) => store.getMany(keys),
  keys: (prefix, options) => store.keys(prefix, options),
  list: (prefix, options) => store.list(prefix, options),
  commit: (changes) => (mayWrite() ? store.commit(changes) : Promise.reject(new StoreError('in-use', 'another tab writes now'))),
  size: () => store.size(),
  close: () => store.close()
})
