import { type Said, sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyStates, foldAll } from '../commune.ts'
import { encodeQuantity } from '../quantity/index.ts'
import { dump, idOf, TestCommune, type TestWare } from '../testing/index.ts'
import { Views } from '../views.ts'
import { english } from '../words/index.ts'

beforeAll(() => sodiumReady)

const house = () => {
  const commune = new TestCommune()
  const [ada, bo, cy] = [commune.ware(), commune.ware(), commune.ware()] as [TestWare, TestWare, TestWare]
  const state = (id: string, nowMs = commune.nowMs) => commune.views.intents.one(id, nowMs)?.state
  const words = (id: string) => english.say(commune.views.intents.one(id, commune.nowMs)?.words ?? { key: 'gone' })
  return { commune, ada, bo, cy, state, words }
}

describe('needs and offers', () => {
  test('a need shows what, where, until when, and changes only by its own ware', () => {
    const { commune, ada, bo } = house()
    const need = commune.wish(ada, {
      wish: 'need',
      thing: '  bread ',
      quantity: '3 loaves',
      place: 'Kitchen',
      untilMs: commune.nowMs + 1_000,
      note: 'dark'
    })
    expect(commune.views.intents.one(need, commune.nowMs)).toMatchObject({
      kind: 'need',
      thing: 'bread',
      place: 'Kitchen',
      note: 'dark',
      state: 'open'
    })
    commune.wish(ada, { wish: 'change', target: need, quantity: '4 loaves', place: null })
    const row = commune.views.intents.one(need, commune.nowMs)
    expect(row && english.say(row.what)).toBe('4 loaves of bread')
    expect(row).not.toHaveProperty('place')
    expect(commune.refused(bo, { wish: 'change', target: need, thing: 'cake' })).toBe(
      'Another ware said that. Only they can change or withdraw it.'
    )
    commune.say(bo.device, { type: 'flow.change', target: need, thing: 'cake' })
    commune.say(bo.device, { type: 'flow.withdraw', target: need })
    expect(commune.views.intents.one(need, commune.nowMs)).toMatchObject({ thing: 'bread', state: 'open' })
  })

  test('what counts things is not said twice', () => {
    const { commune, ada } = house()
    const ladder = commune.wish(ada, { wish: 'offer', thing: 'ladder', quantity: '1' })
    const bread = commune.wish(ada, { wish: 'offer', thing: 'bread', quantity: '1' })
    const what = (id: string) => english.say(commune.views.intents.one(id, 0)?.what ?? { key: '' })
    expect([what(ladder), what(bread)]).toEqual(['1 ladder', '1 bread'])
  })

  test('[P4] it lapses when its time has passed, and one can withdraw and come back', () => {
    const { commune, ada, state } = house()
    const need = commune.wish(ada, { wish: 'need', thing: 'bread', untilMs: commune.nowMs + 1_000 })
    expect([state(need), state(need, commune.nowMs + 1_000)]).toEqual(['open', 'lapsed'])
    const gone = commune.wish(ada, { wish: 'withdraw', target: need, note: 'found some' })
    expect(state(need)).toBe('withdrawn')
    commune.wish(ada, { wish: 'undo', target: gone })
    expect(state(need)).toBe('open')
  })

  test.each([
    [{ thing: '' }, 'Say something under “thing”, or leave it out.'],
    [{ thing: 'bread', quantity: '0 loaves' }, 'Nothing is not an amount to say. Say how much, or leave it out.'],
    [{ thing: 'bread', quantity: '-2' }, 'An amount cannot be less than nothing.'],
    [{ thing: 'bread', untilMs: 5 }, 'That time has already passed. Name a later one, or none.'],
    [{ thing: 'bread', untilMs: Number.NaN }, 'That is not a time anybody can keep.'],
    [{ thing: 'bread', place: 'x'.repeat(200) }, 'What stands under “place” is too long: 80 characters are the most.']
  ])('%#: what cannot stand is refused in words', (fields, words) => {
    const { commune, ada } = house()
    expect(commune.refused(ada, { wish: 'need', ...fields })).toBe(words)
  })
})

