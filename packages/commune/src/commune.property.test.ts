import { type Said, sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { freshness } from './flows/index.ts'
import { emptyStates, foldAll, foldOne, knownTypes } from './index.ts'
import { anyStatements, dump, idOf, statementsByType, wareOfDevice } from './testing/index.ts'
import { Views } from './views.ts'

beforeAll(() => sodiumReady)

const speaks = { wareOf: ({ device }: { device: string | null }) => wareOfDevice(device) }

/** Everything the views show at two times, as text. */
const shown = (views: Views): string => {
  const members = [idOf(101), idOf(103)].map((device) => ({ ware: wareOfDevice(device) as string, devices: [device] }))
  const all = [1_500, 5_000].map((nowMs) => {
    const rows = views.intents.list({ show: 'all', limit: 100 }, nowMs).rows
    return {
      rows,
      needs: views.intents.list({ kind: 'need' }, nowMs),
      details: rows.map((row) => views.intents.one(row.id, nowMs)),
      matches: rows.map((row) => views.intents.matches(row.id, nowMs)),
      plans: views.plans.list({ show: 'all', limit: 100 }, nowMs),
      kept: [...views.stock.ids()].sort().map((id) => views.plans.kept(id, nowMs)),
      shares: rows.map((row) => [views.splits.sharesFor(row.id, nowMs), views.splits.expected(row.id, nowMs), views.splits.splitOf(row.id, nowMs)]),
      invitations: views.worlds.invitations(nowMs),
      agreements: views.agreements.list(nowMs),
      making: views.making.canMake({}, nowMs),
      missing: views.recipes.list().rows.map((row) => views.making.missing(row.id, { times: 2 }, { place: 'shed' }, nowMs)),
      unread: views.agreements.unread(nowMs),
      agreed: views.agreements.words(nowMs).map(({ by, statement }) => JSON.stringify([by, statement])).sort()
    }
  })
  const ideas = views.ideas.list({ blank: true, limit: 100 }).rows
  return JSON.stringify(
    {
      all,
      wares: views.wares.list(members),
      world: views.worlds.world(),
      names: [views.names.questions(), views.names.factors('flour'), ['flour', 'Mehl', 'bread', 'ladder', 'Leiter'].map((name) => views.names.keyOf(name))],
      stock: [views.stock.byPlace(), views.stock.byPlace({ empty: true }), views.stock.byPlace({ place: 'kitchen' }), views.stock.page({ limit: 2 })],
      fresh: [...views.stock.portions()].map((row) => [row.id, freshness(row, 2_500)]).sort(),
      lent: [views.lending.loans.list({ over: true }, 2_500), views.lending.loans.lendable(2_500)],
      booked: [views.lending.calendar.bookables(2_500), views.lending.calendar.list({ over: true }, 2_500)],
      upkeep: views.lending.upkeep.list(300_000_000_000),
      traces: [...views.stock.ids()].sort().map((id) => [views.trace.back(id), views.trace.onward(id)]),
      recalls: [views.trace.recalls(), ...[idOf(201), idOf(202)].map((ware) => views.trace.recallsFor(ware))],
      unfound: views.stock.unfound('shed', []),
      recipes: views.recipes.list().rows.map((row) => [views.recipes.one(row.id), views.recipes.making('bread').map(({ id }) => id), views.recipes.taking('ladder').map(({ id }) => id)]),
      things: views.things.list({ gone: true }).map((thing) => ({ ...thing, words: views.things.words(thing.id), told: thing.readings.map(({ key }) => views.things.told(`${thing.id}/${key}`)) })),
      ideas,
      pages: ideas.map((row) => views.ideas.page(row.id)),
      versions: ideas.map((row) => views.ideas.versions(row.id))
    },
    (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)
  )
}

const shuffled = fc.tuple(anyStatements, fc.infiniteStream(fc.nat())).map(([all, chance]) => {
  const pool = [...all, ...all.filter(() => (chance.next().value as number) % 3 === 0)]
  for (let i = pool.length - 1; i > 0; i--) {
    const j = (chance.next().value as number) % (i + 1)
    const held = pool[i] as Said
    pool[i] = pool[j] as Said
    pool[j] = held
  }
  return { all, pool }
})

test('[T1] the same statements in any order, any number of times, give the same state and show the same', () => {
  fc.assert(
    fc.property(shuffled, ({ all, pool }) => {
      const straight = emptyStates()
      foldAll(straight, all)
      const mixed = emptyStates()
      const watching = new Views(mixed, speaks)
      // One side looks after every statement, the other once at the end.
      for (const said of pool) {
        foldOne(mixed, said)
        shown(watching)
      }
      expect(dump(mixed)).toBe(dump(straight))
      expect(shown(watching)).toBe(shown(new Views(straight, speaks)))
    }),
    { numRuns: 600 }
  )
})

test('[T1] files of a page are shown as they were added, in whatever order that came', () => {
  const device = idOf(101)
  const said = (at: number, statement: unknown): Said => ({ id: `${idOf(at)}.0`, entry: idOf(at), device, lamport: at, epoch: idOf(0), statement: statement as Said['statement'] })
  const begun = fc.sample(statementsByType['idea.begin'] as fc.Arbitrary<(device: string) => Said['statement']>, { numRuns: 1, seed: 7 })[0]!(device)
  const file = { type: 'file.add', file: idOf(45), name: 'a.png', media: 'image/png', sizeBytes: 0, key: new Uint8Array(32), chunks: new Uint8Array(64), idea: `${idOf(1)}.0` }
  const all = [said(1, begun), said(2, file), said(3, file)]
  const filesOf = (order: readonly Said[]): string[] => {
    const states = emptyStates()
    foldAll(states, order)
    return new Views(states, speaks).ideas.files(`${idOf(1)}.0`).map(({ id }) => id)
  }
  expect(filesOf(all)).toEqual([`${idOf(2)}.0`, `${idOf(3)}.0`])
  expect(filesOf(all.toReversed())).toEqual(filesOf(all))
})

test.each(Object.keys(statementsByType))('[T1] %s is filed once, whatever comes before it or again after it', (type) => {
  fc.assert(
    fc.property(statementsByType[type] as fc.Arbitrary<(device: string) => Said['statement']>, anyStatements, (make, others) => {
      const device = others[0]?.device as string
      const said: Said = { ...(others[0] as Said), id: `${others[0]?.entry}.7`, statement: make(device) }
      const first = emptyStates()
      const refused = foldAll(first, [said, ...others, said])
      expect(refused.filter(({ id }) => id === said.id)).toEqual([])
      const last = emptyStates()
      foldAll(last, [...others, said])
      expect(dump(first)).toBe(dump(last))
    }),
    { numRuns: 50 }
  )
})

test('[T1] every type these rooms know is drawn by these tests', () => {
  for (const type of knownTypes) expect(Object.keys(statementsByType)).toContain(type)
})

test('[T2] a statement of an unknown type is kept apart and refused by nobody', () => {
  const states = emptyStates()
  const said: Said = {
    id: `${'A'.repeat(43)}.0`,
    entry: 'A'.repeat(43),
    device: 'A'.repeat(43),
    lamport: 3,
    epoch: '',
    statement: { type: 'weather.say', sky: 'grey' }
  }
  expect(foldOne(states, said)).toBeUndefined()
  expect([...states.unknown.statements]).toEqual([[said.id, { type: 'weather.say', device: said.device, lamport: 3 }]])
})

/** Values that no honest peer says. */
const wild = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1.5,
    2 ** 53,
    10n ** 18n,
    '',
    '\u0000',
    '\ud800',
    'x'.repeat(70_000),
    [],
    {},
    new Uint8Array(0)
  ),
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 200 }),
  fc.array(fc.oneof(fc.integer(), fc.string()), { maxLength: 4 }),
  fc.dictionary(fc.string(), fc.integer())
)

