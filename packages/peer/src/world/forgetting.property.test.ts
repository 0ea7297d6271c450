/** What lapses is forgotten, each peer at its time, and nothing else is touched by it (V4). */
import { unknownRoom } from '@commune/commune'
import { type Address, type Epoch, epochOf, makeDevice, sha256, sodiumReady, toText } from '@commune/protocol'
import type { Room, RoomState } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { type MemoryDisk, memoryDisk } from '@commune/storage/memory'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLock } from '../testing/index.ts'
import { Keyring } from './keyring.ts'
import { plainOpener } from './opener.ts'
import { plainPacker } from './packer.ts'
import { World } from './world.ts'

await sodiumReady

const seasonMs = 7_889_400_000
const id = new Uint8Array(32).fill(7)
const epoch: Epoch = epochOf(id, new Uint8Array(32).fill(9))
const patient = { timeout: 240_000 }

/** One peer's copy of the world, over its restarts. */
class Copy {
  nowMs: number
  readonly #disk: MemoryDisk
  readonly #random: ReturnType<typeof seededRandom>
  readonly #device: ReturnType<typeof makeDevice>
  world!: World

  constructor(seed: number, nowMs: number) {
    this.nowMs = nowMs
    this.#random = seededRandom(seed)
    this.#device = makeDevice(this.#random)
    const clock = { nowMs: () => this.nowMs, after: () => () => undefined }
    this.#disk = memoryDisk({ clock })
    this.#clock = clock
  }
  readonly #clock: { nowMs(): number; after(): () => undefined }

  async open(): Promise<this> {
    const ports = { store: await this.#disk.open(), clock: this.#clock, random: this.#random, log: { note: () => undefined }, opener: plainOpener, packer: plainPacker }
    const rooms = [unknownRoom] as unknown as readonly Room<RoomState>[]
    this.world = await World.open(ports, { id, prefix: 'w1/', keyring: new Keyring(id, 'w1/', openLock), rooms, signPair: this.#device.sign })
    await this.world.hold(epoch.secret)
    return this
  }
  async restart(): Promise<void> {
    this.#disk.crash()
    await this.open()
  }
  say(n: number, keepClass: number): Promise<unknown> {
    return this.world.say([{ type: 'note', n }], epoch, false, keepClass)
  }
  /** All addresses, dead ones too. */
  async addresses(): Promise<(Address & { place: number })[]> {
    const found: (Address & { place: number })[] = []
    await this.world.set.iterate({ lamport: 0, prefix: new Uint8Array() }, { lamport: Infinity, prefix: new Uint8Array() }, (item) => void found.push(item))
    return found
  }
  /** What another has and this one lacks: the bodies it gives, the addresses it says are dead. */
  async takeFrom(other: Copy): Promise<void> {
    const theirs = await other.addresses()
    const places = await this.world.set.findMany(theirs)
    const lacking = theirs.filter((_, index) => places[index] === undefined)
    const bodies = await other.world.read(lacking)
    await this.world.take(bodies.flatMap((bytes) => (bytes ? [bytes] : [])), other)
    await this.world.hearDead(lacking.filter((_, index) => bodies[index] === undefined))
  }
}

type Step =
  | { readonly do: 'say'; readonly who: number; readonly keepClass: number }
  | { readonly do: 'pass'; readonly who: number; readonly seasons: number }
  | { readonly do: 'forget' | 'restart'; readonly who: number }
  | { readonly do: 'meet'; readonly who: number; readonly other: number }

const who = fc.nat(2)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('say' as const), who, keepClass: fc.constantFrom(0, 0, 1, 2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), who, seasons: fc.constantFrom(1, 2, 5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('forget' as const, 'restart' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('meet' as const), who, other: who }) }
)

const fingerprint = async (copy: Copy): Promise<string> => (await copy.world.set.fingerprint(sha256)).toHex()

test('[V4] whoever forgets what and when: sets end even, chains stand, what is kept for ever is the same everywhere and for newcomers', patient, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 60 }), async (steps) => {
      const copies = await Promise.all([1, 2, 3].map((seed) => new Copy(seed, 1_790_000_000_000).open()))
      const forEver: number[] = []
      for (const [n, each] of steps.entries()) {
        const copy = copies[each.who] as Copy
        if (each.do === 'say') {
          await copy.say(n, each.keepClass)
          if (each.keepClass === 0) forEver.push(n)
        } else if (each.do === 'pass') copy.nowMs += each.seasons * seasonMs
        else if (each.do === 'forget') await copy.world.forget()
        else if (each.do === 'restart') await copy.restart()
        else if (each.do === 'meet' && each.other !== each.who) await copy.takeFrom(copies[each.other] as Copy)
      }
      for (const copy of copies) copy.nowMs += 9 * seasonMs
      await copies[0]?.world.forget()
      for (let round = 0; round < 2; round++) for (const one of copies) for (const other of copies) if (one !== other) await one.takeFrom(other)
      expect(new Set(await Promise.all(copies.map(fingerprint))).size).toBe(1)
      for (const copy of copies) await copy.world.forget()
      for (const copy of copies) await copy.restart()
      const newcomer = await new Copy(9, 1_790_000_000_000).open()
      await newcomer.takeFrom(copies[1] as Copy)
      const all = [...copies, newcomer]
      // Even again, dead and all; nothing lapsed comes back, and what is left is the same state.
      for (const one of all) for (const other of all) if (one !== other) await one.takeFrom(other)
      expect(new Set(await Promise.all(all.map(fingerprint))).size).toBe(1)
      // Those that it came to late keep it longer.
      for (const copy of all) {
        copy.nowMs += 9 * seasonMs
        await copy.world.forget()
      }
      expect(new Set(await Promise.all(all.map(fingerprint))).size).toBe(1)
      expect(new Set(all.map((copy) => copy.world.folds.digest())).size).toBe(1)
      for (const copy of all) {
        expect(copy.world.graph.heldEntries).toBe(0)
        expect(copy.world.graph.forks).toEqual([])
        let bodies = 0
        for await (const placed of copy.world.scan(0)) bodies += placed.length
        expect(bodies).toBe(forEver.length)
        expect((await copy.addresses()).filter((item) => item.place !== 0)).toHaveLength(forEver.length)
      }
    }),
    { numRuns: 60 }
  )
})

