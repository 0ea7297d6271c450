import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256, sodiumReady } from '../sodium/sodium.ts'
import type { Item } from './address.ts'
import { Reconciler } from './reconciler.ts'
import { SeededRandom } from './testing/chance.ts'
import { MapStore } from './testing/mapStore.ts'
import { difference, expectExactly, meet } from './testing/meeting.ts'
import { SortedSet } from './testing/sortedSet.ts'
import { tinyShape } from './testing/treeModel.ts'
import { Tree } from './tree.ts'

await sodiumReady

const patient = { timeout: 120_000 }

async function treeOf(items: readonly Item[]): Promise<Tree> {
  const tree = await Tree.open(new MapStore(), '', { shape: tinyShape, cacheBytesMax: 20_000 })
  await tree.insertMany(items)
  return tree
}

/** Both sides' items from a seed: what is in common, and what each has alone. */
interface Sides {
  readonly own: Item[]
  readonly other: Item[]
}

const anySides = (commonMax: number, aloneMax: number): fc.Arbitrary<Sides> =>
  fc
    .record({
      seed: fc.nat(),
      common: fc.nat(commonMax),
      own: fc.nat(aloneMax),
      other: fc.nat(aloneMax),
      authors: fc.constantFrom(1, 3, 200),
      // What only one side has may stand anywhere, or all at one end, as after a time apart.
      spread: fc.boolean()
    })
    .map(({ seed, common, own, other, authors, spread }) => {
      const random = new SeededRandom(seed)
      const all = random.items(common, authors)
      const alone = (count: number): Item[] =>
        random.items(count, authors, spread ? 1 : 1 + Math.floor(common / authors)).map((item) => ({
          ...item,
          lamport: spread ? 1 + random.below(2 + Math.floor(common / authors)) : item.lamport
        }))
      return { own: [...all, ...alone(own)], other: [...all, ...alone(other)] }
    })

test('[S2] both sides end with the exact difference, judged by what the initiator learns', patient, async () => {
  await fc.assert(
    fc.asyncProperty(anySides(300, 60), fc.option(fc.nat()), async ({ own, other }, seed) => {
      const random = seed === null ? {} : { random: new SeededRandom(seed) }
      expectExactly(await meet(new SortedSet(own), new SortedSet(other), random), own, other)
      expectExactly(await meet(await treeOf(own), await treeOf(other), random), own, other)
    }),
    { numRuns: 60 }
  )
})

test('[S2][E7] the same under the narrowest limits, with more apart than fits in a message', patient, async () => {
  const narrow = { frameBytesMax: 4_096, messageBytesMax: 4_096, rangesMax: 128, haveItemsMax: 16, listedIdsMax: 8 }
  await fc.assert(
    fc.asyncProperty(anySides(1_500, 900), fc.nat(), async ({ own, other }, seed) => {
      const met = await meet(await treeOf(own), await treeOf(other), { limits: narrow, random: new SeededRandom(seed) })
      expectExactly(met, own, other, 'full')
      const told = met.have.length + met.needIds.length
      expect(told).toBeLessThanOrEqual(2 * (own.length + other.length))
    }),
    { numRuns: 15 }
  )
})

test('[S2] sets that grow meanwhile lead to no wrong list, and what was apart from the start is found', patient, async () => {
  await fc.assert(
    fc.asyncProperty(anySides(400, 40), fc.nat(), async ({ own, other }, seed) => {
      const random = new SeededRandom(seed)
      const [mine, theirs] = [await treeOf(own), await treeOf(other)]
      const [grownOwn, grownOther] = [[...own], [...other]]
      const between = async (round: number): Promise<void> => {
        if (round > 30) return
        const late = random.items(1 + random.below(5), 5, 1 + random.below(50))
        const [to, list] = random.below(2) === 0 ? [mine, grownOwn] : ([theirs, grownOther] as const)
        await to.insertMany(late)
        list.push(...late)
      }
      const met = await meet(mine, theirs, { between, random })
      const before = difference(own, other)
      const after = difference(grownOwn, grownOther)
      const have = met.have.map(({ id }) => id.toHex())
      for (const id of have) expect(after.have).toContain(id)
      for (const id of met.needIds) expect(after.need).toContain(id)
      for (const id of before.have) expect(have).toContain(id)
      for (const id of before.need) expect(met.needIds).toContain(id)
    }),
    { numRuns: 40 }
  )
})

test('[S2] cost follows the difference, not the size', patient, async () => {
  const random = new SeededRandom(5)
  const common = random.items(60_000)
  const alone = Array.from({ length: 20 }, (_, i) => ({ lamport: 1 + random.below(3_000), id: random.bytes(32), place: i + 1 }))
  const own = await Tree.open(new MapStore(), '')
  await own.insertMany([...common, ...alone.slice(0, 10)])
  const other = await Tree.open(new MapStore(), '')
  await other.insertMany([...common, ...alone.slice(10)])
  const met = await meet(own, other, { random })
  expectExactly(met, [...common, ...alone.slice(0, 10)], [...common, ...alone.slice(10)])
  expect(met.messages.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(20_000)
  expect(met.messages.length).toBeLessThan(12)
})

test('[S2] equal sets cost one message and its answer', async () => {
  const items = new SeededRandom(6).items(5_000)
  const met = await meet(new SortedSet(items), new SortedSet(items))
  expect(met.messages.map(({ length }) => length < 2_000)).toEqual([true, true])
  expect(met.messages[1]).toEqual(Uint8Array.of(0x61))
})

test('[E7] a session that does not end is ended, and a message in between changes nothing that is kept', async () => {
  const items = new SeededRandom(8).items(500)
  const responder = new Reconciler(new SortedSet(items), 'responder', sha256, { roundsMax: 3 })
  const ask = await new Reconciler(new SortedSet(items.slice(1)), 'initiator', sha256).start()
  const answers = [await responder.receive(ask), await responder.receive(ask), await responder.receive(ask)]
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
  expect(await responder.receive(ask)).toEqual({ ok: false, error: { reason: 'too-many-rounds', at: 0 } })
  expect(responder.rounds).toBe(4)
})

test('[S2] a responder that is asked in another version answers with its own; an initiator gives up', async () => {
  const set = new SortedSet(new SeededRandom(9).items(3))
  const other = Uint8Array.of(0x62, 0, 0, 0)
  const told = await new Reconciler(set, 'responder', sha256).receive(other)
  expect(told).toEqual({ ok: true, value: { message: Uint8Array.of(0x61), have: [], need: [] } })
  const given = await new Reconciler(set, 'initiator', sha256).receive(other)
  expect(given).toEqual({ ok: false, error: { reason: 'version', at: 0 } })
  expect(await new Reconciler(set, 'responder', sha256).receive(Uint8Array.of(0x51))).toMatchObject({ ok: false })
  expect(() => new Reconciler(set, 'initiator', sha256, { frameBytesMax: 4_095 })).toThrow(RangeError)
})
