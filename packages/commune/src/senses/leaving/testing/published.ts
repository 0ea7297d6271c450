/** What goes out of a room's series, made by the functions that publish, as the adversary reads it. */
import type { Readings } from '@commune/protocol'
import { binned, type Transform } from '../index.ts'
import type { PublishedRun } from './adversary.ts'

const dayMs = 86_400_000
/** Long after the last reading: everything is over. */
const lateMs = 366 * dayMs

export type RunTransform = Extract<Transform, { is: 'stays' | 'as-it-is' | 'binned' }>

/** One run for each series and each number that is told of a span. */
export const publishedAs = (series: ReadonlyMap<string, Readings>, transform: RunTransform): PublishedRun[] => {
  if (transform.is === 'stays') return []
  return [...series].flatMap(([name, readings]): PublishedRun[] => {
    if (transform.is === 'as-it-is') return [{ name, stepMs: 0, starts: readings.times, values: readings.values }]
    const bins = binned(readings, transform.stepMs, transform.of, (readings.times.at(-1) ?? 0) + lateMs)
    const starts = Float64Array.from(bins, ({ startMs }) => startMs)
    return transform.of.map((one) => ({
      name: `${one} of ${name}`,
      stepMs: transform.stepMs,
      starts,
      values: Float64Array.from(bins, (bin) => bin[one] ?? Number.NaN)
    }))
  })
}

/** How far the mean of a day as published is from the mean of its readings: the largest part of it, over all series and whole days. */
export const dayMeanOff = (series: ReadonlyMap<string, Readings>, published: readonly PublishedRun[]): number => {
  let most = 0
  for (const [name, { times, values }] of series) {
    const run = published.find((one) => one.name === name || one.name === `mean of ${name}`)
    if (run === undefined) return Infinity
    const truth = dayMeans(times, values)
    const whole = 0.99 * Math.max(...truth.values().map(({ count }) => count))
    for (const [day, told] of dayMeans(run.starts, run.values)) {
      const { mean, count } = truth.get(day) ?? { mean: 0, count: 0 }
      if (count >= whole) most = Math.max(most, Math.abs(told.mean - mean) / Math.max(Math.abs(mean), 1e-9))
    }
  }
  return most
}

const dayMeans = (times: Float64Array, values: Float64Array): Map<number, { mean: number; count: number }> => {
  const days = Map.groupBy(values.keys(), (index) => Math.floor((times[index] as number) / dayMs))
  return new Map(
    [...days].map(([day, rows]) => [
      day,
      { mean: rows.reduce((sum, row) => sum + (values[row] as number), 0) / rows.length, count: rows.length }
    ])
  )
}
