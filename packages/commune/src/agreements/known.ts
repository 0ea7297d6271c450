/**
 * Which agreements are known here, and all that was answered to each. A proposal that can be read is what it says. Of one that cannot be
 * (K4), what others say again stands in its place: nobody is believed for it, since a yes counts only for the very content it names.
 */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { jsonReader, originAt } from '../facts/index.ts'
import { type Placed, placeOf, speakerOf } from '../senses/index.ts'
import type { Standing } from '../undo/index.ts'
import { contentHash } from './content.ts'
import { isRole, pointsOf } from './points.ts'
import type { SideRow } from './rows.ts'
import type { Rule } from './rule.ts'
import { ruleSchema } from './shape.ts'
import type { AgreementAgain, AgreementNo, AgreementRetell, AgreementsState, AgreementYes, Proposed } from './types.ts'

const readRule = jsonReader(ruleSchema)

export interface Answer extends Placed {
  readonly ware: IdText
  readonly device: IdText | null
  readonly thing?: StatementId
  /** Of a yes; left out: it is a no. */
  readonly until?: number
  /** What it says yes to; left out: what the proposal says. */
  readonly content?: IdText
  readonly pledge?: string
  readonly why?: string
  /** Of who proposed it: for itself and for every thing it answers for. */
  readonly ofAll?: true
}

export interface KnownAgreement {
  readonly id: StatementId
  /** Where the proposal stands. */
  readonly at: Origin
  readonly by: IdText
  readonly says: Proposed
  readonly rules: readonly Rule[]
  /** It is read here itself. */
  readonly isOriginal: boolean
  /** Where it was said again so. */
  readonly retold: readonly Origin[]
  /** Of one whose beginning is not here, as it is told. */
  readonly version: number
  /** Those that count for it. */
  readonly answers: readonly Answer[]
}

/** A side, with all that was answered for it, and what counts of that. */
export interface SideAnswered {
  readonly row: SideRow
  readonly answers: readonly Answer[]
  readonly last?: Answer
}

/** Answers to an agreement that is not known here. */
export type Unknown = ReadonlyMap<StatementId, readonly Answer[]>

/** All agreements that are known, and what was answered to others. */
export const knownIn = (state: AgreementsState, standing: Standing): { known: Map<StatementId, KnownAgreement>; unknown: Unknown } => {
  const answers = answersIn(state, standing)
  const known = new Map<StatementId, KnownAgreement>()
  const retold = retoldIn(state, standing)
  for (const [id, filed] of state.proposed) {
    const at = originAt(id, filed)
    const by = standing.wareOf(at)
    const rules = rulesOf(filed.says)
    if (by === undefined || !rules) continue
    const { until, pledge } = filed.says
    const own: Answer = { at, place: at, ware: by, device: filed.device, until, ...(pledge !== undefined && { pledge }), ofAll: true }
    const one = { id, at, by, says: filed.says, rules, isOriginal: true, version: 1 }
    // Most was never said again, and then nothing is worked out for it.
    const said = answers.get(id) ?? []
    const again = retold.get(id)
    const content = again || said.some((answer) => answer.content !== undefined) ? contentOf(one) : undefined
    const retellings = [...(again ?? [])].flatMap(([text, { said: all }]) => (text === content ? all : []))
    known.set(id, { ...one, retold: retellings, answers: [own, ...counting(said, at, by, (answer) => answer.content === undefined || answer.content === content)] })
  }
  for (const [id, contents] of retold) {
    if (state.proposed.has(id)) continue
    const one = likeliest(contents, answers.get(id) ?? [])
    if (one) known.set(id, one)
  }
  const unknown = new Map([...answers].filter(([id]) => !state.proposed.has(id) && !retold.has(id)))
  return { known, unknown }
}

/** What was agreed on, as a yes names it. Worked out once for each. */
export const contentOf = (one: Pick<KnownAgreement, 'id' | 'at' | 'by' | 'says'>): IdText => {
  const found = contentsKnown.get(one.says)
  if (found?.by === one.by) return found.content
  const content = contentHash({ ...one.says, agreement: one.id, lamport: one.at.lamport, by: one.by })
  contentsKnown.set(one.says, { by: one.by, content })
  return content
}
const contentsKnown = new WeakMap<Proposed, { readonly by: IdText; readonly content: IdText }>()

/** A template cannot be in force: somebody has to say which things its roles are. Read once for each, however many there are. */
function rulesOf(says: Proposed): readonly Rule[] | undefined {
  const known = rulesKnown.get(says)
  if (known) return known.rules
  const read = says.rules.map(readRule)
  const rules = read.every((rule) => rule !== undefined && isFilled(rule)) ? (read as Rule[]) : undefined
  rulesKnown.set(says, { rules })
  return rules
}
const rulesKnown = new WeakMap<Proposed, { readonly rules: readonly Rule[] | undefined }>()

