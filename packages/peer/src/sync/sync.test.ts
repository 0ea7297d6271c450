import { expect, test } from 'vitest'
import { House } from '../testing/index.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('[S2][S4] three peers that share a world end with the same', async () => {
  const house = await House.build(settle)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Linden Yard', anna, bo, cleo)
  await house.acquaint(anna, bo, cleo)
  for (const one of [anna, bo, cleo]) for (let i = 0; i < 5; i++) await one.need(world, `${one.name} ${i}`)
  expect(await house.agree(world, [anna, bo, cleo])).toBe(true)
  expect(anna.things(world)).toHaveLength(15)
  expect(house.notes).toEqual([])
})
