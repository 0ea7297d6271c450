/**
 * From spans of time to columns of nights or days. Pure. A night is from the setting of the sun over the place to its rising; where the place
 * has not said where it lies, or where the sun does not set or rise in these days, it is from four to eight by the clock of this browser,
 * and whoever shows it says so.
 */
import type { Night, Span } from '../../drawing/agreements/replay.ts'
import { type Position, sunHeight } from '../../theme/index.ts'

export interface TimeSpan {
  readonly fromMs: number
  readonly toMs: number
}

export type Columns = 'nights' | 'days'

const hourMs = 3_600_000
const dayMs = 86_400_000
const columnsMax = 400
/** The sun counts as down when its upper rim is: half a degree wide and bent by the air. */
const setDegrees = -0.3
const exactMs = 20_000

/** Whether most of it lies in nights. */
export const columnsFor = (acted: readonly TimeSpan[], place?: Position): Columns => {
  const inNights = acted.reduce((sum, { fromMs, toMs }) => sum + (isNight((fromMs + toMs) / 2, place) ? toMs - fromMs : 0), 0)
  return inNights * 2 >= total(acted) ? 'nights' : 'days'
}

const isNight = (ms: number, place: Position | undefined): boolean => {
  if (place) return sunHeight(ms, place) < setDegrees
  const hour = new Date(ms).getHours()
  return hour >= 16 || hour < 8
}

export const total = (spans: readonly TimeSpan[]): number => spans.reduce((sum, { fromMs, toMs }) => sum + Math.max(0, toMs - fromMs), 0)

/** The columns of a time, and whether they are nights of the sun or of the clock. */
export interface Cut {
  readonly columns: readonly TimeSpan[]
  readonly by: 'sun' | 'clock'
}

/**
 * The last columns that have begun, one for each day of the time; the last of them is perhaps not over yet. As the sun sets earlier each day,
 * and where the clock is put back, the first begins a little before the time; without that, fourteen days would have thirteen or fifteen
 * nights at the hours about sunset.
 */
export const cut = (columns: Columns, fromMs: number, toMs: number, place?: Position): Cut => {
  const last = (all: readonly TimeSpan[]): readonly TimeSpan[] => all.slice(-Math.max(1, Math.round((toMs - fromMs) / dayMs)))
  const bySun = columns === 'nights' && place !== undefined ? nightsOfSun(fromMs - dayMs, toMs, place) : undefined
  return bySun ? { columns: last(bySun), by: 'sun' } : { columns: last(byClock(columns, fromMs - dayMs, toMs)), by: 'clock' }
}

function byClock(columns: Columns, fromMs: number, toMs: number): readonly TimeSpan[] {
  const first = new Date(fromMs)
  const [begins, lastsMs] = columns === 'nights' ? [16, 16 * hourMs] : [0, dayMs]
  const all: TimeSpan[] = []
  for (let day = 0; all.length < columnsMax; day++) {
    const at = new Date(first.getFullYear(), first.getMonth(), first.getDate() + day, begins).getTime()
    if (at >= toMs) break
    if (at >= fromMs) all.push({ fromMs: at, toMs: at + lastsMs })
  }
  return all
}

/** Undefined where the sun stays up or down over one of these days. */
function nightsOfSun(fromMs: number, toMs: number, place: Position): readonly TimeSpan[] | undefined {
  const all: TimeSpan[] = []
  // Noon by the sun is within a quarter of an hour of this, all year.
  for (let noonMs = Math.floor(fromMs / dayMs) * dayMs + dayMs / 2 - (place.longitude / 360) * dayMs - dayMs; all.length < columnsMax; noonMs += dayMs) {
    const [middleMs, nextMs] = [noonMs + dayMs / 2, noonMs + dayMs]
    const isUp = (ms: number): boolean => sunHeight(ms, place) >= setDegrees
    if (!isUp(noonMs) || isUp(middleMs) || !isUp(nextMs)) return undefined
    const setMs = turn(noonMs, middleMs, isUp)
    if (setMs >= toMs) return all
    if (setMs >= fromMs) all.push({ fromMs: setMs, toMs: turn(middleMs, nextMs, isUp) })
  }
  return all
}

/** When it turns, between two moments of which one is so and the other is not. */
function turn(fromMs: number, toMs: number, so: (ms: number) => boolean): number {
  let [low, high] = [fromMs, toMs]
  const first = so(fromMs)
  while (high - low > exactMs) {
    const middle = (low + high) / 2
    if (so(middle) === first) low = middle
    else high = middle
  }
  return Math.round((low + high) / 2)
}

/** For each column what was done in it, what another did, and when the two asked different things; `fights` left out: whenever both acted. */
export const nightsOf = (acted: readonly TimeSpan[], other: readonly TimeSpan[], { columns }: Cut, fights?: readonly TimeSpan[]): readonly Night[] =>
  columns.map((column) => ({ acted: within(acted, column), other: within(other, column), ...(fights && { both: within(fights, column) }) }))

/** Where the name of the other stands on the strip, in shares of it from left and top: in the first column where it acted, in the middle of that. */
export const nameOn = (nights: readonly Night[]): { readonly across: number; readonly down: number } | undefined => {
  const first = nights.findIndex(({ other = [] }) => other.length > 0)
  const [span] = (nights[first]?.other ?? []).toSorted((a, b) => b.to - b.from - (a.to - a.from))
  return span && { across: first / nights.length, down: (span.from + span.to) / 2 }
}

const within = (spans: readonly TimeSpan[], column: TimeSpan): readonly Span[] =>
  spans.flatMap(({ fromMs, toMs }) => {
    const lastsMs = column.toMs - column.fromMs
    const [from, to] = [Math.max(0, (fromMs - column.fromMs) / lastsMs), Math.min(1, (toMs - column.fromMs) / lastsMs)]
    return to > from ? [{ from, to }] : []
  })
