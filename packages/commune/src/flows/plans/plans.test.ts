import { type StatementId, sodiumReady } from '@commune/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { openQuantity, type QuantityCode } from '../../quantity/index.ts'
import { idOf, TestCommune, type TestWare } from '../../testing/index.ts'
import { english } from '../../words/index.ts'
import { type PlanContent, planHash } from './index.ts'

beforeAll(() => sodiumReady)

const kg = (n: number): QuantityCode => [n, 1, 'kg']
const loaves = (n: number): QuantityCode => [n, 1, '{loaf}']

/** Ada needs loaves; Bo has flour on his box, Cy bakes. */
const bakery = (flour = '10 kg') => {
  const commune = new TestCommune()
  const [ada, bo, cy] = [commune.ware(), commune.ware(), commune.ware()] as [TestWare, TestWare, TestWare]
  const phone = commune.ware(bo)
  const need = commune.wish(ada, { wish: 'need', thing: 'bread', quantity: '40 loaves' })
  const portion = commune.wish(bo, { wish: 'stock', thing: 'flour', quantity: flour })
  const plan = (fields: Partial<PlanContent> = {}, give: number = 8): PlanContent => ({
    needs: [{ key: 'n', need, ware: ada.ware, thing: 'bread', quantity: loaves(40) }],
    hands: [
      { key: 'flour', ware: bo.ware, does: 'give', thing: 'flour', quantity: kg(give), portion, feeds: 'bake' },
      { key: 'bake', ware: cy.ware, does: 'make', thing: 'bread', quantity: loaves(40), feeds: 'n' }
    ],
    until: commune.nowMs + 100_000,
    ...fields
  })
  const propose = (who: TestWare, content: PlanContent): string => {
    commune.wish(who, { wish: 'propose-plan', plan: content })
    return planHash(content)
  }
  const at = (id: string, nowMs = commune.nowMs) => commune.views.plans.one(id, nowMs)
  const words = (id: string) => english.say(at(id)?.words ?? { key: 'gone' })
  const kept = (of: StatementId = portion, nowMs = commune.nowMs) => {
    const quantity = commune.views.plans.kept(of, nowMs)
    return quantity ? `${quantity.n}/${quantity.d} ${quantity.unit}` : 'nothing'
  }
  /** Held by the yes of all three. */
  const held = (content = plan()): string => {
    const id = propose(ada, content)
    commune.wish(bo, { wish: 'plan-yes', plan: id })
    commune.wish(cy, { wish: 'plan-yes', plan: id })
    return id
  }
  return { commune, ada, bo, cy, phone, need, portion, plan, propose, at, words, kept, held }
}

describe('what a plan says', () => {
  test('[PL1] a plan is known by the hash of its content: said again by anybody it is the same, and the least change is another', () => {
    const { commune, ada, cy, plan, propose } = bakery()
    const id = propose(ada, plan())
    expect(propose(cy, plan())).toBe(id)
    expect(commune.views.plans.list({}, commune.nowMs).total).toBe(1)
    expect(propose(ada, plan({}, 9))).not.toBe(id)
    expect(commune.views.plans.list({}, commune.nowMs).total).toBe(2)
  })

  test('[PL2] parts that lead to no need, go in a circle or share a key are refused, with why', () => {
    const { commune, ada, plan } = bakery()
    const [flour, bake] = plan().hands as [PlanContent['hands'][number], PlanContent['hands'][number]]
    for (const hands of [[{ ...flour, feeds: 'nobody' }, bake], [flour, { ...bake, feeds: 'flour' }], [flour, { ...bake, key: 'flour' }], []]) {
      expect(commune.refused(ada, { wish: 'propose-plan', plan: plan({ hands }) })).toMatch(/cannot be read as a plan/)
      const refusal = commune.sayRaw(ada.device, { type: 'plan.propose', ...plan({ hands }) } as never)
      expect(refusal?.reason).toMatch(/plan\.propose/)
    }
  })

  test('[PL2] a plan for a need that is not there, or of another ware, or that has lapsed already, is not proposed', () => {
    const { commune, ada, cy, plan } = bakery()
    const [need] = plan().needs as [PlanContent['needs'][number]]
    expect(commune.refused(ada, { wish: 'propose-plan', plan: plan({ needs: [{ ...need, ware: cy.ware }] }) })).toMatch(/another ware/)
    expect(commune.refused(ada, { wish: 'propose-plan', plan: plan({ needs: [{ ...need, need: `${idOf(1)}.0` }] }) })).toMatch(/not here/)
    expect(commune.refused(ada, { wish: 'propose-plan', plan: plan({ until: commune.nowMs }) })).toMatch(/lapsed already/)
  })
})