describe('the yes of both sides', () => {
  test('a need and an offer: nothing holds until both have said yes, in either order', () => {
    const { commune, ada, bo, state, words } = house()
    const need = commune.wish(ada, { wish: 'need', thing: 'bread', quantity: '3 loaves' })
    const offer = commune.wish(bo, { wish: 'offer', thing: 'bread', quantity: '5 loaves' })
    commune.wish(bo, { wish: 'yes', need, offer })
    expect([state(need), state(offer)]).toEqual(['answered', 'open'])
    expect(words(need)).toBe('One has said yes; the other yes is still open.')
    expect(words(offer)).toBe('One side has said yes; the other has not said it yet.')
    expect(commune.views.intents.waitingFor(ada.ware, commune.nowMs)).toHaveLength(1)
    expect(commune.views.intents.waitingFor(bo.ware, commune.nowMs)).toHaveLength(0)
    commune.wish(ada, { wish: 'yes', need, offer })
    expect([state(need), state(offer)]).toEqual(['agreed', 'partly'])
    expect(words(offer)).toBe('Both have said yes to 3 loaves. Still open: 2 loaves.')
    expect(commune.views.intents.one(offer, commune.nowMs)?.commitments[0]).toMatchObject({
      giver: bo.ware,
      receiver: ada.ware,
      state: 'agreed'
    })
  })

  test('a need is answered without an offer, and its ware says yes to who answered', () => {
    const { commune, ada, bo, cy, state } = house()
    const need = commune.wish(ada, { wish: 'need', thing: 'hands' })
    expect(commune.refused(ada, { wish: 'yes', need })).toBe('Nobody has answered it yet. Name the ware you say yes to.')
    commune.wish(bo, { wish: 'yes', need, note: 'on Saturday' })
    commune.wish(ada, { wish: 'yes', need })
    expect(state(need)).toBe('agreed')
    commune.wish(cy, { wish: 'yes', need })
    expect(commune.refused(ada, { wish: 'yes', need })).toBe('2 have answered it. Name the ware you say yes to.')
    commune.wish(ada, { wish: 'yes', need, with: cy.ware })
    expect(commune.views.intents.one(need, commune.nowMs)).toMatchObject({ answers: 2, agreements: 2 })
  })

  test('an offer is taken up without a need', () => {
    const { commune, ada, bo, state } = house()
    const offer = commune.wish(ada, { wish: 'offer', thing: 'ladder' })
    commune.wish(bo, { wish: 'yes', offer })
    commune.wish(ada, { wish: 'yes', offer })
    expect(state(offer)).toBe('agreed')
    expect(commune.views.intents.one(offer, commune.nowMs)?.commitments[0]).toMatchObject({ giver: ada.ware, receiver: bo.ware })
  })

  test('they hold for the smaller of two amounts; a later yes takes the place of the earlier', () => {
    const { commune, ada, bo } = house()
    const need = commune.wish(ada, { wish: 'need', thing: 'flour', quantity: '3 kg' })
    const agreed = () => {
      const quantity = commune.views.intents.one(need, commune.nowMs)?.commitments[0]?.quantity
      return quantity && encodeQuantity(quantity).join(' ')
    }
    const yes = commune.wish(bo, { wish: 'yes', need, quantity: '500 g' })
    commune.wish(ada, { wish: 'yes', need, quantity: '2 kg' })
    expect(agreed()).toBe('500 1 g')
    const more = commune.wish(bo, { wish: 'yes', need, quantity: '2500 g' })
    expect(agreed()).toBe('2 1 kg')
    commune.wish(bo, { wish: 'undo', target: more })
    expect(agreed()).toBe('500 1 g')
    commune.wish(bo, { wish: 'withdraw', target: yes })
    expect(commune.views.intents.one(need, commune.nowMs)?.commitments[0]).toMatchObject({ state: 'asked' })
    expect(commune.refused(bo, { wish: 'yes', need, quantity: '2 loaves' })).toBe(
      'The amounts cannot be compared: 3 kg and 2 loaves.'
    )
  })

  test('amounts that cannot be compared hold for nothing, and say so', () => {
    const { commune, ada, bo } = house()
    const need = commune.wish(ada, { wish: 'need', thing: 'help' })
    commune.wish(bo, { wish: 'yes', need, quantity: '2 h' })
    commune.wish(ada, { wish: 'yes', need, quantity: '3 loaves' })
    const row = commune.views.intents.one(need, commune.nowMs)?.commitments[0]
    expect(row?.state).toBe('asked')
    expect(row && english.say(row.words)).toBe(
      'Both have said yes, but in amounts that cannot be compared. It holds when they can.'
    )
  })

  test('[P2] a yes between others counts for nobody', () => {
    const { commune, ada, bo, cy, state } = house()
    const need = commune.wish(ada, { wish: 'need', thing: 'bread' })
    const offer = commune.wish(bo, { wish: 'offer', thing: 'bread' })
    commune.say(cy.device, { type: 'flow.yes', need, offer, with: bo.ware })
    commune.say(cy.device, { type: 'flow.yes', need, offer, with: ada.ware })
    commune.say(ada.device, { type: 'flow.yes', need, offer, with: ada.ware })
    commune.say(ada.device, { type: 'flow.yes', need: offer, offer: need, with: bo.ware })
    expect([state(need), state(offer)]).toEqual(['open', 'open'])
    expect(commune.refused(cy, { wish: 'yes', need, offer })).toBe('The need and the offer are not between you and that ware.')
    expect(commune.refused(ada, { wish: 'yes', need, offer: need })).toBe('That is a need, not an offer.')
    expect(commune.refused(ada, { wish: 'yes' })).toBe('Name a need or an offer to say yes to.')
    expect(commune.refused(ada, { wish: 'yes', need: `${idOf(9)}.0` })).toBe('There is no need or offer of that name here.')
  })

  test('who withdraws a need withdraws the yes that stood on it', () => {
    const { commune, ada, bo } = house()
    const need = commune.wish(ada, { wish: 'need', thing: 'bread' })
    const yes = commune.wish(bo, { wish: 'yes', need })
    commune.wish(ada, { wish: 'yes', need })
    commune.wish(ada, { wish: 'withdraw', target: need })
    expect(commune.views.intents.commitment(yes, commune.nowMs)?.state).toBe('asked')
    expect(commune.refused(bo, { wish: 'yes', need })).toBe('bread: it is not open any more.')
  })

  test('[P4] a commitment lapses with the need, or earlier when a yes says so', () => {
    const { commune, ada, bo } = house()
    const need = commune.wish(ada, { wish: 'need', thing: 'bread', untilMs: commune.nowMs + 2_000 })
    const yes = commune.wish(bo, { wish: 'yes', need, untilMs: commune.nowMs + 1_000 })
    commune.wish(ada, { wish: 'yes', need })
    expect(commune.views.intents.commitment(yes, commune.nowMs)?.state).toBe('agreed')
    expect(commune.views.intents.commitment(yes, commune.nowMs + 1_000)?.state).toBe('lapsed')
    expect(commune.views.intents.one(need, commune.nowMs + 1_000)?.state).toBe('open')
  })
})

