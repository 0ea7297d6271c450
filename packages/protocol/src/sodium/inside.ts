/**
 * The memory of the same libsodium that `sodium.ts` calls, for what is done very often to little (see there for what it is).
 *
 * Why: the wrappers allocate, copy and free for each argument of each call, which costs more than hashing or decrypting 200 bytes
 * does. The functions are the same, so the verdicts are; where the wrappers do not show their inside, they are called themselves.
 */
import sodium from 'libsodium-wrappers-sumo'

type Pointer = number

/** What of the C code is called here; pointers are offsets into the heap, lengths below 2^53 stand in two halves. */
export interface Work {
  readonly sha256: (out: Pointer, from: Pointer, bytes: number, bytesHigh: number) => number
  readonly hash: (out: Pointer, outBytes: number, from: Pointer, bytes: number, bytesHigh: number, key: Pointer, keyBytes: number) => number
  readonly decrypt: (
    plain: Pointer, plainBytes: Pointer, secretNonce: Pointer, cipher: Pointer, cipherBytes: number, cipherBytesHigh: number,
    bound: Pointer, boundBytes: number, boundBytesHigh: number, nonce: Pointer, key: Pointer
  ) => number
}

interface Inside {
  readonly HEAPU8: Uint8Array
  readonly _malloc: (bytes: number) => Pointer
  readonly _crypto_hash_sha256: Work['sha256']
  readonly _crypto_generichash: Work['hash']
  readonly _crypto_aead_xchacha20poly1305_ietf_decrypt: Work['decrypt']
}

/** Some bytes of that memory that are ours for good. */
export interface Room {
  /** Anew each time: the memory may have grown in between. */
  heap(): Uint8Array
  readonly at: Pointer
  readonly work: Work
}

/** A room of so many bytes; undefined where the inside is not shown. */
export function roomInside(bytes: number): Room | undefined {
  const inside = (sodium as unknown as { readonly libsodium?: Partial<Inside> }).libsodium
  if (!inside) return undefined
  const { _malloc: malloc, _crypto_hash_sha256: sha256, _crypto_generichash: hash, _crypto_aead_xchacha20poly1305_ietf_decrypt: decrypt } = inside
  if (!inside.HEAPU8 || !malloc || !sha256 || !hash || !decrypt) return undefined
  const at = malloc(bytes)
  return at === 0 ? undefined : { heap: () => inside.HEAPU8 as Uint8Array, at, work: { sha256, hash, decrypt } }
}