describe('who says yes', () => {
  test('[PL3] a plan holds only when all its hands and the wares of its needs have said yes', () => {
    const { commune, ada, bo, cy, plan, propose, at, words } = bakery()
    const id = propose(ada, plan())
    expect(at(id)).toMatchObject({ state: 'open', needs: [{ says: 'yes' }], hands: [{ says: 'nothing' }, { says: 'nothing' }] })
    expect(words(id)).toBe('2 yeses are wanting still.')
    commune.wish(bo, { wish: 'plan-yes', plan: id })
    expect(at(id)?.state).toBe('open')
    expect(commune.views.plans.waitingFor(cy.ware, commune.nowMs)).toMatchObject([{ keys: ['bake'] }])
    commune.wish(cy, { wish: 'plan-yes', plan: id })
    expect(words(id)).toBe('All have said yes. It holds.')
    expect(at(id)?.state).toBe('holds')
  })

  test('[PL3] a yes to a part of somebody else counts for nothing, and is refused where it is wished', () => {
    const { commune, ada, cy, plan, propose, at } = bakery()
    const id = propose(ada, plan())
    expect(commune.refused(cy, { wish: 'plan-yes', plan: id, keys: ['flour'] })).toMatch(/somebody else/)
    commune.say(cy.device, { type: 'plan.yes', plan: id, keys: ['flour', 'bake', 'n'] })
    expect(at(id)?.hands.map(({ says }) => says)).toEqual(['nothing', 'yes'])
    const stranger = commune.ware()
    expect(commune.refused(stranger, { wish: 'plan-yes', plan: id })).toMatch(/No part/)
    commune.say(stranger.device, { type: 'plan.no', plan: id, keys: ['bake'] })
    expect(at(id)?.state).toBe('open')
  })

  test('[PL4] [T7] only the device that holds a portion can promise it', () => {
    const { commune, ada, bo, phone, plan, propose, at, kept } = bakery()
    const id = propose(ada, plan())
    expect(commune.refused(phone, { wish: 'plan-yes', plan: id })).toMatch(/Another device holds/)
    commune.say(phone.device, { type: 'plan.yes', plan: id, keys: ['flour'] })
    expect(at(id)?.hands[0]?.says).toBe('nothing')
    expect(kept()).toBe('nothing')
    commune.wish(bo, { wish: 'plan-yes', plan: id })
    expect(at(id)?.hands[0]).toMatchObject({ says: 'yes', device: bo.device })
    expect(kept()).toBe('8/1 kg')
  })
})