const isFilled = (rule: Rule): boolean => {
  const { act, senses } = pointsOf(rule)
  return [act, ...senses].every((point) => !isRole(point))
}

/** What was answered, by the agreement it was answered to. */
function answersIn({ yeses, noes, agains }: AgreementsState, standing: Standing): Map<StatementId, Answer[]> {
  const answers = new Map<StatementId, Answer[]>()
  const add = (agreement: StatementId, placed: Placed, device: IdText | null, says: AgreementYes | AgreementNo | AgreementAgain): void => {
    const ware = speakerOf(standing, placed)
    if (ware === undefined) return
    const all = answers.get(agreement)
    const answer: Answer = { ...placed, ware, device, ...fieldsOf(says) }
    if (all) all.push(answer)
    else answers.set(agreement, [answer])
  }
  for (const table of [yeses, noes]) {
    for (const [id, filed] of table) {
      const at = originAt(id, filed)
      add(filed.says.agreement, { at, place: at }, filed.device, filed.says)
    }
  }
  for (const [id, filed] of agains) {
    const at = originAt(id, filed)
    if (filed.says.lamport < at.lamport) add(filed.says.agreement, { at, place: placeOf(at, filed.says) }, filed.device, filed.says)
  }
  return answers
}

function fieldsOf(says: AgreementYes | AgreementNo | AgreementAgain): Pick<Answer, 'thing' | 'until' | 'content' | 'pledge' | 'why' | 'ofAll'> {
  const { thing, until, content, pledge, why } = says as AgreementAgain
  const isOfAll = says.type === 'agreement.again' && says.again === says.agreement
  return {
    ...(thing !== undefined && { thing }),
    ...(until !== undefined && { until }),
    ...(content !== undefined && { content }),
    ...(pledge !== undefined && { pledge }),
    ...(why !== undefined && { why }),
    ...(isOfAll && { ofAll: true as const })
  }
}

/** What was answered before the proposal does not count, nor in its place by another than who proposed it. */
const counting = (answers: readonly Answer[], at: Origin, by: IdText, isTo: (yes: Answer) => boolean): Answer[] =>
  answers.filter((answer) => {
    if (answer.until !== undefined && !isTo(answer)) return false
    return answer.ofAll ? answer.ware === by && answer.place.lamport === at.lamport : answer.place.lamport > at.lamport
  })

interface Retold {
  readonly one: AgreementRetell
  readonly place: Origin
  readonly rules: readonly Rule[]
  /** Where it was said, first and again. */
  readonly said: Origin[]
  first: Origin
  version: number
}

/** Retellings that hold, by agreement and content: they may contradict one another. */
function retoldIn({ retold }: AgreementsState, standing: Standing): Map<StatementId, Map<IdText, Retold>> {
  const found = new Map<StatementId, Map<IdText, Retold>>()
  for (const [id, filed] of retold) {
    const { agreement, lamport, by, version = 1 } = filed.says
    let all = found.get(agreement)
    if (!all) found.set(agreement, (all = new Map()))
    const place: Origin = { id: agreement, device: null, lamport }
    const [at, rules] = [originAt(id, filed), rulesOf(filed.says)]
    // Who proposed it may have taken it back: then nobody can say it again.
    if (!rules || lamport >= at.lamport || standing.wareOf(at) === undefined || standing.isUndoneBy(place, by)) continue
    const content = contentOf({ id: agreement, at: place, by, says: filed.says })
    const known = all.get(content)
    if (!known) {
      all.set(content, { one: filed.says, place, rules, said: [at], first: at, version })
      continue
    }
    known.said.push(at)
    if (laterThan(known.first, at)) Object.assign(known, { first: at, version })
  }
  for (const all of found.values()) for (const { said } of all.values()) said.sort((a, b) => (laterThan(a, b) ? 1 : -1))
  return found
}

/** Of several contents the one that most wares say yes to; of those with as many, the one that was told first. */
function likeliest(contents: ReadonlyMap<IdText, Retold>, answers: readonly Answer[]): KnownAgreement | undefined {
  let best: { readonly content: IdText; readonly retold: Retold; readonly wares: number } | undefined
  // In one pass: who floods with contents floods with yeses to them as well.
  const saying = new Map<IdText, Set<IdText>>()
  for (const { content, ware } of answers) {
    if (content === undefined || !contents.has(content)) continue
    const known = saying.get(content)
    if (known) known.add(ware)
    else saying.set(content, new Set([ware]))
  }
  for (const [content, retold] of contents) {
    const wares = saying.get(content)?.size ?? 0
    const isBetter = !best || wares > best.wares || (wares === best.wares && laterThan(best.retold.first, retold.first))
    if (isBetter) best = { content, retold, wares }
  }
  if (!best) return undefined
  const { content, retold: { one, place, rules, said, version } } = best
  return { id: one.agreement, at: place, by: one.by, says: one, rules, isOriginal: false, retold: said, version, answers: counting(answers, place, one.by, (yes) => yes.content === content) }
}
