/** Composes the peer of a browser from its parts: the store, the network, the clock and the chance of this browser. */
import { Peer, plainOpener } from '@commune/peer'
import { type Store, StoreError } from '@commune/protocol'
import { openIndexedDbStore } from '@commune/storage/indexeddb'
import { drawn } from './drawn.ts'
import type { OpenPeer } from './home.ts'
import { lateTransport } from './lateTransport.ts'
import { browserClock, browserLog, browserRandom } from './platform.ts'

const appVersion = '0.2.0'

/** Keys lie open in the browser's own store: whoever has the unlocked device has them. */
const open = { lock: (plain: Uint8Array) => plain, unlock: (locked: Uint8Array) => locked }

export const openPeer: OpenPeer = async (name, mayWrite) => {
  const store = guarded(await openIndexedDbStore({ name, log: browserLog, clock: browserClock }), mayWrite)
  // The network loads when the place is drawn from what is kept here.
  const transport = lateTransport(async () => {
    await drawn
    return (await import('@commune/transport/browser')).openBrowserTransport({ clock: browserClock, log: browserLog })
  })
  const ports = { store, clock: browserClock, random: browserRandom, log: browserLog, opener: plainOpener, transport }
  try {
    const api = await Peer.open(ports, { lock: open, mayForget: true, version: appVersion, webBase: () => new URL('/', location.href).href })
    return { api, close: () => api.close() }
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
