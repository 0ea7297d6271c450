import fc from 'fast-check'
import { type IPublishPacket, type Packet, parser } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { Outbox, publishPacket } from './outbox.ts'

const topic = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text.isWellFormed())
const payload = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }).filter((text) => text.isWellFormed()),
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(120, 127, 128, 16_380, 16_384, 70_000).map((length) => new Uint8Array(length).fill(5))
)

test('what is written is what another implementation reads, in both versions', () => {
  fc.assert(
    fc.property(topic, payload, fc.boolean(), fc.constantFrom(4 as const, 5 as const), (said, bytes, retain, version) => {
      const read: Packet[] = []
      const reader = parser({ protocolVersion: version })
      reader.on('packet', (packet) => read.push(packet))
      reader.parse(publishPacket(said, bytes, retain, version))
      const [packet] = read as IPublishPacket[]
      expect(read).toHaveLength(1)
      expect(packet).toMatchObject({ cmd: 'publish', topic: said, qos: 0, retain })
      expect(Buffer.from(packet?.payload ?? '').equals(Buffer.from(bytes as Uint8Array))).toBe(true)
    })
  )
})

test('what is said in one turn goes out as one, in order; much goes out before the turn ends', async () => {
  const written: Buffer[] = []
  const outbox = new Outbox(4, (bytes) => written.push(bytes))
  outbox.put('a', '1', false)
  outbox.put('b', '2', false)
  expect(written).toEqual([])
  await new Promise(setImmediate)
  expect(Buffer.concat(written).toString('latin1')).toBe('0\u0004\u0000\u0001a10\u0004\u0000\u0001b2')
  expect(written).toHaveLength(1)
  outbox.put('c', new Uint8Array(20_000), false)
  expect(written).toHaveLength(2)
  outbox.put('d', '4', false)
  outbox.drop()
  await new Promise(setImmediate)
  expect([written.length, outbox.bytes]).toEqual([2, 0])
})
