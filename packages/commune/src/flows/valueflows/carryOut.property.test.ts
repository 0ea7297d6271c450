import { type IdText, sodiumReady, toText } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { encodeQuantity, makeQuantity, type Quantity } from '../../quantity/index.ts'
import { idOf, TestCommune, type TestWare } from '../../testing/index.ts'
import { english } from '../../words/index.ts'
import type { Wish } from '../../wish.ts'
import { type Amount, amountOf } from './amounts.ts'
import { exportValueflows, importValueflows, readDocument, readValueflows, type RecipeSaid, type VfBesides } from './index.ts'
import { faultsOf } from './testing/check.ts'
import type { WrittenDocument } from './written.ts'

beforeAll(() => sodiumReady)

const names = fc.constantFrom('bread', 'Rye flour', 'loaf of bread', 'Äpfel', 'a/b?c#d', 'ladder "3 m"', 'https://ada.example/')
const name = fc
  .oneof(names, fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }))
  .filter((text) => /^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u.test(text) && !/\s{2}|[^\S ]/u.test(text))
  .map((text) => text.normalize('NFC'))
const unit = fc.constantFrom('kg', 'g', 'oz', 'lb', 'l', 'ml', 'cup', 'tbsp', 'm2', 'h', 'min', 'day', 'kWh', '{loaf}', '{bread}', '{piece}', '{egg}', '{rye flour}')
const quantity: fc.Arbitrary<Quantity> = fc
  .record({ n: fc.oneof(fc.bigInt({ min: 1n, max: 500n }), fc.bigInt({ min: 1n, max: 900_000_000_000n })), d: fc.oneof(fc.constantFrom(1n, 2n, 3n, 7n, 8n, 1_000n), fc.bigInt({ min: 1n, max: 90_000n })), unit })
  .map(({ n, d, unit: of }) => makeQuantity(n, d, of))
  .filter((made) => made.ok)
  .map((made) => (made.ok ? made.value : { n: 1n, d: 1n, unit: 'kg' }))
const opt = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })
const untilMs = fc.integer({ min: 1_800_000_000_001, max: 4_000_000_000_000 })
const place = fc.constantFrom('kitchen', 'Shed 2', 'a/b')
const note = fc.constantFrom('one line', 'two\nlines', '"quoted" \\ and {braced}')
const told = fc.record({ ware: fc.constantFrom(idOf(7), idOf(8)), name: opt(fc.constantFrom('Ada', 'Bo')) })
const from = fc.constantFrom('file:needs.csv#3', 'vf:https://ada.example/1', 'vf:urn:uuid:1', 'row 7', 'vf:x.json#_:n1')

const said = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
const intent = fc.record({ wish: fc.constantFrom('need', 'offer'), thing: name, quantity: opt(quantity), place: opt(place), untilMs: opt(untilMs), note: opt(note), told: opt(told.map(said)) }).map(said)
const stock = fc.record({ wish: fc.constant('stock'), thing: name, quantity, place: opt(place), keepsUntilMs: opt(untilMs), note: opt(note), told: opt(told.map(said)) }).map(said)
const wishes = fc
  .tuple(fc.array(fc.oneof(intent, stock), { maxLength: 12 }), fc.uniqueArray(from, { maxLength: 4 }))
  .map(([list, froms]) => list.map((wish, at) => ({ ...wish, ...(froms[at] !== undefined && { from: froms[at] }) }) as Wish))

const part = fc.record({ thing: name, quantity: opt(quantity) }).map(said)
const count = opt(fc.integer({ min: 1, max: 9 }))
const time = fc.record({ n: fc.bigInt({ min: 1n, max: 99n }), d: fc.constant(1n), unit: fc.constantFrom('h', 'min', 'day') })
const take = fc
  .record({
    thing: name,
    quantity: opt(quantity),
    optional: opt(fc.constant(true as const)),
    or: opt(fc.array(part, { minLength: 1, maxLength: 2 })),
    note: opt(fc.constantFrom('sifted', 'cold'))
  })
  .map(said)
const recipe = fc
  .record({
    name,
    makes: fc.array(fc.record({ thing: name, quantity, by: opt(fc.constant(true as const)) }).map(said), { minLength: 1, maxLength: 3 }),
    takes: fc.array(take, { maxLength: 4 }),
    tools: fc.array(fc.record({ thing: name, count, or: opt(fc.array(name, { minLength: 1, maxLength: 2 })) }).map(said), { maxLength: 3 }),
    hands: fc.array(fc.record({ skill: name, time: opt(time), count }).map(said), { maxLength: 2 }),
    steps: opt(note),
    time: opt(time),
    whole: opt(fc.constant(true as const)),
    note: opt(note)
  })
  .map(said) as fc.Arbitrary<RecipeSaid>

