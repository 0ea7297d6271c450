import { sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { shown } from '../quantity/index.ts'
import { TestCommune } from '../testing/index.ts'
import { english } from '../words/index.ts'
import { freshness } from './shelf-life.ts'

beforeAll(() => sodiumReady)

const dayMs = 86_400_000

const store = () => {
  const commune = new TestCommune()
  const box = commune.ware()
  const phone = commune.ware(box)
  const bo = commune.ware()
  const row = (id: string) => {
    const portion = commune.views.stock.one(id)
    if (!portion) throw new Error('no such portion')
    return portion
  }
  const both = (id: string) => {
    const { quantity, also, isEstimate, alsoIsEstimate } = row(id)
    return [`${isEstimate ? 'about ' : ''}${english.say(shown(quantity))}`, also && `${alsoIsEstimate ? 'about ' : ''}${english.say(shown(also))}`]
  }
  const fresh = (id: string) => {
    const life = freshness(row(id), commune.nowMs)
    return life && english.say(life.words)
  }
  return { commune, box, phone, bo, row, both, fresh }
}

test('[T6] count and weight go on in step by their ratio, and it is said which of them is an estimate', () => {
  const { commune, box, both } = store()
  const eggs = commune.wish(box, { wish: 'stock', thing: 'eggs', quantity: '12', also: '720 g' })
  expect(both(eggs)).toEqual(['12 eggs', '720 g'])
  commune.wish(box, { wish: 'take', portion: eggs, quantity: '2', also: '115 g' })
  expect(both(eggs)).toEqual(['10 eggs', '605 g'])
  commune.wish(box, { wish: 'take', portion: eggs, quantity: '5' })
  expect(both(eggs)).toEqual(['5 eggs', 'about 302.5 g'])
  commune.wish(box, { wish: 'take', portion: eggs, quantity: '60.5 g' })
  expect(both(eggs)).toEqual(['about 4 eggs', 'about 242 g'])
  commune.wish(box, { wish: 'count', portion: eggs, quantity: '4', also: '238 g' })
  expect(both(eggs)).toEqual(['4 eggs', '238 g'])
  commune.wish(box, { wish: 'count', portion: eggs, quantity: '2' })
  expect(both(eggs)).toEqual(['2 eggs', 'about 119 g'])
  expect(commune.refused(box, { wish: 'take', portion: eggs, quantity: '1 kg' })).toBe('There are only 119 g of eggs there.')
  expect(commune.refused(box, { wish: 'take', portion: eggs, quantity: '1 l' })).toBe('What is there is 2 eggs; 1 l cannot leave it.')
  expect(commune.refused(box, { wish: 'stock', thing: 'flour', quantity: '1 kg', also: '900 g' })).toContain('Both measures are of one kind')
})

test('what moves takes its share of both measures along, and what it is like', () => {
  const { commune, box, phone, both, row } = store()
  const jars = commune.wish(box, { wish: 'stock', thing: 'honey', quantity: '3 jars', also: '1500 g', batch: 'L7', place: 'Cellar', keep: '1 jar' })
  const one = commune.wish(box, { wish: 'move', portion: jars, quantity: '1 jar', to: phone.device, place: 'Boat' })
  expect([both(jars), both(one)]).toEqual([
    ['2 jars', 'about 1,000 g'],
    ['1 jar', 'about 500 g']
  ])
  expect(row(one)).toMatchObject({ batch: 'L7', place: 'Boat' })
  expect(row(one).keep).toBeUndefined()
  const rest = commune.wish(box, { wish: 'move', portion: jars, to: phone.device })
  expect(row(rest).keep).toBeDefined()
})

test('[T7] what a portion is like is said by the device that holds it', () => {
  const { commune, box, phone, row } = store()
  const milk = commune.wish(box, { wish: 'stock', thing: 'milk', quantity: '1 l' })
  expect(commune.refused(phone, { wish: 'stock-state', portion: milk, openedMs: 5 })).toContain('Another device holds that portion.')
  commune.say(phone.device, { type: 'stock.state', portion: milk, openedMs: 5 })
  expect(row(milk).openedMs).toBeUndefined()
  commune.wish(box, { wish: 'stock-state', portion: milk, openedMs: 5, share: true })
  commune.wish(box, { wish: 'stock-state', portion: milk, batch: 'A' })
  expect(row(milk)).toMatchObject({ openedMs: 5, share: true, batch: 'A' })
  commune.wish(box, { wish: 'stock-state', portion: milk, openedMs: null })
  expect(row(milk).openedMs).toBeUndefined()
  expect(commune.refused(box, { wish: 'stock-state', portion: milk })).not.toBe('')
})

test('something keeps until its date, or for so long after it was opened; frozen the clock stands, thawed it goes on', () => {
  const { commune, box, fresh, row } = store()
  const t0 = commune.nowMs
  const soup = commune.wish(box, { wish: 'stock', thing: 'soup', quantity: '2 l', keepsUntilMs: t0 + 10 * dayMs, opensFor: '3 days' })
  expect(fresh(soup)).toBe('It keeps for 10 days more.')
  commune.nowMs = t0 + 2 * dayMs
  commune.wish(box, { wish: 'stock-state', portion: soup, openedMs: commune.nowMs })
  expect(fresh(soup)).toBe('It is open and keeps for 3 days more.')
  commune.nowMs = t0 + 3 * dayMs
  commune.wish(box, { wish: 'stock-state', portion: soup, frozenMs: commune.nowMs })
  commune.nowMs = t0 + 90 * dayMs
  expect(fresh(soup)).toBe('It is frozen. Thawed, it keeps for 2 days.')
  commune.wish(box, { wish: 'stock-state', portion: soup, thawedMs: commune.nowMs })
  commune.nowMs = t0 + 91 * dayMs
  expect(fresh(soup)).toBe('It is open and keeps for 24 hours more.')
  expect(freshness(row(soup), t0 + 92 * dayMs)).toMatchObject({ state: 'past', leftMs: 0 })
  commune.nowMs = t0 + 93 * dayMs
  expect(fresh(soup)).toBe('It has been open for longer than it keeps.')
  const salt = commune.wish(box, { wish: 'stock', thing: 'salt', quantity: '1 kg' })
  expect(fresh(salt)).toBeUndefined()
})

test('freezing never shortens how long something keeps, however often it is frozen and thawed', () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 5 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 60 }), (spans, keepsUntilMs, nowMs) => {
      let end = 0
      const frozen = spans.map(([from, long]) => {
        const at = end + from
        end = at + (long ?? 5)
        return long === undefined ? ([at] as const) : ([at, end] as const)
      })
      const life = freshness({ keepsUntilMs, frozen }, nowMs)
      expect(life?.untilMs).toBeGreaterThanOrEqual(keepsUntilMs)
      expect(life?.leftMs).toBe(Math.max(0, (life?.untilMs ?? 0) - nowMs))
    })
  )
})

