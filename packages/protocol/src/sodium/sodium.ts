/**
 * All cryptography of the project, in one C code base (libsodium) for every platform, so that no two peers ever disagree
 * about a signature. Nothing else in the project names a cryptographic function. Chance never comes from here: keys and
 * nonces are made from the injected `Random`.
 */
import sodium from 'libsodium-wrappers-sumo'
import { concat, toText, utf8 } from '../bytes/bytes.ts'
import { type Room, roomInside } from './inside.ts'

/** Resolves when the WebAssembly is ready; every entry point of the program awaits it once. */
export const sodiumReady: Promise<void> = sodium.ready

export interface KeyPair {
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

const domains = new Map<string, Uint8Array>()
/** `smart-commune/1 <name>` and a zero byte, so that no hash or signature for one purpose serves another. */
export const domain = (name: string): Uint8Array => {
  let bytes = domains.get(name)
  if (!bytes) {
    bytes = concat(utf8(`smart-commune/1 ${name}`), Uint8Array.of(0))
    domains.set(name, bytes)
  }
  return bytes
}

/** BLAKE2b-256 (RFC 7693) of the bytes as they are: the id of an envelope or chunk. */
export const hash = (bytes: Uint8Array): Uint8Array => sodium.crypto_generichash(32, bytes, null)

/** BLAKE2b-256 under a domain, optionally keyed (a key of 16 to 64 bytes makes it a key derivation). */
export const derive = (name: string, parts: readonly Uint8Array[], key: Uint8Array | null = null): Uint8Array =>
  sodium.crypto_generichash(32, concat(domain(name), ...parts), key)

const shortBytes = 128
const hashBytes = 32
let hashing: Room | undefined

/** SHA-256, for the fingerprints of set reconciliation only. */
export const sha256 = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length > shortBytes || !(hashing ??= roomInside(shortBytes + hashBytes))) return sodium.crypto_hash_sha256(bytes)
  const { at, work } = hashing
  const heap = hashing.heap()
  heap.set(bytes, at)
  work.sha256(at + shortBytes, at, bytes.length, 0)
  return heap.slice(at + shortBytes, at + shortBytes + hashBytes)
}

/** Ed25519 pair from a 32-byte seed. */
export const signPair = (seed: Uint8Array): KeyPair => {
  const pair = sodium.crypto_sign_seed_keypair(seed)
  return { publicKey: pair.publicKey, secretKey: pair.privateKey }
}

/** X25519 pair from a 32-byte seed. */
export const boxPair = (seed: Uint8Array): KeyPair => {
  const pair = sodium.crypto_box_seed_keypair(seed)
  return { publicKey: pair.publicKey, secretKey: pair.privateKey }
}

/** Detached Ed25519 signature, 64 bytes. */
export const sign = (message: Uint8Array, secretKey: Uint8Array): Uint8Array => sodium.crypto_sign_detached(message, secretKey)

/** True only for a valid signature; anything of a wrong length is false, never an exception. */
export const verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean => {
  if (signature.length !== 64 || publicKey.length !== 32) return false
  try {
    return sodium.crypto_sign_verify_detached(signature, message, publicKey)
  } catch {
    return false
  }
}

/** Signatures remembered as valid; about 100 bytes each. */
const heldMax = 16_384
const held = new Set<string>()

/**
 * `verify` for what is said again and again, such as who belongs to whom in each new epoch: one that held is not checked anew. A
 * signature, its message and its key are one hash, so nothing else passes for it.
 */
export const verifyOnce = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean => {
  if (signature.length !== 64 || publicKey.length !== 32) return false
  const name = nameOf(signature, message, publicKey)
  if (held.has(name)) return true
  if (!verify(signature, message, publicKey)) return false
  remember(name)
  return true
}

/** `sign`, for what will be asked of `verifyOnce` here too: whoever signed need not check it. */
export const signHeld = (message: Uint8Array, secretKey: Uint8Array): Uint8Array => {
  const signature = sign(message, secretKey)
  // The second half of an Ed25519 secret key is the public one.
  remember(nameOf(signature, message, secretKey.subarray(32)))
  return signature
}

const nameOf = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): string => toText(hash(concat(signature, publicKey, message)))

function remember(name: string): void {
  if (held.size >= heldMax) held.clear()
  held.add(name)
}

/** XChaCha20-Poly1305: ciphertext with its 16-byte tag. */
export const encrypt = (plain: Uint8Array, bound: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array =>
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, null, nonce, key)

/** The plain bytes, or undefined when the key, the nonce, the bound bytes or the ciphertext are not those of `encrypt`. */
export const decrypt = (cipher: Uint8Array, bound: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array | undefined => {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, cipher, bound, nonce, key)
  } catch {
    return undefined
  }
}

/**
 * Anonymous sealed box to an X25519 key, as libsodium's `crypto_box_seal` makes it: 48 bytes longer than the message. The
 * ephemeral key comes from `seed` (32 fresh bytes), because chance never comes from here. Undefined when the key is one
 * that shares no secret with anybody (a point of low order).
 */
export const seal = (message: Uint8Array, publicKey: Uint8Array, seed: Uint8Array): Uint8Array | undefined => {
  const ephemeral = boxPair(seed)
  const nonce = sodium.crypto_generichash(24, concat(ephemeral.publicKey, publicKey), null)
  try {
    return concat(ephemeral.publicKey, sodium.crypto_box_easy(message, nonce, publicKey, ephemeral.secretKey))
  } catch {
    return undefined
  }
}

/** Opens a sealed box, or undefined. */
export const unseal = (box: Uint8Array, pair: KeyPair): Uint8Array | undefined => {
  try {
    return sodium.crypto_box_seal_open(box, pair.publicKey, pair.secretKey)
  } catch {
    return undefined
  }
}

/** What a passphrase costs to try: passes over the memory, and memory in KiB. */
export interface PassphraseCost {
  readonly passes: number
  readonly memoryKib: number
}

/** About a second on a phone. */
export const passphraseCost: PassphraseCost = { passes: 3, memoryKib: 65_536 }

/** Key of 32 bytes from a passphrase: Argon2id version 1.3, one lane (RFC 9106). `salt` is 16 bytes. */
export const keyFromPassphrase = (passphrase: Uint8Array, salt: Uint8Array, cost: PassphraseCost = passphraseCost): Uint8Array =>
  sodium.crypto_pwhash(32, passphrase, salt, cost.passes, cost.memoryKib * 1_024, sodium.crypto_pwhash_ALG_ARGON2ID13)

/** A ristretto255 point and its scalar from a 32-byte seed (RFC 9496). */
export const ringPair = (seed: Uint8Array): KeyPair => {
  const wide = sodium.crypto_generichash(64, concat(domain('ring scalar'), seed), null)
  const secretKey = sodium.crypto_core_ristretto255_scalar_reduce(wide)
  return { publicKey: sodium.crypto_scalarmult_ristretto255_base(secretKey), secretKey }
}
