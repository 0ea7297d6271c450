/**
 * Opening envelopes: hash, parse, decrypt. The costly and stateless part of taking in, behind a port of its own, so that a
 * daemon may do it on another core and the simulator does it in place. A verdict here depends on the bytes and the keys
 * alone.
 */
import {
  type Address,
  type Envelope,
  envelopeId,
  idStrideBytes,
  type IdText,
  makeRun,
  type OpenedEnvelopes,
  openEnvelope,
  openEnvelopes,
  openingStates,
  parseEnvelope,
  toIdTexts,
  toText
} from '@commune/protocol'

interface Opened {
  readonly id: Uint8Array
  /** Text of `id`. */
  readonly text: IdText
  readonly address: Address
  readonly envelope: Envelope
}

export type Opening =
  | (Opened & { readonly state: 'open'; readonly plain: Uint8Array })
  /** A grant, or an entry of an epoch that is not held here: kept and carried. */
  | (Opened & { readonly state: 'sealed' })
  | {
      readonly state: 'refused'
      readonly id: Uint8Array
      readonly text: IdText
      /** Undefined when not even the header could be read. */
      readonly address: Address | undefined
      readonly reason: string
    }

/** Content keys by the text of the epoch's tag. */
export type ContentKeys = ReadonlyMap<string, Uint8Array>

export interface Opener {
  /** One opening for each envelope, in order. Never rejects because of what the bytes are. */
  open(envelopes: readonly Uint8Array[], keys: ContentKeys): Promise<Opening[]>
}

export const openOne = (bytes: Uint8Array, keys: ContentKeys): Opening => {
  const id = envelopeId(bytes)
  const text = toText(id)
  const parsed = parseEnvelope(bytes)
  if (!parsed.ok) return { state: 'refused', id, text, address: undefined, reason: parsed.error }
  const envelope = parsed.value
  const address = { lamport: envelope.lamport, id }
  const key = envelope.version === 1 ? keys.get(toText(envelope.tag)) : undefined
  if (!key) return { state: 'sealed', id, text, address, envelope }
  const plain = openEnvelope(envelope, key)
  return plain.ok ? { state: 'open', id, text, address, envelope, plain: plain.value } : { state: 'refused', id, text, address, reason: plain.error }
}

/** Openings of these envelopes from what was found in a run of them. */
export const openingsOf = (envelopes: readonly Uint8Array[], found: OpenedEnvelopes): Opening[] => {
  const texts = toIdTexts(found.ids, envelopes.length)
  return envelopes.map((bytes, index): Opening => {
    const id = found.ids.subarray(index * idStrideBytes, index * idStrideBytes + 32)
    const text = texts[index] as IdText
    const parsed = parseEnvelope(bytes)
    const address = parsed.ok ? { lamport: parsed.value.lamport, id } : undefined
    const state = found.states[index]
    if (!parsed.ok || !address || state === openingStates.refused) return { state: 'refused', id, text, address, reason: found.reasons.get(index) ?? '' }
    if (state === openingStates.sealed) return { state: 'sealed', id, text, address, envelope: parsed.value }
    return { state: 'open', id, text, address, envelope: parsed.value, plain: found.plain.subarray(found.plainStarts[index], found.plainEnds[index]) }
  })
}

/** Up to here opening one by one costs no more, and keeps nothing else in memory. */
const fewMax = 4

/** Opens in place. */
export const plainOpener: Opener = {
  open: (envelopes, keys) =>
    Promise.resolve(envelopes.length <= fewMax ? envelopes.map((bytes) => openOne(bytes, keys)) : openingsOf(envelopes, openEnvelopes(makeRun(envelopes), keys)))
}
