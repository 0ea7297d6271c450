/** Agreements as they stand: who said what, and what that comes to at a moment. */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { jsonReader, originAt } from '../facts/index.ts'
import type { ThingId, ThingsView } from '../senses/index.ts'
import type { Standing } from '../undo/index.ts'
import { agreementsMessage, type Message } from '../words/index.ts'
import { isRole, pointsOf, thingOf } from './points.ts'
import type { AgreementRow, AgreementState, SideRow } from './rows.ts'
import type { Rule } from './rule.ts'
import { ruleSchema } from './shape.ts'
import type { AgreementNo, AgreementPropose, AgreementsState, AgreementYes } from './types.ts'

const readRule = jsonReader(ruleSchema)
/** An agreement in the place of one in the place of one …: a longer line counts no further. */
const versionsMax = 1_000

/** `ofAll`: for the ware and for every thing it answers for. */
interface Answer {
  readonly at: Origin
  readonly ware: IdText
  readonly says: Pick<AgreementYes, 'type' | 'thing' | 'pledge' | 'until'> | Pick<AgreementNo, 'type' | 'thing' | 'why'>
  readonly ofAll?: true
}

interface Known {
  readonly at: Origin
  readonly by: IdText
  readonly says: AgreementPropose
  readonly rules: readonly Rule[]
}

export class AgreementsView {
  readonly #state: AgreementsState
  readonly #standing: Standing
  readonly #things: ThingsView
  #seen = ''
  #version = 0
  #known = new Map<StatementId, Known>()
  #answers = new Map<StatementId, Answer[]>()
  #instead = new Map<StatementId, StatementId[]>()

  constructor(state: AgreementsState, standing: Standing, things: ThingsView) {
    this.#state = state
    this.#standing = standing
    this.#things = things
  }

  /** Grows whenever something was said of an agreement or of a thing. */
  get version(): number {
    this.#refresh()
    return this.#version
  }

  /** All agreements, the last first. */
  list(nowMs: number): AgreementRow[] {
    this.#refresh()
    return [...this.#known]
      .sort(([, a], [, b]) => (laterThan(a.at, b.at) ? -1 : 1))
      .map(([id, known]) => this.#row(id, known, nowMs))
  }

  one(id: StatementId, nowMs: number): AgreementRow | undefined {
    this.#refresh()
    const known = this.#known.get(id)
    return known && this.#row(id, known, nowMs)
  }

  #row(id: StatementId, known: Known, nowMs: number): AgreementRow {
    const { by, says, rules, at } = known
    const sides = this.#sides(id, known, nowMs)
    const replacedBy = this.#replacedBy(id, nowMs)
    const state = replacedBy ? 'replaced' : stateOf(sides)
    const times = sides.filter((side) => side.says === 'yes').map((side) => side.untilMs as number)
    return {
      id,
      ...(says.name !== undefined && { name: says.name }),
      ...(says.note !== undefined && { note: says.note }),
      by,
      rules,
      sides,
      state,
      ...(times.length > 0 && { untilMs: Math.min(...times) }),
      ...(this.#isSafety(known) && { safety: true as const }),
      ...(says.instead !== undefined && { instead: says.instead }),
      ...(replacedBy && { replacedBy }),
      version: this.#versionOf(id),
      words: wordsOf(state, sides),
      lamport: at.lamport
    }
  }

  /** Nobody makes a thing safe from others but who answers for it. */
  #isSafety({ by, says, rules }: Known): boolean {
    return says.safety === true && rules.every((rule) => {
      const thing = this.#things.one(thingOf(rule.act))
      return thing?.bridge === by || thing?.keeper === by
    })
  }

  /** One that takes its place and holds by itself: the last, where there are several. */
  #replacedBy(id: StatementId, nowMs: number): StatementId | undefined {
    let found: { id: StatementId; at: Origin } | undefined
    for (const next of this.#instead.get(id) ?? []) {
      const known = this.#known.get(next)
      if (!known || !laterThan(known.at, this.#known.get(id)?.at as Origin) || stateOf(this.#sides(next, known, nowMs)) !== 'holds') continue
      if (!found || laterThan(known.at, found.at)) found = { id: next, at: known.at }
    }
    return found?.id
  }

  #versionOf(id: StatementId): number {
    let version = 1
    const seen = new Set([id])
    for (let at = this.#known.get(id)?.says.instead; at !== undefined && !seen.has(at) && version < versionsMax; at = this.#known.get(at)?.says.instead) {
      if (!this.#known.has(at)) break
      seen.add(at)
      version++
    }
    return version
  }

  /** Everybody this concerns: who proposed it, who is asked, and each thing in its rules. */
  #sides(id: StatementId, { by, says, rules }: Known, nowMs: number): SideRow[] {
    const acts = new Set(rules.map((rule) => thingOf(rule.act)))
    const tells = new Set(rules.flatMap((rule) => pointsOf(rule).senses.map(thingOf)))
    const answers = this.#answers.get(id) ?? []
    const things = [...new Set([...acts, ...tells])].map((thing) => {
      const does = [...(acts.has(thing) ? (['acts'] as const) : []), ...(tells.has(thing) ? (['tells'] as const) : [])]
      return this.#sideOfThing(thing, does, answers, nowMs)
    })
    const wares = [...new Set([by, ...(says.with ?? [])])].map((ware) =>
      sideOf({ ware, does: ['asked'] }, answers.filter((answer) => answer.says.thing === undefined && answer.ware === ware), nowMs)
    )
    return [...things, ...wares]
  }

  #sideOfThing(thing: ThingId, does: SideRow['does'], answers: readonly Answer[], nowMs: number): SideRow {
    const row = this.#things.one(thing)
    // What was never here, or is not there any more, cannot say yes.
    if (!row) return { ware: '', thing, does, says: 'nothing' }
    const own = answers.filter(({ says, ware, ofAll }) => (ofAll || says.thing === thing) && (ware === row.bridge || ware === row.keeper))
    return sideOf({ ware: row.keeper, thing, does }, own, nowMs)
  }