test('what is to stay stays, unless it spoiled; the rest is open to all where that is said', () => {
  const { commune, box, row } = store()
  const flour = commune.wish(box, { wish: 'stock', thing: 'flour', quantity: '10 kg', keep: '4 kg', share: true })
  expect(english.say(shown(row(flour).surplus!))).toBe('6 kg')
  expect(commune.refused(box, { wish: 'take', portion: flour, quantity: '7 kg' })).toBe('At least 4 kg of flour are to stay. Change that first, or take less.')
  commune.wish(box, { wish: 'take', portion: flour, quantity: '7 kg', why: 'spoiled' })
  expect(row(flour)).toMatchObject({ isLow: true })
  expect(row(flour).surplus).toBeUndefined()
})

test('places lie in places: a question about one is about all inside it; the last that was said counts, and a ring harms nothing', () => {
  const { commune, box, bo } = store()
  const { stock } = commune.views
  const jam = commune.wish(box, { wish: 'stock', thing: 'jam', quantity: '3 jars', place: 'top shelf' })
  commune.wish(box, { wish: 'place-in', place: 'Top shelf', in: 'Cellar' })
  commune.wish(bo, { wish: 'place-in', place: 'cellar', in: 'House' })
  expect(stock.places.path('top shelf')).toEqual(['Cellar', 'House'])
  expect(stock.byPlace({ place: 'house' }).map(({ place, path }) => [place, path])).toEqual([['top shelf', ['Cellar', 'House']]])
  expect(commune.refused(box, { wish: 'place-in', place: 'House', in: 'top shelf' })).toContain('cannot lie in it')
  commune.say(bo.device, { type: 'place.in', place: 'house', in: 'top shelf' })
  expect(stock.places.path('top shelf')).toEqual(['Cellar', 'House'])
  expect(stock.byPlace({ place: 'cellar' }).flatMap(({ lines }) => lines.map(({ portions }) => portions[0]?.id))).toEqual([jam])
  commune.wish(bo, { wish: 'place-in', place: 'Cellar', in: null })
  expect(stock.places.path('top shelf')).toEqual(['Cellar'])
})

