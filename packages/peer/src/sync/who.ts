/**
 * Who is on the other side: a device shows its key under the world's own live key, so that acknowledgements are counted per
 * device while the network learns nothing (S5).
 *
 *     sealed = epoch tag (16 bytes), nonce (24), XChaCha20-Poly1305 of CBOR [device key, signature, whether the store may forget, 1]
 *
 * The 1 says that it answers questions (messages 28 and 29); a device of version 0.5 and before does not say it.
 *
 * The signature is over the session, the side that says it, the channel and the key.
 */
import { concat, decodeValue, decrypt, domain, encodeValue, encrypt, type Epoch, type IdText, type KeyPair, type Session, sign, toText, type Value, verify } from '@commune/protocol'

/** Who is on the other side, as shown under the world's own key. */
export interface Remote {
  /** Its key; for a carrier the one it carries by. */
  readonly device: IdText
  readonly mayForget: boolean
  readonly carrier?: boolean
  /** It takes what passes beside the envelopes, messages 13 and 23 to 27: a member does, a carrier does not. */
  readonly beside?: boolean
  /** It answers questions, messages 28 and 29. */
  readonly answers?: boolean
}

const answersNow = 1

export const sealWho = (pair: KeyPair, mayForget: boolean, epoch: Epoch, ground: Session, channel: Uint8Array, nonce: Uint8Array): Uint8Array => {
  const signature = sign(whoBytes(ground, ground.side, channel, pair.publicKey), pair.secretKey)
  return concat(epoch.tag, nonce, encrypt(encodeValue([pair.publicKey, signature, mayForget, answersNow]), domain('who'), nonce, epoch.liveKey))
}

/** Undefined when it does not open, or the device did not sign it. */
export const openWho = (sealed: Uint8Array, epochOf: (tag: Uint8Array) => Epoch | undefined, ground: Session, channel: Uint8Array): Remote | undefined => {
  const epoch = epochOf(sealed.subarray(0, 16))
  const plain = epoch && decrypt(sealed.subarray(40), domain('who'), sealed.subarray(16, 40), epoch.liveKey)
  const decoded = plain && decodeValue(plain)
  const [device, signature, mayForget, answers] = decoded?.ok && Array.isArray(decoded.value) ? (decoded.value as Value[]) : []
  if (!(device instanceof Uint8Array) || !(signature instanceof Uint8Array)) return undefined
  const side = ground.side === 0 ? 1 : 0
  return verify(signature, whoBytes(ground, side, channel, device), device) ? { device: toText(device), mayForget: mayForget === true, beside: true, answers: typeof answers === 'number' && answers >= answersNow } : undefined
}

function whoBytes(ground: Session, side: 0 | 1, channel: Uint8Array, device: Uint8Array): Uint8Array {
  return concat(domain('who'), ground.id, Uint8Array.of(side), channel, device)
}
