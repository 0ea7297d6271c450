import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { TestCommune, type TestWare } from '../../testing/index.ts'
import { english } from '../../words/index.ts'

beforeAll(() => sodiumReady)

/** A mill, a bakery and two who eat: flour of one batch becomes bread, and one loaf is handed on. */
const story = () => {
  const commune = new TestCommune()
  const [mill, bakery, ada, bo, cleo] = Array.from({ length: 5 }, () => commune.ware()) as [TestWare, TestWare, TestWare, TestWare, TestWare]
  const hand = (from: TestWare, to: TestWare, portion: string, thing: string, quantity: string) => {
    const offer = commune.wish(from, { wish: 'offer', thing, quantity })
    const yes = commune.wish(to, { wish: 'yes', offer })
    commune.wish(from, { wish: 'yes', offer, with: to.ware })
    return { yes, handed: commune.wish(from, { wish: 'handed', yes, quantity, portion }) }
  }
  const grain = commune.wish(mill, { wish: 'stock', thing: 'grain', quantity: '100 kg', batch: 'G1' })
  commune.wish(mill, { wish: 'make', took: [{ portion: grain, quantity: '50 kg' }], gave: [{ thing: 'flour', quantity: '40 kg', batch: 'F1' }] })
  const flour = `${commune.last.slice(0, 43)}.1`
  const other = commune.wish(mill, { wish: 'stock', thing: 'flour', quantity: '40 kg', batch: 'F2' })
  const first = hand(mill, bakery, flour, 'flour', '20 kg')
  const came = commune.wish(bakery, { wish: 'stock', thing: 'flour', quantity: '20 kg', batch: 'F1', came: first.handed })
  commune.wish(bakery, { wish: 'make', took: [{ portion: came, quantity: '5 kg' }], gave: [{ thing: 'bread', quantity: '10 loaves' }] })
  const bread = `${commune.last.slice(0, 43)}.1`
  const shelf = commune.wish(bakery, { wish: 'move', portion: bread, quantity: '6 loaves', place: 'Shop' })
  const sold = hand(bakery, ada, shelf, 'bread', '2 loaves')
  const loaf = commune.wish(ada, { wish: 'stock', thing: 'bread', quantity: '2 loaves', came: sold.yes })
  hand(bakery, bo, shelf, 'bread', '1 loaf')
  hand(mill, cleo, other, 'flour', '1 kg')
  return { commune, mill, bakery, ada, bo, cleo, grain, flour, other, came, bread, shelf, loaf }
}

test('where it came from and where it went: through makes, moves and handovers, both ways', () => {
  const { commune, bo, grain, flour, came, bread, shelf, loaf } = story()
  const { trace } = commune.views
  const back = trace.back(loaf)
  expect(back.steps.map(({ portion, by }) => [portion, by])).toEqual([
    [shelf, 'handed'],
    [bread, 'moved'],
    [came, 'made'],
    [flour, 'handed'],
    [grain, 'made']
  ])
  expect(back.more).toBe(false)
  const on = trace.onward(grain)
  expect(on.steps.map(({ portion, by, ware }) => portion ?? [by, ware]).sort()).toEqual([flour, came, bread, shelf, loaf, ['handed', bo.ware]].sort())
  expect(english.say(on.steps[0]!.words)).toBe('made into')
})

test('[P6] a recall reaches everybody who has what came of it, and nobody else', () => {
  const { commune, mill, bakery, ada, bo, cleo, flour } = story()
  const { trace } = commune.views
  const id = commune.wish(mill, { wish: 'recall', portion: flour, why: 'Nuts may be in it.' })
  expect(trace.recalls().map(({ concerns }) => concerns)).toEqual([[bakery.ware, ada.ware, bo.ware].sort()])
  expect(trace.recallsFor(cleo.ware)).toEqual([])
  expect(trace.recallsFor(ada.ware).map(({ why, here, words }) => [why, here.length, english.say(words)])).toEqual([
    ['Nuts may be in it.', 1, 'You have some of this, or something it went into: flour.']
  ])
  expect(trace.recallsFor(bo.ware)).toMatchObject([{ handed: true, here: [] }])
  commune.wish(mill, { wish: 'undo', target: id })
  expect(trace.recallsFor(ada.ware)).toEqual([])
})

test('a batch is recalled by whoever has or had some of it, wherever else it stands', () => {
  const { commune, mill, bakery, ada, cleo, other } = story()
  expect(commune.refused(ada, { wish: 'recall', thing: 'flour', batch: 'F1', why: 'x' })).toContain('One recalls what one has or had.')
  expect(commune.refused(cleo, { wish: 'recall', portion: other, why: 'x' })).toContain('One recalls what one has or had.')
  commune.wish(bakery, { wish: 'recall', thing: 'Flour', batch: 'f1', why: 'It smells.' })
  expect(commune.views.trace.recallsFor(mill.ware)).toHaveLength(1)
  expect(commune.views.trace.recallsFor(ada.ware)).toHaveLength(1)
  expect(commune.views.trace.recallsFor(cleo.ware)).toEqual([])
  commune.say(cleo.device, { type: 'recall.say', thing: 'flour', batch: 'F1', why: 'I say so.' })
  expect(commune.views.trace.recalls()).toHaveLength(1)
})

test('a handover that its giver took back leads nowhere, and what nobody said to have come by it is still traced to whom it went', () => {
  const { commune, bakery, bo, shelf } = story()
  const handed = commune.said.filter(({ statement }) => statement.type === 'flow.handed' && statement['portion'] === shelf).map(({ id }) => id)
  commune.wish(bakery, { wish: 'undo', target: handed[1]! })
  expect(commune.views.trace.onward(shelf).steps.some(({ ware }) => ware === bo.ware)).toBe(false)
})

test('a ring of makes ends, and a long way is cut and says so', () => {
  const commune = new TestCommune()
  const box = commune.ware()
  const key = 'A'.repeat(22)
  const first = commune.say(box.device, { type: 'stock.have', thing: 'starter', quantity: [9, 1, 'kg'], made: key })
  commune.say(box.device, { type: 'stock.take', portion: first, quantity: [1, 1, 'kg'], make: key })
  expect(commune.views.trace.onward(first).steps).toEqual([])
  expect(commune.views.trace.back(first).steps).toEqual([])
  let last = first
  for (let step = 0; step < 70; step++) last = commune.wish(box, { wish: 'move', portion: last, place: `Shelf ${step % 2}` })
  expect(commune.views.trace.back(last)).toMatchObject({ more: true })
  expect(commune.views.trace.back(last).steps).toHaveLength(64)
})
