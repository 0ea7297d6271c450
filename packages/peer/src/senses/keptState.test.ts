import { memoryDisk } from '@commune/storage/memory'
import { expect, test } from 'vitest'
import type { Inside } from '../peer/inside.ts'
import { openLock } from '../testing/index.ts'
import { KeptState } from './keptState.ts'

const place = async () => {
  const store = await memoryDisk().open()
  const inside = { ports: { store }, options: { lock: openLock }, registry: { get: (world: string) => (world === 'yard' ? { slot: 1 } : undefined) } } as unknown as Inside
  return { store, kept: new KeptState(inside, 'r') }
}

test('what a large house remembers is kept whole, and what is shorter afterwards as well', async () => {
  const { store, kept } = await place()
  expect(await kept.read('yard')).toBeUndefined()
  for (const length of [3_000_000, 10, 900_000 - 2, 1_800_000 - 2, 899_999 - 2, 5_000_000, 900_001]) {
    const state = 'x'.repeat(length)
    await kept.keep('yard', state)
    expect(await kept.read('yard')).toBe(state)
  }
  expect((await store.keys('w1/')).every((key) => /^w1\/r(?:\/\d+)?$/.test(key))).toBe(true)
})

test('what is damaged, or not there, or too much is nothing, and nothing throws but the keeping', async () => {
  const { store, kept } = await place()
  await kept.keep('yard', 'x'.repeat(2_000_000))
  await store.commit([['w1/r/1', undefined]])
  expect(await kept.read('yard')).toBeNull()
  await store.commit([['w1/r', Uint8Array.of(1, 2, 3)]])
  expect(await kept.read('yard')).toBeNull()
  expect(await kept.read('elsewhere')).toBeUndefined()
  await expect(kept.keep('elsewhere', 1)).rejects.toThrow()
  await expect(kept.keep('yard', 'x'.repeat(16_000_001))).rejects.toThrow()
})
