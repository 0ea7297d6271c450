/**
 * What is done when a part of a world is damaged on disk. The log is the truth: everything that follows from it is thrown
 * away and made anew. A damaged piece of the log itself is let go, so that its envelopes are lacking here and come back from
 * whoever holds them; the store keeps the damaged original beside it.
 */
import { type Change, type Log, type Store, StoreError } from '@commune/protocol'

/** Pieces of one log that are let go at one opening, at most. */
const mendsMax = 1_000

/** Opens a world, and again without what turned out to be damaged. */
export const openMending = async <T>(ports: { readonly store: Store; readonly log: Log }, prefix: string, open: () => Promise<T>): Promise<T> => {
  for (let mends = 0; ; mends++) {
    try {
      return await open()
    } catch (fault) {
      if (mends === mendsMax || !(await mend(ports.store, prefix, ports.log, fault))) throw fault
    }
  }
}

/** Clears the way for opening again; false when the damage is not in this world, or cannot be mended by that. */
const mend = async (store: Store, prefix: string, log: Log, fault: unknown): Promise<boolean> => {
  if (!(fault instanceof StoreError) || fault.fault !== 'damaged' || fault.key?.startsWith(prefix) !== true) return false
  const part = fault.key.slice(prefix.length)
  if (part.startsWith('k')) return false
  log.note('world-mended', { part: part.slice(0, 1) })
  const changes: Change[] = ['l/', 'd/', 'e/'].some((room) => part.startsWith(room)) ? [[fault.key, undefined]] : []
  // Which segments lapse is said by each of them as well.
  if (part === 'v') changes.push([fault.key, new Uint8Array()])
  for (const derived of ['t/', 's/']) {
    for (let after: string | undefined; ; ) {
      const keys = await store.keys(prefix + derived, { limit: 1_000, ...(after !== undefined && { after }) })
      changes.push(...keys.map((key): Change => [key, undefined]))
      after = keys.at(-1)
      if (after === undefined) break
    }
  }
  await store.commit([...changes, [`${prefix}h`, undefined], [`${prefix}c`, undefined]])
  return true
}
