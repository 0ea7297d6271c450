/**
 * What others would get of a reading under a choice, beside what is kept: one question, so that choosing and showing agree. It goes
 * through the very functions that publish.
 */
import { type LeavingChoice, type Message, type PointId, preview, type Published, type ReadingPoint } from '@commune/commune'
import { type Random, type Result, no, ok } from '@commune/protocol'
import { type Accessor, createMemo } from 'solid-js'
import type { Commune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { stepOf } from './leaving-forms.ts'
import { type Span, stepFor } from './spans.ts'
import { usedOf } from './used.ts'

export interface LeavingLook {
  /** What is kept, in order of time; gathered in steps where it is much. */
  readonly kept: { readonly times: readonly number[]; readonly values: readonly number[]; readonly stepMs: number; readonly count: number }
  readonly published: readonly Published[]
  /** How many numbers go out in all. */
  readonly count: number
  /** Of counts: what a day has to give away and what is left of today, in thousandths of epsilon. */
  readonly budget?: { readonly dayMilli: number; readonly leftMilli: number }
}

const random: Random = { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) }

/** Undefined until it is known; an error where this reading cannot leave so. */
export const lookOut = (
  { watch, nowMs }: Commune, address: PointId, point: ReadingPoint, choice: Accessor<LeavingChoice>, span: Accessor<Span>
): Accessor<Result<LeavingLook, Message> | undefined> => {
  // Finer than what goes out, so that what is gathered here is gathered of the same.
  const step = createMemo(() => Math.min(stepFor(span()), (stepOf(choice()) ?? Number.POSITIVE_INFINITY) / 4))
  const answer = watch('history', () => ({ point: address, fromMs: span().fromMs - (point.counter ? step() : 0), toMs: span().toMs, stepMs: step() }))
  return createMemo((before) => {
    const now = answer()
    if (now === undefined) return before
    const history = valueOf(now)
    if (!history) return now.ok ? ok({ kept: { times: [], values: [], stepMs: step(), count: 0 }, published: [], count: 0 }) : no(now.error)
    const used = point.counter ? usedOf(history) : undefined
    const [times, values] = used ? [used.starts, used.amounts] : [history.starts, history.means]
    const shown = preview({ readings: { times: Float64Array.from(times), values: Float64Array.from(values) }, choice: choice(), shape: point.shape, nowMs: nowMs(), random })
    if (!shown.ok) return shown
    const { transform } = choice()
    return ok({
      kept: { times, values, stepMs: history.step, count: history.counts.reduce((sum, each) => sum + each, 0) }, published: shown.value.published, count: shown.value.count,
      ...(transform.is === 'counted' && { budget: { dayMilli: transform.dayMilli, leftMilli: transform.dayMilli } })
    })
  })
}
