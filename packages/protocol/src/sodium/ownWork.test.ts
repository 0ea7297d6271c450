import { afterAll, beforeAll, expect, test } from 'vitest'
import { utf8 } from '../bytes/bytes.ts'
import { rememberOwnWork } from './ownWork.ts'
import { boxPair, seal, sign, signPair, sodiumReady, unseal, verify } from './sodium.ts'

const seed = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)
const word = utf8('kneads with care')
const other = utf8('kneads with Care')

let forget: () => void = () => undefined
beforeAll(async () => {
  await sodiumReady
  forget = rememberOwnWork()
})
afterAll(() => forget())

test('[E4] a signature made here holds for its message and its key, and for nothing else', () => {
  const [mine, yours] = [signPair(seed(1)), signPair(seed(2))]
  const signature = sign(word, mine.secretKey)
  expect(verify(signature, word, mine.publicKey)).toBe(true)
  expect(verify(signature, other, mine.publicKey)).toBe(false)
  expect(verify(signature, word, yours.publicKey)).toBe(false)
  expect(verify(signature.with(40, (signature[40] as number) ^ 1), word, mine.publicKey)).toBe(false)
})

test('[K1] a box sealed here opens for whom it was sealed to, whole, and for nobody else', () => {
  const [mine, yours] = [boxPair(seed(3)), boxPair(seed(4))]
  const box = seal(word, mine.publicKey, seed(5)) as Uint8Array
  expect(unseal(box, mine)).toEqual(word)
  expect(unseal(box, yours)).toBeUndefined()
  expect(unseal(box.with(50, (box[50] as number) ^ 1), mine)).toBeUndefined()
})

test('[K1] one ephemeral key used for two opens for both of them', () => {
  const [mine, yours, third] = [boxPair(seed(6)), boxPair(seed(7)), boxPair(seed(8))]
  const boxes = [mine, yours].map((pair) => seal(word, pair.publicKey, seed(9)) as Uint8Array)
  expect(boxes.map((box, index) => unseal(box, [mine, yours][index] as typeof mine))).toEqual([word, word])
  expect(boxes.map((box) => unseal(box, third))).toEqual([undefined, undefined])
})

test('what was signed and sealed before is checked and opened as ever', () => {
  forget()
  const [signer, reader] = [signPair(seed(10)), boxPair(seed(11))]
  const signature = sign(word, signer.secretKey)
  const box = seal(word, reader.publicKey, seed(12)) as Uint8Array
  forget = rememberOwnWork()
  expect(verify(signature, word, signer.publicKey)).toBe(true)
  expect(verify(signature, other, signer.publicKey)).toBe(false)
  expect(unseal(box, reader)).toEqual(word)
  expect(unseal(box, boxPair(seed(13)))).toBeUndefined()
})