  #refresh(): void {
    const { proposed, yeses, noes } = this.#state
    const seen = `${this.#standing.era} ${this.#standing.undoVersion} ${this.#things.version} ${proposed.version} ${yeses.version} ${noes.version}`
    if (seen === this.#seen) return
    this.#seen = seen
    this.#version++
    this.#known = new Map()
    this.#instead = new Map()
    this.#answers = new Map()
    for (const [id, filed] of proposed) {
      const at = originAt(id, filed)
      const by = this.#standing.wareOf(at)
      const rules = filed.says.rules.map(readRule)
      // A template cannot be in force: somebody has to say which things its roles are.
      if (by === undefined || !rules.every((rule) => rule !== undefined && isFilled(rule))) continue
      this.#known.set(id, { at, by, says: filed.says, rules: rules as Rule[] })
      const { instead, pledge, until } = filed.says
      this.#answers.set(id, [{ at, ware: by, says: { type: 'agreement.yes', until, ...(pledge !== undefined && { pledge }) }, ofAll: true }])
      if (instead !== undefined) this.#instead.set(instead, [...(this.#instead.get(instead) ?? []), id])
    }
    for (const table of [yeses, noes]) {
      for (const [id, filed] of table) {
        const at = originAt(id, filed)
        const ware = this.#standing.wareOf(at)
        const agreement = this.#known.get(filed.says.agreement)
        if (ware === undefined || !agreement || at.lamport <= agreement.at.lamport) continue
        const answers = this.#answers.get(filed.says.agreement) ?? []
        answers.push({ at, ware, says: filed.says })
        this.#answers.set(filed.says.agreement, answers)
      }
    }
  }
}

const isFilled = (rule: Rule): boolean => {
  const { act, senses } = pointsOf(rule)
  return [act, ...senses].every((point) => !isRole(point))
}

function sideOf(side: Pick<SideRow, 'ware' | 'thing' | 'does'>, answers: readonly Answer[], nowMs: number): SideRow {
  let last: Answer | undefined
  for (const answer of answers) if (!last || laterThan(answer.at, last.at)) last = answer
  if (!last) return { ...side, says: 'nothing' }
  const { says, at } = last
  if (says.type === 'agreement.no') {
    const tookBack = answers.some((answer) => answer.says.type === 'agreement.yes' && laterThan(at, answer.at))
    return { ...side, says: 'no', said: at.id, ...(tookBack && { tookBack }), ...(says.why !== undefined && { why: says.why }) }
  }
  return { ...side, says: 'yes', said: at.id, untilMs: says.until, ...(says.pledge !== undefined && { pledge: says.pledge }), ...(says.until <= nowMs && { lapsed: true as const }) }
}

function stateOf(sides: readonly SideRow[]): AgreementState {
  if (sides.some((side) => side.tookBack)) return 'withdrawn'
  if (sides.some((side) => side.says === 'no')) return 'declined'
  if (sides.some((side) => side.says === 'nothing')) return 'asked'
  return sides.some((side) => side.lapsed) ? 'lapsed' : 'holds'
}

function wordsOf(state: AgreementState, sides: readonly SideRow[]): Message {
  if (state === 'asked') return agreementsMessage('agreements.asked', { n: sides.filter((side) => side.says === 'nothing').length })
  return agreementsMessage(`agreements.${state}`)
}
