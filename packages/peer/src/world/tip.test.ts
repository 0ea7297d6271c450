/** The end of a device's own chain stays known, whatever is known of what others say. */
import { type Epoch, epochOf, signPair, sodiumReady } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { memoryDisk, type MemoryDisk } from '@commune/storage/memory'
import { expect, test } from 'vitest'
import { openLock } from '../testing/index.ts'
import { Keyring } from './keyring.ts'
import { plainOpener } from './opener.ts'
import { plainPacker } from './packer.ts'
import { World } from './world.ts'

await sodiumReady
const random = seededRandom(5)
const id = random.bytes(32)
const [known, secret] = [epochOf(id, random.bytes(32)), epochOf(id, random.bytes(32))]
const statement = [{ type: 'test.said' }]

/** A world on a disk of its own, as the device with this pair writes it. */
async function worldOf(disk: MemoryDisk, signPairOfDevice: ReturnType<typeof signPair>, ...epochs: readonly Epoch[]): Promise<World> {
  const ports = { store: await disk.open(), clock: { nowMs: () => 0, after: () => () => undefined }, random, log: { note: () => undefined }, opener: plainOpener, packer: plainPacker }
  const world = await World.open(ports, { id, prefix: 'w1/', keyring: new Keyring(id, 'w1/', openLock), rooms: [], signPair: signPairOfDevice })
  for (const { secret: held } of epochs) await world.hold(held)
  return world
}

async function envelopesOf(world: World): Promise<Uint8Array[]> {
  const found: Uint8Array[] = []
  for await (const placed of world.scan(0)) found.push(...placed.map((each) => each.bytes))
  return found
}

test('[I4][E5] an epoch that shows what has not come makes no fork and no copy of a device that spoke before it held it', async () => {
  const [mine, theirs] = [signPair(random.bytes(32)), signPair(random.bytes(32))]
  const other = await worldOf(memoryDisk(), theirs, known, secret)
  for (const epoch of [secret, secret, known]) await other.say(statement, epoch)
  const [first, second, third] = await envelopesOf(other) as [Uint8Array, Uint8Array, Uint8Array]
  const disk = memoryDisk()
  const world = await worldOf(disk, mine, known)
  await world.take([second, third], undefined)
  await world.say(statement, known)
  await world.hold(secret.secret)
  await world.say(statement, known)
  await world.say(statement, secret)
  disk.crash()
  const again = await worldOf(disk, mine)
  await again.say(statement, secret)
  await again.take([first], undefined)
  expect([again.copied, again.graph.forks, again.graph.heldEntries]).toEqual([false, [], 0])
  await other.take(await envelopesOf(again), undefined)
  expect([other.graph.forks, other.graph.heldEntries, other.set.count]).toEqual([[], 0, 7])
})
