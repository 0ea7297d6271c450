/** What a start, or taking all in again, must not change: places, what was said to be dead, and the end of one's own chain. */
import { epochOf, type KeyPair, signPair, sodiumReady } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { memoryDisk, type MemoryDisk } from '@commune/storage/memory'
import { expect, test } from 'vitest'
import { openLock } from '../testing/index.ts'
import { Keyring } from './keyring.ts'
import { plainOpener } from './opener.ts'
import type { Arrival } from './taken.ts'
import { plainPacker } from './packer.ts'
import { World } from './world.ts'

await sodiumReady
const random = seededRandom(17)
const id = random.bytes(32)
const epoch = epochOf(id, random.bytes(32))
const yearMs = 31_557_600_000
let nowMs = 1_700_000_000_000

const pairOf = (): KeyPair => signPair(random.bytes(32))
const clock = {
  nowMs: () => nowMs,
  after(_: number, run: () => void) {
    queueMicrotask(run)
    return () => undefined
  }
}

/** The world as this device finds it on its disk after the power failed. */
async function start(disk: MemoryDisk, signPairOfDevice: KeyPair): Promise<World> {
  disk.crash()
  const ports = { store: await disk.open(), clock, random, log: { note: () => undefined }, opener: plainOpener, packer: plainPacker }
  const world = await World.open(ports, { id, prefix: 'w1/', keyring: new Keyring(id, 'w1/', openLock), rooms: [], signPair: signPairOfDevice })
  await world.hold(epoch.secret)
  return world
}

async function say(world: World, keepClass = 0, busy = false): Promise<Arrival> {
  const arrived: Arrival[] = []
  const stop = world.listen({ arrived: (some) => void arrived.push(...some) })
  await world.say([{ type: 'note' }], epoch, busy, keepClass)
  stop()
  return arrived[0] as Arrival
}

const take = (world: World, ...arrivals: readonly Arrival[]): Promise<unknown> => world.take(arrivals.map(({ bytes }) => bytes), undefined)
const forksAt = async (...all: readonly Arrival[]): Promise<number> => {
  const other = await start(memoryDisk(), pairOf())
  await take(other, ...all)
  expect(other.graph.heldEntries).toBe(0)
  return other.graph.forks.length
}

test('[V4] one that was said to be dead and came after all is there after a start, too', async () => {
  const [disk, pair] = [memoryDisk(), pairOf()]
  const world = await start(disk, pair)
  const said = await say(await start(memoryDisk(), pairOf()))
  await say(world)
  await world.hearDead([said.address])
  await world.checkpoint()
  await take(world, said)
  const place = await world.placeOf(said.address)
  expect(place).toBeGreaterThan(0)
  expect(await (await start(disk, pair)).placeOf(said.address)).toBe(place)
})

test('[V4][I4] when the last of the log is forgotten no place comes twice, and what is said next is kept', async () => {
  const [disk, pair] = [memoryDisk(), pairOf()]
  const world = await start(disk, pair)
  const first = await say(world)
  await say(world, 1)
  const { end } = world
  nowMs += yearMs
  expect(await world.forget()).toBe(1)
  await world.checkpoint()
  const second = await say(await start(disk, pair))
  expect(second.place).toBeGreaterThan(end)
  const again = await start(disk, pair)
  expect([again.tip?.lamport, await again.placeOf(second.address)]).toEqual([second.address.lamport, second.place])
  expect(await forksAt(first, second, await say(again))).toBe(0)
})

test('[V4][I4] of one\'s own, what lapses is no end of the chain, also while it waits for what came back behind it', async () => {
  const pair = pairOf()
  const [world, other] = [await start(memoryDisk(), pair), await start(memoryDisk(), pairOf())]
  const [first, theirs] = [await say(world), await say(other)]
  await take(world, theirs)
  const lapsing = await say(world, 2)
  const disk = memoryDisk()
  await take(await start(disk, pairOf()), first, lapsing)
  const again = await start(disk, pair)
  expect(again.tip?.lamport).toBe(first.address.lamport)
  await take(again, theirs)
  expect(again.copied).toBe(false)
  expect(await forksAt(first, theirs, lapsing, await say(again))).toBe(0)
})

