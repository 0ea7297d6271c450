/**
 * Proofs that a peer holds an epoch (K6), and tags by which two peers find what they have in common (S1).
 *
 *     proof = epoch tag (16 bytes) signature (64 bytes)
 *     tag   = the first 16 bytes of BLAKE2b of the session, the side and the handle
 *
 * Both are bound to the session and to the side that says them: nobody in between can pass them on, and what one side
 * said cannot be said back to it.
 */
import { compareBytes, concat, sameBytes, toText } from '../bytes/bytes.ts'
import type { Random } from '../ports/ports.ts'
import { derive, domain, sign, verify } from '../sodium/sodium.ts'
import { no, ok, type Result } from '../statement/statement.ts'
import { type Epoch, tagBytes } from './epoch.ts'
import { type Session, sideBytes } from './session.ts'

export const proofBytes: number = tagBytes + 64
export const blindTagBytes = 16
/** Tags in one hello. */
export const blindTagsMax = 1_024

/** Proves once per connection that this side holds the epoch. */
export const proveEpoch = (epoch: Epoch, session: Session): Uint8Array =>
  concat(epoch.tag, sign(provenBytes(epoch.tag, session, 'us'), epoch.prove.secretKey))

/** The tag of the epoch that the other side says it holds; `checkProof` says whether it does. */
export const proofTag = (proof: Uint8Array): Result<Uint8Array, string> =>
  proof.length === proofBytes ? ok(proof.subarray(0, tagBytes)) : no(`a proof has ${proofBytes} bytes`)

/**
 * Whether the other side of this session holds the epoch with this tag. `publicKey` is `epoch.prove.publicKey`: a carrier
 * knows no more.
 */
export const checkProof = (proof: Uint8Array, tag: Uint8Array, publicKey: Uint8Array, session: Session): boolean =>
  proof.length === proofBytes &&
  sameBytes(proof.subarray(0, tagBytes), tag) &&
  verify(proof.subarray(tagBytes), provenBytes(tag, session, 'them'), publicKey)

/** Tags of these handles in random places among others that mean nothing, a power of two in all (S1). At most `blindTagsMax`. */
export const blindTags = (handles: readonly Uint8Array[], session: Session, random: Random): Uint8Array[] => {
  const tags = handles.slice(0, blindTagsMax).map((handle) => blindTag(handle, session, 'us'))
  const whole = Math.max(4, 2 ** Math.ceil(Math.log2(Math.max(1, tags.length))))
  while (tags.length < whole) tags.push(random.bytes(blindTagBytes))
  return tags.sort(compareBytes)
}

/** Those of our handles that the other side named as well, in our order. */
export const matchTags = (handles: readonly Uint8Array[], theirs: readonly Uint8Array[], session: Session): Uint8Array[] => {
  const named = new Set(theirs.slice(0, blindTagsMax).map(toText))
  return handles.filter((handle) => named.has(toText(blindTag(handle, session, 'them'))))
}

function blindTag(handle: Uint8Array, session: Session, by: 'us' | 'them'): Uint8Array {
  return derive('blind tag', [sideBytes(session, by), handle]).slice(0, blindTagBytes)
}

function provenBytes(tag: Uint8Array, session: Session, by: 'us' | 'them'): Uint8Array {
  return concat(domain('epoch proof'), sideBytes(session, by), tag)
}
