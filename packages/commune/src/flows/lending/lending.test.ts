import { sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { shown } from '../../quantity/index.ts'
import { idOf, TestCommune } from '../../testing/index.ts'
import { english } from '../../words/index.ts'
import { type Booking, lotOf, scheduleOf, seasonAfter } from './index.ts'

beforeAll(() => sodiumReady)

const dayMs = 86_400_000
const hourMs = 3_600_000

const house = () => {
  const commune = new TestCommune()
  const [box, bo, ada] = [commune.ware(), commune.ware(), commune.ware()]
  const { lending } = commune.views
  const loan = (id: string) => {
    const row = lending.loans.one(id, commune.nowMs)
    return row && [row.state, english.say(row.words)]
  }
  return { commune, box, phone: commune.ware(box), bo, ada, lending, loan }
}

test('[T7] only the device that holds a thing lends it, and no more of it than is there', () => {
  const { commune, box, phone, bo, ada, lending } = house()
  const drill = commune.wish(box, { wish: 'stock', thing: 'drill', quantity: '2', lend: true, place: 'Shed' })
  expect(commune.refused(phone, { wish: 'lend', portion: drill, to: bo.ware })).toContain('Another device holds that.')
  expect(commune.refused(bo, { wish: 'lend', portion: drill, to: ada.ware })).toContain('Another ware said that.')
  expect(commune.refused(box, { wish: 'lend', portion: drill, to: box.ware })).toContain('It is yours already.')
  commune.wish(box, { wish: 'lend', portion: drill, to: bo.ware, quantity: '1' })
  expect(commune.refused(box, { wish: 'lend', portion: drill, to: ada.ware, quantity: '2' })).toBe('Only 1 drill of it are free.')
  commune.wish(box, { wish: 'lend', portion: drill, to: ada.ware })
  expect(commune.refused(box, { wish: 'lend', portion: drill, to: ada.ware })).toBe('2 drills: all of it is lent.')
  commune.say(phone.device, { type: 'lend.out', portion: drill, to: ada.ware })
  expect(lending.loans.of(drill, commune.nowMs)).toHaveLength(2)
  expect(english.say(lending.loans.lendable(commune.nowMs)[0]!.words)).toBe('All of it is lent.')
  const row = commune.views.stock.one(drill)!
  expect(lending.loans.free(row)).toEqual({ free: { n: 0n, d: 1n, unit: '{drill}' } })
})

test('who has it is what both say; it is back when the device that lends says so', () => {
  const { commune, box, bo, ada, loan, lending } = house()
  const drill = commune.wish(box, { wish: 'stock', thing: 'drill', quantity: '1', lend: true })
  const lent = commune.wish(box, { wish: 'lend', portion: drill, to: bo.ware, untilMs: commune.nowMs + dayMs })
  expect(loan(lent)?.[0]).toBe('said')
  expect(commune.refused(ada, { wish: 'lend-back', lend: lent })).toContain('between two others')
  expect(commune.refused(box, { wish: 'lend-got', lend: lent })).toContain('Whoever it was lent to')
  commune.say(ada.device, { type: 'lend.got', lend: lent })
  expect(loan(lent)?.[0]).toBe('said')
  commune.wish(bo, { wish: 'lend-got', lend: lent })
  expect(loan(lent)).toEqual(['out', 'It is lent; both say so.'])
  commune.nowMs += 2 * dayMs
  expect(loan(lent)).toEqual(['out', 'The time it was lent for has passed. Ask whether it is still of use there.'])
  commune.wish(bo, { wish: 'lend-back', lend: lent })
  expect(loan(lent)?.[0]).toBe('coming')
  expect(commune.refused(box, { wish: 'lend', portion: drill, to: ada.ware })).toContain('all of it is lent')
  commune.wish(box, { wish: 'lend-back', lend: lent })
  expect(loan(lent)).toEqual(['back', 'It is back.'])
  expect(lending.loans.list({}, commune.nowMs)).toEqual([])
  expect(lending.loans.list({ over: true, ware: bo.ware }, commune.nowMs)).toHaveLength(1)
  const back = commune.last
  commune.wish(box, { wish: 'undo', target: back })
  expect(loan(lent)?.[0]).toBe('coming')
  commune.wish(box, { wish: 'undo', target: lent })
  expect(loan(lent)).toBeUndefined()
  expect(english.say(lending.loans.lendable(commune.nowMs)[0]!.words)).toBe('It is here.')
})

test('[T7] what is lent is not there to be taken, moved or made of; what was lent anew is not un-returned', () => {
  const { commune, box, bo, ada } = house()
  const drill = commune.wish(box, { wish: 'stock', thing: 'drill', quantity: '2' })
  const lent = commune.wish(box, { wish: 'lend', portion: drill, to: bo.ware })
  for (const wish of [{ wish: 'take', portion: drill, quantity: '1' }, { wish: 'move', portion: drill, place: 'Attic' }] as const)
    expect(commune.refused(box, wish)).toBe('Only 0 drills of it are here; the rest is lent.')
  const back = commune.wish(box, { wish: 'lend-back', lend: lent })
  commune.wish(box, { wish: 'lend', portion: drill, to: ada.ware, quantity: '1' })
  expect(commune.refused(box, { wish: 'undo', target: back })).toBe('It has been lent again since. Say what is so now.')
})

test('[T7] whatever devices say and however it arrives, no more is lent than is there', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ who: fc.nat(2), count: fc.integer({ min: 1, max: 3 }), back: fc.boolean() }), { maxLength: 12 }), (acts) => {
      const { commune, box, phone, bo, lending } = house()
      const chairs = commune.wish(box, { wish: 'stock', thing: 'chairs', quantity: '4' })
      let last: string | undefined
      for (const { who, count, back } of acts) {
        const from = [box, phone, bo][who]!
        const wish = back && last !== undefined ? ({ wish: 'lend-back', lend: last } as const) : ({ wish: 'lend', portion: chairs, to: bo.ware, quantity: `${count}` } as const)
        const decided = commune.decide(from, wish)
        if (!decided.ok) continue
        const id = commune.say(from.device, ...decided.value)
        if (wish.wish === 'lend') last = id
      }
      const out = lending.loans.of(chairs, 0).filter(({ state }) => state !== 'back')
      expect(out.reduce((sum, { quantity }) => sum + Number(quantity.n), 0)).toBeLessThanOrEqual(4)
      expect(lending.loans.free(commune.views.stock.one(chairs)!).over).toBeUndefined()
    }),
    { numRuns: 60 }
  )
})