test('[T3] a statement with wild values is filed or refused with a reason, and nothing else changes', () => {
  const types = Object.keys(statementsByType)
  fc.assert(
    fc.property(
      fc
        .constantFrom(...types)
        .chain((type) =>
          fc.tuple(statementsByType[type] as fc.Arbitrary<(device: string) => Said['statement']>, fc.string(), wild, fc.boolean())
        ),
      anyStatements,
      ([make, newKey, value, drop], others) => {
        const at = others[0] as Said
        const good = make(at.device as string)
        const keys = Object.keys(good).filter((key) => key !== 'type')
        const key = keys.length > 0 && newKey.length % 4 !== 0 ? (keys[newKey.length % keys.length] as string) : newKey
        const bent = drop ? Object.fromEntries(Object.entries(good).filter(([name]) => name !== key)) : { ...good, [key]: value }
        const states = emptyStates()
        foldAll(states, others)
        const before = dump(states)
        const refusal = foldOne(states, {
          ...at,
          id: `${at.entry}.9`,
          statement: { ...bent, type: good.type } as Said['statement']
        })
        if (refusal) {
          expect(refusal.reason.length).toBeGreaterThan(10)
          expect(refusal.reason.length).toBeLessThan(400)
          expect(dump(states)).toBe(before)
        }
        shown(new Views(states, speaks))
      }
    ),
    { numRuns: 1_500 }
  )
})