test('[E4][I4] a chain whose last signature stands behind unsigned ones goes on from its end, though all of it waits', async () => {
  const pair = pairOf()
  const [world, other] = [await start(memoryDisk(), pair), await start(memoryDisk(), pairOf())]
  const [first, theirs] = [await say(world), await say(other)]
  await take(world, theirs)
  const [busy, last] = [await say(world, 0, true), await say(world)]
  const disk = memoryDisk()
  await take(await start(disk, pairOf()), first, busy, last)
  const again = await start(disk, pair)
  expect(again.tip?.lamport).toBe(last.address.lamport)
  const next = await say(again)
  await take(again, theirs)
  expect([again.copied, again.graph.heldEntries]).toEqual([false, 0])
  expect(await forksAt(first, theirs, busy, last, next)).toBe(0)
})

test('[V4] what others said is dead after the last snapshot is known after the power failed, and is written down once', async () => {
  const [disk, pair] = [memoryDisk(), pairOf()]
  const elsewhere = await start(memoryDisk(), pairOf())
  const said = [await say(elsewhere), await say(elsewhere), await say(elsewhere), await say(elsewhere)] as [Arrival, Arrival, Arrival, Arrival]
  const [before, since, later, came] = said
  const lie = (): number => disk.contents('w1/e/').reduce((sum, [, value]) => sum + (value?.length ?? 0), 0)
  const world = await start(disk, pair)
  await say(world)
  await world.hearDead([before.address])
  await world.checkpoint()
  await world.hearDead([since.address, came.address])
  await take(world, came)
  const bytes = lie()
  const again = await start(disk, pair)
  expect(await again.set.findMany([before, since, later].map(({ address }) => address))).toEqual([0, 0, undefined])
  expect((await again.set.findMany([came.address]))[0], 'one that came after all is there').toBeGreaterThan(0)
  await again.hearDead([before.address, since.address])
  expect(lie(), 'and nothing is written twice').toBe(bytes)
  // Over more than one start, with a snapshot in between and without.
  await again.hearDead([later.address])
  const third = await start(disk, pair)
  expect(await third.set.findMany([before, since, later].map(({ address }) => address))).toEqual([0, 0, 0])
  await say(third)
  await third.checkpoint()
  const fourth = await start(disk, pair)
  expect(await fourth.set.findMany([before, since, later].map(({ address }) => address))).toEqual([0, 0, 0])
  expect((await fourth.set.findMany([came.address]))[0]).toBeGreaterThan(0)
})

test('[V4] however much others say is dead: a start takes in what came since the last snapshot, and no more is written than was said', async () => {
  const [disk, pair] = [memoryDisk(), pairOf()]
  const world = await start(disk, pair)
  await say(world)
  const addresses = Array.from({ length: 6_000 }, (_, index) => ({ lamport: 1 + index, id: random.bytes(32) }))
  for (let at = 0; at < 3_000; at += 500) await world.hearDead(addresses.slice(at, at + 500))
  await say(world)
  await world.checkpoint()
  for (let at = 3_000; at < 6_000; at += 250) await world.hearDead(addresses.slice(at, at + 250))
  for (const [, value] of disk.contents('w1/e/')) expect((value as Uint8Array).length).toBeLessThanOrEqual(65_536)
  const again = await start(disk, pair)
  expect((await again.set.findMany(addresses)).every((place) => place === 0)).toBe(true)
  await again.hearDead(addresses)
  expect(disk.contents('w1/e/').reduce((sum, [, value]) => sum + (value as Uint8Array).length, 0)).toBe(6_000 * 38)
})