const flowsOf = ({ views, nowMs }: TestCommune): string[] => {
  const code = (of: Quantity | undefined): string => (of ? encodeQuantity(of).map(String).join(' ') : '')
  const intents = [...views.intents.all(nowMs)].map((row) => [row.kind, row.from ?? row.id, row.told?.ware ?? row.ware, row.thing, code(row.quantity), row.place, row.untilMs, row.note])
  const portions = [...views.stock.portions()].map((row) => ['stock', row.from ?? row.id, row.told?.ware ?? row.ware, row.thing, code(row.quantity), row.place, row.keepsUntilMs, row.note])
  return [...intents, ...portions].map((row) => JSON.stringify(row)).sort()
}

const bring = (text: string, who?: TestWare): TestCommune => {
  const commune = new TestCommune()
  const me = who ? { ware: who.ware, device: commune.ware().device } : commune.ware()
  // Ids are counted in each commune of a test: these begin where no other comes to.
  for (let skipped = 0; skipped < 40; skipped++) commune.wish(me, { wish: 'me', about: `${skipped}` } as Wish)
  for (const step of importValueflows(text, commune.views, { path: 'out.jsonld', ware: me.ware })) {
    if (step.outcome === 'refused') throw new Error(english.say(step.reason))
    for (const wish of step.wishes) commune.wish(me, wish)
  }
  return commune
}
const carried = (commune: TestCommune, besides?: VfBesides): string => exportValueflows(commune.views, [], commune.nowMs, besides)

test('what is carried out and brought in gives the same needs, offers and stock, keeps to the vocabulary, and goes out the same again', () => {
  fc.assert(
    fc.property(wishes, (list) => {
      const here = new TestCommune()
      const [ada, bo] = [here.ware(), here.ware()]
      for (const [at, wish] of list.entries()) here.wish(at % 2 === 0 ? ada : bo, wish)
      const text = carried(here)
      expect(carried(here)).toBe(text)
      expect(faultsOf(JSON.parse(text) as WrittenDocument)).toEqual([])
      const read = readValueflows('out.jsonld', text)
      if (list.length > 0) expect(read.ok && read.value.troubles).toEqual([])
      if (list.length === 0) return
      const there = bring(text)
      expect(flowsOf(there)).toEqual(flowsOf(here))
      expect(carried(there)).toBe(text)
    }),
    { numRuns: 60 }
  )
})

test('recipes come back as they went, with alternatives, by-products, tools and hands', () => {
  fc.assert(
    fc.property(fc.array(recipe, { minLength: 1, maxLength: 3 }), (recipes) => {
      const named = recipes.map((one, at) => ({ ...one, stableId: `${idOf(at + 1)}.0` }))
      const text = carried(new TestCommune(), { recipes: named })
      expect(faultsOf(JSON.parse(text) as WrittenDocument)).toEqual([])
      const read = readValueflows('out.jsonld', text)
      if (!read.ok) throw new Error(english.say(read.error))
      const back = read.value.items.flatMap((item) => (item.is === 'recipe' ? [item.recipe] : []))
      expect(back.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))).toEqual(recipes.map((one, at) => ({ ...one, from: `${idOf(at + 1)}.0` })))
    }),
    { numRuns: 60 }
  )
})

test('exact amounts come back exact, however fine or large', () => {
  fc.assert(
    fc.property(quantity, (of) => {
      const here = new TestCommune()
      here.wish(here.ware(), { wish: 'stock', thing: 'bread', quantity: of })
      const document = readDocument('x', carried(here))
      if (!document.ok) throw new Error('unread')
      const [resource] = document.value.graph.of('EconomicResource')
      const amount = resource && amountOf(document.value.graph, resource, 'onhandQuantity', 'bread')
      expect(amount?.ok && (amount.value as Amount)).toEqual({ n: of.n, d: of.d, unit: of.unit })
    })
  )
})

