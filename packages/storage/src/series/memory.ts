/** Readings in memory, in chunks like on a disk: for tests, the simulator, and whoever wants nothing kept. */
import { type Readings, type SeriesStore, StoreError } from '@commune/protocol'
import { binsFrom, factsFrom, type MonthOf, readFrom } from './shelf/answers.ts'
import { monthOf, monthStartMs } from './shelf/month.ts'
import { checkMany, checkName, checkReading } from './shelf/readings.ts'
import { Shelf } from './shelf/shelf.ts'

/** A store without a disk: everything is gone when it is closed. */
export function memorySeries(): SeriesStore {
  /** By name, then by month. */
  const all = new Map<string, Map<number, Shelf>>()
  let open = true

  function assertOpen(): void {
    if (!open) throw new StoreError('closed', 'the store is closed')
  }

  function push(series: string, atMs: number, value: number): void {
    const months = all.get(series) ?? new Map<number, Shelf>()
    all.set(series, months)
    const month = monthOf(atMs)
    const shelf = months.get(month) ?? new Shelf()
    months.set(month, shelf)
    shelf.push(atMs, value)
  }

  function monthsIn(series: string, fromMs: number, toMs: number): MonthOf[] {
    return [...(all.get(series) ?? [])]
      .filter(([month]) => monthStartMs(month) < toMs && monthStartMs(month + 1) > fromMs)
      .sort(([a], [b]) => a - b)
      .map(([, shelf]) => ({
        parts: () => shelf.parts,
        tail: shelf.tail.readings(),
        bytes: () => shelf.parts.reduce((sum, part) => sum + part.bytes.length, shelf.tail.length * 16)
      }))
  }

  function forgetIn(series: string, beforeMs: number): void {
    const months = all.get(series)
    for (const month of months?.keys() ?? []) if (monthStartMs(month + 1) <= beforeMs) months?.delete(month)
    if (months?.size === 0) all.delete(series)
  }

  return {
    append(series, atMs, value) {
      assertOpen()
      checkName(series)
      checkReading(atMs, value)
      push(series, atMs, value)
    },
    appendMany(series, readings: Readings) {
      assertOpen()
      checkName(series)
      checkMany(readings)
      for (let i = 0; i < readings.times.length; i++) push(series, readings.times[i]!, readings.values[i]!)
    },
    async flush() {
      assertOpen()
    },
    async read(series, fromMs, toMs, limit) {
      assertOpen()
      return readFrom(monthsIn(series, fromMs, toMs), fromMs, toMs, limit)
    },
    async bins(series, fromMs, toMs, stepMs) {
      assertOpen()
      return binsFrom(monthsIn(series, fromMs, toMs), fromMs, toMs, stepMs)
    },
    async facts(series) {
      assertOpen()
      return factsFrom(monthsIn(series, 0, Infinity))
    },
    async names() {
      assertOpen()
      return [...all.keys()].sort()
    },
    async forget(beforeMs, series) {
      assertOpen()
      for (const name of series === undefined ? [...all.keys()] : [series]) forgetIn(name, beforeMs)
    },
    async drop(series) {
      assertOpen()
      all.delete(series)
    },
    async close() {
      open = false
      all.clear()
    }
  }
}
