import { expect, test } from 'vitest'
import { sha256, sodiumReady } from '../sodium/sodium.ts'
import type { Item } from './address.ts'
import { randomRange } from './split.ts'
import { SeededRandom } from './testing/chance.ts'
import { meet } from './testing/meeting.ts'
import { SortedSet } from './testing/sortedSet.ts'
import { fingerprintOf } from './sum.ts'

await sodiumReady

/** Two sets of one size and one sum, unequal only in two neighbours of either: what a forger of ids would make. */
function forgedPair(random: SeededRandom, count: number, rank: number): { own: Item[]; other: Item[] } {
  const all = new SortedSet(random.items(count)).items
  const [first, second] = [all[rank], all[rank + 1]] as [Item, Item]
  // Moving one from the last byte of one id to that of the other leaves the sum as it is.
  const moved = (item: Item, by: number): Item => ({ ...item, id: item.id.with(16, ((item.id[16] as number) & 0x7e) + by) })
  const own = [...all.toSpliced(rank, 2, moved(first, 0), moved(second, 1))]
  const other = [...all.toSpliced(rank, 2, moved(first, 1), moved(second, 0))]
  return { own, other }
}

test('[S3] a forged fingerprint hides an entry from cutting alone', async () => {
  const random = new SeededRandom(3)
  const { own, other } = forgedPair(random, 800, 400)
  const [mine, theirs] = [new SortedSet(own), new SortedSet(other)]
  const end = { lamport: Infinity, prefix: new Uint8Array() }
  const [a, b] = [(await mine.below([end]))[0], (await theirs.below([end]))[0]]
  expect(a && fingerprintOf(a, sha256)).toEqual(b && fingerprintOf(b, sha256))
  expect(own).not.toEqual(other)
})

const patient = { timeout: 120_000 }

test('[S3] a forged fingerprint cannot hide an entry for long: each session lists a random range', patient, async () => {
  const random = new SeededRandom(4)
  const sessions: number[] = []
  for (let trial = 0; trial < 12; trial++) {
    const rank = random.below(798)
    const { own, other } = forgedPair(random, 800, rank)
    const [mine, theirs] = [new SortedSet(own), new SortedSet(other)]
    for (let session = 1; ; session++) {
      expect(session).toBeLessThan(200)
      const met = await meet(mine, theirs, { random, limits: { listedIdsMax: 64 } })
      if (met.needIds.length === 0) continue
      expect(met.have).toHaveLength(met.needIds.length)
      sessions.push(session)
      break
    }
  }
  expect(sessions.reduce((sum, each) => sum + each, 0) / sessions.length).toBeLessThan(40)
})

test('[S3] each rank is listed equally often, the latest more often, and none is out of reach', () => {
  const random = new SeededRandom(11)
  const met = Array.from({ length: 100 }, () => 0)
  for (let i = 0; i < 20_000; i++) {
    const { from, to } = randomRange(100, 8, random)
    expect(from).toBeLessThan(to)
    for (let rank = from; rank < to; rank++) met[rank] = (met[rank] as number) + 1
  }
  // 8 of 107 places of the range hold any one rank: about 1,495 times.
  for (const times of met) expect(Math.abs(times - 1_495)).toBeLessThan(200)
  let latest = 0
  for (let i = 0; i < 2_000; i++) if (randomRange(100_000, 64, random).to > 95_904) latest++
  expect(latest).toBeGreaterThan(900)
})
