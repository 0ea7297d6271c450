/** What is said again of agreements: those who cannot read what was said before see them as all do, and nobody is believed for it but the sides. */
import { type IdText, type RawStatement, sodiumReady, type StatementId } from '@commune/protocol'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { emptyStates, foldAll } from '../commune.ts'
import { bringPathLight, pathLamp, TestCommune, type TestWare } from '../testing/index.ts'
import { Views } from '../views.ts'
import { answersByItself } from './byItself.ts'
import type { Rule } from './rule.ts'
import { yesMsDefault } from './types.ts'

beforeAll(() => sodiumReady)

/** Mira's lamp and Ola's eye, which Juno proposed an agreement about; all said yes. Dora comes later, Finn would forge. */
const path = () => {
  const commune = new TestCommune()
  const [mira, ola, juno, dora, finn] = [commune.ware(), commune.ware(), commune.ware(), commune.ware(), commune.ware()]
  const wares = [mira, ola, juno, dora, finn]
  const { lampId, eyeId, rule } = bringPathLight(commune, mira, ola)
  const id = commune.wish(juno, { wish: 'propose', name: 'Path light', note: 'For the steps.', rules: [rule], pledge: 'I like it.' })
  commune.wish(mira, { wish: 'agree', agreement: id })
  commune.wish(ola, { wish: 'agree', agreement: id, pledge: 'I tell how light it is.' })
  const row = (views: Views = commune.views, nowMs = commune.nowMs) => views.agreements.one(id, nowMs)
  /** All that was said from there on, as somebody sees it who can read nothing before. */
  const from = (place: number): Views => {
    const states = emptyStates()
    foldAll(states, commune.said.slice(place))
    const wareOf = new Map<IdText | null, IdText>(wares.map(({ device, ware }) => [device, ware]))
    return new Views(states, { wareOf: ({ device }) => wareOf.get(device) })
  }
  const wordsOf = (who: TestWare): RawStatement[] => commune.views.agreements.words(commune.nowMs).flatMap(({ by, statement }) => (by.some(({ ware }) => ware === who.ware) ? [statement] : []))
  const retellThings = (): void => {
    for (const thing of [lampId, eyeId]) for (const { by, statement } of commune.views.things.words(thing)) commune.say(wares.find(({ ware }) => ware === by)!.device, statement)
  }
  const retell = (...who: readonly TestWare[]): void => {
    for (const one of who) commune.say(one.device, ...wordsOf(one))
  }
  return { commune, mira, ola, juno, dora, finn, lampId, eyeId, id, rule, row, from, wordsOf, retellThings, retell, place: () => commune.said.length }
}

const isRetelling = ({ type }: RawStatement): boolean => type === 'agreement.retell'

