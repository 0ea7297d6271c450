/** Known answers from the standards, so that another code base in its place would be noticed. */
import { beforeAll, expect, test } from 'vitest'
import { concat, utf8 } from '../bytes/bytes.ts'
import {
  boxPair,
  decrypt,
  derive,
  domain,
  encrypt,
  hash,
  keyFromPassphrase,
  ringPair,
  seal,
  sha256,
  sign,
  signPair,
  sodiumReady,
  unseal,
  verify,
  signHeld,
  verifyOnce
} from './sodium.ts'
import { openRun } from './run.ts'

beforeAll(() => sodiumReady)

const hex = (text: string): Uint8Array => Uint8Array.fromHex(text)

test('[RFC 7693] BLAKE2b-256', () => {
  expect(hash(new Uint8Array()).toHex()).toBe('0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8')
  expect(hash(utf8('abc')).toHex()).toBe('bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319')
})

test('[FIPS 180-4] SHA-256', () => {
  expect(sha256(utf8('abc')).toHex()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('[RFC 8032] Ed25519, section 7.1, test 1', () => {
  const pair = signPair(hex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'))
  expect(pair.publicKey.toHex()).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
  const signature = sign(new Uint8Array(), pair.secretKey)
  expect(signature.toHex()).toBe(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
  )
  expect(verify(signature, new Uint8Array(), pair.publicKey)).toBe(true)
})

test('[RFC 8032] a signature of a wrong length, under a key of low order, or with s out of range does not hold, and never throws', () => {
  const pair = signPair(new Uint8Array(32))
  const signature = sign(utf8('x'), pair.secretKey)
  expect(verify(signature.subarray(1), utf8('x'), pair.publicKey)).toBe(false)
  expect(verify(signature, utf8('x'), pair.publicKey.subarray(1))).toBe(false)
  expect(verify(new Uint8Array(64), utf8('x'), new Uint8Array(32))).toBe(false)
  expect(verify(Uint8Array.from([1, ...new Uint8Array(63)]), utf8('x'), Uint8Array.from([1, ...new Uint8Array(31)]))).toBe(false)
  const order = hex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')
  const moved = signature.slice()
  let carry = 0
  for (let i = 0; i < 32; i++) {
    carry += (moved[32 + i] as number) + (order[i] as number)
    moved[32 + i] = carry & 0xff
    carry >>= 8
  }
  expect(verify(moved, utf8('x'), pair.publicKey), 's + order of the group').toBe(false)
})

test('[draft-irtf-cfrg-xchacha-03] XChaCha20-Poly1305, A.3.1', () => {
  const plain = utf8(
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
  )
  const key = Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index)
  const nonce = Uint8Array.from({ length: 24 }, (_, index) => 0x40 + index)
  const bound = hex('50515253c0c1c2c3c4c5c6c7')
  const cipher = encrypt(plain, bound, nonce, key)
  expect(cipher.toHex()).toBe(
    'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49'
  )
  expect(decrypt(cipher, bound, nonce, key)).toEqual(plain)
  expect(decrypt(cipher, bound.with(0, 0), nonce, key)).toBeUndefined()
  expect(decrypt(cipher.subarray(1), bound, nonce, key)).toBeUndefined()
  expect(decrypt(new Uint8Array(3), bound, nonce, key)).toBeUndefined()
})

test('[RFC 9496] a ring key is a multiple of the ristretto255 base', () => {
  const pair = ringPair(new Uint8Array(32))
  expect(pair.publicKey.length).toBe(32)
  expect(ringPair(new Uint8Array(32))).toEqual(pair)
})

test('[RFC 9106] a passphrase, its salt and its cost each make another key', () => {
  const cheap = { passes: 1, memoryKib: 8 }
  const key = keyFromPassphrase(utf8('beans'), new Uint8Array(16), cheap)
  expect(key.length).toBe(32)
  expect(keyFromPassphrase(utf8('beans'), new Uint8Array(16), cheap)).toEqual(key)
  expect(keyFromPassphrase(utf8('peas'), new Uint8Array(16), cheap)).not.toEqual(key)
  expect(keyFromPassphrase(utf8('beans'), new Uint8Array(16).fill(1), cheap)).not.toEqual(key)
  expect(keyFromPassphrase(utf8('beans'), new Uint8Array(16), { passes: 2, memoryKib: 8 })).not.toEqual(key)
})

test('[K1] a sealed box opens with its own pair alone, and libsodium itself opens ours', () => {
  const pair = boxPair(new Uint8Array(32).fill(1))
  const box = seal(utf8('secret'), pair.publicKey, new Uint8Array(32).fill(2)) as Uint8Array
  expect(box.length).toBe(48 + 6)
  expect(unseal(box, pair)).toEqual(utf8('secret'))
  expect(unseal(box, boxPair(new Uint8Array(32)))).toBeUndefined()
  expect(unseal(box.with(40, 0), pair)).toBeUndefined()
  expect(unseal(new Uint8Array(10), pair)).toBeUndefined()
  expect(seal(utf8('secret'), new Uint8Array(32), new Uint8Array(32))).toBeUndefined()
})

test('[E4] what is hashed for one purpose serves no other', () => {
  expect(domain('entry')).toEqual(utf8('smart-commune/1 entry\0'))
  expect(derive('a', [utf8('b')])).not.toEqual(derive('ab', []))
  expect(derive('a', [], new Uint8Array(32))).not.toEqual(derive('a', []))
})

test('[V1] one that is too long for the room that runs are opened in is opened all the same, between others', () => {
  const key = new Uint8Array(32).fill(5)
  const messages = [1, 300_000, 200_000, 100].map((length, index) => {
    const head = new Uint8Array(48).fill(index)
    return concat(head, encrypt(new Uint8Array(length).fill(index + 1), head, head.subarray(24), key))
  })
  const lengths = Uint32Array.from(messages, ({ length }) => length)
  const starts = lengths.map((_, index) => lengths.subarray(0, index).reduce((sum, length) => sum + length, 0))
  const run = openRun({ bytes: concat(...messages), starts, lengths, headBytes: 48 }, 32, (index) => (index === 3 ? undefined : key))
  expect([...run.opened]).toEqual([1, 1, 1, 0])
  for (const [index, message] of messages.entries()) {
    expect(run.ids.slice(index * 32, index * 32 + 32)).toEqual(Uint8Array.from(hash(message)))
    const plain = run.bytes.subarray((starts[index] as number) + 48, (starts[index] as number) + message.length - 16)
    if (index < 3) expect(plain.every((byte) => byte === index + 1)).toBe(true)
  }
})

test('[E4] what was signed here holds here and elsewhere, and nothing else passes for it', () => {
  const pair = signPair(new Uint8Array(32).fill(4))
  const signature = signHeld(utf8('said'), pair.secretKey)
  expect(verifyOnce(signature, utf8('said'), pair.publicKey)).toBe(true)
  expect(verify(signature, utf8('said'), pair.publicKey)).toBe(true)
  expect(verifyOnce(signature, utf8('said!'), pair.publicKey)).toBe(false)
})

test('[E4] a signature that held once holds again, and nothing else passes for it', () => {
  const pair = signPair(new Uint8Array(32).fill(3))
  const signature = sign(utf8('said'), pair.secretKey)
  for (let round = 0; round < 2; round++) {
    expect(verifyOnce(signature, utf8('said'), pair.publicKey)).toBe(true)
    expect(verifyOnce(signature, utf8('said!'), pair.publicKey)).toBe(false)
    expect(verifyOnce(signature.with(3, (signature[3] as number) ^ 1), utf8('said'), pair.publicKey)).toBe(false)
    expect(verifyOnce(signature, utf8('said'), signPair(new Uint8Array(32)).publicKey)).toBe(false)
    // What moves from one part to the next is another signature.
    expect(verifyOnce(concat(signature, pair.publicKey.subarray(0, 1)), utf8('said'), pair.publicKey.subarray(1))).toBe(false)
  }
})
