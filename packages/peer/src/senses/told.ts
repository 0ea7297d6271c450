/** What left of a series, as history: final values from the graph, for whoever may not see it as it is. Works with nobody connected. */
import type { Published } from '@commune/commune'
import type { HistoryRow } from '../api/senses.ts'
import { spansMax } from './questions.ts'

/** Undefined when nothing left in that time; of more than `spansMax` the last. A count under its floor is no number: its span is named in `fewer`. */
export function toldHistory(told: readonly Published[], fromMs: number, toMs: number): Omit<HistoryRow, 'point'> | undefined {
  const within = told.filter((one) => startOf(one) >= fromMs && startOf(one) < toMs).slice(-spansMax)
  // The form of the last: what was told in another one before is told with it.
  const form = within.at(-1)?.is
  if (form === undefined) return undefined
  const spans = within.flatMap((one) => {
    const value = valueOf(one)
    return value === undefined ? [] : [{ one, value, start: startOf(one) }]
  })
  const fewer = within.filter((one) => one.is === 'count' && one.count === undefined).map(startOf)
  const values = spans.map(({ value }) => value)
  return {
    step: within.reduce((most, one) => Math.max(most, one.is === 'reading' ? 1_000 : one.stepMs), 0),
    starts: spans.map(({ start }) => start),
    counts: spans.map(() => 1),
    means: values,
    mins: spans.map(({ one, value }) => (one.is === 'bin' ? (one.min ?? value) : value)),
    maxs: spans.map(({ one, value }) => (one.is === 'bin' ? (one.max ?? value) : value)),
    lasts: spans.map(({ one, value }) => (one.is === 'bin' ? (one.last ?? value) : value)),
    told: form,
    ...(fewer.length > 0 && { fewer })
  }
}

const startOf = (one: Published): number => (one.is === 'reading' ? one.atMs : one.startMs)

const valueOf = (one: Published): number | undefined => {
  switch (one.is) {
    case 'reading':
      return one.value
    case 'bin':
      return one.mean ?? one.sum ?? one.last ?? one.max ?? one.min
    case 'average':
      return one.mean
    case 'count':
      return one.count
  }
}
