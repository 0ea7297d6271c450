/**
 * Why an act was done, and how an act point stands, for whoever may not see all that was sensed for it: what the rule is, and what it asks, is
 * everybody's to know; what a point told, when, and whether somebody is near, goes no further than the point itself does. What a rule asks
 * that looks at passings, or at where somebody is, would tell of them as they happen: it goes no further either (P6).
 */
import { type Condition, type PointId, pointsOf, type Rule, type ThingsView } from '@commune/commune'
import type { SlotRow, StandRow, WhyPart, WhyRow } from '../api/senses.ts'

/** Whether a point is told as it is to whoever asks. */
type May = (point: PointId) => boolean

/** `about`: whether what a point tells is about people (`tellsOfPeople`). */
export const redacted = (rows: readonly WhyRow[], may: May, about: May): WhyRow[] =>
  rows.map(({ value, waitsUntilMs, atMs, ...row }) => {
    const hidden = pointsIn(row.why.condition).filter((point) => !may(point))
    const isTimed = hidden.length === 0
    return {
      ...row,
      atMs: isTimed ? atMs : 0,
      ...(value !== undefined && !hidden.some(about) && { value }),
      ...(isTimed && waitsUntilMs !== undefined && { waitsUntilMs }),
      why: partFor(row.why, may),
      inTheWay: hidden.some(about) ? [] : row.inTheWay.map((part) => partFor(part, may))
    }
  })

/** `rules`: those of agreements that hold. Whoever may see the thing itself learns nothing by this that it does not tell. */
export const standFor = (stand: StandRow, rules: readonly Rule[], may: May, about: May, maySeeIt: boolean): StandRow => {
  const hidden = maySeeIt ? [] : rules.flatMap((rule) => pointsOf(rule).senses as PointId[]).filter((point) => !may(point))
  if (hidden.length === 0) return stand
  const isAbout = hidden.some(about)
  const { asked, sinceMs: _, slots, ...row } = stand
  const isOpen = !isAbout || slots.some(({ slot, decides }) => decides && (slot === 'device' || slot === 'person'))
  return { ...row, ...(asked !== undefined && isOpen && { asked }), slots: slots.map((slot) => slotFor(slot, isAbout)) }
}

function slotFor(row: SlotRow, isAbout: boolean): SlotRow {
  if (row.slot === 'device' || row.slot === 'person') return row
  if (isAbout) return row.slot === 'rest' ? { ...row, decides: false } : { slot: row.slot, decides: false, notTold: true, waiting: [] }
  const { untilMs: _, ...rest } = row
  return rest
}

/** Passings, and what is about one body or about where somebody is. */
export const tellsOfPeople = (things: ThingsView): May => (point) => {
  const of = things.point(point)
  return of?.kind === 'pulse' || (of?.kind === 'reading' && things.choiceOf(of.thing, of.point).class === 'personal')
}

const partFor = (part: WhyPart, may: (point: PointId) => boolean): WhyPart => {
  if (pointsIn(part.condition).every(may)) return part
  const { condition, of, measured } = part
  const parts = of.map((each) => partFor(each, may))
  return { condition, truth: null, of: parts, ...(measured && { measured: { point: measured.point, freshness: 'not-told', ...(measured.unit !== undefined && { unit: measured.unit }), against: measured.against } }), notTold: true }
}

const pointsIn = (condition: Condition): readonly PointId[] => pointsOf({ act: 'no/act', to: true, while: condition, otherwise: 'rest', unsure: 'rest' }).senses as PointId[]
