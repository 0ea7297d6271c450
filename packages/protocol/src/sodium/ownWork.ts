/**
 * For the simulator alone: many peers in one process check what others of them signed and try to open what others sealed. What
 * this process itself signed and sealed is known, so it need not be worked out again for each of them.
 *
 * Nothing is guessed. A signature holds without a check only when these very bytes came out of signing that very message with
 * the key that belongs to this public one. A sealed box is given up without a try only when its ephemeral key was made here and
 * nothing was boxed with it for the one who tries: to open it takes a secret that only these two share. All else goes to
 * libsodium as ever, whatever a liar or a broken wire made of it, and so does every box that may open.
 */
import sodium from 'libsodium-wrappers-sumo'
import { sameBytes, toText } from '../bytes/bytes.ts'

/** Signatures and ephemeral keys that are remembered, each; about 300 bytes. */
const rememberedMax = 131_072

interface Signed {
  readonly message: Uint8Array
  readonly publicKey: Uint8Array
}

type Sodium = typeof sodium
/** The functions whose work is known afterwards, as they were. */
type Inner = Pick<Sodium, 'crypto_sign_detached' | 'crypto_sign_verify_detached' | 'crypto_box_seed_keypair' | 'crypto_box_easy' | 'crypto_box_seal_open'>

const boxKeyBytes = 32
/** No texts of keys. */
const [nobody, several] = ['', '*']

let users = 0
let forget: () => void = () => undefined

/** Begins to remember, once `sodiumReady`. Answers with what ends it: when all who began have ended, all is forgotten. */
export const rememberOwnWork = (): (() => void) => {
  if (users++ === 0) forget = remember()
  let ended = false
  return () => {
    if (ended) return
    ended = true
    if (--users === 0) forget()
  }
}

function remember(): () => void {
  const inner: Inner = { ...sodium }
  const signed = new Map<string, Signed>()
  /** By the ephemeral secret key: its public half. */
  const publicOf = new Map<string, string>()
  /** By an ephemeral key: the text of the one it was used for, `nobody` so far, or `several`. */
  const usedFor = new Map<string, string>()

  const patch: Partial<Record<keyof Inner, unknown>> = {
    crypto_sign_detached(message: Uint8Array, secretKey: Uint8Array): Uint8Array {
      const signature = inner.crypto_sign_detached(message, secretKey)
      if (signed.size >= rememberedMax) signed.clear()
      // The second half of an Ed25519 secret key is the public one.
      signed.set(toText(signature), { message: message.slice(), publicKey: secretKey.slice(32) })
      return signature
    },
    crypto_sign_verify_detached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
      const known = signed.get(toText(signature))
      if (known && sameBytes(known.publicKey, publicKey) && sameBytes(known.message, message)) return true
      return inner.crypto_sign_verify_detached(signature, message, publicKey)
    },
    crypto_box_seed_keypair(seed: Uint8Array): { publicKey: Uint8Array; privateKey: Uint8Array } {
      const pair = inner.crypto_box_seed_keypair(seed)
      if (usedFor.size >= rememberedMax) {
        usedFor.clear()
        publicOf.clear()
      }
      const text = toText(pair.publicKey)
      if (!usedFor.has(text)) usedFor.set(text, nobody)
      publicOf.set(toText(pair.privateKey), text)
      return pair
    },
    crypto_box_easy(message: Uint8Array, nonce: Uint8Array, publicKey: Uint8Array, secretKey: Uint8Array): Uint8Array {
      const mine = publicOf.get(toText(secretKey))
      if (mine !== undefined) {
        const to = toText(publicKey)
        const before = usedFor.get(mine)
        usedFor.set(mine, before === nobody || before === to ? to : several)
      }
      return inner.crypto_box_easy(message, nonce, publicKey, secretKey)
    },
    crypto_box_seal_open(box: Uint8Array, publicKey: Uint8Array, secretKey: Uint8Array): Uint8Array {
      const to = usedFor.get(toText(box.subarray(0, boxKeyBytes)))
      if (to !== undefined && to !== several && to !== toText(publicKey)) throw new Error('incorrect key pair for the given ciphertext')
      return inner.crypto_box_seal_open(box, publicKey, secretKey)
    }
  }
  Object.assign(sodium, patch)
  return () => void Object.assign(sodium, Object.fromEntries(Object.keys(patch).map((name) => [name, inner[name as keyof Inner]])))
}