describe('what is kept', () => {
  test('[PL5] [T7] nothing is promised twice: another plan, a take, a move or a handover finds only what is free', () => {
    const { commune, ada, bo, phone, portion, plan, propose, held } = bakery()
    held()
    const other = propose(ada, plan({ name: 'rolls' }, 3))
    expect(commune.refused(bo, { wish: 'plan-yes', plan: other })).toMatch(/only 2 kg are free/)
    expect(commune.refused(bo, { wish: 'take', portion, quantity: '3 kg' })).toMatch(/8 kg of flour are kept for a plan/)
    expect(commune.refused(bo, { wish: 'move', portion, to: phone.device, quantity: '3 kg' })).toMatch(/kept for a plan/)
    commune.wish(bo, { wish: 'take', portion, quantity: '2 kg' })
    expect(commune.views.stock.one(portion)?.quantity).toEqual(openQuantity(kg(8)))
  })

  test('[PL6] a no lets go of everything, says whose word it was and why, and is for good', () => {
    const { commune, cy, bo, portion, held, at, words, kept } = bakery()
    const id = held()
    const said = commune.wish(cy, { wish: 'plan-no', plan: id, why: 'the oven is cold' })
    expect(at(id)).toMatchObject({ state: 'failed', over: { kind: 'no', ware: cy.ware, key: 'bake', why: 'the oven is cold' } })
    expect(words(id)).toBe('It will not be: 40 loaves of bread, “the oven is cold”. All that was kept for it is free.')
    expect(kept()).toBe('nothing')
    commune.wish(cy, { wish: 'undo', target: said })
    expect(at(id)?.state).toBe('failed')
    expect(commune.refused(cy, { wish: 'plan-yes', plan: id })).toMatch(/over/)
    commune.wish(bo, { wish: 'take', portion, quantity: '10 kg' })
  })

  test('[PL6] a yes that is taken back ends it too', () => {
    const { commune, cy, held, at, kept } = bakery()
    const id = held()
    const yes = commune.views.plans.record(id)?.yeses.get('bake')?.[0]?.at.id as string
    commune.wish(cy, { wish: 'undo', target: yes })
    expect(at(id)).toMatchObject({ state: 'failed', over: { kind: 'taken-back', key: 'bake' } })
    expect(kept()).toBe('nothing')
  })

  test('[PL7] less ends it as well and says how much it would be; the next one can be for that', () => {
    const { commune, ada, bo, cy, plan, propose, held, at, words, kept } = bakery()
    const id = held()
    expect(commune.refused(bo, { wish: 'plan-less', plan: id, key: 'flour', quantity: '8 kg' })).toMatch(/not less than 8 kg/)
    commune.wish(bo, { wish: 'plan-less', plan: id, key: 'flour', quantity: '5 kg' })
    expect(words(id)).toMatch(/^Not so: of 8 kg of flour it would be 5 kg\./)
    expect(kept()).toBe('nothing')
    const next = propose(ada, plan({ instead: id }, 5))
    expect(at(id)).toMatchObject({ state: 'failed', next })
    commune.wish(bo, { wish: 'plan-yes', plan: next })
    commune.wish(cy, { wish: 'plan-yes', plan: next })
    expect(at(next)?.state).toBe('holds')
    expect(kept()).toBe('5/1 kg')
  })

  test('[PL8] a plan lapses by itself, open or held, and then keeps nothing', () => {
    const { commune, ada, bo, plan, propose, held, at, words, kept, portion } = bakery()
    const id = held()
    const late = commune.nowMs + 100_000
    expect(at(id, late)?.state).toBe('lapsed')
    expect(kept(portion, late)).toBe('nothing')
    const asked = propose(ada, plan({ by: commune.nowMs + 50_000, name: 'rolls' }, 2))
    commune.wish(bo, { wish: 'plan-yes', plan: asked })
    expect(kept()).toBe('10/1 kg')
    commune.nowMs += 50_000
    expect(words(asked)).toBe('Not all said yes in time. It holds nothing.')
    expect(kept()).toBe('8/1 kg')
  })

  test('[PL9] whoever gives what a lapsed plan had lets go of that plan by word: on no other clock does it come back', () => {
    const { commune, cy, ada, bo, portion, plan, propose, at } = bakery()
    const id = propose(ada, plan({ by: commune.nowMs + 50_000 }))
    commune.wish(bo, { wish: 'plan-yes', plan: id })
    const earlier = commune.nowMs
    commune.nowMs += 60_000
    commune.wish(bo, { wish: 'take', portion, quantity: '9 kg' })
    commune.say(cy.device, { type: 'plan.yes', plan: id, keys: ['bake'] })
    expect(at(id, earlier)).toMatchObject({ state: 'failed', over: { kind: 'no', key: 'flour' } })
  })

  test('[PL10] what is counted less than was promised leaves the later promise uncovered; that plan holds nothing', () => {
    const { commune, ada, bo, cy, portion, plan, propose, held, at, kept } = bakery()
    const first = held(plan({}, 6))
    const second = propose(ada, plan({ name: 'rolls' }, 4))
    commune.wish(bo, { wish: 'plan-yes', plan: second })
    commune.wish(cy, { wish: 'plan-yes', plan: second })
    expect(kept()).toBe('10/1 kg')
    commune.wish(bo, { wish: 'count', portion, quantity: '7 kg' })
    expect(at(first)?.state).toBe('holds')
    expect(at(second)).toMatchObject({ state: 'failed', over: { kind: 'short', key: 'flour' } })
    expect(kept()).toBe('6/1 kg')
    commune.wish(bo, { wish: 'count', portion, quantity: '1 kg' })
    expect(at(first)?.state).toBe('failed')
    expect(kept()).toBe('nothing')
  })

  test('[PL10] an offer that was said yes to at two places at once covers the first; nobody is promised what is not offered', () => {
    const { commune, ada, bo, phone, need, at } = bakery()
    const offer = commune.wish(bo, { wish: 'offer', thing: 'yeast', quantity: '1 kg' })
    const content = (name: string): PlanContent => ({
      name,
      needs: [{ key: 'n', need, ware: ada.ware, thing: 'bread' }],
      hands: [{ key: 'y', ware: bo.ware, does: 'give', thing: 'yeast', quantity: [3, 4, 'kg'], offer, feeds: 'n' }],
      until: commune.nowMs + 1_000
    })
    const [one, two] = [content('one'), content('two')]
    for (const plan of [one, two]) commune.wish(ada, { wish: 'propose-plan', plan })
    commune.wish(bo, { wish: 'plan-yes', plan: planHash(one) })
    expect(commune.refused(phone, { wish: 'plan-yes', plan: planHash(two) })).toMatch(/only .* are free/)
    commune.say(phone.device, { type: 'plan.yes', plan: planHash(two), keys: ['y'] })
    expect([at(planHash(one))?.state, at(planHash(two))?.state]).toEqual(['holds', 'failed'])
  })

  test('[PL11] one that comes instead and holds takes the place of the one before, when those whose needs they are said yes to it', () => {
    const { commune, ada, bo, cy, need, plan, held, at, kept } = bakery()
    const id = held(plan({}, 4))
    const offer = commune.wish(cy, { wish: 'offer', thing: 'bread', quantity: '40 loaves' })
    const next: PlanContent = {
      needs: [{ key: 'n', need, ware: ada.ware, thing: 'bread', quantity: loaves(40) }],
      hands: [{ key: 'b', ware: cy.ware, does: 'give', thing: 'bread', quantity: loaves(40), offer, feeds: 'n' }],
      until: commune.nowMs + 1_000,
      instead: id
    }
    commune.wish(cy, { wish: 'propose-plan', plan: next })
    expect(at(id)?.state).toBe('holds')
    commune.wish(ada, { wish: 'plan-yes', plan: planHash(next) })
    expect(at(id)).toMatchObject({ state: 'replaced' })
    expect(kept()).toBe('nothing')
    // Nobody is put aside by a plan for somebody else's need.
    const mine = commune.wish(bo, { wish: 'need', thing: 'soup' })
    const foreign: PlanContent = {
      ...next,
      needs: [{ key: 'n', need: mine, ware: bo.ware, thing: 'soup' }],
      hands: [{ key: 'b', ware: bo.ware, does: 'work', thing: 'cooking', feeds: 'n' }],
      instead: planHash(next)
    }
    commune.wish(bo, { wish: 'propose-plan', plan: foreign })
    expect([at(planHash(foreign))?.state, at(planHash(next))?.state]).toEqual(['holds', 'holds'])
  })

  test('[PL11] a yes to the next lets go of what the same device promised to the open one before', () => {
    const { commune, ada, bo, plan, propose, at, kept } = bakery()
    const id = propose(ada, plan())
    commune.wish(bo, { wish: 'plan-yes', plan: id })
    const next = propose(ada, plan({ instead: id, name: 'better' }, 9))
    commune.wish(bo, { wish: 'plan-yes', plan: next })
    expect([at(id)?.state, kept()]).toEqual(['failed', '9/1 kg'])
  })
})

