/** Said again in any order, by anybody, with lies among it: those who know the proposal see no change, and no others see in force what they do not. */
import { type IdText, type RawStatement, type Said, sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { emptyStates, foldAll } from '../commune.ts'
import type { Thing } from '../senses/index.ts'
import { TestCommune, type TestWare } from '../testing/index.ts'
import { Views } from '../views.ts'
import type { AgreementRow } from './rows.ts'
import type { Condition, Rule } from './rule.ts'

beforeAll(() => sodiumReady)

const thing = (key: string): Thing => ({ key, name: key, readings: [{ key: 'light', name: 'light', shape: { is: 'number', unit: 'lx' } }], pulses: [], acts: [{ key: 'level', name: 'level', shape: { is: 'number', unit: '%' } }] })

type Step = { readonly who: number; readonly does: 'yes' | 'no' | 'undo' | 'retell' | 'retell-own' | 'forge' | 'lie' | 'next'; readonly much: number }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ who: fc.integer({ min: 0, max: 3 }), does: fc.constantFrom('yes', 'yes', 'no', 'undo', 'retell', 'retell', 'retell-own', 'forge', 'lie', 'next'), much: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 4, maxLength: 24 }
) as fc.Arbitrary<Step[]>

const isAgain = ({ statement: { type } }: Said): boolean => type === 'agreement.retell' || type === 'agreement.again'

/** Lives through it; what is known of the agreements as they were proposed, by everybody. */
function lived(all: readonly Step[]) {
  const commune = new TestCommune()
  const wares: TestWare[] = [commune.ware(), commune.ware(), commune.ware(), commune.ware()]
  const [lamp, eye] = [0, 1].map((at) => commune.wish(wares[at]!, { wish: 'thing', source: 'mqtt', thing: thing(`thing ${at}`) })) as [string, string]
  const isDark: Condition = { is: 'compare', of: { is: 'reading', point: `${eye}/light` }, how: 'below', to: { value: 10, unit: 'lx' } }
  const rule = (value: number): Rule => ({ act: `${lamp}/level`, to: { value, unit: '%' }, while: isDark, otherwise: 'rest', unsure: 'rest' })
  const ids = [commune.wish(wares[2]!, { wish: 'propose', rules: [rule(10)] })]
  for (const who of [wares[0]!, wares[1]!]) commune.wish(who, { wish: 'agree', agreement: ids[0]! })
  // Things are known to all from the beginning; what agreements come to is what is looked at.
  const before = commune.said.filter(({ statement }) => statement.type.startsWith('thing.'))
  const since = commune.said.length
  const words = (who: TestWare): RawStatement[] => commune.views.agreements.words(commune.nowMs).flatMap(({ by, statement }) => (by.some(({ ware }) => ware === who.ware) ? [statement] : []))
  const tell = (who: TestWare, told: readonly RawStatement[]): void => void (told.length > 0 && commune.say(who.device, ...told))
  const forged = (statement: RawStatement, much: number): RawStatement => (statement.type === 'agreement.retell' ? { ...statement, rules: [JSON.stringify(rule(50 + much))] } : statement)
  for (const { who: at, does, much } of all) {
    const who = wares[at]!
    const id = ids[much % ids.length]!
    if (does === 'yes' || does === 'no') {
      const decided = commune.decide(who, does === 'yes' ? { wish: 'agree', agreement: id, untilMs: commune.nowMs + much * 1_000 } : { wish: 'disagree', agreement: id })
      if (decided.ok) tell(who, decided.value)
    } else if (does === 'undo') {
      const last = commune.said.filter(({ device, statement: { type } }) => device === who.device && type.startsWith('agreement.')).at(-much)
      if (last) commune.say(who.device, { type: 'undo', target: last.id })
    } else if (does === 'retell') tell(who, words(who))
    else if (does === 'retell-own') tell(who, words(who).filter(({ type }) => type === 'agreement.again'))
    else if (does === 'next') {
      const decided = commune.decide(who, { wish: 'propose', rules: [rule(much * 10)], instead: id })
      if (decided.ok) ids.push(commune.say(who.device, ...decided.value))
    }
    // What others said, in his own name, and their proposals with other rules.
    else if (does === 'forge') tell(wares[3]!, commune.views.agreements.words(commune.nowMs).map(({ statement }) => forged(statement, much)))
    // One who believes a forgery and says yes to it.
    else tell(wares[3]!, words(who).filter(({ type, until }) => type === 'agreement.again' && until !== undefined).map((statement) => ({ ...statement, content: who.ware })))
  }
  const wareOf = new Map<IdText | null, IdText>(wares.map(({ device, ware }) => [device, ware]))
  const shown = (said: readonly Said[]): Views => {
    const states = emptyStates()
    foldAll(states, said)
    return new Views(states, { wareOf: ({ device }) => wareOf.get(device) })
  }
  return { commune, before, since, shown, nowMs: commune.nowMs, wares, tell, words, ids }
}

