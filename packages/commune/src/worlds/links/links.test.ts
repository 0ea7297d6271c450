import { sodiumReady, type RawStatement } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { emptyStates, foldAll } from '../../commune.ts'
import { dump, idOf, TestCommune } from '../../testing/index.ts'
import { Views } from '../../views.ts'
import { aliasOf, type Item, knownAt, nameOnWays, pledgeOf, toSay, type ToSay } from './carry.ts'
import type { LinkRow } from './views.ts'

beforeAll(() => sodiumReady)

const here = { from: idOf(1), to: idOf(2) }
const told = { place: 'as it is', names: true, notes: true, again: true } as const
const known = { id: `${idOf(9)}.0`, ware: idOf(3), way: 'out', other: idOf(2), untilMs: 1_000, state: 'live' } as const
const row = (terms: Partial<LinkRow>): LinkRow => ({ ...known, ...told, kinds: ['need'], ...terms })
const whose = { ware: idOf(7), wareName: 'Mira', carried: undefined, told: undefined, mineNot: false }
const what = { thing: 'ladder', quantity: undefined, place: 'shelf', untilMs: undefined, note: 'ring twice', to: undefined }
const item: Item = { kind: 'need', is: 'need', ...whose, ...what }
const said = (out: Partial<LinkRow>, into: Partial<LinkRow>, other: Partial<Item> = {}) =>
  toSay({ ...item, ...other }, 'link:x', 5, here, pledgeOf(row(out), row(into)), (place) => (place === 'shelf' ? 'house' : undefined))

test('[L1] what may be carried is what both pledges allow, until the earlier time', () => {
  expect(said({ kinds: ['need', 'offer'] }, { kinds: ['offer'] })).toBe('not-ours')
  expect(said({ untilMs: 900 }, { untilMs: 400 })).toMatchObject({ untilMs: 400 })
  expect(said({}, {}, { untilMs: 300 })).toMatchObject({ untilMs: 300 })
  expect(said({ again: true }, { again: false })).toMatchObject({ carried: { via: [here.from], at: 5 } })
  expect((said({ again: true }, { again: false }) as ToSay).carried.on).toBeUndefined()
})

test('[L4] who, where and what was written beside it stay behind unless both pledge to tell', () => {
  const quiet = said({ names: false, place: 'none', notes: false }, {})
  expect(quiet).toEqual({ is: 'need', thing: 'ladder', untilMs: 1_000, from: 'link:x', carried: { via: [here.from], at: 5, on: true } })
  expect(said({}, { names: false, place: 'none', notes: false })).toEqual(quiet)
  expect(said({}, { place: 'coarse' })).toMatchObject({ place: 'house' })
  expect((said({}, { place: 'coarse' }, { place: 'attic' }) as ToSay).place, 'no wider place is known: none').toBeUndefined()
  expect(said({}, {})).toMatchObject({ place: 'shelf', note: 'ring twice', told: { ware: item.ware, name: 'Mira' } })
})

test('[L3] [L7] nothing goes where its ware does not want it, back to a world it came through, through too many, or on without leave', () => {
  const carried = { via: [idOf(5)], at: 1, on: true } as const
  expect(said({}, {}, { mineNot: true })).toBe('mine-not')
  expect(said({}, {}, { carried })).toMatchObject({ carried: { via: [idOf(5), here.from] } })
  expect(said({}, {}, { carried: { ...carried, via: [here.to] } })).toBe('not-ours')
  expect(said({}, {}, { carried: { via: carried.via, at: 1 } })).toBe('not-ours')
  expect(said({}, {}, { carried: { ...carried, via: [11, 12, 13, 14, 15, 16].map(idOf) } })).toBe('not-ours')
})

test('[L4] names and aliases follow from ids and show none; what is known grows with the world it began in', () => {
  const id = `${idOf(5)}.0`
  expect(nameOnWays(id)).toBe(nameOnWays(id))
  expect(nameOnWays(id)).not.toContain(idOf(5).slice(-8))
  expect(aliasOf(idOf(5))).not.toBe(idOf(5))
  expect(knownAt(idOf(5), 'a', 12) - knownAt(idOf(5), 'a', 10)).toBe(2)
  expect(knownAt(idOf(5), 'a', 10)).not.toBe(knownAt(idOf(6), 'a', 10))
})