const oven = () => {
  const at = house()
  const { commune, box, lending } = at
  const of = commune.wish(box, { wish: 'book-place', name: 'Oven', after: '30 min' })
  const t = Math.ceil(commune.nowMs / dayMs) * dayMs + 10 * hourMs
  const row = (id: string) => lending.calendar.booking(id, commune.nowMs)
  return { ...at, of, t, row, says: (id: string) => [row(id)?.state, row(id) && english.say(row(id)!.words)] }
}

test('what is booked is booked, with time to clear away, and the nearest free times are told', () => {
  const { commune, bo, ada, of, t, says, row, lending } = oven()
  const first = commune.wish(bo, { wish: 'book', of, fromMs: t, untilMs: t + 2 * hourMs })
  expect(says(first)).toEqual(['held', 'It is booked.'])
  const late = { wish: 'book', of, fromMs: t + 2 * hourMs, untilMs: t + 3 * hourMs } as const
  expect(commune.refused(ada, late)).toContain('It is taken at that time.')
  expect(lending.calendar.schedule(of)?.free(late.fromMs, late.untilMs, 1, commune.nowMs)).toEqual([
    { fromMs: t + 2.5 * hourMs, untilMs: t + 3.5 * hourMs },
    { fromMs: t - 1.5 * hourMs, untilMs: t - 0.5 * hourMs }
  ])
  const waits = commune.wish(ada, { ...late, wait: true })
  expect(says(waits)).toEqual(['waits', 'Others had it before. It is yours if they let it go.'])
  expect(row(waits)?.free).toHaveLength(2)
  commune.wish(ada, { wish: 'book', of, fromMs: t + 2.5 * hourMs, untilMs: t + 3 * hourMs })
  expect(commune.refused(ada, { wish: 'book-gone', target: first })).toContain('Another ware said that.')
  commune.wish(bo, { wish: 'book-gone', target: first })
  expect(row(first)).toBeUndefined()
})

