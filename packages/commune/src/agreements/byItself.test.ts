import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import type { Thing } from '../senses/index.ts'
import { TestCommune } from '../testing/index.ts'
import { answersByItself } from './byItself.ts'
import type { Rule } from './rule.ts'
import { yesMsDefault } from './types.ts'

beforeAll(() => sodiumReady)

const thing = (about: string): Thing => ({
  key: about,
  name: about,
  readings: [],
  pulses: [{ key: 'step', name: 'step', ttlMs: 8_000 }],
  acts: [{ key: 'level', name: 'level', about, shape: { is: 'number' } }]
})

function house(about: string) {
  const commune = new TestCommune()
  const [box, juno] = [commune.ware(), commune.ware()]
  const id = commune.wish(box, { wish: 'thing', source: 'mqtt', thing: thing(about) })
  const rule: Rule = { act: `${id}/level`, to: { value: 60 }, while: { is: 'near', point: `${id}/step` }, otherwise: 'rest', unsure: 'rest' }
  const agreement = commune.wish(juno, { wish: 'propose', rules: [rule] })
  const due = (nowMs = commune.nowMs) => answersByItself(commune.views.agreements.list(nowMs), commune.views.things, box.device, nowMs)
  return { commune, box, juno, id, agreement, due }
}

test('[P5] a bridge says yes for a lamp by itself, once, and says it anew before it lapses', () => {
  const { commune, box, id, agreement, due } = house('light')
  expect(due()).toEqual([{ wish: 'agree', agreement, thing: id }])
  for (const wish of due()) commune.wish(box, wish)
  expect(due()).toEqual([])
  expect(commune.views.agreements.one(agreement, commune.nowMs)?.state).toBe('holds')
  expect(due(commune.nowMs + yesMsDefault * 0.7)).toHaveLength(1)
})

test('[P5] over the bounds of its keeper a bridge says no, with why', () => {
  const { commune, box, id, due } = house('light')
  commune.wish(box, { wish: 'will', thing: id, point: 'level', will: { max: 40 } })
  expect(due()).toMatchObject([{ wish: 'disagree', why: 'its keeper lets it do 40 at the most' }])
  for (const wish of due()) commune.wish(box, wish)
  expect(due()).toEqual([])
})

test('[P5] of what could do harm the keeper is asked, unless the keeper said otherwise', () => {
  const { commune, box, id, agreement, due } = house('lock')
  const ola = commune.ware()
  expect(due()).toEqual([])
  commune.wish(box, { wish: 'keeper', thing: id, keeper: ola.ware })
  commune.wish(ola, { wish: 'will', thing: id, point: 'level', will: { asks: false } })
  expect(due()).toEqual([{ wish: 'agree', agreement, thing: id }])
})
