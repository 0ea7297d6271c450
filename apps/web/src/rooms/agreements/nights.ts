/** From spans of time to columns of nights or days. Pure; the light of the place is not asked: a night is from four to eight by the clock of this browser. */
import type { Night, Span } from '../../drawing/agreements/replay.ts'

export interface TimeSpan {
  readonly fromMs: number
  readonly toMs: number
}

export type Columns = 'nights' | 'days'

const hourMs = 3_600_000
const dayMs = 86_400_000
const begins: Readonly<Record<Columns, number>> = { nights: 16, days: 0 }
const lasts: Readonly<Record<Columns, number>> = { nights: 16 * hourMs, days: dayMs }

/** Whether most of it lies in nights. */
export const columnsFor = (acted: readonly TimeSpan[]): Columns => {
  const inNights = acted.reduce((sum, { fromMs, toMs }) => sum + (isNight((fromMs + toMs) / 2) ? toMs - fromMs : 0), 0)
  return inNights * 2 >= total(acted) ? 'nights' : 'days'
}

const isNight = (ms: number): boolean => {
  const hour = new Date(ms).getHours()
  return hour >= 16 || hour < 8
}

export const total = (spans: readonly TimeSpan[]): number => spans.reduce((sum, { fromMs, toMs }) => sum + Math.max(0, toMs - fromMs), 0)

/** The beginnings of columns that end by `toMs` or hold it. */
export const beginningsOf = (columns: Columns, fromMs: number, toMs: number): readonly number[] => {
  const first = new Date(fromMs)
  const all: number[] = []
  for (let day = 0; all.length < 400; day++) {
    const at = new Date(first.getFullYear(), first.getMonth(), first.getDate() + day, begins[columns]).getTime()
    if (at >= toMs) break
    if (at >= fromMs - hourMs) all.push(at)
  }
  return all
}

/** One column for each night or day, with what was done in it and what another did. */
export const nightsOf = (acted: readonly TimeSpan[], other: readonly TimeSpan[], columns: Columns, fromMs: number, toMs: number): readonly Night[] =>
  beginningsOf(columns, fromMs, toMs).map((at) => ({ acted: within(acted, at, lasts[columns]), other: within(other, at, lasts[columns]) }))

const within = (spans: readonly TimeSpan[], at: number, lastsMs: number): readonly Span[] =>
  spans.flatMap(({ fromMs, toMs }) => {
    const [from, to] = [Math.max(0, (fromMs - at) / lastsMs), Math.min(1, (toMs - at) / lastsMs)]
    return to > from ? [{ from, to }] : []
  })