test('of bookings that had not seen one another a lot decides; both are told, and it falls the same for everybody', () => {
  const { commune, bo, ada, of, t, says, row } = oven()
  const apart = (ware: typeof bo) => commune.decide(ware, { wish: 'book', of, fromMs: t, untilMs: t + hourMs })
  const [left, right] = [apart(bo), apart(ada)]
  if (!left.ok || !right.ok) throw new Error('both should be free to book')
  const ids = [commune.say(bo.device, ...left.value), commune.say(ada.device, ...right.value)] as const
  const wins = lotOf('Oven', t, bo.ware) > lotOf('Oven', t, ada.ware) ? 0 : 1
  expect(says(ids[wins])[0]).toBe('held')
  expect(says(ids[wins])[1]).toContain('The lot fell on you')
  expect(says(ids[1 - wins]!)[0]).toBe('waits')
  expect(says(ids[1 - wins]!)[1]).toContain('the lot fell on them')
  expect(row(ids[1 - wins]!)?.free.length).toBeGreaterThan(0)
  // It holds when the other lets go.
  commune.wish(wins === 0 ? bo : ada, { wish: 'book-gone', target: ids[wins] })
  expect(says(ids[1 - wins]!)).toEqual(['held', 'It is booked.'])
})

test('the lot of a ware is drawn from what stands before anybody books: no booking anew, no other device and no spelling changes it', () => {
  const ware = idOf(7)
  expect(lotOf('Oven', 5 * dayMs, ware)).toBe(lotOf(' OVEN!', 5 * dayMs + 3 * hourMs, ware))
  expect(lotOf('Oven', 5 * dayMs, ware)).not.toBe(lotOf('Oven', 6 * dayMs, ware))
  // Over many days it falls on each about as often.
  const days = Array.from({ length: 2_000 }, (_, day) => day * dayMs)
  const first = days.filter((day) => lotOf('Oven', day, idOf(7)) > lotOf('Oven', day, idOf(8))).length
  expect(first).toBeGreaterThan(850)
  expect(first).toBeLessThan(1_150)
})

