/** The bytes of what passes live: changing one of these changes the protocol. */
import { beginWare, decodeValue, decrypt, domain, epochOf, handleOf, sodiumReady, type StatementId, toText, unpad } from '@commune/protocol'
import { mutator, seededRandom } from '@commune/protocol/testing'
import { beforeAll, expect, test } from 'vitest'
import { liveValue, openLive, sealLive } from './message.ts'

beforeAll(() => sodiumReady)

const golden =
  'ff6298124cd9652bd7a7a20ea470b7b003502a305790fb2fb525b041e43bb9e19e3e1093512277a4dbffa128c8032c0009ccdd0e79334b3c3bd7e70b' +
  '1e7f25f3fc2907b5257094ed69c77ff717df46520088d8f365d0738e5c30e18cb1694192f1259357bdee370f3a5ca2bb39c06c7d0226004bc73b04b3' +
  '56dbf30d869c70bf51f6059f813620ef6244450d29509a4774a60821f3f25d8d9e1652f8f750ccdeaa0d476c788be00ab90c46cd98315276c093a4da' +
  '4fa812a2'

const parts = () => {
  const random = seededRandom(2_026)
  const world = random.bytes(32)
  const epoch = epochOf(world, random.bytes(32))
  const { device } = beginWare(random)
  return { random, world, epoch, device, idea: `${toText(handleOf(world))}.0` as StatementId, writer: new Uint8Array(16).fill(7) }
}

test('[T5] who is here, named or not, what is written, and who goes: byte for byte, and read back', () => {
  const { random, world, epoch, device, idea, writer } = parts()
  const says = [
    [liveValue(world, idea, writer, { word: 'here', device: null }, undefined), { word: 'here', device: null }],
    [liveValue(world, idea, writer, { word: 'here', device: null }, device.sign), { word: 'here', device: toText(device.sign.publicKey) }],
    [liveValue(world, idea, writer, { word: 'writes', update: Uint8Array.of(0, 0) }, undefined), { word: 'writes', update: Uint8Array.of(0, 0) }],
    [liveValue(world, idea, writer, { word: 'goes' }, undefined), { word: 'goes' }]
  ] as const
  const sealed = says.map(([value]) => sealLive(value, epoch, random))
  for (const [index, [, word]] of says.entries()) {
    expect(openLive(sealed[index] as Uint8Array, () => epoch, world)).toEqual({ idea, writer: toText(writer), says: word })
  }
  expect(sealed.map((bytes) => bytes.length)).toEqual([184, 248, 184, 184])
  expect((sealed[3] as Uint8Array).toHex()).toBe(golden)
  // As SPEC.md says it, by another hand.
  const [, named] = sealed as [Uint8Array, Uint8Array]
  const plain = unpad(decrypt(named.subarray(40), domain('live'), named.subarray(16, 40), epoch.liveKey) as Uint8Array, 64) as Uint8Array
  expect(decodeValue(plain)).toEqual({ ok: true, value: [1, idea, writer, 0, device.sign.publicKey, expect.any(Uint8Array)] })
})

test('[T5] a name that is not shown by its own device, or for another page or opening, is none', () => {
  const { random, world, epoch, device, idea, writer } = parts()
  const [form, , , kind, key, signature] = liveValue(world, idea, writer, { word: 'here', device: null }, device.sign) as [number, string, Uint8Array, number, Uint8Array, Uint8Array]
  const opened = (...value: Parameters<typeof sealLive>[0][]): unknown => openLive(sealLive(value, epoch, random), () => epoch, world)
  expect(opened(form, idea, writer, kind, key, signature)).toBeDefined()
  expect(opened(form, idea, new Uint8Array(16), kind, key, signature)).toBeUndefined()
  expect(opened(form, `${idea}1`, writer, kind, key, signature)).toBeUndefined()
  expect(opened(form, idea, writer, kind, new Uint8Array(32), signature)).toBeUndefined()
  expect(opened(form, idea, writer, kind, key, null)).toBeUndefined()
  expect(opened(form, idea, writer, 1, 'text')).toBeUndefined()
  expect(opened(2, idea, writer, 2)).toBeUndefined()
})

test('[T5][E7] what comes live may be anything: it is read or passed over', () => {
  const { random, world, epoch, device, idea, writer } = parts()
  const corpus = [sealLive(liveValue(world, idea, writer, { word: 'here', device: null }, device.sign), epoch, random), new Uint8Array(41)]
  const mutated = mutator(corpus, 5)
  for (let count = 0; count < 5_000; count++) openLive(mutated.next(), () => epoch, world)
})
