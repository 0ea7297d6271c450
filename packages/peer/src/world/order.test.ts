/** What opens late is taken in its turn: the last of many must not be checked before those it vouches for are here (E4). */
import { epochOf, signPair, sodiumReady } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { memoryDisk } from '@commune/storage/memory'
import { expect, test } from 'vitest'
import { openLock } from '../testing/index.ts'
import { Keyring } from './keyring.ts'
import { type Opener, plainOpener } from './opener.ts'
import { plainPacker } from './packer.ts'
import { World } from './world.ts'

await sodiumReady
const random = seededRandom(11)
const id = random.bytes(32)
const epoch = epochOf(id, random.bytes(32))

async function worldWith(opener: Opener): Promise<World> {
  const ports = { store: await memoryDisk().open(), clock: { nowMs: () => 0, after: () => () => undefined }, random, log: { note: () => undefined }, opener, packer: plainPacker }
  const world = await World.open(ports, { id, prefix: 'w1/', keyring: new Keyring(id, 'w1/', openLock), rooms: [], signPair: signPair(random.bytes(32)) })
  await world.hold(epoch.secret)
  return world
}

test('[E4][S6] many that take long to open and then one that does not are all settled, and so are those behind one that never opens', async () => {
  const writer = await worldWith(plainOpener)
  for (let n = 0; n < 20; n++) await writer.say([{ type: 'note', n }], epoch, n < 19)
  const all: Uint8Array[] = []
  for await (const placed of writer.scan(0)) all.push(...placed.map((each) => each.bytes))

  const late = Promise.withResolvers<void>()
  const slowOpener: Opener = {
    open: async (envelopes, keys) => {
      if (envelopes.length === 3) throw new Error('the thread has died')
      if (envelopes.length > 1) await late.promise
      return plainOpener.open(envelopes, keys)
    }
  }
  const reader = await worldWith(slowOpener)
  const broken = reader.take(all.slice(0, 3), undefined, true)
  const many = reader.take(all.slice(0, 19), undefined, true)
  const last = reader.take(all.slice(19), undefined)
  await expect(broken).rejects.toThrow('the thread has died')
  late.resolve()
  await Promise.all([many, last])
  expect([reader.set.count, reader.graph.heldEntries, reader.graph.signatureChecks]).toEqual([20, 0, 1])
})

test('[E4] what is known and comes last settles what is still on its way in, though something settled in between', async () => {
  const writer = await worldWith(plainOpener)
  for (let n = 0; n < 3; n++) await writer.say([{ type: 'note', n }], epoch, n < 2)
  const all: Uint8Array[] = []
  for await (const placed of writer.scan(0)) all.push(...placed.map((each) => each.bytes))
  const reader = await worldWith(plainOpener)
  await reader.take(all.slice(0, 1), undefined)
  const settled = reader.settle()
  const rest = reader.take(all.slice(1), undefined, true)
  const known = reader.take(all.slice(0, 1), undefined)
  const again = reader.settle()
  await Promise.all([settled, rest, known, again])
  expect([reader.set.count, reader.graph.heldEntries]).toEqual([3, 0])
})

test('[E4][T4] what is taken in again from the log counts as it did when it came, whatever of it the set holds already (seed 25)', async () => {
  const [first, writer, other, reader] = [await worldWith(plainOpener), await worldWith(plainOpener), await worldWith(plainOpener), await worldWith(plainOpener)]
  const unread = epochOf(id, random.bytes(32))
  const said = async (world: World, under = epoch, letters = 1): Promise<Uint8Array> => {
    const arrived = Promise.withResolvers<Uint8Array>()
    const stop = world.listen({ arrived: ([last]) => arrived.resolve(last?.bytes as Uint8Array) })
    await world.say([{ type: 'note', text: 'a'.repeat(letters) }], under)
    stop()
    return arrived.promise
  }
  const withheld = await said(first)
  await writer.take([withheld], undefined)
  const [begun, next] = [await said(writer), await said(writer)]
  await other.hold(unread.secret)
  const sealed = await said(other, unread)
  await reader.take([next], undefined)
  // So much that what comes next lies in another part of the log.
  for (let n = 0; n < 4; n++) await reader.take([await said(other, epoch, 40_000)], undefined)
  await reader.take([begun, sealed], undefined)
  expect(reader.graph.heldEntries).toBe(2)
  await reader.hold(unread.secret)
  expect(reader.graph.heldEntries).toBe(2)
  await reader.take([withheld], undefined)
  expect(reader.graph.heldEntries).toBe(0)
})
