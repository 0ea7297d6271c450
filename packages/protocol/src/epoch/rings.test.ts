import { expect, test } from 'vitest'
import { Rings } from './rings.ts'
import type { RingFact } from './room.ts'

const ring = (epoch: string, key: string): RingFact => ({ epoch, key, season: 1, origin: { id: key, device: null, lamport: 1 } }) as unknown as RingFact

test('[K1] ring keys of one epoch are at hand, those of a snapshot too, each once however often it is put', () => {
  const rings = new Rings()
  rings.load('a', ring('spring', 'one'))
  for (let time = 0; time < 2; time++) rings.put('b', ring('spring', 'two'))
  rings.put('c', ring('summer', 'three'))
  expect([...rings.under('spring' as never)].map(({ key }) => key)).toEqual(['one', 'two'])
  expect([...rings.under('summer' as never)].map(({ key }) => key)).toEqual(['three'])
  expect([...rings.under('autumn' as never)]).toEqual([])
  expect(rings.size).toBe(3)
})
