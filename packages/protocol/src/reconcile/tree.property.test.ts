import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sodiumReady } from '../sodium/sodium.ts'
import { endBound, type Item, startBound } from './address.ts'
import { between, emptySum, type Tally } from './sum.ts'
import { SeededRandom } from './testing/chance.ts'
import { MapStore } from './testing/mapStore.ts'
import { SortedSet } from './testing/sortedSet.ts'
import { Model, plainCuts, plainItems, plainTally, tinyShape } from './testing/treeModel.ts'
import { anyItems, anyStep, beginTrial, itemsInside, lookEverywhere, takeStep } from './testing/treeTrial.ts'
import { Tree } from './tree.ts'

await sodiumReady

const patient = { timeout: 120_000 }

test('[S2][V4] a tree answers as a sorted list would, over any batches, places, saves and crashes', patient, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), fc.nat(40), async (steps, cachePages) => {
      const trial = await beginTrial(cachePages)
      for (const step of steps) await takeStep(trial, step)
      await lookEverywhere(trial)
    }),
    { numRuns: 150 }
  )
})

test('[S2] any order and any batches give the same set, whatever the shape of the pages', async () => {
  const shapes = [tinyShape, { leafMax: 8, leafFilled: 6, innerMax: 4, innerFilled: 3 }, undefined]
  await fc.assert(
    fc.asyncProperty(fc.array(anyItems, { maxLength: 12 }), fc.constantFrom(...shapes), async (batches, shape) => {
      const forth = await Tree.open(new MapStore(), 'a', { ...(shape && { shape }) })
      const back = await Tree.open(new MapStore(), 'b', { shape: tinyShape })
      for (const batch of batches) await forth.insertMany(batch)
      for (const item of batches.flat().reverse()) await back.insertMany([item])
      expect(plainTally(await forth.tally())).toBe(plainTally(await back.tally()))
      const addresses = (found: readonly Item[]): string[] => found.map(({ lamport, id }) => `${lamport}/${id.toHex()}`)
      const [there, here] = [await itemsInside(forth, startBound, endBound), await itemsInside(back, startBound, endBound)]
      expect(addresses(there)).toEqual(addresses(here))
    }),
    { numRuns: 60 }
  )
})

test('[S2] operations at one time each see one state of the set, in whatever order pages come', patient, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyItems, { maxLength: 6 }), anyItems, fc.scheduler(), async (batches, before, pace) => {
      const store = new MapStore()
      const options = { shape: tinyShape, cacheBytesMax: 600 }
      const first = await Tree.open(store, '', options)
      await first.insertMany(before)
      await store.commit(first.changes())
      const slow = store.copy()
      slow.getMany = pace.scheduleFunction(slow.getMany.bind(slow))
      const tree = await Tree.open(slow, '', options)
      const old = new Model()
      old.insert(before)
      const everything = old.copy()
      for (const batch of batches) everything.insert(batch)
      const [, ...seen] = (await pace.waitFor(
        Promise.all([
          Promise.all(batches.map((batch) => tree.insertMany(batch))).then((added) => {
            const fresh = plainItems(added.flat()).map((text) => text.split('@')[0])
            expect(new Set(fresh).size).toBe(fresh.length)
            expect(fresh.length + old.items.size).toBe(everything.items.size)
          }),
          ...batches.map(() => itemsInside(tree, startBound, endBound))
        ])
      )) as [unknown, ...Item[][]]
      for (const found of seen) {
        const names = plainItems(found).map((text) => text.split('@')[0] as string)
        expect(plainItems(new SortedSet(found).items)).toEqual(plainItems(found))
        expect(new Set(names).size).toBe(names.length)
        for (const name of old.items.keys()) expect(names).toContain(name)
        for (const name of names) expect([...everything.items.keys()]).toContain(name)
      }
      const all = await pace.waitFor(tree.tally())
      const whole = await everything.sorted().below([endBound])
      expect(plainTally(all)).toBe(plainTally(between({ count: 0, sum: emptySum() }, whole[0] as Tally)))
    }),
    { numRuns: 60 }
  )
})

test('[S2] thousands of items in batches of chance, in a deep tree, with next to no cache', patient, async () => {
  const random = new SeededRandom(7)
  const all = random.items(6_000)
  const store = new MapStore()
  let tree = await Tree.open(store, 'w9/', { shape: tinyShape, cacheBytesMax: 4_000 })
  const shuffled = all
    .map((item) => ({ item, at: random.below(2 ** 32) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
  for (let at = 0; at < shuffled.length; ) {
    const size = 1 + random.below(400)
    await tree.insertMany(shuffled.slice(at, at + size))
    at += size
    const changes = tree.changes()
    await store.commit(changes)
    tree.markSaved(changes)
    expect(tree.pagesHeld).toBeLessThan(60)
    if (random.below(4) === 0) tree = await Tree.open(store, 'w9/', { shape: tinyShape, cacheBytesMax: 4_000 })
  }
  const sorted = new SortedSet(all)
  expect(plainItems(await itemsInside(tree, startBound, endBound))).toEqual(plainItems(sorted.items))
  const ranks = Array.from({ length: 50 }, () => random.below(all.length))
  expect(plainCuts(await tree.cuts(ranks))).toEqual(plainCuts(await sorted.cuts(ranks)))
})
