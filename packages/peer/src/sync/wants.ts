/** What a comparison showed to be lacking here, as wants: each fits in a message and is not too much to be looked for. */
import type { Span } from './message.ts'

/** Ids that only the other side has, and between which bounds. */
export interface Need {
  readonly lower: { readonly lamport: number; readonly prefix: Uint8Array }
  readonly upper: { readonly lamport: number; readonly prefix: Uint8Array }
  readonly ids: readonly Uint8Array[]
}

const idsMax = 8_192
/** An encoded span without its ids, bytes at most, and an encoded id. */
const spanBytes = 96
const idBytes = 34
const wantBytesMax = 524_288

/** Spans of one want after another. */
export function* wantsOf(needs: readonly Need[]): Generator<Span[]> {
  let spans: Span[] = []
  let bytes = 0
  for (const { lower, upper, ids } of needs) {
    const bounds = { lowerLamport: lower.lamport, lowerPrefix: lower.prefix, upperLamport: upper.lamport, upperPrefix: upper.prefix }
    for (let at = 0; at < ids.length; at += idsMax) {
      const some = ids.slice(at, at + idsMax)
      const more = spanBytes + idBytes * some.length
      if (bytes + more > wantBytesMax && spans.length > 0) {
        yield spans
        spans = []
        bytes = 0
      }
      spans.push({ ...bounds, ids: some })
      bytes += more
    }
  }
  if (spans.length > 0) yield spans
}
