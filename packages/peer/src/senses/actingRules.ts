/** Which rules a device acts on: those of agreements that hold, about things that it brings in. */
import { type Agreed, type AgreementRow, thingOf, type ThingsView } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { ruleId } from './ruleId.ts'

export interface ActedOn extends Agreed {
  readonly safety: boolean
}

export const rulesFor = (rows: readonly AgreementRow[], things: ThingsView, me: IdText): ActedOn[] =>
  rows.flatMap((row) =>
    row.state === 'holds'
      ? row.rules.flatMap((rule, index) => {
          const thing = things.one(thingOf(rule.act))
          if (thing?.device !== me || thing.gone) return []
          const until = row.untilMs === undefined ? {} : { untilMs: row.untilMs }
          return [{ id: ruleId(row.id, index), version: String(row.version), rule, safety: row.safety === true, ...until }]
        })
      : []
  )

/** When the first of all yeses is over; infinite when none is. */
export const firstLapse = (rows: readonly AgreementRow[], nowMs: number): number =>
  rows.reduce((least, { untilMs }) => (untilMs !== undefined && untilMs > nowMs ? Math.min(least, untilMs + 1) : least), Number.POSITIVE_INFINITY)
