/**
 * Questions and answers as they pass: sealed with the live key of an epoch in use, so that nothing between two members can tell what
 * was asked, and padded, so that its length tells little.
 *
 *     epoch tag (16), nonce (24), XChaCha20-Poly1305 of JSON padded to a step of 512, bound to domain("question") or domain("reply")
 */
import { concat, decodeText, decrypt, domain, encrypt, type Epoch, pad, type Random, unpad, utf8 } from '@commune/protocol'

const step = 512
const headBytes = 40

export type SealedKind = 'question' | 'reply'

export const sealTree = (tree: unknown, kind: SealedKind, epoch: Epoch, random: Random): Uint8Array => {
  const nonce = random.bytes(24)
  return concat(epoch.tag, nonce, encrypt(pad(utf8(JSON.stringify(tree)), step), domain(kind), nonce, epoch.liveKey))
}

/** The tree, or undefined when it does not open with an epoch that is used here, or is none. */
export const openTree = (sealed: Uint8Array, kind: SealedKind, epochOf: (tag: Uint8Array) => Epoch | undefined): unknown => {
  const epoch = sealed.length > headBytes ? epochOf(sealed.subarray(0, 16)) : undefined
  const padded = epoch && decrypt(sealed.subarray(headBytes), domain(kind), sealed.subarray(16, headBytes), epoch.liveKey)
  const plain = padded && unpad(padded, step)
  const text = plain && decodeText(plain, 0, plain.length)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
