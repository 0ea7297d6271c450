/** Snapshots are of one moment, whatever happens while they are packed, and their run stays short. */
import { epochOf, Facts, type Room, type RoomState, signPair, sodiumReady, type Store } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { memoryDisk, type MemoryDisk } from '@commune/storage/memory'
import { expect, test } from 'vitest'
import { openLock } from '../testing/index.ts'
import { Keyring } from './keyring.ts'
import { plainOpener } from './opener.ts'
import { type Packer, plainPacker } from './packer.ts'
import { World } from './world.ts'

await sodiumReady
const random = seededRandom(31)
const id = random.bytes(32)
const epoch = epochOf(id, random.bytes(32))
const pair = (): ReturnType<typeof signPair> => signPair(new Uint8Array(32).fill(9))

/** Files each statement under what it names; a later one counts. */
const room = {
  name: 'notes',
  types: ['note'],
  empty: () => ({ notes: new Facts<string>('notes') }),
  fold(state: { notes: Facts<string> }, said: { statement: { readonly [name: string]: unknown } }) {
    state.notes.put(String(said.statement['key']), String(said.statement['text']))
  }
} as unknown as Room<RoomState>

async function worldOn(disk: MemoryDisk, packer: Packer = plainPacker): Promise<{ world: World; store: Store }> {
  const store = await disk.open()
  const clock = {
    nowMs: () => 0,
    after(_: number, run: () => void) {
      queueMicrotask(run)
      return () => undefined
    }
  }
  const ports = { store, clock, random, log: { note: () => undefined }, opener: plainOpener, packer }
  const world = await World.open(ports, { id, prefix: 'w1/', keyring: new Keyring(id, 'w1/', openLock), rooms: [room], signPair: pair() })
  await world.hold(epoch.secret)
  return { world, store }
}

/** Packs nothing before that. */
const after = (ready: Promise<void>): Packer => ({ ...plainPacker, pack: (bytes) => ready.then(() => plainPacker.pack(bytes)) })
const note = (world: World, key: string, text: string): Promise<unknown> => world.say([{ type: 'note', key, text }], epoch)
const chunksOf = async (store: Store): Promise<number> => (await store.keys('w1/s/', { limit: 10_000 })).length

test('[T4] what is said while a snapshot is packed is there after a start, and the snapshot equals the replay', async () => {
  const disk = memoryDisk()
  const held = Promise.withResolvers<void>()
  const { world } = await worldOn(disk, after(held.promise))
  for (const key of ['a', 'b']) await note(world, key, 'before')
  const written = world.checkpoint()
  await note(world, 'b', 'meanwhile')
  await note(world, 'c', 'meanwhile')
  held.resolve()
  await written
  const digest = world.folds.digest()
  disk.crash()
  const again = await worldOn(disk)
  expect(again.world.folds.digest()).toBe(digest)
  expect([again.world.set.count, again.world.graph.forks, again.world.copied]).toEqual([4, [], false])
  await note(again.world, 'd', 'after')
  expect(again.world.graph.forks).toEqual([])
})

test('[T4] a snapshot of what was thrown away meanwhile is not kept', async () => {
  const disk = memoryDisk()
  const held = Promise.withResolvers<void>()
  const { world, store } = await worldOn(disk, after(held.promise))
  await note(world, 'a', 'before')
  const written = world.checkpoint()
  // A write that fails takes the world back to what is durable.
  await world.settle()
  disk.faults.readOnly = true
  await expect(note(world, 'b', 'lost')).rejects.toThrow('read')
  disk.faults.readOnly = false
  held.resolve()
  await written
  expect(await chunksOf(store)).toBe(0)
  await note(world, 'b', 'kept')
  await world.checkpoint()
  const digest = world.folds.digest()
  disk.crash()
  const again = await worldOn(disk)
  expect(again.world.folds.digest()).toBe(digest)
})

test('[T4] however often snapshots are written, their run stays short, and what changed much is not written twice', async () => {
  const disk = memoryDisk()
  const { world, store } = await worldOn(disk)
  await note(world, 'first', 'x')
  await world.checkpoint()
  for (let n = 0; n < 200; n++) await note(world, `key ${n}`, 'x'.repeat(4_000))
  await world.checkpoint()
  const whole = await chunksOf(store)
  expect(whole).toBeGreaterThan(5)
  await note(world, 'first', 'y')
  await world.checkpoint()
  expect(await chunksOf(store)).toBe(whole + 1)
  let most = 0
  for (let n = 0; n < 120; n++) {
    await note(world, 'first', `z ${n}`)
    await world.checkpoint()
    most = Math.max(most, await chunksOf(store))
  }
  expect(most).toBeLessThan(60)
  const digest = world.folds.digest()
  disk.crash()
  const again = await worldOn(disk)
  expect(again.world.folds.digest()).toBe(digest)
})

test('[T4] [P7] a key that was kept right before the power failed opens after the next start what lay sealed', async () => {
  const unread = epochOf(id, random.bytes(32))
  const other = (await worldOn(memoryDisk())).world
  await other.hold(unread.secret)
  const arrived = Promise.withResolvers<Uint8Array>()
  other.listen({ arrived: ([last]) => arrived.resolve(last?.bytes as Uint8Array) })
  await other.say([{ type: 'note', key: 'a', text: 'sealed' }], unread)
  const disk = memoryDisk()
  const { world, store } = await worldOn(disk)
  await world.take([await arrived.promise], undefined)
  await world.checkpoint()
  // What a commit of it writes, and nothing that follows from it.
  const keyring = new Keyring(id, 'w1/', openLock)
  for (const { secret } of [epoch, unread]) keyring.hold(secret)
  await store.commit([keyring.change()])
  disk.crash()
  const again = await worldOn(disk)
  expect(again.world.folds.digest()).toBe(other.folds.digest())
})
