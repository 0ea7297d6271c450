import { type Said, sodiumReady } from '@commune/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyStates, foldAll } from '../commune.ts'
import { bringPathLight, pathLamp, TestCommune } from '../testing/index.ts'
import { Views } from '../views.ts'
import { english } from '../words/index.ts'
import { answersByItself } from './byItself.ts'
import type { Rule } from './rule.ts'
import { yesMsDefault } from './types.ts'

beforeAll(() => sodiumReady)

/** A lamp that Mira's box brings in, an eye that Ola's box brings in, and Juno, who proposes. */
function path() {
  const commune = new TestCommune()
  const [mira, ola, juno] = [commune.ware(), commune.ware(), commune.ware()]
  const { lampId, eyeId, rule } = bringPathLight(commune, mira, ola)
  const id = commune.wish(juno, { wish: 'propose', name: 'Path light', rules: [rule], pledge: 'I like it.' })
  const row = (nowMs = commune.nowMs) => commune.views.agreements.one(id, nowMs)
  const words = () => english.say(row()?.words ?? { key: '' })
  return { commune, mira, ola, juno, lampId, eyeId, rule, id, row, words }
}

describe('agreements', () => {
  test('[P2] an agreement holds once everybody in it said yes, each for itself, and no sooner', () => {
    const { commune, mira, ola, juno, lampId, eyeId, id, row, words } = path()
    expect(row()).toMatchObject({ state: 'asked', version: 1, by: juno.ware, name: 'Path light' })
    expect(row()?.sides).toMatchObject([
      { thing: lampId, ware: mira.ware, says: 'nothing', does: ['acts'] },
      { thing: eyeId, ware: ola.ware, says: 'nothing', does: ['tells'] },
      { ware: juno.ware, says: 'yes', pledge: 'I like it.', does: ['asked'] }
    ])
    expect(words()).toBe('Not in force: 2 yeses are still open.')
    // What others say for the lamp does not count.
    commune.say(juno.device, { type: 'agreement.yes', agreement: id, thing: lampId, until: commune.nowMs + 1_000 })
    expect(row()?.state).toBe('asked')
    expect(commune.refused(juno, { wish: 'agree', agreement: id, thing: lampId })).toBe('Only who looks after Path lamp can answer for it.')
    commune.wish(mira, { wish: 'agree', agreement: id })
    expect(words()).toBe('Not in force: one yes is still open.')
    commune.wish(ola, { wish: 'agree', agreement: id, pledge: 'I tell how light it is.' })
    expect(row()).toMatchObject({ state: 'holds', untilMs: commune.nowMs + yesMsDefault })
  })

  test('[P4] a yes lapses unless it is said again, and any side takes its own back', () => {
    const { commune, mira, ola, id, row, words } = path()
    commune.wish(mira, { wish: 'agree', agreement: id, untilMs: commune.nowMs + 1_000 })
    commune.wish(ola, { wish: 'agree', agreement: id })
    expect(row()?.state).toBe('holds')
    expect(row(commune.nowMs + 1_000)?.state).toBe('lapsed')
    commune.wish(mira, { wish: 'agree', agreement: id })
    expect(row(commune.nowMs + 1_000)?.state).toBe('holds')
    commune.wish(ola, { wish: 'disagree', agreement: id, why: 'The battery is low.' })
    expect(row()).toMatchObject({ state: 'withdrawn' })
    expect(row()?.sides[1]).toMatchObject({ says: 'no', tookBack: true, why: 'The battery is low.' })
    expect(words()).toBe('No longer in force: somebody took their yes back.')
  })

  test('[P5] a machine may decline, and its keeper sets within which bounds it is willing', () => {
    const { commune, mira, ola, juno, lampId, id, rule, row } = path()
    commune.wish(mira, { wish: 'will', thing: lampId, point: 'level', will: { max: 40 } })
    expect(commune.refused(mira, { wish: 'agree', agreement: id })).toBe('Path lamp is not willing: its keeper lets it do 40 at the most')
    expect(commune.refused(juno, { wish: 'propose', rules: [rule] })).toMatch(/^Path lamp is not willing/)
    commune.wish(mira, { wish: 'disagree', agreement: id, why: 'Too bright.' })
    commune.wish(ola, { wish: 'agree', agreement: id })
    expect(row()?.state).toBe('declined')
  })

  test('one that takes the place of another does so when it holds, and counts one further', () => {
    const { commune, mira, ola, juno, id, rule, row } = path()
    for (const who of [mira, ola]) commune.wish(who, { wish: 'agree', agreement: id })
    const next = commune.wish(juno, { wish: 'propose', rules: [{ ...rule, to: { value: 30, unit: '%' } }], instead: id })
    expect(row()?.state).toBe('holds')
    for (const who of [mira, ola]) commune.wish(who, { wish: 'agree', agreement: next })
    expect(row()).toMatchObject({ state: 'replaced', replacedBy: next })
    expect(commune.views.agreements.one(next, commune.nowMs)).toMatchObject({ state: 'holds', version: 2 })
    commune.wish(ola, { wish: 'disagree', agreement: next })
    expect(row()?.state).toBe('holds')
  })

  test('one that takes the place of a proposal which others have not answered takes that of what both would end, while both are meant', () => {
    const { commune, mira, ola, juno, id, rule, row } = path()
    for (const who of [mira, ola]) commune.wish(who, { wish: 'agree', agreement: id })
    const next = commune.wish(juno, { wish: 'propose', rules: [{ ...rule, to: { value: 30, unit: '%' } }], instead: id })
    const last = commune.wish(juno, { wish: 'propose', rules: [{ ...rule, to: { value: 20, unit: '%' } }], instead: next })
    const states = (nowMs = commune.nowMs) => commune.views.agreements.list(nowMs).map(({ state }) => state)
    expect(states()).toEqual(['asked', 'asked', 'holds'])
    for (const who of [mira, ola]) commune.wish(who, { wish: 'agree', agreement: last })
    expect(states()).toEqual(['holds', 'replaced', 'replaced'])
    expect(row()?.replacedBy).toBe(last)
    commune.wish(ola, { wish: 'disagree', agreement: last })
    expect(states()).toEqual(['withdrawn', 'asked', 'holds'])
    commune.wish(ola, { wish: 'agree', agreement: last })
    // One that was declined stands for nothing: what is said of it is told to nobody who came since.
    commune.wish(ola, { wish: 'disagree', agreement: next })
    expect(states()).toEqual(['holds', 'replaced', 'holds'])
  })

  test('[T1] in whatever order many proposals in the place of one another are heard, the same of them holds', () => {
    const { commune, mira, ola, juno, id, rule } = path()
    for (const who of [mira, ola]) commune.wish(who, { wish: 'agree', agreement: id })
    // More of them than are followed; one that holds stands behind an early one, and one behind a late one.
    const nexts = Array.from({ length: 60 }, () => commune.wish(juno, { wish: 'propose', rules: [rule], instead: id }))
    const further = nexts.flatMap((next) => [0, 1].map(() => commune.wish(juno, { wish: 'propose', rules: [rule], instead: next })))
    for (const agreement of [further[3]!, further.at(-1)!]) for (const who of [mira, ola]) commune.wish(who, { wish: 'agree', agreement })
    const shown = (said: readonly Said[]) => {
      const states = emptyStates()
      foldAll(states, said)
      const wareOf = new Map([mira, ola, juno].map(({ device, ware }) => [device as string | null, ware]))
      return new Views(states, { wareOf: ({ device }) => wareOf.get(device) }).agreements.one(id, commune.nowMs)?.replacedBy
    }
    expect(shown(commune.said)).toBe(further[3])
    expect(shown([...commune.said].reverse())).toBe(further[3])
  })

  test('[P2] nobody ends by way of one that they proposed what they have no say in', () => {
    const { commune, mira, ola, id, rule, row, lampId } = path()
    for (const who of [mira, ola]) commune.wish(who, { wish: 'agree', agreement: id })
    const finn = commune.ware()
    const dark: Rule = { ...rule, act: `${lampId}/level`, while: { is: 'sun', state: 'dark' } }
    const own = commune.wish(finn, { wish: 'propose', rules: [dark], instead: id })
    const next = commune.wish(finn, { wish: 'propose', rules: [dark], instead: own })
    const answers = answersByItself(commune.views.agreements.list(commune.nowMs), commune.views.things, mira.device, commune.nowMs)
    for (const wish of answers) commune.wish(mira, wish)
    expect(commune.views.agreements.one(next, commune.nowMs)?.state).toBe('holds')
    expect(row()?.state).toBe('holds')
  })

  test('[P4] a thing says anew the yes that was said for it once to what its proposer has no say in, and says no other', () => {
    const { commune, mira, ola, id, rule, lampId } = path()
    for (const who of [mira, ola]) commune.wish(who, { wish: 'agree', agreement: id })
    const finn = commune.ware()
    const dim = commune.wish(finn, { wish: 'propose', rules: [{ ...rule, act: `${lampId}/level`, while: { is: 'sun', state: 'dark' } }], instead: id })
    const answers = (nowMs: number) => answersByItself(commune.views.agreements.list(nowMs), commune.views.things, mira.device, nowMs).filter(({ agreement }) => agreement === dim)
    expect(answers(commune.nowMs)).toEqual([])
    commune.wish(mira, { wish: 'agree', agreement: dim })
    expect(answers(commune.nowMs + yesMsDefault * 0.7)).toEqual([{ wish: 'agree', agreement: dim, thing: lampId }])
    // What is over is asked anew.
    expect(answers(commune.nowMs + yesMsDefault + 1)).toEqual([])
  })

  test('[P2] nobody ends by one of their own what they have no say in, nor by a yes that a thing says by itself', () => {
    const { commune, mira, ola, juno, id, rule, row, lampId } = path()
    for (const who of [mira, ola]) commune.wish(who, { wish: 'agree', agreement: id })
    const finn = commune.ware()
    const finns = commune.wish(finn, { wish: 'thing', source: 'mqtt', thing: pathLamp })
    const own: Rule = { ...rule, act: `${finns}/level`, while: { is: 'sun', state: 'dark' } }
    const next = commune.wish(finn, { wish: 'propose', rules: [own], instead: id })
    expect(commune.views.agreements.one(next, commune.nowMs)?.state).toBe('holds')
    expect(row()?.state).toBe('holds')
    // Of the lamp itself it is asked, and Mira answers by hand.
    const dim = commune.wish(finn, { wish: 'propose', rules: [{ ...own, act: `${lampId}/level` }], instead: id })
    const answers = () => answersByItself(commune.views.agreements.list(commune.nowMs), commune.views.things, mira.device, commune.nowMs)
    expect(answers()).toEqual([])
    const ownDim = commune.wish(juno, { wish: 'propose', rules: [{ ...own, act: `${lampId}/level` }], instead: id })
    expect(answers().map(({ agreement }) => agreement)).toEqual([ownDim])
    commune.wish(mira, { wish: 'agree', agreement: dim })
    expect(row()).toMatchObject({ state: 'replaced', replacedBy: dim })
  })

  test('[P2] what keeps a thing safe is said by who answers for it, and by nobody else', () => {
    const { commune, mira, juno, rule } = path()
    expect(commune.refused(juno, { wish: 'propose', rules: [rule], safety: true })).toBe('Only who looks after Path lamp can say what keeps it safe.')
    const id = commune.wish(mira, { wish: 'propose', rules: [rule], safety: true })
    expect(commune.views.agreements.one(id, commune.nowMs)).toMatchObject({ safety: true })
    const claimed = commune.say(juno.device, { type: 'agreement.propose', rules: [JSON.stringify(rule)], safety: true, until: commune.nowMs + 9_000 })
    expect(commune.views.agreements.one(claimed, commune.nowMs)?.safety).toBeUndefined()
  })

  test('what is not here, what only tells, and a role that nobody filled are named where one proposes', () => {
    const { commune, juno, rule, eyeId, lampId } = path()
    const refused = (changed: Partial<Rule>) => commune.refused(juno, { wish: 'propose', rules: [{ ...rule, ...changed }] })
    expect(refused({ act: `${eyeId}/light` })).toBe('Nothing can be asked of Dusk eye under “light”: it only tells. Choose something that can be set.')
    expect(refused({ act: '?lamp' })).toBe('The rule still says “lamp”. Choose which thing that is.')
    expect(refused({ act: `${lampId}/colour` })).toMatch(/something that is not here/)
    expect(refused({ while: { is: 'held', that: rule.while, ms: 1, gaps: 'count' } })).toMatch(/could not be read/)
    expect(commune.refused(juno, { wish: 'propose', rules: [] })).toMatch(/at least one rule/)
    expect(commune.refused(juno, { wish: 'agree', agreement: rule.act })).toMatch(/no such agreement/)
  })

  test('[E7] a rule that is nested without end is refused before it is looked through', () => {
    const { commune, juno, rule } = path()
    let nested: unknown = rule.while
    for (let depth = 0; depth < 5_000; depth++) nested = { is: 'not', that: nested }
    expect(commune.sayRaw(juno.device, { type: 'agreement.propose', rules: [`{"act":"x","while":${'{"is":"not","that":'.repeat(100)}0${'}'.repeat(100)}}`], until: 1 })?.reason).toMatch(/rules as JSON/)
    expect(commune.refused(juno, { wish: 'propose', rules: [{ ...rule, while: nested as Rule['while'] }] })).toMatch(/could not be read/)
  })
})
