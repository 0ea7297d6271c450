/**
 * Carriers: peers that keep a world's envelopes and chunks and hand them on, and can read none of it (V2, K3, K6).
 *
 * A carrier knows a world by its handle. It holds the public halves of the epochs' proof keys, so it can tell who is a member
 * and can never pass for one. It shows itself by a key of its own for each world, so that two worlds do not know that one box
 * carries both.
 *
 *     it shows itself by a signature over domain("carry") ‖ session id ‖ side ‖ channel ‖ its key
 */
import { concat } from '../bytes/bytes.ts'
import { type Epoch, tagBytes } from '../epoch/epoch.ts'
import { type Session, sideBytes } from '../epoch/session.ts'
import { domain, type KeyPair, sign, verify } from '../sodium/sodium.ts'

/** What a carrier is told of an epoch: enough to check a proof, and nothing to open an envelope with. */
export interface Half {
  /** 16 bytes: the tag in the envelopes' headers. */
  readonly tag: Uint8Array
  /** 32 bytes: the public half of the key that members prove (K6). */
  readonly key: Uint8Array
}

export const halfOf = (epoch: Epoch): Half => ({ tag: epoch.tag, key: epoch.prove.publicKey })

/** Shows to a member on this channel that the carrier it appointed is here. */
export const signCarry = (pair: KeyPair, session: Session, channel: Uint8Array): Uint8Array =>
  sign(carryBytes(pair.publicKey, session, channel, 'us'), pair.secretKey)

/** Whether the carrier with this key is on the other side. */
export const checkCarry = (key: Uint8Array, signature: Uint8Array, session: Session, channel: Uint8Array): boolean =>
  verify(signature, carryBytes(key, session, channel, 'them'), key)

function carryBytes(key: Uint8Array, session: Session, channel: Uint8Array, by: 'us' | 'them'): Uint8Array {
  return concat(domain('carry'), sideBytes(session, by), channel, key)
}

const halfBytes = tagBytes + 32

/** A half as bytes: tag, then key. */
export const writeHalf = ({ tag, key }: Half): Uint8Array => concat(tag, key)

export const readHalf = (bytes: Uint8Array): Half | undefined =>
  bytes.length === halfBytes ? { tag: bytes.slice(0, tagBytes), key: bytes.slice(tagBytes) } : undefined