describe('said again', () => {
  test('[K4] [P2] an agreement holds for those who cannot read it once all its sides have said again their yes to the same, and for the others nothing changes', () => {
    const { commune, mira, ola, juno, row, from, retellThings, retell, place } = path()
    const [before, since] = [row(), place()]
    retellThings()
    retell(mira)
    expect(row(from(since))).toMatchObject({ state: 'asked', name: 'Path light', note: 'For the steps.', by: juno.ware, rules: before!.rules })
    expect(row(from(since))?.sides.map(({ says }) => says)).toEqual(['yes', 'nothing', 'nothing'])
    retell(ola)
    expect(row(from(since))?.state).toBe('asked')
    retell(juno)
    expect(row(from(since))).toEqual(before)
    expect(row()).toEqual(before)
    expect(row(from(since), commune.nowMs + yesMsDefault)?.state).toBe('lapsed')
  })

  test('[K4] who proposed it may be gone: any side that says yes says the proposal again, and nobody else', () => {
    const { mira, ola, juno, dora, finn, wordsOf } = path()
    for (const who of [mira, ola, juno]) expect(wordsOf(who).map(({ type }) => type)).toEqual(['agreement.retell', 'agreement.again'])
    for (const who of [dora, finn]) expect(wordsOf(who)).toEqual([])
  })

  test('[K4] [P2] a false retelling turns no yes into a yes to something else, whoever tells it first', () => {
    const { commune, mira, ola, juno, finn, row, from, wordsOf, retellThings, retell, place, rule } = path()
    const since = place()
    const before = row()
    retellThings()
    const told = wordsOf(mira).find(isRetelling)!
    const brighter = { ...told, rules: [JSON.stringify({ ...rule, to: { value: 100, unit: '%' } })] }
    commune.say(finn.device, brighter)
    for (const who of [mira, ola, juno]) commune.say(who.device, ...wordsOf(who).filter((word) => !isRetelling(word)))
    expect(row(from(since))?.state).toBe('asked')
    expect(row(from(since))?.sides.every(({ says }) => says === 'nothing')).toBe(true)
    retell(juno)
    expect(row(from(since))).toEqual(before)
    expect(row()).toEqual(before)
    // Neither is one of things of his own, under this name, in the way of it.
    const own = commune.wish(finn, { wish: 'thing', source: 'mqtt', thing: { ...pathLamp, key: 'own' } })
    commune.say(finn.device, { ...told, by: finn.ware, rules: [JSON.stringify({ ...rule, act: `${own}/level`, while: { is: 'sun', state: 'up' } })] })
    expect(row(from(since))).toEqual(before)
  })

  test('[P2] a yes to another content counts neither for those who know what was proposed', () => {
    const { commune, mira, ola, id, row } = path()
    commune.wish(ola, { wish: 'disagree', agreement: id })
    commune.say(ola.device, { type: 'agreement.yes', agreement: id, thing: row()!.sides[1]!.thing as StatementId, until: commune.nowMs + 9_000, content: mira.ware })
    expect(row()?.state).toBe('withdrawn')
    commune.wish(ola, { wish: 'agree', agreement: id })
    expect(row()?.state).toBe('holds')
  })

  test('[K4] [P4] renewals, withdrawals and a yes given anew reach it on both sides', () => {
    const { commune, mira, ola, juno, id, row, from, retellThings, retell, place } = path()
    const since = place()
    retellThings()
    retell(mira, ola, juno)
    commune.nowMs += yesMsDefault / 2
    for (const who of [mira, ola, juno]) commune.wish(who, { wish: 'agree', agreement: id })
    expect(row(from(since))).toEqual(row())
    expect(row(from(since), commune.nowMs + yesMsDefault * 0.9)?.state).toBe('holds')
    commune.wish(ola, { wish: 'disagree', agreement: id, why: 'The battery is low.' })
    expect(row(from(since))).toEqual(row())
    expect(row()).toMatchObject({ state: 'withdrawn' })
    commune.wish(ola, { wish: 'agree', agreement: id })
    expect(row(from(since))).toEqual(row())
    expect(row()?.state).toBe('holds')
  })

  test('[K4] what was withdrawn is not said again as a yes; the no is, to those who know what it is said of', () => {
    const { commune, mira, ola, juno, id, row, from, wordsOf, retellThings, retell, place } = path()
    const since = place()
    retellThings()
    retell(mira, ola, juno)
    const heard = place()
    commune.wish(ola, { wish: 'disagree', agreement: id, why: 'The battery is low.' })
    expect(wordsOf(mira)).toEqual([])
    const [word, ...more] = commune.views.agreements.words(commune.nowMs)
    expect([word?.by, more]).toEqual([[ola], []])
    expect(word?.newsTo).toContainEqual([expect.objectContaining({ id })])
    // Who heard all but the no, which was said where it cannot be read.
    const states = emptyStates()
    const statements = commune.said.slice(since, heard)
    commune.say(ola.device, word!.statement)
    foldAll(states, [...statements, commune.said.at(-1)!])
    const wareOf = new Map<IdText | null, IdText>([mira, ola, juno].map(({ device, ware }) => [device, ware]))
    const shown = new Views(states, { wareOf: ({ device }) => wareOf.get(device) })
    expect(row(shown)).toEqual(row())
    expect(row(from(since))).toEqual(row())
    // Of one who only comes now nothing of it is seen to be in force.
    expect(row(from(heard))?.state ?? 'none').not.toBe('holds')
  })

  test('[K4] a proposal that was taken back cannot be said again', () => {
    const { commune, mira, ola, juno, id, row, from, retellThings, retell, place } = path()
    const since = place()
    retellThings()
    retell(mira, ola, juno)
    expect(row(from(since))?.state).toBe('holds')
    commune.wish(juno, { wish: 'undo', target: id })
    expect([row(), row(from(since))]).toEqual([undefined, undefined])
    expect(from(since).agreements.unread(commune.nowMs).pledges).toBe(0)
  })

  test('[K4] one that took the place of others keeps its number', () => {
    const { commune, mira, ola, juno, id, rule, from, retellThings, retell, place } = path()
    const next = commune.wish(juno, { wish: 'propose', rules: [{ ...rule, to: { value: 30, unit: '%' } }], instead: id })
    for (const who of [mira, ola]) commune.wish(who, { wish: 'agree', agreement: next })
    const since = place()
    retellThings()
    retell(mira, ola, juno)
    const newcomer = from(since).agreements
    expect(newcomer.list(commune.nowMs)).toEqual([{ ...commune.views.agreements.one(next, commune.nowMs), endsOfOthers: true }])
    expect(newcomer.one(next, commune.nowMs)).toMatchObject({ version: 2, state: 'holds' })
  })

  test('[P2] [K4] no thing says yes by itself to what would end an agreement that cannot be read here: who proposes it may have no say in that one', () => {
    const { commune, mira, juno, id, rule, from } = path()
    const since = commune.said.length
    // Another device of Mira, which cannot read what was before, brings in a lamp of its own.
    const porch = commune.wish(mira, { wish: 'thing', source: 'mqtt', thing: { ...pathLamp, key: 'porch' } })
    const own: Rule = { ...rule, act: `${porch}/level`, while: { is: 'sun', state: 'dark' } }
    const next = commune.wish(juno, { wish: 'propose', rules: [own], instead: id })
    const alone = commune.wish(juno, { wish: 'propose', rules: [own] })
    const answers = ({ agreements, things }: Views) => answersByItself(agreements.list(commune.nowMs), things, mira.device, commune.nowMs).flatMap(({ agreement }) => (agreement === id ? [] : [agreement]))
    expect(answers(from(since))).toEqual([alone])
    // Those who can read it see that Juno has a say in it.
    expect(answers(commune.views).sort()).toEqual([alone, next].sort())
    // One that was taken back cannot be ended.
    commune.wish(juno, { wish: 'undo', target: id })
    expect(answers(commune.views).sort()).toEqual([alone, next].sort())
  })

  test('[K4] of what cannot be read yet it is known how many pledges were heard, and of whom', () => {
    const { commune, mira, ola, juno, id, from, wordsOf, retell, place } = path()
    const since = place()
    commune.say(ola.device, ...wordsOf(ola).filter((word) => !isRetelling(word)))
    expect(from(since).agreements.unread(commune.nowMs)).toEqual({ pledges: 1, by: [ola.ware] })
    commune.wish(mira, { wish: 'agree', agreement: id })
    expect(from(since).agreements.unread(commune.nowMs)).toEqual({ pledges: 2, by: [mira.ware, ola.ware].sort() })
    expect(from(since).agreements.unread(commune.nowMs + yesMsDefault)).toEqual({ pledges: 0, by: [] })
    commune.wish(ola, { wish: 'disagree', agreement: id })
    expect(from(since).agreements.unread(commune.nowMs)).toEqual({ pledges: 1, by: [mira.ware] })
    commune.wish(ola, { wish: 'agree', agreement: id })
    retell(juno)
    expect(from(since).agreements.unread(commune.nowMs)).toEqual({ pledges: 0, by: [] })
    expect(commune.views.agreements.unread(commune.nowMs)).toEqual({ pledges: 0, by: [] })
  })

  test('[K4] [P5] a machine that knows of an agreement only what somebody told says yes to that, and to nothing else', () => {
    const { commune, mira, finn, id, row, from, wordsOf, retellThings, place, rule } = path()
    const since = place()
    retellThings()
    const told = wordsOf(mira).find(isRetelling)!
    commune.say(finn.device, { ...told, rules: [JSON.stringify({ ...rule, to: { value: 100, unit: '%' } })] })
    const newcomer = from(since)
    const due = answersByItself(newcomer.agreements.list(commune.nowMs), newcomer.things, mira.device, commune.nowMs)
    expect(due).toMatchObject([{ wish: 'agree', agreement: id }])
    const before = row()
    commune.say(mira.device, { type: 'agreement.yes', agreement: id, thing: before!.sides[0]!.thing as StatementId, until: commune.nowMs + 9_000, content: newcomer.agreements.contentOf(id)! })
    expect(row()).toEqual(before)
    expect(row(from(since))?.state).toBe('asked')
  })

  test('[E7] however many retellings somebody floods it with, what was read of them once is not read again', () => {
    const { commune, juno, finn, id, rule, row } = path()
    for (let n = 0; n < 600; n++) {
      const rules = Array.from({ length: 8 }, (_, at) => JSON.stringify({ ...rule, to: { value: n * 8 + at, unit: '%' } }))
      commune.say(finn.device, { type: 'agreement.retell', agreement: id, lamport: 1, by: finn.ware, rules })
    }
    row()
    const reads = vi.spyOn(JSON, 'parse')
    commune.wish(juno, { wish: 'disagree', agreement: id })
    expect(row()?.state).toBe('withdrawn')
    expect(reads.mock.calls.length).toBeLessThan(100)
    reads.mockRestore()
  })

  test('[E7] however many contents are told of one agreement, and yeses to them, all of them are gone through once', () => {
    const { commune, finn, id, rule, from, place, mira } = path()
    const since = place()
    for (let n = 0; n < 300; n++) {
      commune.say(finn.device, { type: 'agreement.retell', agreement: id, lamport: 1, by: finn.ware, rules: [JSON.stringify({ ...rule, to: { value: n, unit: '%' } })] })
      commune.say(finn.device, { type: 'agreement.again', agreement: id, again: id, lamport: 1, until: commune.nowMs + 9_000, content: mira.ware })
    }
    const newcomer = from(since)
    const passes = vi.spyOn(Array.prototype, 'flatMap')
    expect(newcomer.agreements.list(commune.nowMs)).toHaveLength(1)
    // Over all that was said to it, and not over each for each.
    expect(passes.mock.contexts.filter((list) => (list as unknown[]).length >= 300).length).toBeLessThan(10)
    passes.mockRestore()
  })
})