const rowsOf = (views: Views, nowMs: number): readonly AgreementRow[] => [...views.agreements.list(nowMs)].sort((a, b) => (a.id < b.id ? -1 : 1))

test('[T1] [K4] for those who know what was proposed, what is said again changes nothing', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const { commune, shown, nowMs } = lived(all)
      expect(rowsOf(shown(commune.said), nowMs)).toEqual(rowsOf(shown(commune.said.filter((said) => !isAgain(said))), nowMs))
    }),
    { numRuns: 400 }
  )
})

test('[T1] [K4] in any order it comes to the same, with what was said before or without', () => {
  fc.assert(
    fc.property(steps, fc.boolean(), fc.infiniteStream(fc.nat()), (all, isWhole, chance) => {
      const { commune, before, since, shown, nowMs } = lived(all)
      const heard = isWhole ? commune.said : [...before, ...commune.said.slice(since)]
      const mixed = heard.map((said) => ({ said, at: chance.next().value as number })).sort((a, b) => a.at - b.at).map(({ said }) => said)
      expect(rowsOf(shown([...mixed, ...mixed.slice(0, 5)]), nowMs)).toEqual(rowsOf(shown(heard), nowMs))
    }),
    { numRuns: 400 }
  )
})

test('[K4] [P2] what is in force for those who cannot read what was proposed is in force for all, and with the same words', () => {
  let inForce = 0
  fc.assert(
    fc.property(steps, (all) => {
      const { commune, before, since, shown, nowMs } = lived(all)
      for (const laterMs of [0, 1_500, 5_000]) {
        const known = new Map(rowsOf(shown(commune.said), nowMs + laterMs).map((row) => [row.id, row]))
        for (const row of rowsOf(shown([...before, ...commune.said.slice(since)]), nowMs + laterMs)) {
          if (row.state !== 'holds') continue
          inForce++
          const { state, rules, sides } = known.get(row.id)!
          // One that another has taken the place of may be in force for those who know nothing of that yet.
          expect(['holds', 'replaced']).toContain(state)
          expect([row.rules, row.sides]).toEqual([rules, sides])
        }
      }
    }),
    { numRuns: 400 }
  )
  expect(inForce).toBeGreaterThan(50)
})

/** What a proposer with no say would end cannot be read by the newcomer, who took it for harmless (seed 474653414). */
const endsOfOthers: Step[] = [
  { who: 0, does: 'next', much: 1 },
  { who: 3, does: 'next', much: 2 },
  { who: 0, does: 'yes', much: 1 },
  { who: 1, does: 'yes', much: 2 },
  { who: 0, does: 'yes', much: 2 },
  { who: 0, does: 'yes', much: 1 }
]

test('[K4] once everybody has said again what stands, those who could not read it see in force just what all see', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }), (all, order) => {
      const { commune, before, since, shown, nowMs, wares, words, tell } = lived(all)
      for (const at of [...order, 0, 1, 2, 3]) tell(wares[at]!, words(wares[at]!))
      const heard = rowsOf(shown([...before, ...commune.said.slice(since)]), nowMs)
      const known = rowsOf(shown(commune.said), nowMs)
      // What a proposal that was undone would have counted for is told to nobody; what one would end that cannot be read is taken for others'.
      const inForce = (rows: readonly AgreementRow[]): unknown[] => rows.flatMap((row) => (row.state === 'holds' ? [{ ...row, version: 0, endsOfOthers: undefined }] : []))
      expect(inForce(heard)).toEqual(inForce(known))
      const ending = (rows: readonly AgreementRow[]): string[] => rows.flatMap((row) => (row.state === 'holds' && row.endsOfOthers ? [row.id] : []))
      expect(ending(heard)).toEqual(expect.arrayContaining(ending(known)))
    }),
    { numRuns: 400, examples: [[endsOfOthers, []]] }
  )
})