describe('handing over', () => {
  const agreed = () => {
    const all = house()
    const { commune, ada, bo } = all
    const need = commune.wish(ada, { wish: 'need', thing: 'flour', quantity: '3 kg' })
    const yes = commune.wish(bo, { wish: 'yes', need })
    const handed = (who: TestWare, quantity?: string) =>
      commune.wish(who, { wish: 'handed', yes, ...(quantity !== undefined && { quantity }) })
    const row = () => commune.views.intents.commitment(yes, commune.nowMs)
    return { ...all, need, yes, handed, row }
  }

  test('it has happened when both say so, for as much as both say', () => {
    const { commune, ada, bo, need, yes, handed, row, state } = agreed()
    expect(commune.refused(bo, { wish: 'handed', yes })).toBe('Both have to say yes before it can be handed over.')
    commune.wish(ada, { wish: 'yes', need })
    handed(bo, '2 kg')
    expect(row()?.state).toBe('agreed')
    expect(english.say(row()?.words ?? { key: '' })).toBe('One side says it was handed over; the other has not said so yet.')
    expect(commune.views.intents.waitingFor(ada.ware, commune.nowMs)).toHaveLength(1)
    handed(ada, '1500 g')
    expect(english.say(row()?.words ?? { key: '' })).toBe('Both say that 1,500 g was handed over.')
    handed(ada, '1500 g')
    handed(bo)
    expect([row()?.state, state(need)]).toEqual(['handed', 'done'])
    expect(commune.views.intents.list({}, commune.nowMs).total).toBe(0)
    expect(commune.views.intents.list({ show: 'over' }, commune.nowMs).total).toBe(1)
  })

  test('nobody else says so, and amounts of another kind do not count', () => {
    const { commune, ada, cy, need, yes, row } = agreed()
    commune.wish(ada, { wish: 'yes', need })
    expect(commune.refused(cy, { wish: 'handed', yes })).toBe('Only the two who said yes to it can say that it was handed over.')
    expect(commune.refused(ada, { wish: 'handed', yes, quantity: '2 loaves' })).toBe(
      'The amounts cannot be compared: 3 kg and 2 loaves.'
    )
    commune.say(cy.device, { type: 'flow.handed', yes })
    commune.say(ada.device, { type: 'flow.handed', yes, quantity: [2, 1, '{loaf}'] })
    expect(row()).toMatchObject({ giverSaid: 0, receiverSaid: 0, state: 'agreed' })
  })

  test('[T7] what leaves a portion leaves it in the same breath', () => {
    const { commune, ada, bo, need, yes } = agreed()
    commune.wish(ada, { wish: 'yes', need })
    const portion = commune.wish(bo, { wish: 'stock', thing: 'flour', quantity: '2 kg' })
    expect(commune.refused(bo, { wish: 'handed', yes, portion })).toBe('There are only 2 kg of flour there.')
    commune.wish(bo, { wish: 'handed', yes, portion, quantity: '500 g' })
    const left = commune.views.stock.one(portion)?.quantity
    expect(left && encodeQuantity(left)).toEqual([3, 2, 'kg'])
  })
})

