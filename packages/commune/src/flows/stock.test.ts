import { sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { shown } from '../quantity/index.ts'
import { TestCommune } from '../testing/index.ts'
import { english } from '../words/index.ts'

beforeAll(() => sodiumReady)

const store = () => {
  const commune = new TestCommune()
  const box = commune.ware()
  const phone = commune.ware(box)
  const bo = commune.ware()
  const left = (id: string) => {
    const portion = commune.views.stock.one(id)
    return portion && english.say(shown(portion.quantity))
  }
  const lines = (query = {}) =>
    commune.views.stock.byPlace(query).map(({ place, lines: all }) => [place, ...all.map(({ words }) => english.say(words))])
  return { commune, box, phone, bo, left, lines }
}

test('what is there is what was had, less what was taken, from what was last counted', () => {
  const { commune, box, left } = store()
  const flour = commune.wish(box, { wish: 'stock', thing: 'flour', quantity: '10 kg', place: 'Shelf' })
  commune.wish(box, { wish: 'take', portion: flour, quantity: '250 g' })
  expect(left(flour)).toBe('9.75 kg')
  commune.wish(box, { wish: 'count', portion: flour, quantity: '9 kg' })
  commune.wish(box, { wish: 'take', portion: flour, quantity: '1 kg' })
  expect(left(flour)).toBe('8 kg')
  expect(commune.refused(box, { wish: 'take', portion: flour, quantity: '9 kg' })).toBe('There are only 8 kg of flour there.')
  expect(commune.refused(box, { wish: 'take', portion: flour, quantity: '1 l' })).toBe(
    'What is there is 8 kg; 1 l cannot leave it.'
  )
  commune.wish(box, { wish: 'count', portion: flour, quantity: '0' })
  expect(left(flour)).toBe('0 kg')
})

test('an amount and a place that are changed at once are both changed', () => {
  const { commune, box, lines } = store()
  const flour = commune.wish(box, { wish: 'stock', thing: 'flour', quantity: '10 kg', place: 'Shelf' })
  commune.wish(box, { wish: 'change', target: flour, quantity: '9 kg', place: 'Mill', thing: 'rye flour' })
  expect(lines()).toEqual([['Mill', 'rye flour: 9 kg at Mill.']])
  expect(commune.refused(box, { wish: 'change', target: flour, quantity: '8 kg', place: 'x'.repeat(500) })).toContain('too long')
  expect(lines()).toEqual([['Mill', 'rye flour: 9 kg at Mill.']])
})

test('[T7] only the device that holds a portion says what leaves it', () => {
  const { commune, box, phone, bo, left } = store()
  const flour = commune.wish(box, { wish: 'stock', thing: 'flour', quantity: '10 kg' })
  expect(commune.refused(phone, { wish: 'take', portion: flour, quantity: '1 kg' })).toBe(
    'Another device holds that portion. Only that device can say what leaves it.'
  )
  expect(commune.refused(bo, { wish: 'take', portion: flour, quantity: '1 kg' })).toBe(
    'Another ware said that. Only they can change or withdraw it.'
  )
  for (const { device } of [phone, bo]) {
    commune.say(device, { type: 'stock.take', portion: flour, quantity: [1, 1, 'kg'] })
    commune.say(device, { type: 'stock.count', portion: flour, quantity: [1, 1, 'kg'] })
    commune.say(device, { type: 'stock.move', portion: flour, to: device, quantity: [1, 1, 'kg'] })
  }
  expect(left(flour)).toBe('10 kg')
  expect([...commune.views.stock.portions()]).toHaveLength(1)
})

test('[T7] a portion moves between the devices of a ware and is nowhere twice', () => {
  const { commune, box, phone, bo, left } = store()
  const flour = commune.wish(box, { wish: 'stock', thing: 'flour', quantity: '10 kg', place: 'Shelf' })
  const moved = commune.wish(box, { wish: 'move', portion: flour, to: phone.device, quantity: '4 kg', place: 'Boat' })
  expect([left(flour), left(moved)]).toEqual(['6 kg', '4 kg'])
  expect(commune.views.stock.one(moved)).toMatchObject({ device: phone.device, place: 'Boat', thing: 'flour' })
  expect(commune.refused(box, { wish: 'take', portion: moved, quantity: '1 kg' })).toContain('Another device holds that portion.')
  commune.wish(phone, { wish: 'take', portion: moved, quantity: '1 kg' })
  expect([left(flour), left(moved)]).toEqual(['6 kg', '3 kg'])
  expect(commune.refused(box, { wish: 'move', portion: flour, to: bo.device })).toBe(
    'That device is not one of yours. To give it to somebody, hand it over.'
  )
  expect(commune.refused(box, { wish: 'move', portion: flour })).toBe('Name another device or another place to move it to.')
  const shelf = commune.wish(box, { wish: 'move', portion: flour, place: 'Cellar' })
  expect([left(flour), left(shelf)]).toEqual(['0 kg', '6 kg'])
})

test('[T7] a move of more than is there moves what is there', () => {
  const { commune, box, phone, left } = store()
  const flour = commune.wish(box, { wish: 'stock', thing: 'flour', quantity: '2 kg' })
  const moved = commune.say(box.device, { type: 'stock.move', portion: flour, to: phone.device, quantity: [5, 1, 'kg'] })
  expect([left(flour), left(moved)]).toEqual(['0 kg', '2 kg'])
  expect(commune.views.stock.one(flour)?.over).toEqual({ n: 3n, d: 1n, unit: 'kg' })
})

test('another device takes the place of one that is lost, and only the first that does so', () => {
  const { commune, box, phone, bo, left } = store()
  const flour = commune.wish(box, { wish: 'stock', thing: 'flour', quantity: '2 kg' })
  expect(commune.refused(bo, { wish: 'stock', thing: 'flour', quantity: '2 kg', instead: flour })).toContain(
    'Another ware said that.'
  )
  const fresh = commune.wish(phone, { wish: 'stock', thing: 'flour', quantity: '1 kg', instead: flour })
  const late = commune.say(phone.device, { type: 'stock.have', thing: 'flour', quantity: [9, 1, 'kg'], instead: flour })
  commune.say(bo.device, { type: 'stock.have', thing: 'flour', quantity: [7, 1, 'kg'], instead: fresh })
  expect([left(flour), left(fresh), left(late)]).toEqual([undefined, '1 kg', undefined])
})

test('stock is shown by place; amounts add up for a thing and a place, and for no ware', () => {
  const { commune, box, bo, lines } = store()
  commune.wish(box, { wish: 'stock', thing: 'Flour', quantity: '1 kg', place: 'Shelf' })
  commune.wish(bo, { wish: 'stock', thing: 'flour', quantity: '500 g', place: 'shelf' })
  commune.wish(bo, { wish: 'stock', thing: 'flour', quantity: '2 bags', place: 'shelf' })
  commune.wish(bo, { wish: 'stock', thing: 'rope', quantity: '5 m' })
  const eggs = commune.wish(box, { wish: 'stock', thing: 'eggs', quantity: '2', place: 'Fridge' })
  commune.wish(box, { wish: 'take', portion: eggs, quantity: '2 eggs' })
  expect(lines()).toEqual([
    ['Shelf', 'Flour: 1.5 kg and 2 bags at Shelf.'],
    [undefined, 'rope: 5 m.']
  ])
  expect(lines({ empty: true, place: 'fridge' })).toEqual([['Fridge', 'eggs: used up.']])
  expect(lines({ text: 'rop' })).toEqual([[undefined, 'rope: 5 m.']])
  expect(lines({ ware: box.ware })).toEqual([['Shelf', 'Flour: 1 kg at Shelf.']])
})

test('a portion is renamed by its ware, and what is in it only by its device', () => {
  const { commune, box, phone, left } = store()
  const flour = commune.wish(box, { wish: 'stock', thing: 'flour', quantity: '2 kg' })
  commune.wish(phone, { wish: 'change', target: flour, thing: 'rye flour', place: 'Mill' })
  expect(commune.views.stock.one(flour)).toMatchObject({ thing: 'rye flour', place: 'Mill' })
  expect(commune.refused(phone, { wish: 'change', target: flour, quantity: '1 kg' })).toContain(
    'Another device holds that portion.'
  )
  commune.wish(box, { wish: 'change', target: flour, quantity: '1 kg' })
  expect(left(flour)).toBe('1 kg')
})

test('[T7] whatever two devices say and however it arrives, no more leaves the portions than was there', () => {
  const { box, phone } = store()
  const devices = [box.device, phone.device]
  const act = fc.record({
    who: fc.constantFrom(...devices),
    to: fc.constantFrom(...devices),
    portion: fc.nat(6),
    kg: fc.integer({ min: 1, max: 6 }),
    moves: fc.boolean()
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const one = new TestCommune()
      const first = one.ware()
      const second = one.ware(first)
      const real = (device: string) => (device === box.device ? first.device : second.device)
      const portions = [one.wish(first, { wish: 'stock', thing: 'flour', quantity: '10 kg' })]
      for (const { who, to, portion, kg, moves } of acts) {
        const target = portions[portion % portions.length] as string
        const quantity = [kg, 1, 'kg'] as const
        const id = one.say(
          real(who),
          moves
            ? { type: 'stock.move', portion: target, to: real(to), quantity }
            : { type: 'stock.take', portion: target, quantity }
        )
        if (moves) portions.push(id)
      }
      let there = 0
      for (const { quantity } of one.views.stock.portions()) there += Number(quantity.n) / Number(quantity.d)
      expect(there).toBeLessThanOrEqual(10)
    }),
    { numRuns: 300 }
  )
})
