/**
 * What was said of agreements and still stands, word by word, so that it can be said again to those who cannot read it (K4): each side its
 * own yes, and the proposal whoever says yes to it. Of what is over nothing is said again, but a no to those who know of what it is said of.
 */
import type { IdText, Origin, RawStatement } from '@commune/protocol'
import { type Answer, contentOf, type KnownAgreement, type SideAnswered } from './known.ts'
import type { AgreementState } from './rows.ts'

export interface Teller {
  readonly ware: IdText
  readonly device: IdText | null
}

export interface AgreementWord {
  /** Who may say it again, who should first, each with the device that said so itself. */
  readonly by: readonly Teller[]
  /** How it is said again. */
  readonly statement: RawStatement
  /** By which it can be known, each by all of these together. */
  readonly ways: readonly (readonly Origin[])[]
  /** It is news only to those who know of something by one of these; left out: to everybody. */
  readonly newsTo?: readonly (readonly Origin[])[]
}

export interface AgreementStanding {
  readonly state: AgreementState
  readonly version: number
  readonly sides: readonly SideAnswered[]
  readonly nowMs: number
}

export const agreementWords = (known: KnownAgreement, { state, version, sides, nowMs }: AgreementStanding): AgreementWord[] => {
  const told: readonly (readonly Origin[])[] = [...(known.isOriginal ? [[known.at]] : []), ...known.retold.map((at) => [at])]
  if (state === 'holds' || state === 'asked') {
    const yeses = sides.flatMap(({ last, answers }) => (last?.until !== undefined && last.until > nowMs ? [{ last, answers }] : []))
    const words = yeses.map(({ last, answers }) => wordOf(known, last, answers))
    const others = new Map(yeses.flatMap(({ last: { ware, device } }) => (ware === known.by ? [] : [[ware, { ware, device }] as const])))
    const by = [{ ware: known.by, device: known.at.device }, ...[...others.values()].sort((a, b) => (a.ware < b.ware ? -1 : 1))]
    return yeses.length === 0 ? [] : [{ by, statement: retellingOf(known, version), ways: told }, ...once(words)]
  }
  // A no that somebody cannot read would leave them with a yes.
  const noes = sides.flatMap(({ last, answers }) => {
    if (!last || last.until !== undefined) return []
    const yeses = answers.filter(({ until }) => until !== undefined)
    return [{ ...wordOf(known, last, answers), newsTo: [...told, ...yeses.flatMap((yes) => waysOf(known, yes))] }]
  })
  return once(noes)
}

/** One answer may be that of several sides. */
const once = (words: readonly AgreementWord[]): AgreementWord[] => [...new Map(words.map((word) => [JSON.stringify(word.statement), word])).values()]

function wordOf(known: KnownAgreement, last: Answer, answers: readonly Answer[]): AgreementWord {
  const { place, ware, device, thing, until, pledge, why } = last
  const same = answers.filter((answer) => answer.place.id === place.id && answer.place.lamport === place.lamport && answer.ware === ware)
  const statement = {
    ...{ type: 'agreement.again', agreement: known.id, again: place.id, lamport: place.lamport },
    ...(thing !== undefined && { thing }),
    ...(until !== undefined && { until, content: contentOf(known) }),
    ...(pledge !== undefined && { pledge }),
    ...(why !== undefined && { why })
  }
  return { by: [{ ware, device }], statement, ways: same.flatMap((answer) => waysOf(known, answer)) }
}

/** A yes that names no content says nothing to those who cannot read the proposal. */
const waysOf = (known: KnownAgreement, { at, until, content }: Answer): Origin[][] => {
  if (until === undefined || content !== undefined) return [[at]]
  return known.isOriginal ? [[at, known.at]] : []
}

const retellingOf = ({ id, at, by, says }: KnownAgreement, version: number): RawStatement => {
  const { rules, name, with: asked, instead, safety, note } = says
  return {
    ...{ type: 'agreement.retell', agreement: id, lamport: at.lamport, by, rules: [...rules] },
    ...(name !== undefined && { name }),
    ...(asked !== undefined && { with: [...asked] }),
    ...(instead !== undefined && { instead }),
    ...(note !== undefined && { note }),
    ...(safety !== undefined && { safety }),
    ...(version > 1 && { version })
  }
}
