/**
 * What a telling keeps over a restart, as JSON under `w<n>/o`, locked: how far each form has come, what was spent of each day, and what was
 * worked out and is not said yet. Nothing of what was sensed is in it but what goes out.
 */
import { type BudgetState, budgetSchema, type PointId, type Published, publishedSchema } from '@commune/commune'
import * as v from 'valibot'

/** Final values of one point that are to be said, and for how many seasons (0: for ever). */
export interface Waiting {
  readonly point: PointId
  readonly seasons: number
  readonly items: readonly Published[]
}

export interface TellingState {
  readonly points: readonly { readonly point: PointId; readonly form: string; readonly closedMs: number }[]
  /** What all counts of the same people may give away in a day, by household. */
  readonly budgets: readonly { readonly of: string; readonly dayMilli: number; readonly spent: BudgetState }[]
  readonly waiting: readonly Waiting[]
}

const point = v.pipe(v.string(), v.maxLength(300)) as unknown as v.GenericSchema<unknown, PointId>
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const schema: v.GenericSchema<unknown, TellingState> = v.object({
  points: v.pipe(v.array(v.object({ point, form: v.pipe(v.string(), v.maxLength(100_000)), closedMs: whole })), v.maxLength(200_000)),
  budgets: v.pipe(v.array(v.object({ of: v.pipe(v.string(), v.maxLength(10_000)), dayMilli: whole, spent: budgetSchema })), v.maxLength(100_000)),
  waiting: v.pipe(
    v.array(v.object({ point, seasons: whole, items: v.pipe(v.array(v.unknown()), v.transform((items) => items.flatMap(readOne))) })),
    v.maxLength(100_000)
  )
})

/** Of what waits, what can be read is said; more than a statement holds waits as well. */
const readOne = (item: unknown): readonly Published[] => {
  const parsed = v.safeParse(publishedSchema, [item])
  return parsed.success ? parsed.output : []
}

/** What is damaged begins anew: then nothing goes out that was before, and what was spent is lost. Undefined is what was never kept. */
export const readTelling = (saved: unknown): TellingState & { readonly lost?: true } => {
  const parsed = v.safeParse(schema, saved)
  return parsed.success ? parsed.output : { points: [], budgets: [], waiting: [], ...(saved !== undefined && { lost: true }) }
}
