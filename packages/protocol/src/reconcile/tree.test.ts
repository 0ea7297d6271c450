import { expect, test } from 'vitest'
import type { StoreError } from '../ports/ports.ts'
import { boundAt, endBound, type Item, startBound } from './address.ts'
import { SeededRandom } from './testing/chance.ts'
import { MapStore } from './testing/mapStore.ts'
import { plainItems, tinyShape } from './testing/treeModel.ts'
import { Tree } from './tree.ts'

const random = new SeededRandom(1)

async function savedTree(count: number): Promise<{ store: MapStore; items: Item[] }> {
  const store = new MapStore()
  const tree = await Tree.open(store, 'w1/', { shape: tinyShape })
  const items = random.items(count)
  await tree.insertMany(items)
  await store.commit(tree.changes())
  return { store, items }
}

test('[S2] opening reads the root alone, whatever the size; an answer reads one page for each level', async () => {
  const { store, items } = await savedTree(2_000)
  const again = store.copy()
  const tree = await Tree.open(again, 'w1/', { shape: tinyShape })
  expect(again.reads).toEqual(['w1/t/root'])
  expect([tree.count, tree.lastLamport]).toEqual([2_000, Math.max(...items.map(({ lamport }) => lamport))])
  await tree.find(items[700]?.lamport as number, items[700]?.id as Uint8Array)
  expect(again.reads.length).toBeLessThan(16)
})

test('[S2] lamports in order leave pages full but for a little', async () => {
  const store = new MapStore()
  const tree = await Tree.open(store, '')
  for (let from = 0; from < 20_000; from += 500) await tree.insertMany(random.items(500, 20, 1 + from / 20))
  await store.commit(tree.changes())
  expect((await store.size()) / 20_000).toBeLessThan(55)
})

test('[V3][V4] a known address stays what it was when it comes again; a place changes only when told', async () => {
  const store = new MapStore()
  const tree = await Tree.open(store, '')
  const [item] = random.items(1) as [Item]
  expect(plainItems(await tree.insertMany([item, { ...item, place: 9 }]))).toEqual(plainItems([item]))
  expect(await tree.insertMany([{ ...item, place: 5 }])).toEqual([])
  expect(await tree.find(item.lamport, item.id)).toBe(item.place)
  const dead = { ...item, place: 0 }
  expect([await tree.setPlaces([dead]), await tree.setPlaces([dead])]).toEqual([1, 0])
  expect(await tree.find(item.lamport, item.id)).toBe(0)
  expect(tree.count).toBe(1)
})

test('[E7] an address or a place that no parser lets through is a bug and throws before anything changes', async () => {
  const tree = await Tree.open(new MapStore(), '')
  const [good] = random.items(1) as [Item]
  const [lamports, ids, places] = [[2 ** 48, -1, 0.5], [new Uint8Array(31)], [-1, 2 ** 48]]
  const bads = [...lamports.map((lamport) => ({ lamport })), ...ids.map((id) => ({ id })), ...places.map((place) => ({ place }))]
  for (const bad of bads) {
    await expect(tree.insertMany([good, { ...good, ...bad }])).rejects.toThrow(RangeError)
  }
  expect(tree.count).toBe(0)
})

test('[S2] a range is listed from its lower bound on and stops where the reader says', async () => {
  const { store, items } = await savedTree(300)
  const tree = await Tree.open(store, 'w1/', { shape: tinyShape })
  const sorted: Item[] = []
  await tree.iterate(startBound, endBound, (item) => void sorted.push(item))
  expect(sorted).toHaveLength(items.length)
  const seen: Item[] = []
  await tree.iterate(boundAt(sorted[100] as Item), boundAt(sorted[200] as Item), (item) => seen.push(item) < 30)
  expect(plainItems(seen)).toEqual(plainItems(sorted.slice(100, 130)))
  expect(await tree.findWithin(startBound, endBound, [], 299)).toBeUndefined()
  expect(await tree.findWithin(startBound, endBound, [], 300)).toEqual([])
})

test('a page that is gone, cut off or not what the page above says is named, and the rest is readable', async () => {
  const { store, items } = await savedTree(400)
  const keys = [...store.values.keys()].filter((key) => key !== 'w1/t/root')
  const leaf = keys.find((key) => store.values.get(key)?.[1] === 0) as string
  const inner = keys.find((key) => store.values.get(key)?.[1] === 1) as string
  const harms: readonly ((bytes: Uint8Array) => Uint8Array | undefined)[] = [
    () => undefined,
    (bytes) => bytes.slice(0, -1),
    (bytes) => bytes.with(0, 9),
    (bytes) => bytes.with(4 + 20, (bytes[4 + 20] as number) ^ 1),
    () => store.values.get(inner)
  ]
  for (const harm of harms) {
    const harmed = store.copy()
    const value = harm(harmed.values.get(leaf) as Uint8Array)
    if (value) harmed.values.set(leaf, value)
    else harmed.values.delete(leaf)
    const tree = await Tree.open(harmed, 'w1/', { shape: tinyShape })
    const found = await Promise.allSettled(items.map((item) => tree.find(item.lamport, item.id)))
    const faults = found.filter((each) => each.status === 'rejected').map((each) => each.reason as StoreError)
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.length).toBeLessThan(6)
    for (const fault of faults) expect([fault.fault, fault.key]).toEqual(['damaged', leaf])
    await expect(tree.tally()).resolves.toMatchObject({ count: 400 })
  }
})

test('a root that is damaged, or of a newer version, says so on opening', async () => {
  const { store } = await savedTree(50)
  const root = store.values.get('w1/t/root') as Uint8Array
  const cases = [
    [root.slice(0, 5), 'damaged'],
    [root.with(0, 0), 'damaged'],
    [root.with(0, 2), 'newer-format'],
    [root.slice(0, -3), 'damaged']
  ] as const
  for (const [bytes, fault] of cases) {
    const opened = Tree.open(new MapStore(new Map([['w1/t/root', bytes]])), 'w1/')
    await expect(opened).rejects.toMatchObject({ fault, key: 'w1/t/root' })
  }
})
