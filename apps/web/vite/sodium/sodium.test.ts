/** What is shipped of libsodium does what all of it does, and refuses what nobody asked for. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sodiumApart } from '../sodiumApart.ts'
import { askedIn, slimLoader, slimWrappers } from './asked.ts'
import { slimWasm } from './wasm.ts'

const protocol = new URL('../../../../packages/protocol/', import.meta.url)
const wrappersFile = createRequire(new URL('package.json', protocol)).resolve('libsodium-wrappers-sumo').replace('/modules-sumo/', '/modules-sumo-esm/').replace(/\.js$/, '.mjs')
const loaderFile = createRequire(wrappersFile).resolve('libsodium-sumo').replace('/modules-sumo/', '/modules-sumo-esm/').replace(/\.js$/, '.mjs')
const [wrappers, loader] = [wrappersFile, loaderFile].map((file) => readFileSync(file, 'utf8')) as [string, string]
const wasm = Uint8Array.from(Buffer.from(/"(AGFzbQ[A-Za-z0-9+/=]{100000,})"/.exec(loader)![1]!, 'base64'))
const asked = askedIn(['sodium.ts', 'run.ts'].map((name) => readFileSync(new URL(`src/sodium/${name}`, protocol), 'utf8')))

interface Pair { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array }
type Call<Answer> = (...all: readonly (Uint8Array | number | null)[]) => Answer
type BytesOf = 'generichash' | 'hash_sha256' | 'sign_detached' | 'box_easy' | 'box_seal' | 'box_seal_open' | 'pwhash' | 'core_ristretto255_scalar_reduce' | 'scalarmult_ristretto255_base'
type Sodium = { readonly [name in `crypto_${BytesOf | 'aead_xchacha20poly1305_ietf_encrypt' | 'aead_xchacha20poly1305_ietf_decrypt'}`]: Call<Uint8Array> } & {
  readonly ready: Promise<void>
  readonly crypto_sign_seed_keypair: Call<Pair>
  readonly crypto_box_seed_keypair: Call<Pair>
  readonly crypto_sign_verify_detached: Call<boolean>
  readonly crypto_pwhash_ALG_ARGON2ID13: number
}
const folder = mkdtempSync(join(tmpdir(), 'commune-sodium-'))
let [whole, slim]: readonly [Sodium, Sodium] = [undefined as never, undefined as never]
let shipped: Uint8Array

/** As the build does it, but that the file is read and not fetched. */
const build = (): void => {
  const plugin = sodiumApart() as Plugin & { transform(this: unknown, code: string, id: string): { code: string } }
  const emitFile = ({ source }: { readonly source: Uint8Array }): string => {
    writeFileSync(join(folder, 'libsodium.wasm'), (shipped = source))
    return 'x'
  }
  const transform = (code: string, id: string): string => plugin.transform.call({ emitFile, error: (why: string) => { throw new Error(why) } }, code, id).code
  writeFileSync(join(folder, 'wrappers.mjs'), transform(wrappers, wrappersFile).replace('"libsodium-sumo"', '"./loader.mjs"'))
  const read = `import { readFileSync } from 'node:fs'\nconst wasmOfSodium = readFileSync(new URL('libsodium.wasm', import.meta.url));`
  writeFileSync(join(folder, 'loader.mjs'), transform(loader, loaderFile).replace(/^const wasmOfSodium = .*$/m, read))
}

beforeAll(async () => {
  build()
  const open = async (file: string): Promise<Sodium> => {
    const { default: sodium } = (await import(pathToFileURL(file).href)) as { default: Sodium }
    await sodium.ready
    return sodium
  }
  whole = await open(wrappersFile)
  slim = await open(join(folder, 'wrappers.mjs'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bytes = (length: number, of: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7 + of) & 0xff)

test('each function that is asked for answers as that of the whole library', () => {
  const said = (sodium: Sodium) => {
    const pair = sodium.crypto_sign_seed_keypair(bytes(32, 1))
    const box = sodium.crypto_box_seed_keypair(bytes(32, 2))
    const signature = sodium.crypto_sign_detached(bytes(300, 3), pair.privateKey)
    const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(500, 4), bytes(48, 5), null, bytes(24, 6), bytes(32, 7))
    const nonce = bytes(24, 8)
    return [
      sodium.crypto_generichash(32, bytes(1_000, 9), null), sodium.crypto_generichash(64, bytes(10, 9), bytes(32, 1)), sodium.crypto_hash_sha256(bytes(99, 3)),
      pair.publicKey, pair.privateKey, box.publicKey, signature,
      sodium.crypto_sign_verify_detached(signature, bytes(300, 3), pair.publicKey), sodium.crypto_sign_verify_detached(signature, bytes(300, 4), pair.publicKey),
      sealed, sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, bytes(48, 5), bytes(24, 6), bytes(32, 7)),
      sodium.crypto_box_easy(bytes(20, 1), nonce, box.publicKey, box.privateKey),
      sodium.crypto_pwhash(32, bytes(12, 1), bytes(16, 2), 3, 8 * 1_024, sodium.crypto_pwhash_ALG_ARGON2ID13),
      sodium.crypto_core_ristretto255_scalar_reduce(bytes(64, 3)), sodium.crypto_scalarmult_ristretto255_base(sodium.crypto_core_ristretto255_scalar_reduce(bytes(64, 3)))
    ]
  }
  expect(said(slim)).toEqual(said(whole))
  const { publicKey, privateKey } = slim.crypto_box_seed_keypair(bytes(32, 2))
  expect(slim.crypto_box_seal_open(whole.crypto_box_seal(bytes(9, 9), publicKey), publicKey, privateKey)).toEqual(bytes(9, 9))
})

test('every name that our sources use is there, and nobody asked for the rest', () => {
  const { wrapped, inside } = asked
  expect(wrapped.size).toBeGreaterThan(12)
  const there = slim as unknown as Record<string, unknown>
  for (const name of wrapped) expect(there[name], name).toBeDefined()
  const within = (slim as unknown as { libsodium: Record<string, unknown> }).libsodium
  for (const name of inside) expect(within[name], name).toBeDefined()
  expect(there['crypto_kem_keypair']).toBeUndefined()
  expect(shipped.length).toBeLessThan(wasm.length * 0.7)
})

test('what does not look as it is known is refused, not guessed', () => {
  expect(() => askedOf('sodium.crypto_hash_sha1(x)')).toThrow('crypto_hash_sha1')
  expect(() => slimWrappers('export default x;', asked)).toThrow('do not look as they did')
  expect(() => slimLoader(loader, new Set(['_crypto_nothing']))).toThrow('_crypto_nothing')
  expect(() => slimWasm(wasm, new Set(['nothing']))).toThrow('exports no nothing')
  expect(() => slimWasm(wasm.subarray(0, wasm.length - 5), new Set(['e']))).toThrow('ends too soon')
})

const askedOf = (source: string) => slimWrappers(wrappers, askedIn([source]))
