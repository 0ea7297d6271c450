/**
 * Opening envelopes: hash, parse, decrypt. The costly and stateless part of taking in, behind a port of its own, so that a
 * daemon may do it on another core and the simulator does it in place. A verdict here depends on the bytes and the keys
 * alone.
 */
import { type Address, type Envelope, envelopeId, openEnvelope, parseEnvelope, toText } from '@commune/protocol'

export type Opening =
  | { readonly state: 'open'; readonly id: Uint8Array; readonly envelope: Envelope; readonly plain: Uint8Array }
  /** A grant, or an entry of an epoch that is not held here: kept and carried. */
  | { readonly state: 'sealed'; readonly id: Uint8Array; readonly envelope: Envelope }
  | { readonly state: 'refused'; readonly id: Uint8Array; readonly lamport: number | undefined; readonly reason: string }

/** Content keys by the text of the epoch's tag. */
export type ContentKeys = ReadonlyMap<string, Uint8Array>

export interface Opener {
  /** One opening for each envelope, in order. Never rejects because of what the bytes are. */
  open(envelopes: readonly Uint8Array[], keys: ContentKeys): Promise<Opening[]>
}

export const openOne = (bytes: Uint8Array, keys: ContentKeys): Opening => {
  const id = envelopeId(bytes)
  const parsed = parseEnvelope(bytes)
  if (!parsed.ok) return { state: 'refused', id, lamport: undefined, reason: parsed.error }
  const envelope = parsed.value
  const key = envelope.version === 1 ? keys.get(toText(envelope.tag)) : undefined
  if (!key) return { state: 'sealed', id, envelope }
  const plain = openEnvelope(envelope, key)
  return plain.ok ? { state: 'open', id, envelope, plain: plain.value } : { state: 'refused', id, lamport: envelope.lamport, reason: plain.error }
}

/** Opens in place, one after another. */
export const plainOpener: Opener = {
  open: (envelopes, keys) => Promise.resolve(envelopes.map((bytes) => openOne(bytes, keys)))
}

/** Where an opened envelope stands; a refused one has an address when its header could be read. */
export const addressOf = (opening: Opening): Address =>
  opening.state === 'refused' ? { lamport: opening.lamport as number, id: opening.id } : { lamport: opening.envelope.lamport, id: opening.id }