test('a stock-take counts what this device holds, says of the rest what was seen, and asks after what was not found', () => {
  const { commune, box, phone, bo, row } = store()
  const jam = commune.wish(box, { wish: 'stock', thing: 'jam', quantity: '5 jars', place: 'Cellar' })
  const wine = commune.wish(phone, { wish: 'stock', thing: 'wine', quantity: '9 bottles', place: 'Cellar' })
  const oil = commune.wish(box, { wish: 'stock', thing: 'oil', quantity: '2 l', place: 'Cellar' })
  commune.wish(phone, { wish: 'stocktake', found: [{ portion: jam, quantity: '4 jars' }, { portion: wine, quantity: '8 bottles' }] })
  expect([row(jam), row(wine)].map(({ quantity, seen }) => [Number(quantity.n), seen && Number(seen.quantity.n)])).toEqual([
    [5, 4],
    [8, undefined]
  ])
  expect(commune.views.stock.unfound('cellar', [jam, wine]).map(({ id }) => id)).toEqual([oil])
  expect(Number(row(oil).quantity.n)).toBe(2)
  expect(commune.views.stock.seenOf(box.device).map(({ id }) => id)).toEqual([jam])
  commune.wish(bo, { wish: 'stocktake', found: [{ portion: jam, quantity: '3 jars' }] })
  expect(row(jam).seen).toMatchObject({ by: bo.ware })
  commune.wish(box, { wish: 'stocktake', found: [{ portion: jam, quantity: '3 jars' }] })
  expect(row(jam).seen).toBeUndefined()
  expect(commune.views.stock.seenOf(box.device)).toEqual([])
  const twice = [{ portion: jam, quantity: '1 jar' }, { portion: jam, quantity: '2 jars' }]
  expect(commune.refused(box, { wish: 'stocktake', found: twice })).toContain('counted twice')
})

test('[T7] what is made leaves and begins portions at once, and is taken back as one', () => {
  const { commune, box, phone, row } = store()
  const flour = commune.wish(box, { wish: 'stock', thing: 'flour', quantity: '3 kg' })
  const far = commune.wish(phone, { wish: 'stock', thing: 'yeast', quantity: '40 g' })
  const bread = { thing: 'bread', quantity: '2 loaves', place: 'Kitchen' }
  expect(commune.refused(box, { wish: 'make', took: [{ portion: far, quantity: '10 g' }], gave: [bread] })).toContain('Another device holds')
  expect(commune.refused(box, { wish: 'make', took: [{ portion: flour, quantity: '4 kg' }], gave: [bread] })).toContain('only 3 kg')
  commune.wish(box, { wish: 'make', took: [{ portion: flour, quantity: '1 kg' }], gave: [bread, { thing: 'crumbs', quantity: '50 g' }] })
  const [made, did] = commune.said.slice(-3).flatMap(({ statement, id }) => (statement.type === 'stock.take' ? [] : [id]))
  expect(Number(row(flour).quantity.n)).toBe(2)
  const entry = did!.slice(0, 43)
  expect(commune.views.trace.made(`${entry}.3`)).toEqual({ takes: [`${entry}.0`], gave: [`${entry}.1`, `${entry}.2`], did: `${entry}.3` })
  expect(made).toBe(`${entry}.1`)
  // Somebody else's word is no part of it.
  const { key } = commune.said.at(-1)!.statement as unknown as { key: string }
  commune.say(phone.device, { type: 'stock.have', thing: 'gold', quantity: [1, 1, 'kg'], made: key })
  expect(commune.views.trace.made(`${entry}.3`)?.gave).toHaveLength(2)
  commune.wish(box, { wish: 'undo', target: `${entry}.3` })
  expect(Number(row(flour).quantity.n)).toBe(3)
  expect(commune.views.stock.has(`${entry}.1`)).toBe(false)
})

test('what older peers say is read as before, and what they do not know is optional', () => {
  const { commune, box, row } = store()
  const old = commune.say(box.device, { type: 'stock.have', thing: 'flour', quantity: [2, 1, 'kg'], place: 'Shelf' })
  commune.say(box.device, { type: 'stock.take', portion: old, quantity: [1, 2, 'kg'] })
  const { what: _, ...plain } = row(old)
  expect(plain).toEqual({ id: old, ware: box.ware, device: box.device, thing: 'flour', quantity: { n: 3n, d: 2n, unit: 'kg' }, place: 'Shelf', lamport: 1 })
})

test('[T6] what cannot be an amount, a time or a key is refused with its reason', () => {
  const { commune, box } = store()
  const bad = [
    { type: 'stock.have', thing: 'x', quantity: [1, 1, 'kg'], also: [0, 1, 'g'] },
    { type: 'stock.have', thing: 'x', quantity: [Number.NaN, 1, 'kg'] },
    { type: 'stock.have', thing: 'x', quantity: [1e308, 1, 'kg'] },
    { type: 'stock.have', thing: 'x', quantity: [1, 1, 'kg'], opensFor: [3, 1, 'kg'] },
    { type: 'stock.have', thing: 'x', quantity: [1, 1, 'kg'], made: 'short' },
    { type: 'stock.have', thing: 'x', quantity: [1, 1, 'kg'], openedMs: -1 }
  ]
  for (const statement of bad) expect(commune.sayRaw(box.device, statement as never)?.reason).toContain('stock.have is malformed')
  for (const quantity of ['0', '-1', '1e308', 'NaN']) expect(commune.refused(box, { wish: 'stock', thing: 'x', quantity })).not.toBe('')
})
