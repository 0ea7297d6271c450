/** Yjs updates written by hand, honest and otherwise, for tests of pages. */
import * as Y from 'yjs'
import { sequence } from './sequence.ts'

/** A nonce that is the same each time. */
export const nonceOf = (seed: number): Uint8Array => sequence(seed).bytes(16)

/** An update written by hand under any client id. */
export const update = (client: number, write: (doc: Y.Doc) => void, before: readonly Uint8Array[] = []): Uint8Array => {
  const doc = new Y.Doc({ gc: false })
  for (const one of before) Y.applyUpdate(doc, one)
  doc.clientID = client
  let made = new Uint8Array(0)
  doc.on('update', (bytes: Uint8Array) => {
    made = new Uint8Array(bytes)
  })
  doc.transact(() => write(doc))
  return made
}

/** One struct of letters that are gone already, however many it claims. */
export function deletedRun(client: number, length: number): Uint8Array {
  return Uint8Array.from([1, 1, ...varint(client), 0, 1, 1, 4, ...new TextEncoder().encode('text'), ...varint(length), 0])
}

/** A delete set of many ranges of a client nobody knows. */
export function deletions(_: number, count: number): Uint8Array {
  return Uint8Array.from([
    0,
    1,
    ...varint(77),
    ...varint(count),
    ...Array.from({ length: count }, (_unused, i) => [...varint(i * 2), 1]).flat()
  ])
}

/** One letter between two others. */
export function tied(
  client: number,
  left: { client: number; clock: number },
  right: { client: number; clock: number }
): Uint8Array {
  return Uint8Array.from([
    1,
    1,
    ...varint(client),
    0,
    4 | 128 | 64,
    ...varint(left.client),
    ...varint(left.clock),
    ...varint(right.client),
    ...varint(right.clock),
    1,
    120,
    0
  ])
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  return [...bytes, rest]
}
