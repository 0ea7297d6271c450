/**
 * Why an act was done, and how an act point stands, for whoever may not see all that was sensed for it: what the rule is, is everybody's to
 * know; what a point told, when, and whether somebody is near, goes no further than the point itself does. Nor does what a rule asks at a
 * moment that looks at such a point, and whether it decides: who asked each second would learn of each passing as it happens (P6).
 */
import { type Condition, type PointId, pointsOf, type Rule } from '@commune/commune'
import type { SlotRow, StandRow, WhyPart, WhyRow } from '../api/senses.ts'

/** Whether a point is told as it is to whoever asks. */
type May = (point: PointId) => boolean

export const redacted = (rows: readonly WhyRow[], may: May): WhyRow[] =>
  rows.map((row) => {
    const { agreement, version, rule } = row
    const why = partFor(row.why, may)
    // Whether anything stands in the way says by itself that the rule does not hold.
    return pointsIn(row.why.condition).every(may) ? row : { agreement, version, rule, why, atMs: 0, inTheWay: [] }
  })

/** `rules`: those of agreements that hold. Whoever may see the thing itself learns nothing by this that it does not tell. */
export const standFor = (stand: StandRow, rules: readonly Rule[], may: May, maySeeIt: boolean): StandRow => {
  if (maySeeIt || rules.every((rule) => (pointsOf(rule).senses as PointId[]).every(may))) return stand
  const { asked, sinceMs: _, slots, ...row } = stand
  const isByHand = slots.some(({ slot, decides }) => decides && (slot === 'device' || slot === 'person'))
  return { ...row, ...(asked !== undefined && isByHand && { asked }), slots: slots.map(slotFor) }
}

function slotFor(row: SlotRow): SlotRow {
  if (row.slot === 'device' || row.slot === 'person') return row
  return row.slot === 'rest' ? { ...row, decides: false } : { slot: row.slot, decides: false, notTold: true, waiting: [] }
}

const partFor = (part: WhyPart, may: (point: PointId) => boolean): WhyPart => {
  if (pointsIn(part.condition).every(may)) return part
  const { condition, of, measured } = part
  const parts = of.map((each) => partFor(each, may))
  return { condition, truth: null, of: parts, ...(measured && { measured: { point: measured.point, freshness: 'not-told', ...(measured.unit !== undefined && { unit: measured.unit }), against: measured.against } }), notTold: true }
}

const pointsIn = (condition: Condition): readonly PointId[] => pointsOf({ act: 'no/act', to: true, while: condition, otherwise: 'rest', unsure: 'rest' }).senses as PointId[]
