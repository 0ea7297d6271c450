/** Agreements as they stand: who said what, and what that comes to at a moment. */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { outranks, type ThingId, type ThingsView } from '../senses/index.ts'
import type { Standing } from '../undo/index.ts'
import { agreementsMessage, type Message } from '../words/index.ts'
import { type AgreementWord, agreementWords } from './again.ts'
import { type Answer, contentOf, type KnownAgreement, knownIn, type SideAnswered, type Unknown } from './known.ts'
import { pointsOf, thingOf } from './points.ts'
import type { AgreementRow, AgreementState, SideRow, UnreadAgreements } from './rows.ts'
import { type AgreementsState, agreementLimits } from './types.ts'

/** Of those that take the place of one another so many are looked at. */
const chainMax = 100

interface Alone {
  readonly state: AgreementState
  readonly yeses: readonly IdText[]
}

export class AgreementsView {
  readonly #state: AgreementsState
  readonly #standing: Standing
  readonly #things: ThingsView
  #seen = ''
  #version = 0
  #known: ReadonlyMap<StatementId, KnownAgreement> = new Map()
  #unknown: Unknown = new Map()
  #instead = new Map<StatementId, StatementId[]>()
  readonly #alones = new Map<StatementId, Alone>()
  #aloneMs = Number.NaN

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
      .map(([, known]) => this.#row(known, nowMs))
  }

  one(id: StatementId, nowMs: number): AgreementRow | undefined {
    this.#refresh()
    const known = this.#known.get(id)
    return known && this.#row(known, nowMs)
  }

  /** What a yes to it names. */
  contentOf(id: StatementId): IdText | undefined {
    this.#refresh()
    const known = this.#known.get(id)
    return known && contentOf(known)
  }

  /** What was said of agreements and still stands, word by word, so that whoever said it can say it again to those who cannot read it (K4). */
  words(nowMs: number): AgreementWord[] {
    this.#refresh()
    return [...this.#known.values()].flatMap((known) => {
      const sides = this.#answered(known, nowMs)
      return agreementWords(known, { state: this.#replacedBy(known.id, nowMs) ? 'replaced' : stateOf(sides.map(({ row }) => row)), version: this.#versionOf(known.id), sides, nowMs })
    })
  }

  /** Pledges of which is known here that they were given, and not what for. */
  unread(nowMs: number): UnreadAgreements {
    this.#refresh()
    let pledges = 0
    const by = new Set<IdText>()
    for (const answers of this.#unknown.values()) {
      const last = new Map<string, Answer>()
      for (const answer of answers) {
        const side = `${answer.ware} ${answer.thing ?? ''}`
        const known = last.get(side)
        if (!known || outranks(answer, known)) last.set(side, answer)
      }
      for (const { ware, until } of last.values()) {
        if (until === undefined || until <= nowMs) continue
        pledges++
        by.add(ware)
      }
    }
    return { pledges, by: [...by].sort() }
  }

  #row(known: KnownAgreement, nowMs: number): AgreementRow {
    const { id, by, says, rules, at } = known
    const sides = this.#sides(known, nowMs)
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
      ...(this.#endsOfOthers(known) && { endsOfOthers: true as const }),
      ...(replacedBy && { replacedBy }),
      version: this.#versionOf(id),
      words: wordsOf(state, sides),
      lamport: at.lamport
    }
  }

