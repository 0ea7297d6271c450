/**
 * The order of facts that are replayed one after the other: by lamport, then by entry, then by place in the entry. Like
 * `laterThan`, but the tenth statement of an entry comes after the second.
 */
import type { Origin } from '@commune/protocol'

export const inOrder = (a: Pick<Origin, 'id' | 'lamport'>, b: Pick<Origin, 'id' | 'lamport'>): number => {
  if (a.lamport !== b.lamport) return a.lamport - b.lamport
  if (a.id === b.id) return 0
  const left = a.id.indexOf('.')
  const right = b.id.indexOf('.')
  const entryA = a.id.slice(0, left)
  const entryB = b.id.slice(0, right)
  if (entryA !== entryB) return entryA < entryB ? -1 : 1
  return Number(a.id.slice(left + 1)) - Number(b.id.slice(right + 1))
}
