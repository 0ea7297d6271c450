/** Writes envelopes that no honest peer writes: with an author of choice, after whatever, under a lamport of choice. */
import { type Address, closeEnvelope, encodeEntry, type EntryWords, envelopeId, type Epoch, type IdText, toText } from '@commune/protocol'
import type { Chance } from '../chance/chance.ts'

export interface Forged {
  readonly bytes: Uint8Array
  readonly address: Address
  readonly id: IdText
}

export interface Hand {
  readonly world: Uint8Array
  readonly epoch: Epoch
  readonly chance: Chance
  /** Secret key to sign with; none: no signature. */
  readonly signKey?: Uint8Array
  /** By how much the lamport in the header is another than that in the entry. */
  readonly lamportOff?: number
}

export const forge = (words: EntryWords, { world, epoch, chance, signKey, lamportOff = 0 }: Hand): Forged => {
  const nonce = chance.bytes(24)
  const { plain, lamport } = encodeEntry(words, { world, epochId: epoch.id, nonce }, signKey)
  const header = { tag: epoch.tag, lamport: Math.max(1, lamport + lamportOff), keepClass: chance.pick([0, 0, 1, 2]), nonce }
  const closed = closeEnvelope(header, plain, epoch.contentKey)
  if (!closed.ok) throw new Error(closed.error)
  const id = envelopeId(closed.value)
  return { bytes: closed.value, address: { lamport: header.lamport, id }, id: toText(id) }
}
