/** Readings of many series as one run in the order of time. Of equal times the series that stands first comes first. */
import type { Readings } from '@commune/protocol'
import { DueQueue } from '../queue.ts'

/** Calls `each` for every reading; stops when it says false. */
export function eachInOrder(runs: readonly Readings[], each: (series: number, atMs: number, value: number) => boolean): boolean {
  const places = runs.map(() => 0)
  const queue = new DueQueue()
  const next = (series: number): number => runs[series]?.times[places[series] as number] ?? Number.POSITIVE_INFINITY
  for (const series of runs.keys()) queue.set(series, next(series))
  while (queue.dueMs < Number.POSITIVE_INFINITY) {
    const [series, atMs] = [queue.first, queue.dueMs]
    const value = runs[series]?.values[places[series] as number] as number
    places[series] = (places[series] as number) + 1
    queue.set(series, next(series))
    if (!each(series, atMs, value)) return false
  }
  return true
}