test('[L2] a link is live until its time, its end or its undoing; the last one said of one way counts', () => {
  const commune = new TestCommune()
  const [mira, bo] = [commune.ware(), commune.ware()]
  const terms = { wish: 'link', to: idOf(2), kinds: ['need'], place: 'none', names: false, untilMs: commune.nowMs + 1_000 } as const
  const states = (nowMs = commune.nowMs) => commune.views.links.list(nowMs).map(({ state }) => state)
  const first = commune.wish(mira, terms)
  expect([states(), states(commune.nowMs + 1_000)]).toEqual([['live'], ['lapsed']])
  expect(commune.refused(bo, { wish: 'link-end', link: first })).toContain('Somebody else')
  commune.wish(mira, { wish: 'link-end', link: first })
  expect(states()).toEqual(['ended'])
  expect(commune.refused(mira, { wish: 'link-end', link: first })).toContain('over already')
  const again = commune.wish(mira, { ...terms, names: true })
  expect(commune.views.links.list(commune.nowMs)).toMatchObject([{ state: 'live', names: true }])
  commune.wish(mira, { wish: 'undo', target: again })
  expect(states(), 'the one before it was ended').toEqual(['ended'])
  expect(commune.refused(mira, { ...terms, from: idOf(2) })).toContain('Name one of the two')
  expect(commune.refused(mira, { ...terms, kinds: [] })).toContain('need')
  expect(commune.refused(mira, { ...terms, untilMs: 5 })).not.toBe('')
})

test('[L3] mine not holds for one world or for all, until it is undone', () => {
  const commune = new TestCommune()
  const mira = commune.ware()
  const not = commune.wish(mira, { wish: 'mine-not', to: idOf(2) })
  expect([commune.views.links.mineNot(mira.ware, idOf(2)), commune.views.links.mineNot(mira.ware, idOf(3))]).toEqual([true, false])
  commune.wish(mira, { wish: 'undo', target: not })
  expect(commune.views.links.mineNot(mira.ware, idOf(2))).toBe(false)
  commune.wish(mira, { wish: 'mine-not' })
  expect(commune.views.links.mineNot(mira.ware, idOf(3))).toBe(true)
})

const copy = (at: number, more: object = {}): RawStatement => ({ type: 'flow.need', thing: `ladder ${at}`, from: 'link:x', until: 1_900_000_000_000, carried: { via: [idOf(1)], at }, ...more })

test('[L5] of all copies one is shown: who knows of more, who stays longer, who came first; an end hides what knows of less', () => {
  const commune = new TestCommune()
  const [mira, bo] = [commune.ware(), commune.ware()]
  const shown = () => commune.views.intents.list({}, commune.nowMs).rows.map(({ thing, ware }) => [thing, ware === mira.ware ? 'mira' : 'bo'])
  const first = commune.say(mira.device, copy(5))
  commune.say(bo.device, copy(5))
  expect(shown()).toEqual([['ladder 5', 'mira']])
  commune.say(bo.device, copy(5, { until: 1_950_000_000_000 }))
  expect(shown()).toEqual([['ladder 5', 'bo']])
  commune.say(mira.device, { type: 'flow.change', target: first, thing: 'long ladder', at: 7 })
  expect(shown()).toEqual([['long ladder', 'mira']])
  commune.say(mira.device, { type: 'flow.withdraw', target: first })
  expect(shown(), 'taken back by its carrier alone').toEqual([['ladder 5', 'bo']])
  const over = commune.say(mira.device, copy(9, { carried: { via: [idOf(1)], at: 9, over: true } }))
  expect(shown()).toEqual([])
  commune.say(bo.device, copy(10))
  expect(shown(), 'there again').toEqual([['ladder 10', 'bo']])
  commune.wish(mira, { wish: 'undo', target: over })
  expect(shown()).toEqual([['ladder 10', 'bo']])
})

test('[L5] [T1] which copy is shown does not hang on the order in which they come, nor on when somebody looks', () => {
  const statements = fc.array(
    fc.record({ device: fc.constantFrom(idOf(101), idOf(102)), at: fc.integer({ min: 1, max: 4 }), over: fc.boolean(), target: fc.option(fc.integer({ min: 0, max: 7 })), ends: fc.boolean() }),
    { minLength: 2, maxLength: 8 }
  )
  fc.assert(
    fc.property(statements, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (drawn, keys) => {
      const all = drawn.map(({ device, at, over, target, ends }, index) => {
        const aimed = { target: `${idOf(1_000 + (target ?? 0))}.0`, at }
        const statement = target === null ? copy(at, over ? { carried: { via: [idOf(1)], at, over } } : {}) : ends ? { type: 'flow.withdraw', ...aimed } : { type: 'flow.change', thing: 'changed', ...aimed }
        return { id: `${idOf(1_000 + index)}.0`, entry: idOf(1_000 + index), device, lamport: 10 + index, epoch: idOf(1), statement }
      })
      const shownAfter = (order: typeof all, looks: boolean): string => {
        const states = emptyStates()
        const views = new Views(states, { wareOf: ({ device }) => device ?? undefined })
        for (const one of order) {
          foldAll(states, [one])
          if (looks) views.intents.list({}, 0)
        }
        return JSON.stringify([dump(states), views.intents.list({ show: 'all' }, 0).rows.map(({ id, state }) => [id, state])])
      }
      const mixed = all.map((one, index) => [keys[index], one] as const).toSorted(([a = 0], [b = 0]) => a - b).map(([, one]) => one)
      expect(shownAfter(mixed, true)).toBe(shownAfter(all, false))
    })
  )
})
