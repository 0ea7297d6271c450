/** What others would get of a point under a choice, beside what is kept of it over the same days. */
import type { LeavingChoice, Message, PointId, Published, ReadingPoint } from '@commune/commune'
import { type Result, no, ok } from '@commune/protocol'
import { type Accessor, createMemo } from 'solid-js'
import type { Commune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { startOf, stepOf } from './leaving-forms.ts'
import { type Span, stepFor, usedStepFor } from './spans.ts'

export interface LeavingLook {
  /** What is kept, in order of time, gathered in steps; of a counter what was used in each. */
  readonly kept: { readonly times: readonly number[]; readonly values: readonly number[]; readonly stepMs: number; readonly count: number }
  /** Exactly what others would get of these days. */
  readonly published: readonly Published[]
  /** Of counts: what today has to give away and what is left of it, in thousandths of epsilon. */
  readonly budget?: { readonly wholeMilli: number; readonly leftMilli: number }
}

/** Undefined until it is known; an error where this cannot leave so, or where whoever keeps it is away. `point` left out: passings, of which nothing is kept. */
export const lookOut = (
  { watch }: Commune, address: PointId, point: ReadingPoint | undefined, choice: Accessor<LeavingChoice>, span: Accessor<Span>
): Accessor<Result<LeavingLook, Message> | undefined> => {
  const [thing, key] = [address.slice(0, address.indexOf('/')), address.slice(address.indexOf('/') + 1)]
  const isCounter = point?.counter === true
  // Not much coarser than what goes out, so that one is seen beside the other.
  const step = createMemo(() => (isCounter ? usedStepFor(span()) : Math.min(stepFor(span()), Math.max(60_000, stepOf(choice()) ?? Number.POSITIVE_INFINITY))))
  const leaving = watch('leaving', () => ({ thing, point: key, choice: choice() }))
  const history = watch('history', () => (point === undefined || isCounter ? undefined : { point: address, ...span(), stepMs: step() }))
  const used = watch('used', () => (isCounter ? { points: [address], ...span(), stepMs: step() } : undefined))
  return createMemo<Result<LeavingLook, Message> | undefined>((before) => {
    const now = leaving()
    // What was shown stays until the next has come, so that nothing jumps while one picks.
    if (now === undefined || (point !== undefined && (isCounter ? used() : history()) === undefined)) return before
    if (!now.ok) return now
    const { published, budget, wrong } = now.value
    if (wrong) return no(wrong)
    const kept = history() ? valueOf(history()) : undefined
    const meter = valueOf(used())?.[0]
    return ok({
      kept: meter ? { times: meter.starts, values: meter.used, stepMs: meter.step, count: meter.starts.length }
        : { times: kept?.starts ?? [], values: kept?.means ?? [], stepMs: kept?.step ?? step(), count: kept?.counts.reduce((sum, each) => sum + each, 0) ?? 0 },
      published: published.filter((one) => startOf(one) >= span().fromMs), ...(budget && { budget: { wholeMilli: budget.wholeMilli, leftMilli: budget.leftMilli } })
    })
  })
}
