import { memoryDisk } from '@commune/storage/memory'
import { cutFile, sodiumReady, toText } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { Shelf } from './shelf.ts'

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
  expect(shelf.keepersOf(ids)).toBe(0)
  shelf.noteKept(ids.slice(2), 'box')
  shelf.noteKept(ids, 'phone')
  expect(shelf.keepersOf(ids)).toBe(2)
})
