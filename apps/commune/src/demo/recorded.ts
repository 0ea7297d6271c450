/**
 * Series that real sensors recorded once, played over and over at the hour of the day at which they were recorded: what one tells at a
 * moment follows from the moment alone, so a history written in bulk and what comes after it are one line.
 */
import type { Readings } from '@commune/protocol'
import { demoSeries } from './fixture.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

export interface Recorded {
  /** Readings from `fromMs` up to and without `toMs`; gaps of the record stay gaps. */
  between(fromMs: number, toMs: number): Readings
  /** The last reading of the hour before; undefined in a gap. */
  at(nowMs: number): number | undefined
}

const freshMs = 3_600_000

export const recorded = (name: 'hall' | 'mill'): Recorded => {
  const { times, values } = parsed(demoSeries(name))
  const first = times[0] ?? 0
  const lapMs = Math.max(dayMs, Math.floor(((times.at(-1) ?? 0) - first) / dayMs) * dayMs)
  const between = (fromMs: number, toMs: number): Readings => {
    const found: { at: number; value: number }[] = []
    for (let lap = Math.floor((fromMs - first) / lapMs); first + lap * lapMs < toMs; lap++) {
      times.forEach((time, i) => {
        const at = time + lap * lapMs
        if (time < first + lapMs && at >= fromMs && at < toMs) found.push({ at, value: values[i] as number })
      })
    }
    return { times: Float64Array.from(found, ({ at }) => at), values: Float64Array.from(found, ({ value }) => value) }
  }
  return { between, at: (nowMs) => between(nowMs - freshMs, nowMs + 1).values.at(-1) }
}

/** Each line: the time of its first reading, minutes between two, values. */
function parsed(text: string): { times: number[]; values: number[] } {
  const times: number[] = []
  const values: number[] = []
  for (const line of text.split('\n')) {
    const [start, minutes, ...said] = line.split(' ')
    if (said.length === 0) continue
    const [fromMs, stepMs] = [Date.parse(`${start}Z`), Number(minutes) * minuteMs]
    said.forEach((value, i) => {
      times.push(fromMs + i * stepMs)
      values.push(Number(value))
    })
  }
  return { times, values }
}
