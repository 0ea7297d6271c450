import { expect, test } from 'vitest'
import { checkedSeed } from './seed.ts'

test('in CI the seed follows from what is checked, and elsewhere each run draws its own', async () => {
  const seed = await checkedSeed({ CI: 'true' })
  expect(await checkedSeed({ CI: 'true' })).toBe(seed)
  expect(seed).toBeGreaterThanOrEqual(0)
  expect(seed).toBeLessThan(2 ** 31)
  expect(await checkedSeed({})).toBeUndefined()
})

test('a seed that is asked for is taken', async () => {
  expect(await checkedSeed({ COMMUNE_SEED: '1361732994' })).toBe(1_361_732_994)
  expect(await checkedSeed({ CI: 'true', COMMUNE_SEED: 'seven' })).toBe(1)
})
