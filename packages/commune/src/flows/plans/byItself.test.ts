import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { TestCommune } from '../../testing/index.ts'
import { type PlanContent, planHash, plansByItself, roundTrips } from './index.ts'

beforeAll(() => sodiumReady)

const scene = () => {
  const commune = new TestCommune()
  const [ada, bo, cy] = [commune.ware(), commune.ware(), commune.ware()]
  const need = commune.wish(ada, { wish: 'need', thing: 'soup', quantity: '9 l' })
  const portion = commune.wish(bo, { wish: 'stock', thing: 'leeks', quantity: '5 kg' })
  const plan = (fields: Partial<PlanContent> = {}, leeks = 3): PlanContent => ({
    needs: [{ key: 'n', need, ware: ada.ware, thing: 'soup', quantity: [9, 1, 'l'] }],
    hands: [
      { key: 'a', ware: bo.ware, does: 'give', thing: 'leeks', quantity: [leeks, 1, 'kg'], portion, feeds: 'b' },
      { key: 'b', ware: cy.ware, does: 'make', thing: 'soup', quantity: [9, 1, 'l'], feeds: 'n' }
    ],
    until: commune.nowMs + 100_000,
    ...fields
  })
  const itself = (who: typeof bo) => {
    const wishes = plansByItself(commune.views.plans, { ...who, nowMs: commune.nowMs })
    for (const wish of wishes) commune.wish(who, wish)
    return wishes
  }
  return { commune, ada, bo, cy, portion, plan, itself }
}

test('[PL15] who chose so says yes again by itself to what comes instead, for parts that are word for word the same and no others', () => {
  const { commune, ada, bo, cy, plan, itself } = scene()
  const first = plan()
  commune.wish(ada, { wish: 'propose-plan', plan: first })
  commune.wish(bo, { wish: 'plan-yes', plan: planHash(first), again: true })
  commune.wish(cy, { wish: 'plan-no', plan: planHash(first), why: 'not before noon' })
  const same = plan({ instead: planHash(first), note: 'after noon' })
  commune.wish(ada, { wish: 'propose-plan', plan: same })
  expect(itself(cy)).toEqual([])
  expect(itself(bo)).toEqual([{ wish: 'plan-yes', plan: planHash(same), keys: ['a'], again: true }])
  expect(itself(bo)).toEqual([])
  const other = plan({ instead: planHash(same) }, 4)
  commune.wish(ada, { wish: 'propose-plan', plan: other })
  expect(itself(bo)).toEqual([])
})

test('[PL15] who did not choose so, or said less, is asked', () => {
  const { commune, ada, bo, plan, itself } = scene()
  const first = plan()
  commune.wish(ada, { wish: 'propose-plan', plan: first })
  commune.wish(bo, { wish: 'plan-yes', plan: planHash(first), again: true })
  commune.wish(bo, { wish: 'plan-less', plan: planHash(first), key: 'a', quantity: '1 kg' })
  commune.wish(ada, { wish: 'propose-plan', plan: plan({ instead: planHash(first) }) })
  expect(itself(bo)).toEqual([])
})

test('[PL10] a device says no by itself where what it promised is not there any more', () => {
  const { commune, ada, bo, portion, plan, itself } = scene()
  const first = plan()
  commune.wish(ada, { wish: 'propose-plan', plan: first })
  commune.wish(bo, { wish: 'plan-yes', plan: planHash(first) })
  expect(itself(bo)).toEqual([])
  commune.wish(bo, { wish: 'count', portion, quantity: '1 kg' })
  expect(itself(bo)).toMatchObject([{ wish: 'plan-no', keys: ['a'] }])
  commune.wish(bo, { wish: 'count', portion, quantity: '5 kg' })
  expect(commune.views.plans.stateOf(planHash(first), commune.nowMs)).toBe('failed')
})

test('[PL16] what one ware carries along one way is one round trip, whatever the plans; every leg is gone once', () => {
  const { commune, ada, cy, plan } = scene()
  const carry = (key: string, thing: string, at: string, to: string): PlanContent['hands'][number] => ({ key, ware: cy.ware, does: 'carry', thing, at, to, feeds: 'n' })
  const [make] = plan().hands.filter(({ key }) => key === 'b') as [PlanContent['hands'][number]]
  commune.wish(ada, { wish: 'propose-plan', plan: plan({ hands: [make, carry('c', 'leeks', 'Garden', 'Kitchen'), carry('d', 'soup', 'kitchen', 'Hall')] }) })
  commune.wish(ada, { wish: 'propose-plan', plan: plan({ hands: [make, carry('c', 'pots', 'Hall', 'Garden'), carry('d', 'salt', 'Garden', 'Kitchen'), carry('e', 'wood', 'Shed', 'Yard')], name: 'other' }) })
  const rows = commune.views.plans.list({}, commune.nowMs).rows
  const trips = roundTrips(rows, cy.ware).map(({ legs, round, carried }) => [legs.map(({ at, to, carries }) => `${at} > ${to}: ${carries.length}`), round, carried])
  expect(trips).toEqual([
    [['Garden > Kitchen: 2', 'kitchen > Hall: 1', 'Hall > Garden: 1'], true, 4],
    [['Shed > Yard: 1', 'Yard > Shed: 0'], false, 1]
  ])
  expect(roundTrips(rows, ada.ware)).toEqual([])
})

test('[PL17] of each giver the last split counts, it binds nobody, and a need is told what it may expect', () => {
  const { commune, ada, bo, portion } = scene()
  const phone = commune.ware(bo)
  const [one, two] = [commune.wish(ada, { wish: 'need', thing: 'leeks', quantity: '4 kg' }), commune.wish(ada, { wish: 'need', thing: 'leeks', quantity: '2000 g' })]
  const offer = commune.wish(bo, { wish: 'offer', thing: 'leeks', quantity: '2 kg' })
  const kg = (n: bigint) => ({ n, d: 1n, unit: 'kg' })
  commune.wish(bo, { wish: 'split', portion, shares: [{ need: one, quantity: kg(3n) }, { need: two, quantity: kg(2n) }] })
  commune.wish(bo, { wish: 'split', offer, shares: [{ need: one, quantity: kg(1n) }] })
  expect(commune.views.splits.expected(one, commune.nowMs)).toEqual(kg(4n))
  expect(commune.views.splits.expected(two, commune.nowMs)).toEqual({ n: 2_000n, d: 1n, unit: 'g' })
  commune.wish(bo, { wish: 'split', portion, shares: [{ need: one, quantity: kg(1n) }] })
  expect(commune.views.splits.expected(one, commune.nowMs)).toEqual(kg(2n))
  expect(commune.views.splits.expected(two, commune.nowMs)).toBeUndefined()
  expect(commune.views.plans.kept(portion, commune.nowMs)).toBeUndefined()
  expect(commune.refused(bo, { wish: 'split', portion, shares: [{ need: one, quantity: kg(6n) }] })).toMatch(/more than there is/)
  for (const other of [phone, ada]) {
    commune.say(other.device, { type: 'level.split', portion, shares: [{ need: two, quantity: [1, 1, 'kg'] }] })
    expect(commune.views.splits.expected(two, commune.nowMs)).toBeUndefined()
  }
  commune.wish(bo, { wish: 'withdraw', target: offer })
  expect(commune.views.splits.expected(one, commune.nowMs)).toEqual(kg(1n))
})