test('commitments, handovers, lending, making and plans go out within the vocabulary, with nothing in return', () => {
  const here = new TestCommune()
  const [ada, bo] = [here.ware(), here.ware()]
  here.wish(ada, { wish: 'me', name: 'Ada', kind: 'wetware' } as Wish)
  const need = here.wish(ada, { wish: 'need', thing: 'bread', quantity: '3 loaves', place: 'kitchen' })
  const yes = here.wish(bo, { wish: 'yes', need, quantity: '2 loaves' })
  here.wish(ada, { wish: 'yes', need, with: bo.ware, quantity: '2 loaves' })
  here.wish(bo, { wish: 'handed', yes, quantity: '1 loaf' })
  here.wish(ada, { wish: 'handed', yes, quantity: '1 loaf' })
  const flour = here.wish(ada, { wish: 'stock', thing: 'flour', quantity: '5 kg' })
  const loaves = here.wish(ada, { wish: 'stock', thing: 'bread', quantity: '4 loaves' })
  const kg = (n: bigint): Quantity => ({ n, d: 1n, unit: 'kg' })
  const text = exportValueflows(here.views, [{ ware: ada.ware, devices: [ada.device] }], here.nowMs, {
    lendings: [
      { id: `${idOf(50)}.0`, portion: flour, thing: 'flour', quantity: kg(1n), giver: ada.ware, receiver: bo.ware, untilMs: here.nowMs + 1_000, isBack: true },
      { id: `${idOf(51)}.0`, portion: flour, thing: 'flour', quantity: kg(1n), giver: ada.ware, receiver: bo.ware, isBack: false }
    ],
    makings: [
      {
        id: `${idOf(52)}.0`,
        ware: ada.ware,
        name: 'Bake bread',
        took: [{ portion: flour, thing: 'flour', quantity: kg(2n) }],
        gave: [{ portion: loaves, thing: 'bread', quantity: { n: 4n, d: 1n, unit: '{loaf}' } }],
        used: [{ thing: 'oven' }],
        worked: [{ ware: bo.ware, skill: 'baking', time: { n: 2n, d: 1n, unit: 'h' } }]
      }
    ],
    plans: [
      {
        id: `${idOf(53)}.0`,
        name: 'Forty loaves',
        flows: [
          { id: 'x', thing: 'bread', giver: ada.ware, receiver: bo.ware, isAgreed: true },
          { id: 'y', thing: 'kneading', quantity: { n: 1n, d: 1n, unit: 'h' }, giver: bo.ware, receiver: ada.ware, isAgreed: false }
        ]
      }
    ]
  })
  const document = JSON.parse(text) as WrittenDocument
  expect(faultsOf(document)).toEqual([])
  expect(text).not.toMatch(/eciprocal|Claim|Exchange/)
  const rows = document['@graph'].map((node) => [node['@type'], node['action'], node['finished']].filter((one) => one !== undefined).join(' '))
  expect(rows.sort()).toEqual(
    [
      ['Agent', 'Commitment transfer false', 'Commitment transfer', 'Commitment transferCustody false', 'Commitment transferCustody true'],
      ['EconomicEvent consume', 'EconomicEvent produce', 'EconomicEvent transfer', 'EconomicEvent transferCustody', 'EconomicEvent transferCustody', 'EconomicEvent transferCustody'],
      ['EconomicEvent use', 'EconomicEvent work', 'EconomicResource', 'EconomicResource', 'Intent transfer', 'Intent work', 'Person', 'Plan', 'Process true', 'Proposal'],
      ['ResourceSpecification', 'ResourceSpecification', 'ResourceSpecification', 'ResourceSpecification', 'ResourceSpecification', 'SpatialThing', 'Unit']
    ].flat().sort()
  )
})

test('what was withdrawn does not go out, and what only one side said is no commitment', () => {
  const here = new TestCommune()
  const [ada, bo] = [here.ware(), here.ware()]
  const gone = here.wish(ada, { wish: 'need', thing: 'bread' })
  here.wish(ada, { wish: 'withdraw', target: gone })
  const need = here.wish(ada, { wish: 'need', thing: 'milk' })
  here.wish(bo, { wish: 'yes', need })
  const types = (JSON.parse(carried(here)) as WrittenDocument)['@graph'].map((node) => node['@type'])
  expect(types.sort()).toEqual(['Agent', 'Intent', 'ResourceSpecification'])
})

test('what its own ware brings in again stays its own; what any other does is told as of it', () => {
  const here = new TestCommune()
  const ada = here.ware()
  here.wish(ada, { wish: 'offer', thing: 'bread' })
  const text = carried(here)
  const [mine] = readOffers(text, ada.ware)
  const [theirs] = readOffers(text, toText(new Uint8Array(32).fill(9)) as IdText)
  expect([mine, theirs]).toEqual([undefined, ada.ware])
})

const readOffers = (text: string, ware: string): (string | undefined)[] => {
  const read = readValueflows('x', text, ware)
  return read.ok ? read.value.items.flatMap((item) => (item.is === 'offer' ? [item.wish.told?.ware] : [])) : []
}
