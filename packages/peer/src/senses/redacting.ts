/**
 * Why an act was done, for whoever may not see all that was sensed for it: what the rule is, and what it asks, is everybody's to know; what
 * a point told, when, and whether somebody is near, goes no further than the point itself does.
 */
import { type Condition, type PointId, pointsOf } from '@commune/commune'
import type { WhyPart, WhyRow } from '../api/senses.ts'

/** `may`: whether a point is told as it is to whoever asks. */
export const redacted = (rows: readonly WhyRow[], may: (point: PointId) => boolean): WhyRow[] =>
  rows.map((row) => ({ ...row, why: partFor(row.why, may), inTheWay: row.inTheWay.map((part) => partFor(part, may)) }))

const partFor = (part: WhyPart, may: (point: PointId) => boolean): WhyPart => {
  if (pointsIn(part.condition).every(may)) return part
  const { condition, of, measured } = part
  const parts = of.map((each) => partFor(each, may))
  return { condition, truth: null, of: parts, ...(measured && { measured: { point: measured.point, freshness: 'not-told', ...(measured.unit !== undefined && { unit: measured.unit }), against: measured.against } }), notTold: true }
}

const pointsIn = (condition: Condition): readonly PointId[] => pointsOf({ act: 'no/act', to: true, while: condition, otherwise: 'rest', unsure: 'rest' }).senses as PointId[]
