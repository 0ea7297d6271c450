/**
 * Opening many envelopes at once: what `envelopeId`, `parseEnvelope` and `openEnvelope` say of each of them, for a fraction of
 * the cost, and in a few large buffers that can be handed to another thread.
 */
import { idStrideBytes, toText } from '../bytes/bytes.ts'
import { openRun } from '../sodium/run.ts'
import { headerBytes, notUnder, parseEnvelope, unpaddedEnd, wronglyPadded } from './envelope.ts'

/** Envelopes one behind the other, with or without something in between. */
export interface EnvelopeRun {
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
  readonly lengths: Uint32Array
}

export const openingStates = { sealed: 0, open: 1, refused: 2 } as const

export interface OpenedEnvelopes {
  /** One of `openingStates` for each. */
  readonly states: Uint8Array
  /** Ids of all, `idStrideBytes` from one to the next. */
  readonly ids: Uint8Array
  /** Where the plain bytes of the open ones begin and end in `plain`. */
  readonly plainStarts: Uint32Array
  readonly plainEnds: Uint32Array
  readonly plain: Uint8Array
  /** Why those that are refused are, by their number. */
  readonly reasons: ReadonlyMap<number, string>
}

/** Envelopes as one run: one copy when they lie side by side in one buffer already, as they do when they came in one message. */
export const makeRun = (envelopes: readonly Uint8Array[]): EnvelopeRun => {
  const lengths = Uint32Array.from(envelopes, (envelope) => envelope.length)
  const starts = new Uint32Array(envelopes.length)
  const [first] = envelopes
  const last = envelopes[envelopes.length - 1]
  let sum = 0
  let end = first?.byteOffset ?? 0
  let together = first !== undefined
  for (const envelope of envelopes) {
    together &&= envelope.buffer === first?.buffer && envelope.byteOffset >= end
    end = envelope.byteOffset + envelope.length
    sum += envelope.length
  }
  const span = first && last ? end - first.byteOffset : 0
  if (together && first && span <= sum + envelopes.length * gapBytesMax) {
    for (const [index, envelope] of envelopes.entries()) starts[index] = envelope.byteOffset - first.byteOffset
    return { bytes: new Uint8Array(first.buffer as ArrayBuffer, first.byteOffset, span).slice(), starts, lengths }
  }
  const bytes = new Uint8Array(sum)
  let at = 0
  for (const [index, envelope] of envelopes.entries()) {
    bytes.set(envelope, at)
    starts[index] = at
    at += envelope.length
  }
  return { bytes, starts, lengths }
}

/** What may lie between two that are still copied as one. */
const gapBytesMax = 16

/** `keys` are content keys by the text of their epoch's tag. */
export const openEnvelopes = (run: EnvelopeRun, keys: ReadonlyMap<string, Uint8Array>): OpenedEnvelopes => {
  const { starts, lengths } = run
  const count = starts.length
  const envelopes = Array.from({ length: count }, (_, index) => {
    const from = starts[index] as number
    return parseEnvelope(run.bytes.subarray(from, from + (lengths[index] as number)))
  })
  const keyed = keyFinder(keys)
  const keyOf = envelopes.map((envelope) => (envelope.ok && envelope.value.version === 1 ? keyed(envelope.value.bytes) : undefined))
  const { bytes: plain, ids, opened } = openRun({ ...run, headBytes: headerBytes }, idStrideBytes, (index) => keyOf[index])

  const states = new Uint8Array(count)
  const plainStarts = new Uint32Array(count)
  const plainEnds = new Uint32Array(count)
  const reasons = new Map<number, string>()
  for (const [index, envelope] of envelopes.entries()) {
    if (envelope.ok && !keyOf[index]) continue
    const from = (starts[index] as number) + headerBytes
    const end = envelope.ok && opened[index] === 1 ? unpaddedEnd(plain, from, envelope.value) : undefined
    states[index] = end === undefined ? openingStates.refused : openingStates.open
    plainStarts[index] = from
    plainEnds[index] = end ?? from
    if (end === undefined) reasons.set(index, !envelope.ok ? envelope.error : opened[index] === 1 ? wronglyPadded : notUnder)
  }
  return { states, ids, plainStarts, plainEnds, plain, reasons }
}

/** Looks a key up by the tag in a header; one after another mostly has the same. */
function keyFinder(keys: ReadonlyMap<string, Uint8Array>): (bytes: Uint8Array) => Uint8Array | undefined {
  let last: Uint8Array | undefined
  let key: Uint8Array | undefined
  return (bytes) => {
    if (last && sameTag(last, bytes)) return key
    last = bytes
    key = keys.get(toText(bytes.subarray(1, 17)))
    return key
  }
}

function sameTag(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 1; i < 17; i++) if (a[i] !== b[i]) return false
  return true
}
