import { type StatementId, sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { openQuantity, parseQuantity, type Quantity } from '../../quantity/index.ts'
import { idOf, TestCommune } from '../../testing/index.ts'
import { english } from '../../words/index.ts'
import type { Recipe } from '../explosion/index.ts'
import { PlanGround, type RecipesPort } from './ground.ts'
import { type PlanContent, planHash } from './index.ts'

beforeAll(() => sodiumReady)

const amount = (text: string): Quantity => {
  const read = parseQuantity(text)
  if (!read.ok) throw new Error(text)
  return read.value
}
const bread: Recipe = {
  id: `${idOf(77)}.0`,
  name: 'Plain bread',
  makes: [{ thing: 'bread', quantity: amount('2 loaves') }],
  takes: [
    { thing: 'flour', quantity: amount('1 kg'), or: [{ thing: 'rye' }] },
    { thing: 'yeast', quantity: amount('20 g') }
  ],
  tools: [{ thing: 'oven' }],
  hands: [{ skill: 'baking', time: amount('2 h') }]
}

const scene = () => {
  const commune = new TestCommune()
  const [ada, bo, cy, di] = [commune.ware(), commune.ware(), commune.ware(), commune.ware()]
  let changed: StatementId[] = [bread.id]
  const recipes: RecipesPort = {
    takeChanged: () => {
      const now = changed
      changed = []
      return now
    },
    one: (id) => (id === bread.id ? bread : undefined),
    wareOf: () => di.ware
  }
  const need = commune.wish(ada, { wish: 'need', thing: 'bread', quantity: '40 loaves', place: 'Hall' })
  const flour = commune.wish(bo, { wish: 'offer', thing: 'flour', quantity: '15 kg', place: 'Mill' })
  const more = commune.wish(di, { wish: 'offer', thing: 'flour', quantity: '8 kg', place: 'Mill' })
  commune.wish(bo, { wish: 'offer', thing: 'yeast', quantity: '1 kg', place: 'Mill' })
  commune.wish(cy, { wish: 'offer', thing: 'oven', quantity: '1 oven', place: 'Bakery' })
  const ground = new PlanGround(commune.views, ada.ware, recipes)
  const hands = { wares: [ada, bo, cy, di].map(({ ware }) => ({ ware, skills: ware === cy.ware ? ['Baking'] : [] })) }
  const plan = (instead?: string, fields = {}) => {
    const quantity = commune.views.intents.one(need, commune.nowMs)?.quantity as Quantity
    const ask = { need, ware: ada.ware, thing: 'bread', quantity, place: 'Hall', ...fields }
    return ground.plan(ask, hands, commune.nowMs, instead === undefined ? {} : { instead })
  }
  const short = ({ hands: all = [] }: Partial<PlanContent> = {}) =>
    all.map(({ ware, does, thing, quantity, at, to }) => {
      const who = ware === ada.ware ? 'ada' : ware === bo.ware ? 'bo' : ware === cy.ware ? 'cy' : 'di'
      const much = quantity ? `${Number(quantity[0]) / Number(quantity[1])} ${quantity[2]}` : ''
      return [who, does, much, thing, at ?? '', to ?? ''].filter((part) => part !== '').join(' ')
    })
  return { commune, ada, bo, cy, di, need, flour, more, plan, short }
}

test('[PL18] a plan is made of what is offered, recipes, tools and hands, from where to where, and every part leads to the need', () => {
  const { commune, ada, bo, cy, di, plan, short } = scene()
  const planned = plan()
  const content = planned.content as PlanContent
  expect(planned).toMatchObject({ met: openQuantity([40, 1, '{loaf}']), missing: [] })
  expect(planned).not.toHaveProperty('short')
  expect(short(content).sort()).toEqual([
    'bo carry 400 g yeast Mill Bakery',
    'bo carry 15 kg flour Mill Bakery',
    'bo give 400 g yeast Mill',
    'bo give 15 kg flour Mill',
    'cy carry 40 {loaf} bread Bakery Hall',
    'cy lend 1 {oven} oven Bakery',
    'cy make 40 {loaf} bread Bakery',
    'di carry 5 kg flour Mill Bakery',
    'di give 5 kg flour Mill'
  ].sort())
  expect(planned.why.map((why) => english.say(why))).toContain('40 loaves of bread: it can be made by “Plain bread”.')
  for (const who of [ada, bo, cy, di]) {
    if (who === ada) commune.wish(ada, { wish: 'propose-plan', plan: content })
    else commune.wish(who, { wish: 'plan-yes', plan: planHash(content) })
  }
  expect(commune.views.plans.stateOf(planHash(content), commune.nowMs)).toBe('holds')
})

test('[PL18] after a less the next plan takes no more than that from there, and the rest from elsewhere; the need gets what that makes', () => {
  const { commune, ada, bo, plan, short } = scene()
  const first = plan().content as PlanContent
  commune.wish(ada, { wish: 'propose-plan', plan: first })
  const flour = first.hands.find(({ does, thing, ware }) => does === 'give' && thing === 'flour' && ware === bo.ware)
  commune.wish(bo, { wish: 'plan-less', plan: planHash(first), key: flour?.key as string, quantity: '6 kg' })
  const next = plan(planHash(first))
  expect(short(next.content).filter((hand) => hand.includes('give') && hand.includes('flour')).sort()).toEqual(['bo give 6 kg flour Mill', 'di give 8 kg flour Mill'])
  expect(next.met).toEqual(openQuantity([28, 1, '{loaf}']))
  expect(next.short?.quantity).toEqual(openQuantity([12, 1, '{loaf}']))
  expect(next.missing.map(({ thing, quantity }) => [thing, quantity])).toEqual([['flour', openQuantity([6, 1, 'kg'])]])
  expect(next.content?.instead).toBe(planHash(first))
})

test('[PL18] who said no is not asked the same again in what comes instead', () => {
  const { commune, ada, bo, cy, plan, short } = scene()
  const first = plan().content as PlanContent
  commune.wish(ada, { wish: 'propose-plan', plan: first })
  const make = first.hands.find(({ does }) => does === 'make')
  commune.wish(cy, { wish: 'plan-no', plan: planHash(first), keys: [make?.key as string] })
  const next = plan(planHash(first)).content as PlanContent
  expect(short(next).filter((hand) => hand.includes('make'))).toEqual(['di make 40 {loaf} bread Bakery'])
  commune.wish(ada, { wish: 'propose-plan', plan: next })
  commune.wish(bo, { wish: 'plan-no', plan: planHash(next), keys: next.hands.filter(({ ware, thing }) => ware === bo.ware && thing === 'yeast').map(({ key }) => key) })
  const third = plan(planHash(next))
  expect(third.content).toBeUndefined()
  expect(third.missing.map(({ thing, because }) => [thing, english.say(because)])).toEqual([['yeast', 'nobody has any, and no recipe makes it']])
})

test('[PL18] what other plans keep is not planned with; what the one before keeps is, for the one that comes instead', () => {
  const { commune, ada, bo, plan } = scene()
  const first = plan().content as PlanContent
  commune.wish(ada, { wish: 'propose-plan', plan: first })
  commune.wish(bo, { wish: 'plan-yes', plan: planHash(first) })
  expect(plan().met).toEqual(openQuantity([16, 1, '{loaf}']))
  expect(plan(planHash(first)).met).toEqual(openQuantity([40, 1, '{loaf}']))
})

test('[PL18] less than the least that is of use is no plan, and what is short is told all the same', () => {
  const { plan } = scene()
  const planned = plan(undefined, { quantity: openQuantity([60, 1, '{loaf}']), least: openQuantity([50, 1, '{loaf}']) })
  expect(planned.content).toBeUndefined()
  expect(planned.short?.quantity).toEqual(openQuantity([14, 1, '{loaf}']))
  expect(plan(undefined, { quantity: openQuantity([60, 1, '{loaf}']), least: openQuantity([46, 1, '{loaf}']) }).content).toBeDefined()
})

test('[PL18] a change of what is there is in the next plan', () => {
  const { commune, bo, flour, plan } = scene()
  expect(plan().met).toEqual(openQuantity([40, 1, '{loaf}']))
  commune.wish(bo, { wish: 'withdraw', target: flour })
  expect(plan().met).toEqual(openQuantity([16, 1, '{loaf}']))
  commune.wish(bo, { wish: 'offer', thing: 'rye', quantity: '1 kg' })
  expect(plan().met).toEqual(openQuantity([18, 1, '{loaf}']))
})