describe('lists', () => {
  test('what lapses first stands first, then what was said last; pages part them', () => {
    const { commune, ada } = house()
    const at = (thing: string, in_?: number) =>
      commune.wish(ada, { wish: 'need', thing, ...(in_ !== undefined && { untilMs: commune.nowMs + in_ }) })
    at('a')
    at('b')
    at('late', 3_000)
    at('soon', 1_000)
    const things = (query: object, nowMs = commune.nowMs) =>
      commune.views.intents.list(query, nowMs).rows.map(({ thing }) => thing)
    expect(things({})).toEqual(['soon', 'late', 'b', 'a'])
    expect(things({ kind: 'need', offset: 1, limit: 2 })).toEqual(['late', 'b'])
    expect(things({ kind: 'offer' })).toEqual([])
    expect(things({}, commune.nowMs + 1_000)).toEqual(['late', 'b', 'a'])
    expect(things({ show: 'over' }, commune.nowMs + 9_000)).toEqual(['late', 'soon'])
    expect(things({ show: 'all' }, commune.nowMs + 1_000)).toEqual(['late', 'b', 'a', 'soon'])
    expect(things({ text: 'so' })).toEqual(['soon'])
    expect(things({ ware: idOf(9) })).toEqual([])
    expect(commune.views.intents.list({ limit: -5, offset: -3 }, 0)).toMatchObject({ rows: [], total: 4 })
  })

  test('a list kept up step by step is the list made at once', () => {
    const step = fc.record({
      do: fc.constantFrom('say', 'withdraw', 'undo', 'change'),
      n: fc.nat(30),
      until: fc.option(fc.nat(5), { nil: undefined })
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { commune, ada } = house()
        const ids: string[] = []
        for (const { do: act, n, until } of steps) {
          const id = ids[n % Math.max(1, ids.length)]
          const untilMs = until === undefined ? {} : { untilMs: commune.nowMs + 1 + until }
          if (act === 'say' || id === undefined)
            ids.push(commune.wish(ada, { wish: n % 2 ? 'need' : 'offer', thing: `thing ${n}`, ...untilMs }))
          else if (act === 'undo') commune.say(ada.device, { type: 'undo', target: id })
          else if (act === 'withdraw') commune.say(ada.device, { type: 'flow.withdraw', target: id })
          else
            commune.say(ada.device, {
              type: 'flow.change',
              target: id,
              thing: 'changed',
              ...(until !== undefined && { until: commune.nowMs + 1 + until })
            })
          commune.views.intents.list({}, commune.nowMs)
        }
        const fresh = new Views(commune.states, { wareOf: ({ device }) => (device === ada.device ? ada.ware : undefined) })
        for (const query of [{ show: 'all' }, { kind: 'need' }, { text: 'changed' }] as const) {
          expect(commune.views.intents.list(query, commune.nowMs + 3)).toEqual(fresh.intents.list(query, commune.nowMs + 3))
        }
      }),
      { numRuns: 60 }
    )
  })

  test('offers that may meet a need share words with it, the rarer the better', () => {
    const { commune, ada, bo, cy } = house()
    for (const thing of ['fresh bread', 'rye flour', 'a rye loaf', 'Ladders']) commune.wish(bo, { wish: 'offer', thing })
    commune.wish(ada, { wish: 'offer', thing: 'rye bread' })
    const matches = (thing: string, who = ada) => {
      const need = commune.wish(who, { wish: 'need', thing })
      return commune.views.intents.matches(need, commune.nowMs).map(({ row, words }) => `${row.thing}: ${words.join(' ')}`)
    }
    expect(matches('rye bread', cy)[0]).toBe('rye bread: rye bread')
    expect(matches('rye bread')).toEqual(expect.arrayContaining(['fresh bread: bread', 'a rye loaf: rye', 'rye flour: rye']))
    expect(matches('ladder')).toEqual(['Ladders: ladder'])
    expect(matches('éclairs')).toEqual([])
  })
})

