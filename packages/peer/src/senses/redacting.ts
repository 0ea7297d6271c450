/**
 * Why an act was done and how it stands, for whoever may not see all that was sensed for it: what the rules are is everybody's to know; what
 * a point told, when, and whether somebody is near, goes no further than the point itself does. What a rule asks at a moment, and whether it
 * decides, says all of that to who asks each second: the lamp is asked to shine, so somebody is near.
 */
import { type AgreementRow, type Condition, type PointId, pointsOf } from '@commune/commune'
import type { StandRow, WhyPart, WhyRow } from '../api/senses.ts'

/** `may`: whether a point is told as it is to whoever asks. */
export const redacted = (rows: readonly WhyRow[], may: (point: PointId) => boolean): WhyRow[] =>
  rows.map((row) => {
    const { agreement, version, rule } = row
    // Whether anything stands in the way says by itself that the rule does not hold.
    const parts = { why: partFor(row.why, may), inTheWay: row.inTheWay.map((part) => partFor(part, may)) }
    const isOpen = [row.why, ...row.inTheWay].every(({ condition }) => pointsIn(condition).every(may))
    return isOpen ? { ...row, ...parts } : { agreement, version, rule, why: parts.why, atMs: 0, inTheWay: [] }
  })

/** How an act point stands, without what rules over points ask that are not told to who wants to know: who moved it by hand is. */
export const redactedStand = (stand: StandRow, agreements: readonly AgreementRow[], may: (point: PointId) => boolean): StandRow => {
  const rules = agreements.flatMap((row) => row.rules).filter(({ act }) => act === stand.point)
  if (rules.every((rule) => (pointsOf(rule).senses as PointId[]).every(may))) return stand
  const { asked, sinceMs, ...rest } = stand
  const byHand = new Set(stand.slots.filter(({ slot, decides }) => decides && isByHand(slot)).map(({ slot }) => slot))
  return {
    ...rest,
    notTold: true,
    ...(byHand.size > 0 && { ...(asked !== undefined && { asked }), ...(sinceMs !== undefined && { sinceMs }) }),
    slots: stand.slots.map((row) => (isByHand(row.slot) ? row : { slot: row.slot, decides: false, waiting: [] }))
  }
}

const isByHand = (slot: StandRow['slots'][number]['slot']): boolean => slot === 'person' || slot === 'device'

const partFor = (part: WhyPart, may: (point: PointId) => boolean): WhyPart => {
  if (pointsIn(part.condition).every(may)) return part
  const { condition, of, measured } = part
  const parts = of.map((each) => partFor(each, may))
  return { condition, truth: null, of: parts, ...(measured && { measured: { point: measured.point, freshness: 'not-told', ...(measured.unit !== undefined && { unit: measured.unit }), against: measured.against } }), notTold: true }
}

const pointsIn = (condition: Condition): readonly PointId[] => pointsOf({ act: 'no/act', to: true, while: condition, otherwise: 'rest', unsure: 'rest' }).senses as PointId[]
