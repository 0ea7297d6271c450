/** How act points stand, and why, as apps show it. */
import { type ActRow, type AgreementRow, type Condition, guardOf, guardsOf, type PointId, type PointOf, type SlotsShown, type ThingRow, type Why, type WhyNow } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import type { GuardRow, SlotName, SlotRow, StandRow, WhyPart, WhyRow } from '../api/senses.ts'
import { slotNames } from '../api/senses.ts'
import type { Acting } from './acting.ts'
import { isSame, sensesIn } from './actPoints.ts'
import type { Last, Now } from './now.ts'
import { guardsMax } from './questions.ts'
import { keptBy, ofRuleId, ruleId } from './ruleId.ts'

/** Of acts that are not kept here: nothing. */
export const standOf = (acting: Acting, now: Now, { thing, point: act }: Extract<PointOf, { kind: 'act' }>, may: (point: PointId) => boolean, rows: readonly AgreementRow[]): StandRow[] => {
  const addressOf = (key: string): PointId => `${thing.id}/${key}`
  const lastOf = (told: string | undefined) => (told !== undefined && may(addressOf(told)) ? now.last(addressOf(told)) : undefined)
  const point = addressOf(act.key)
  const shown = acting.keeper.show(point)
  if (!shown) return []
  const last = lastOf(act.toldBy)
  const guards = guardRows(thing, act, lastOf)
  const { holding, sinceMs } = shown
  return [
    {
      point,
      ...(last && 'known' in last && { told: last.known }),
      ...(holding && { asked: holding.value }),
      // Since when it is as it is would tell when somebody passed.
      ...(sinceMs !== undefined && !acting.hangsOnPassings(point) && { sinceMs }),
      slots: slotNames.map((slot) => slotOf(slot, shown, acting.hangsOnPassings(point))),
      ...(guards.length > 0 && { guards }),
      ...(rows.some((row) => row.state === 'holds' && row.safety && row.rules.some((rule) => rule.act === point)) && !guards.some(({ stands }) => stands === 'kept') && { boxOnly: true })
    }
  ]
}

/** What its keeper set the thing to guard itself by, and whether it says that it stands so. */
const guardRows = (thing: ThingRow, act: ActRow, lastOf: (told: string | undefined) => Last | undefined): GuardRow[] =>
  guardsOf(thing.acts, act).slice(0, guardsMax).flatMap((guard): GuardRow[] => {
    const kind = guardOf(guard)
    const value = guard.will?.kept
    if (kind === undefined || value === undefined) return []
    const last = lastOf(guard.toldBy)
    const stands = last === undefined ? 'untold' : 'known' in last && isSame(value, last.known.value, guard) ? 'kept' : 'not-yet'
    return [{ point: `${thing.id}/${guard.key}`, is: kind, value, stands }]
  })

/** A lease of an agreement begins when it asks: of what hangs on passings that is when somebody passed. */
function slotOf(slot: SlotName, { holding, claims }: SlotsShown, hangsOnPassings: boolean): SlotRow {
  const isTimed = !hangsOnPassings || (slot !== 'agreement' && slot !== 'safety')
  const mine = claims.filter((claim) => nameOf(claim.slot) === slot)
  const [first, ...rest] = mine
  const decides = holding !== undefined && nameOf(holding.slot) === slot
  const shown = decides ? holding : first
  const others = decides ? mine.filter((claim) => claim.by !== holding.by) : rest
  return {
    slot,
    decides,
    ...(shown && { value: shown.value, ...(isTimed && shown.untilMs !== undefined && { untilMs: shown.untilMs }), ...byOf(slot, shown.by) }),
    waiting: others.map((claim) => ({ value: claim.value, ...byOf(slot, claim.by) }))
  }
}

const nameOf = (slot: SlotsShown['claims'][number]['slot']): SlotName => (slot === 'default' ? 'rest' : slot)

/** Who asks when a program does in the name of a ware; a ware's id has no space in it. */
export const claimant = (ware: IdText, program: string): string => `${ware} ${program}`

const byOf = (slot: SlotName, by: string): Pick<SlotRow, 'ware' | 'agreement'> =>
  slot === 'person' ? { ware: by.split(' ', 1)[0] ?? by } : slot === 'agreement' || (slot === 'safety' && by !== keptBy) ? { agreement: ofRuleId(by).agreement } : {}

/** Why each rule about an act point asks what it asks. */
export const whyOf = (acting: Acting, rows: readonly AgreementRow[], point: PointId): WhyRow[] => {
  const hangs = (condition: Condition): boolean => sensesIn(condition).some((each) => acting.tellsOfPassings(each))
  return rows.flatMap((row) =>
    row.rules.flatMap((rule, index) => {
      const id = ruleId(row.id, index)
      const now = rule.act === point ? acting.engine.whyNow(id) : undefined
      return now ? [whyRow(row, index, { ...pressWaits(acting, point, id), ...now }, hangs)] : []
    })
  )
}

/** A press that waits for the least hold of its button; of one that hangs on passings nothing is told. */
const pressWaits = (acting: Acting, point: PointId, rule: string): Pick<WhyNow, 'waitsUntilMs'> => {
  const pressing = acting.hangsOnPassings(point) ? undefined : acting.keeper.show(point)?.pressing
  return pressing?.by.includes(rule) ? { waitsUntilMs: pressing.untilMs } : {}
}

/** Of what hangs on passings no moment is told: it would be one at which somebody passed. */
type Hangs = (condition: Condition) => boolean

const whyRow = (row: AgreementRow, rule: number, { value, atMs, why, inTheWay, waitsUntilMs }: WhyNow, hangs: Hangs): WhyRow => ({
  agreement: row.id,
  version: row.version,
  rule,
  ...(value !== undefined && { value }),
  atMs: Number.isFinite(atMs) && !hangs(why.condition) ? atMs : 0,
  why: partOf(why, hangs),
  inTheWay: inTheWay.map((each) => partOf(each, hangs)),
  ...(waitsUntilMs !== undefined && !hangs(why.condition) && { waitsUntilMs })
})

const partOf = ({ truth, of, sinceMs, leftMs, lastMs, untilMs, ...why }: Why, hangs: Hangs): WhyPart => ({
  ...why,
  ...(!hangs(why.condition) && { ...(sinceMs !== undefined && { sinceMs }), ...(leftMs !== undefined && { leftMs }), ...(lastMs !== undefined && { lastMs }), ...(untilMs !== undefined && { untilMs }) }),
  truth: truth ?? null,
  of: of.map((each) => partOf(each, hangs))
})
