import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { openQuantity } from '../quantity/index.ts'
import { TestCommune } from '../testing/index.ts'
import { english } from '../words/index.ts'

beforeAll(() => sodiumReady)

const dayMs = 86_400_000
const house = () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()]
  const row = (id: string, nowMs = commune.nowMs) => commune.views.intents.one(id, nowMs)
  const words = (id: string) => english.say(row(id)?.words ?? { key: 'gone' })
  return { commune, ada, bo, row, words }
}

test('[NO1] a need says how urgent it is, the least of use, what would do instead, whole, for how many, and for whom', () => {
  const { commune, ada, row } = house()
  const need = commune.wish(ada, {
    wish: 'need',
    thing: 'flour',
    quantity: '10 kg',
    urgency: 2,
    least: '5 kg',
    instead: [' rye ', 'spelt', 'rye'],
    whole: true,
    heads: 12,
    for: { name: 'Grandma Ilse', theirYes: true }
  })
  expect(row(need)).toMatchObject({ urgency: 2, least: openQuantity([5, 1, 'kg']), instead: ['rye', 'spelt'], whole: true, heads: 12, for: { name: 'Grandma Ilse', theirYes: true } })
})

test('[NO1] each of these changes by its own ware, and null takes it back', () => {
  const { commune, ada, bo, row } = house()
  const need = commune.wish(ada, { wish: 'need', thing: 'flour', quantity: '10 kg', urgency: 2, least: '5 kg', instead: ['rye'] })
  commune.wish(ada, { wish: 'change', target: need, urgency: 0, least: null, heads: 4 })
  expect(row(need)).toMatchObject({ urgency: 0, heads: 4, instead: ['rye'] })
  expect(row(need)).not.toHaveProperty('least')
  expect(commune.refused(bo, { wish: 'change', target: need, heads: 1 })).toMatch(/Another ware/)
  const portion = commune.wish(ada, { wish: 'stock', thing: 'flour', quantity: '1 kg' })
  expect(commune.refused(ada, { wish: 'change', target: portion, urgency: 1 })).not.toBe('')
})

test('[NO1] what makes no sense is refused with what to do', () => {
  const { commune, ada } = house()
  const refused = (fields: object) => commune.refused(ada, { wish: 'need', thing: 'flour', quantity: '10 kg', ...fields })
  expect(refused({ least: '11 kg' })).toBe('The least that is of use is more than is asked for: 11 kg of 10 kg.')
  expect(refused({ least: '3 loaves' })).toMatch(/cannot be compared/)
  expect(refused({ urgency: 3 })).toMatch(/0, 1 or 2/)
  expect(refused({ heads: 0 })).toMatch(/from 1 to/)
  expect(refused({ again: { every: '2 kg' } })).toMatch(/an hour at the least/)
  expect(refused({ again: { every: '3 s' } })).toMatch(/an hour at the least/)
  expect(refused({ again: { below: '0 kg' } })).not.toBe('')
})

test('[NO2] nobody is spoken for without their yes, in a wish or in a statement', () => {
  const { commune, ada } = house()
  expect(commune.refused(ada, { wish: 'need', thing: 'soup', for: { name: 'Ilse', theirYes: false } })).toBe('Ask Ilse first: what is said for somebody is said with their yes.')
  expect(commune.sayRaw(ada.device, { type: 'flow.need', thing: 'soup', for: { name: 'Ilse' } })?.reason).toMatch(/for/)
})

test('[NO3] a need that comes again by rhythm is open again in the next span, with nothing said; what was handed over before does not count for it', () => {
  const { commune, ada, bo, row, words } = house()
  const need = commune.wish(ada, { wish: 'need', thing: 'bread', quantity: '2 loaves', again: { every: '1 week' } })
  const start = commune.nowMs
  expect(row(need)?.untilMs).toBe(start + 7 * dayMs)
  commune.wish(bo, { wish: 'yes', need })
  const yes = commune.wish(ada, { wish: 'yes', need })
  for (const who of [ada, bo]) commune.wish(who, { wish: 'handed', yes })
  expect(row(need)?.state).toBe('done')
  expect(words(need)).toBe('Handed over for now; it comes open again by itself.')
  commune.nowMs = start + 8 * dayMs
  expect(row(need)).toMatchObject({ state: 'open', untilMs: start + 14 * dayMs, open: openQuantity([2, 1, '{loaf}']) })
  commune.wish(bo, { wish: 'yes', need })
  expect(row(need)?.state).toBe('answered')
  expect(row(need, start + 15 * dayMs)?.state).toBe('open')
  expect(commune.views.intents.list({ kind: 'need' }, start + 400 * dayMs).total).toBe(1)
  commune.wish(ada, { wish: 'withdraw', target: need })
  expect(row(need, start + 400 * dayMs)?.state).toBe('withdrawn')
})

test('[NO3] by when it is first needed is the end of its first span', () => {
  const { commune, ada, row } = house()
  const untilMs = commune.nowMs + 2 * dayMs
  const need = commune.wish(ada, { wish: 'need', thing: 'bread', untilMs, again: { every: '3 day' } })
  expect(row(need)?.untilMs).toBe(untilMs)
  expect(row(need, untilMs)?.untilMs).toBe(untilMs + 3 * dayMs)
  expect(row(need, untilMs + 3 * dayMs - 1)?.untilMs).toBe(untilMs + 3 * dayMs)
})

test('[NO4] a need that comes again when something is used up rests while enough is there, and is open when it is not', () => {
  const { commune, ada, bo, row, words } = house()
  const need = commune.wish(ada, { wish: 'need', thing: 'Oats', quantity: '5 kg', place: 'Cellar', again: { below: '2 kg' } })
  expect(row(need)?.state).toBe('open')
  const oats = commune.wish(ada, { wish: 'stock', thing: 'oat', quantity: '3 kg', place: 'cellar' })
  commune.wish(ada, { wish: 'stock', thing: 'oats', quantity: '9 kg', place: 'Attic' })
  commune.wish(bo, { wish: 'stock', thing: 'oats', quantity: '9 kg', place: 'Cellar' })
  expect(words(need)).toBe('Enough is there. It comes open again when less than 2 kg are there.')
  commune.wish(ada, { wish: 'take', portion: oats, quantity: '1500 g' })
  expect(row(need)?.state).toBe('open')
  commune.wish(bo, { wish: 'yes', need })
  const yes = commune.wish(ada, { wish: 'yes', need })
  expect(row(need)?.state).toBe('agreed')
  for (const who of [ada, bo]) commune.wish(who, { wish: 'handed', yes })
  commune.wish(ada, { wish: 'count', portion: oats, quantity: '5 kg' })
  expect(row(need)?.state).toBe('done')
  commune.wish(ada, { wish: 'count', portion: oats, quantity: '1 kg' })
  expect(row(need)?.state).toBe('open')
  commune.wish(bo, { wish: 'yes', need })
  expect(row(need)?.state).toBe('answered')
  commune.wish(ada, { wish: 'yes', need })
  expect(row(need)).toMatchObject({ state: 'agreed', commitments: [{ state: 'handed' }, { state: 'agreed' }] })
})

test('[NO5] needs and offers that say none of this read as they always did', () => {
  const { commune, ada, row } = house()
  commune.say(ada.device, { type: 'flow.need', thing: 'bread', mood: 'glad' })
  expect(Object.keys(row(commune.last) ?? {}).sort()).toEqual(['agreements', 'answers', 'commitments', 'id', 'kind', 'lamport', 'state', 'thing', 'ware', 'what', 'words'])
})