test('[V4] what was said to be dead and is kept for ever is taken when it comes, and what waited for it goes on', async () => {
  const [anna, bo] = [await new Copy(1, 1_790_000_000_000).open(), await new Copy(2, 1_790_000_000_000).open()]
  for (let n = 0; n < 3; n++) await anna.say(n, 0)
  const [first] = await anna.addresses()
  await bo.world.hearDead(first ? [first] : [])
  await bo.takeFrom(anna)
  expect(bo.world.graph.heldEntries).toBe(2)
  expect(bo.world.graph.lacking(9).map(({ id: lacking }) => toText(lacking))).toEqual(first ? [toText(first.id)] : [])
  await bo.restart()
  expect(bo.world.graph.heldEntries).toBe(2)
  const [bytes] = await anna.world.read(first ? [first] : [])
  await bo.world.take(bytes ? [bytes] : [], anna)
  for (let time = 0; time < 2; time++) {
    expect(bo.world.graph.heldEntries).toBe(0)
    expect(bo.world.folds.digest()).toBe(anna.world.folds.digest())
    await bo.restart()
  }
})

test('[V4] a clock that runs behind, or seasons that are counted around, forget nothing too early', async () => {
  const copy = await new Copy(1, 1_790_000_000_000).open()
  await copy.say(1, 1)
  copy.nowMs -= 30 * seasonMs
  expect(await copy.world.forget()).toBe(0)
  copy.nowMs += 31 * seasonMs
  expect(await copy.world.forget()).toBe(0)
  copy.nowMs += seasonMs
  expect(await copy.world.forget()).toBe(1)
  expect(await copy.world.forget()).toBe(0)
})