test('[T1] bookings settle the same in any order, never more at once than there are, and whoever had seen the other gives way', () => {
  const booking = fc.record({ ware: fc.nat(3), from: fc.integer({ min: 0, max: 40 }), long: fc.integer({ min: 1, max: 8 }), count: fc.integer({ min: 1, max: 2 }), saw: fc.array(fc.nat(11), { maxLength: 3 }) })
  fc.assert(
    fc.property(fc.array(booking, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), fc.nat(3), fc.nat(3), (drawn, atOnce, beforeH, afterH) => {
      const all = drawn.map(({ ware, from, long, count, saw }, index): Booking => {
        const id = `${idOf(index + 1)}.0`
        return { id, at: { id, device: idOf(ware), lamport: index }, ware: idOf(900 + ware), from: from * hourMs, until: (from + long) * hourMs, count, saw: saw.map((one) => `${idOf(one + 1)}.0`) }
      })
      const of = { id: `${idOf(99)}.0`, name: 'Oven', atOnce, beforeMs: beforeH * hourMs, afterMs: afterH * hourMs }
      const schedule = scheduleOf(of, all)
      const plain = (one: ReturnType<typeof scheduleOf>) => all.map(({ id }) => one.settled.get(id)?.holds)
      expect(plain(scheduleOf(of, all.toReversed()))).toEqual(plain(schedule))
      const held = all.filter(({ id }) => schedule.settled.get(id)?.holds)
      for (const one of held) {
        const beside = held.filter((other) => other.from - of.beforeMs <= one.from - of.beforeMs && one.from - of.beforeMs < other.until + of.afterMs)
        expect(beside.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(atOnce)
      }
      for (const one of all) {
        const settled = schedule.settled.get(one.id)
        if (settled?.holds || one.count > atOnce) continue
        // What gave way gave way to something that stands there.
        expect(settled?.clashes.length).toBeGreaterThan(0)
        for (const id of settled?.clashes ?? []) expect(schedule.settled.get(id)?.holds).toBe(true)
      }
      for (const { fromMs, untilMs } of schedule.free(10 * hourMs, 12 * hourMs, 1, 0)) expect(schedule.fits(fromMs, untilMs, 1)).toBe(true)
    }),
    { numRuns: 300 }
  )
})

test('several at once: places at a table are booked until all are', () => {
  const { commune, box, bo, ada, t, lending } = oven()
  const of = commune.wish(box, { wish: 'book-place', name: 'Table', atOnce: 6 })
  commune.wish(bo, { wish: 'book', of, fromMs: t, untilMs: t + hourMs, count: 4 })
  expect(commune.refused(ada, { wish: 'book', of, fromMs: t, untilMs: t + hourMs, count: 3 })).toContain('It is taken')
  expect(commune.refused(ada, { wish: 'book', of, fromMs: t, untilMs: t + hourMs, count: 7 })).toBe('There are only 6 of it at a time.')
  commune.wish(ada, { wish: 'book', of, fromMs: t, untilMs: t + hourMs, count: 2 })
  expect(lending.calendar.bookable(of, commune.nowMs)?.booked).toBe(2)
  expect(commune.refused(ada, { wish: 'book', of, fromMs: t, untilMs: t })).toBe('The end comes after the beginning.')
})

test('upkeep falls due by time, by season and by use, whichever comes first', () => {
  const { commune, box, bo, ada, t, lending } = oven()
  const say = (id: string, south = false) => {
    const row = lending.upkeep.one(id, commune.nowMs, south)
    return [row?.state, row && english.say(row.words)]
  }
  const saw = commune.wish(box, { wish: 'stock', thing: 'saw', quantity: '1', lend: true })
  const oil = commune.wish(box, { wish: 'upkeep', of: 'saw', portion: saw, what: 'sharpen it', uses: 2, every: '30 days' })
  expect(say(oil)).toEqual(['later', 'Due in 30 days, or after 2 more uses.'])
  for (const who of [bo, ada]) {
    const lent = commune.wish(box, { wish: 'lend', portion: saw, to: who.ware })
    commune.wish(box, { wish: 'lend-back', lend: lent })
  }
  expect(say(oil)).toEqual(['due', 'It is due: it was used 2 times.'])
  commune.nowMs += dayMs
  commune.wish(bo, { wish: 'upkeep-did', upkeep: oil })
  expect(say(oil)).toEqual(['later', 'Due in 30 days, or after 2 more uses.'])
  commune.nowMs += 31 * dayMs
  expect(say(oil)).toEqual(['due', 'It is due.'])
  const of = commune.wish(box, { wish: 'book-place', name: 'Kiln' })
  const brush = commune.wish(box, { wish: 'upkeep', of: 'kiln', book: of, what: 'brush it', uses: 1 })
  const from = commune.nowMs + hourMs
  commune.wish(bo, { wish: 'book', of, fromMs: from, untilMs: from + hourMs })
  expect(say(brush)).toEqual(['later', 'Due after one more use.'])
  commune.nowMs += dayMs
  expect(say(brush)).toEqual(['due', 'It is due: it was used.'])
  expect(t).toBeLessThan(commune.nowMs)
  expect(commune.refused(box, { wish: 'upkeep', of: 'bike', what: 'oil it' })).toContain('Say how often')
  expect(commune.refused(box, { wish: 'upkeep', of: 'bike', what: 'oil it', uses: 3 })).toContain('Uses are counted of')
})

test('a season begins on another day in the south', () => {
  const may = Date.UTC(2027, 4, 10)
  expect(seasonAfter('autumn', may, false)).toBe(Date.UTC(2027, 8, 1))
  expect(seasonAfter('autumn', may, true)).toBe(Date.UTC(2028, 2, 1))
  expect(seasonAfter('winter', Date.UTC(2027, 11, 1), false)).toBe(Date.UTC(2028, 11, 1))
  expect(english.say(shown({ n: 1n, d: 1n, unit: 'day' }))).not.toBe('')
})