describe('how a plan ends', () => {
  test('[PL12] handovers are said by both sides, hand by hand; the plan is done when what feeds its needs was handed over', () => {
    const { commune, ada, bo, cy, portion, held, at, kept } = bakery()
    const id = held()
    expect(commune.refused(ada, { wish: 'plan-handed', plan: id, hand: 'flour' })).toMatch(/Only who gives and who receives/)
    commune.wish(bo, { wish: 'plan-handed', plan: id, hand: 'flour', quantity: '3 kg' })
    expect(kept()).toBe('5/1 kg')
    expect(commune.views.stock.one(portion)?.quantity).toEqual(openQuantity(kg(7)))
    commune.wish(bo, { wish: 'plan-handed', plan: id, hand: 'flour', quantity: '5 kg' })
    commune.wish(cy, { wish: 'plan-handed', plan: id, hand: 'flour' })
    expect(at(id)?.hands[0]).toMatchObject({ handed: true, giverHanded: openQuantity(kg(8)) })
    commune.wish(cy, { wish: 'plan-handed', plan: id, hand: 'bake' })
    expect(at(id)?.state).toBe('holds')
    commune.wish(ada, { wish: 'plan-handed', plan: id, hand: 'bake' })
    expect(at(id)?.state).toBe('done')
    expect(kept()).toBe('nothing')
  })

  test('[PL13] a need that is withdrawn ends the plans for it', () => {
    const { commune, ada, need, held, at, kept } = bakery()
    const id = held()
    commune.wish(ada, { wish: 'withdraw', target: need })
    expect(at(id)).toMatchObject({ state: 'failed', over: { kind: 'need-gone' } })
    expect(kept()).toBe('nothing')
  })

  test('[PL14] a proposal taken back is withdrawn; what all have said yes to holds all the same', () => {
    const { commune, ada, plan, propose, held, at } = bakery()
    const id = held()
    const proposal = [...commune.states.plans.proposed.keys()][0] as string
    commune.wish(ada, { wish: 'undo', target: proposal })
    expect(at(id)?.state).toBe('holds')
    const open = propose(ada, plan({ name: 'rolls' }, 1))
    const second = [...commune.states.plans.proposed.keys()].at(-1) as string
    commune.wish(ada, { wish: 'undo', target: second })
    expect(at(open)?.state).toBe('withdrawn')
  })
})
