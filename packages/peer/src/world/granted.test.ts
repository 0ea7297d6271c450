/** An epoch that comes by a grant is held with the same write that keeps the grant, and opens what comes with it at once. */
import { boxPair, type Envelope, type Epoch, epochOf, makeGrants, openGrant, signPair, sodiumReady } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { memoryDisk, type MemoryDisk } from '@commune/storage/memory'
import { expect, test } from 'vitest'
import { openLock } from '../testing/index.ts'
import { Keyring } from './keyring.ts'
import { plainOpener } from './opener.ts'
import { plainPacker } from './packer.ts'
import { World } from './world.ts'

await sodiumReady
const random = seededRandom(23)
const id = random.bytes(32)
const [known, given] = [epochOf(id, random.bytes(32)), epochOf(id, random.bytes(32))]
const box = boxPair(random.bytes(32))
const pair = signPair(random.bytes(32))

async function worldOn(disk: MemoryDisk): Promise<{ world: World; asked: () => number; granted: () => number; told: () => readonly string[] }> {
  let [asked, granted] = [0, 0]
  const ports = { store: await disk.open(), clock: { nowMs: () => 0, after: () => () => undefined }, random, log: { note: () => undefined }, opener: plainOpener, packer: plainPacker }
  const grantIn = (grant: Envelope): Epoch | undefined => {
    asked++
    return openGrant(grant, box, id)
  }
  const world = await World.open(ports, { id, prefix: 'w1/', keyring: new Keyring(id, 'w1/', openLock), rooms: [], signPair: pair, grantIn })
  const told: string[] = []
  world.listen({ granted: () => void granted++, folded: (rooms) => void told.push(...rooms) })
  return { world, asked: () => asked, granted: () => granted, told: () => told }
}

/** A grant for this device and one for somebody else, then three entries under each of the two epochs. */
async function said(): Promise<Uint8Array[]> {
  const { world: writer } = await worldOn(memoryDisk())
  for (const { secret } of [known, given]) await writer.hold(secret)
  await writer.take([...makeGrants(given, [box.publicKey], 1, random), ...makeGrants(known, [boxPair(random.bytes(32)).publicKey], 1, random)], undefined)
  for (const epoch of [known, given, known, given, known, given]) await writer.say([{ type: 'note' }], epoch)
  const all: Uint8Array[] = []
  for await (const placed of writer.scan(0)) all.push(...placed.map((each) => each.bytes))
  return all
}

test('[K1] what comes with its grant is opened in the same turn, and the epoch is held after a crash', async () => {
  const disk = memoryDisk()
  const reader = await worldOn(disk)
  await reader.world.take(await said(), undefined)
  expect([reader.world.keyring.size, reader.world.sealedCount, reader.granted()]).toEqual([1, 3, 1])
  // One for each grant whose epoch is not held; those that came before are not tried again.
  expect(reader.asked()).toBe(2)
  disk.crash()
  const again = await worldOn(disk)
  expect([again.world.keyring.size, again.world.sealedCount, again.asked()]).toEqual([1, 3, 0])
})

test('[K1] a grant that comes last opens what lies sealed before it', async () => {
  const all = await said()
  const reader = await worldOn(memoryDisk())
  await reader.world.hold(known.secret)
  await reader.world.take(all.slice(1), undefined)
  expect([reader.world.sealedCount, reader.granted()]).toEqual([3, 0])
  await reader.world.take(all, undefined)
  expect([reader.world.sealedCount, reader.granted(), reader.world.keyring.size]).toEqual([0, 1, 2])
})

test('[K1][S5] an epoch that the disk did not take is written with what comes next', async () => {
  const disk = memoryDisk()
  const reader = await worldOn(disk)
  const all = await said()
  disk.faults.readOnly = true
  await expect(reader.world.take(all.slice(0, 4), undefined)).rejects.toThrow()
  disk.faults.readOnly = false
  await reader.world.take(all, undefined)
  disk.crash()
  const again = await worldOn(disk)
  expect([again.world.keyring.size, again.world.sealedCount]).toEqual([1, 3])
})

test('[K1][K6] a grant that comes alone is told as a change of epochs, so that the epoch is proven to others (seed 63)', async () => {
  const [grant] = await said()
  const reader = await worldOn(memoryDisk())
  await reader.world.take([grant as Uint8Array], undefined)
  expect([reader.granted(), reader.told()]).toEqual([1, ['epochs']])
})
