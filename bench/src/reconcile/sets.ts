/** The sets that are compared, and how they get into a store. */
import { randomFillSync, randomInt } from 'node:crypto'
import { type Item, Tree } from '@commune/protocol'
import { openSqliteStore } from '@commune/storage/sqlite'
import { log } from '../sync/ports.ts'

const authors = 20
const batch = 10_000
export const prefix = 'w1/'

/** Items as so many authors writing at once leave them. */
export function itemsOf(count: number): Item[] {
  const ids = randomFillSync(new Uint8Array(32 * count))
  return Array.from({ length: count }, (_, i) => ({
    lamport: 1 + Math.floor((i + ((ids[32 * i] as number) % authors)) / authors),
    id: ids.subarray(32 * i, 32 * i + 32),
    place: 1 + i
  }))
}

/**
 * Items anywhere among so many others, each drawn for itself: what two sides have alone must not lie side by side, where one
 * comparison finds both.
 */
export function scattered(count: number, among: number): Item[] {
  return itemsOf(count).map((item) => ({ ...item, lamport: 1 + Math.floor(randomInt(Math.max(1, among)) / authors) }))
}

/** Milliseconds until all of these are durable in a fresh store. */
export async function load(folder: string, items: readonly Item[]): Promise<number> {
  const { store } = await openSqliteStore({ folder, log })
  const startMs = performance.now()
  const tree = await Tree.open(store, prefix)
  for (let at = 0; at < items.length; at += batch) {
    await tree.insertMany(items.slice(at, at + batch))
    const changes = tree.changes()
    await store.commit(changes)
    tree.markSaved(changes)
  }
  const ms = performance.now() - startMs
  await store.close()
  return ms
}