test('[T1] a whole story, told in any order and twice, ends the same', () => {
  const { commune, ada, bo, cy } = house()
  const need = commune.wish(ada, { wish: 'need', thing: 'flour', quantity: '3 kg' })
  const offer = commune.wish(bo, { wish: 'offer', thing: 'flour', quantity: '5 kg' })
  const flour = commune.wish(bo, { wish: 'stock', thing: 'flour', quantity: '5 kg', place: 'Mill' })
  commune.wish(bo, { wish: 'yes', need, offer, quantity: '2 kg' })
  const yes = commune.wish(ada, { wish: 'yes', need, offer })
  commune.wish(bo, { wish: 'handed', yes, quantity: '1 kg', portion: flour })
  commune.wish(ada, { wish: 'handed', yes, quantity: '1 kg' })
  const slip = commune.wish(bo, { wish: 'handed', yes, quantity: '1 kg', portion: flour })
  commune.wish(bo, { wish: 'undo', target: slip })
  commune.wish(cy, { wish: 'yes', need, quantity: '1 kg' })
  commune.wish(ada, { wish: 'yes', need, with: cy.ware, quantity: '2 kg' })
  commune.wish(ada, { wish: 'change', target: need, quantity: '4 kg' })
  commune.wish(bo, { wish: 'withdraw', target: offer })
  const speaks = { wareOf: ({ device }: { device: string | null }) => [ada, bo, cy].find((one) => one.device === device)?.ware }
  const shown = (all: readonly Said[], step: boolean) => {
    const states = emptyStates()
    const views = new Views(states, speaks)
    for (const said of all) {
      foldAll(states, [said])
      if (step) views.intents.list({}, commune.nowMs)
    }
    const rows = [need, offer].map((id) => views.intents.one(id, commune.nowMs))
    return [
      dump(states),
      JSON.stringify([rows, views.stock.byPlace({ empty: true })], (_, value: unknown) =>
        typeof value === 'bigint' ? Number(value) : value
      )
    ]
  }
  const expected = shown(commune.said, false)
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...commune.said, ...commune.said], { minLength: commune.said.length * 2 }),
      fc.boolean(),
      (all, step) => {
        expect(shown(all, step)).toEqual(expected)
      }
    ),
    { numRuns: 200 }
  )
  expect(commune.views.intents.one(need, commune.nowMs)?.commitments.map(({ state }) => state)).toEqual(['part-handed', 'agreed'])
})