  /** Nobody makes a thing safe from others but who answers for it. */
  #isSafety({ by, says, rules }: KnownAgreement): boolean {
    return says.safety === true && rules.every((rule) => {
      const thing = this.#things.one(thingOf(rule.act))
      return thing?.bridge === by || thing?.keeper === by
    })
  }

  /**
   * One that takes its place and holds by itself, with the yes of somebody who may end this one: the last, where there are several. One that is
   * proposed in the place of such a one does so as well, while what lies between is not over, where who proposed it may end this one: a thing that
   * says yes by itself looks at the nearest alone. What is over is not said again (K4), so nothing follows from it.
   */
  #replacedBy(id: StatementId, nowMs: number): StatementId | undefined {
    const nearest = this.#instead.get(id)
    const before = this.#known.get(id)
    if (!nearest || !before) return undefined
    const sides = this.#saysFor(before)
    let found: { id: StatementId; at: Origin } | undefined
    const chain = new Set(nearest)
    for (const next of chain) {
      const known = this.#known.get(next)
      if (!known) continue
      const { state, yeses } = this.#alone(known, nowMs)
      const further = (state === 'holds' || state === 'asked') && yeses.length > 0 && chain.size < chainMax ? this.#instead.get(next) : undefined
      for (const each of further ?? []) chain.add(each)
      if (state !== 'holds' || !laterThan(known.at, before.at) || (found && !laterThan(known.at, found.at))) continue
      if ((known.says.instead === id || sides.has(known.by)) && yeses.some((ware) => sides.has(ware))) found = { id: next, at: known.at }
    }
    return found?.id
  }

  /** What it comes to by itself, and who says yes to it. Worked out once for each at one moment. */
  #alone(known: KnownAgreement, nowMs: number): Alone {
    if (nowMs !== this.#aloneMs) this.#alones.clear()
    this.#aloneMs = nowMs
    let alone = this.#alones.get(known.id)
    if (!alone) {
      const answered = this.#answered(known, nowMs)
      const yeses = answered.flatMap(({ last }) => (last?.until !== undefined && last.until > nowMs ? [last.ware] : []))
      this.#alones.set(known.id, (alone = { state: stateOf(answered.map(({ row }) => row)), yeses }))
    }
    return alone
  }

  /** Who answers for a side of it, and so may end it (P2). */
  #saysFor({ by, says, rules }: KnownAgreement): ReadonlySet<IdText> {
    const things = rules.flatMap((rule) => [rule.act, ...pointsOf(rule).senses]).flatMap((point) => this.#things.one(thingOf(point)) ?? [])
    return new Set([by, ...(says.with ?? []), ...things.flatMap(({ bridge, keeper }) => [bridge, keeper])])
  }

  /** Whether what this one would end is an agreement in which its proposer has no say, or one that cannot be read here (K4): then it may be. */
  #endsOfOthers({ by, says: { instead } }: KnownAgreement): boolean {
    if (instead === undefined) return false
    const before = this.#known.get(instead)
    return before ? !this.#saysFor(before).has(by) : !this.#state.proposed.has(instead)
  }

  /** Counted as far as is known here; from there on as it was told. */
  #versionOf(id: StatementId): number {
    let version = 1
    const seen = new Set([id])
    let known = this.#known.get(id)
    for (; known && version < agreementLimits.versionsMax; version++) {
      const { instead }: { instead?: StatementId } = known.says
      if (instead === undefined || seen.has(instead)) return version
      const before = this.#known.get(instead)
      if (!before) return Math.min(version + known.version - 1, agreementLimits.versionsMax)
      seen.add(instead)
      known = before
    }
    return version
  }

  #sides(known: KnownAgreement, nowMs: number): SideRow[] {
    return this.#answered(known, nowMs).map(({ row }) => row)
  }

  /** Everybody this concerns: who proposed it, who is asked, and each thing in its rules. */
  #answered({ by, says, rules, answers }: KnownAgreement, nowMs: number): SideAnswered[] {
    const acts = new Set(rules.map((rule) => thingOf(rule.act)))
    const tells = new Set(rules.flatMap((rule) => pointsOf(rule).senses.map(thingOf)))
    const things = [...new Set([...acts, ...tells])].map((thing) => {
      const does = [...(acts.has(thing) ? (['acts'] as const) : []), ...(tells.has(thing) ? (['tells'] as const) : [])]
      return this.#sideOfThing(thing, does, answers, nowMs)
    })
    const wares = [...new Set([by, ...(says.with ?? [])])].map((ware) =>
      sideOf({ ware, does: ['asked'] }, answers.filter((answer) => answer.thing === undefined && answer.ware === ware), nowMs)
    )
    return [...things, ...wares]
  }

  #sideOfThing(thing: ThingId, does: SideRow['does'], answers: readonly Answer[], nowMs: number): SideAnswered {
    const row = this.#things.one(thing)
    // What was never here, or is not there any more, cannot say yes.
    if (!row) return { row: { ware: '', thing, does, says: 'nothing' }, answers: [] }
    const own = answers.filter(({ thing: of, ware, ofAll }) => (ofAll || of === thing) && (ware === row.bridge || ware === row.keeper))
    return sideOf({ ware: row.keeper, thing, does }, own, nowMs)
  }

  #refresh(): void {
    const { proposed, yeses, noes, retold, agains } = this.#state
    const said = [proposed, yeses, noes, retold, agains].map(({ version }) => version).join(' ')
    const seen = `${this.#standing.era} ${this.#standing.undoVersion} ${this.#things.version} ${said}`
    if (seen === this.#seen) return
    this.#seen = seen
    this.#version++
    this.#alones.clear()
    const { known, unknown } = knownIn(this.#state, this.#standing)
    this.#known = known
    this.#unknown = unknown
    this.#instead = new Map()
    for (const [id, { says: { instead } }] of known) {
      if (instead === undefined) continue
      const nexts = this.#instead.get(instead)
      if (nexts) nexts.push(id)
      else this.#instead.set(instead, [id])
    }
    // Of too many not all are followed: which those are follows from what was said, and not from when it was heard.
    for (const nexts of this.#instead.values()) if (nexts.length > 1) nexts.sort((a, b) => byPlace(known.get(a), known.get(b)))
  }
}

/** Earlier proposals first. */
const byPlace = (a?: KnownAgreement, b?: KnownAgreement): number => (a && b && laterThan(a.at, b.at) ? 1 : -1)

function sideOf(side: Pick<SideRow, 'ware' | 'thing' | 'does'>, answers: readonly Answer[], nowMs: number): SideAnswered {
  let last: Answer | undefined
  for (const answer of answers) if (!last || outranks(answer, last)) last = answer
  if (!last) return { row: { ...side, says: 'nothing' }, answers }
  const { place, until, pledge, why } = last
  if (until === undefined) {
    const tookBack = answers.some((answer) => answer.until !== undefined && laterThan(place, answer.place))
    return { row: { ...side, says: 'no', said: place.id, ...(tookBack && { tookBack }), ...(why !== undefined && { why }) }, answers, last }
  }
  return { row: { ...side, says: 'yes', said: place.id, untilMs: until, ...(pledge !== undefined && { pledge }), ...(until <= nowMs && { lapsed: true as const }) }, answers, last }
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
