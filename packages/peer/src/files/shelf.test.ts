import { memoryDisk } from '@commune/storage/memory'
import { cutFile, sodiumReady, toText } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import type { Standing } from '../sync/keepers.ts'
import { Shelf } from './shelf.ts'

const standing = (more: Partial<Standing> = {}): Standing => ({ mine: 'mine', isOut: () => false, after: () => [], ...more })

beforeAll(() => sodiumReady)

let drawn = 0
const random = { bytes: (length: number) => new Uint8Array(length).fill(++drawn) }
const cut = (size: number) => {
  const made = cutFile(new Uint8Array(size).fill(3), random)
  if (!made.ok) throw new Error(made.error)
  return made.value.chunks
}

test('[V5] chunks are kept within the budget, counted over a restart, and never under a false id', async () => {
  const disk = memoryDisk({})
  const store = await disk.open()
  const shelf = await Shelf.open(store, 'w1/', 150_000)
  const [first, second, third] = [cut(65_000), cut(65_000), cut(65_000)]
  expect((await shelf.put(first)).length).toBe(1)
  expect((await shelf.put([{ id: first[0]!.id, bytes: second[0]!.bytes }])).length).toBe(0)
  expect((await shelf.put(second)).length).toBe(1)
  expect((await shelf.put(third)).length).toBe(0)
  const kept = shelf.bytes
  await store.close()
  const again = await Shelf.open(await disk.open(), 'w1/', 150_000)
  expect(again.bytes).toBe(kept)
  expect(await again.get(first[0]!.id)).toEqual(first[0]!.bytes)
  expect((await again.lacking([first[0]!.id, third[0]!.id])).map(toText)).toEqual([toText(third[0]!.id)])
  expect((await again.put(first)).length).toBe(1)
  expect(again.bytes).toBe(kept)
})

test('[V5] how many keep a file is counted from what each said of all its chunks', async () => {
  const shelf = await Shelf.open(await memoryDisk({}).open(), 'w1/', 1_000_000)
  const ids = cut(150_000).map((chunk) => chunk.id)
  shelf.noteKept(ids.slice(0, 2), 'box')
  expect(shelf.keepersOf(ids, standing())).toBe(0)
  shelf.noteKept(ids.slice(2), 'box')
  shelf.noteKept(ids, 'phone')
  expect(shelf.keepersOf(ids, standing())).toBe(2)
})

test('[V5] chunks that come at the same moment do not outgrow the budget, and are told once each', async () => {
  const shelf = await Shelf.open(await memoryDisk({}).open(), 'w1/', 150_000)
  const chunks = [cut(65_000), cut(65_000), cut(65_000), cut(65_000)]
  const kept = await Promise.all(chunks.map((each) => shelf.put(each)))
  expect(kept.flat()).toHaveLength(2)
  expect(shelf.bytes).toBeLessThanOrEqual(150_000)
  expect((await shelf.ids()).map(toText).toSorted()).toEqual(kept.flat().map(toText).toSorted())
})

test('[V5][E7] what others say they keep of chunks is remembered of so many, whoever says it and how often', async () => {
  const shelf = await Shelf.open(await memoryDisk({}).open(), 'w1/', 1_000)
  const id = (n: number): Uint8Array => Uint8Array.from({ length: 32 }, (_, at) => (at < 4 ? n >> (8 * at) : 1))
  shelf.noteKept([id(0)], 'box')
  for (let device = 0; device < 100; device++) shelf.noteKept([id(1)], `device ${device}`)
  expect(shelf.keepersOf([id(1)], standing())).toBe(64)
  for (let n = 2; n < 131_080; n += 64) shelf.noteKept(Array.from({ length: 64 }, (_, at) => id(n + at)), 'flood')
  expect(shelf.keepersOf([id(0)], standing())).toBe(0)
  expect(shelf.keepersOf([id(131_000)], standing())).toBe(1)
})

test('[V5][I4][E5] a store that went on under another key is counted once, a copied one not at all, and one that is heard again once more', async () => {
  const shelf = await Shelf.open(await memoryDisk({}).open(), 'w1/', 1_000_000)
  const ids = cut(65_000).map((chunk) => chunk.id)
  const after = standing({ after: (device) => (device === 'old' ? ['new'] : []) })
  shelf.noteKept(ids, 'old')
  expect(shelf.keepersOf(ids, after)).toBe(1)
  shelf.noteKept(ids, 'new')
  expect(shelf.keepersOf(ids, after)).toBe(1)
  shelf.noteKept(ids, 'old')
  expect(shelf.keepersOf(ids, after), 'the old key still speaks: there are two stores').toBe(2)
  expect(shelf.keepersOf(ids, standing({ isOut: (device) => device === 'old' }))).toBe(1)
  shelf.noteKept(ids, 'mine')
  expect(shelf.keepersOf(ids, standing())).toBe(2)
})
