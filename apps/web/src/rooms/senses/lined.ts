/** From a history to what is drawn and said of it. Pure; where nothing is known the line breaks and nothing is made up. */
import type { ReadingPoint } from '@commune/commune'
import type { HistoryRow } from '@commune/peer'
import type { ChartLook, Line } from './chart.ts'
import type { Span } from './spans.ts'
import { type Used, usedOf } from './used.ts'

export interface Lined {
  readonly line: Line
  readonly draws: ChartLook['draws']
  readonly least: number
  readonly most: number
  /** The middle of all that is known, by how often it was told. Of yes and no: the share of yes. */
  readonly mean: number
  readonly used?: Used
  /** Some of it is not known. */
  readonly gaps: boolean
}

/** Undefined where nothing is kept. Everything outside of `span` is left out, but for one on each side that leads to it. */
export const linedOf = (history: HistoryRow, point: Pick<ReadingPoint, 'counter' | 'shape'>, span: Span): Lined | undefined => {
  if (history.starts.length === 0) return undefined
  if (point.counter) return barsOf(history, span)
  const { starts, means, mins, maxs, lasts, counts, step } = history
  const draws = point.shape.is === 'number' ? 'line' : 'steps'
  const line: { times: number[]; middle: (number | null)[]; least: (number | null)[]; most: (number | null)[] } = { times: [], middle: [], least: [], most: [] }
  const add = (at: number, middle: number | null, least: number | null, most: number | null): void => {
    line.times.push(at)
    line.middle.push(middle)
    line.least.push(least)
    line.most.push(most)
  }
  let [sum, told, gaps] = [0, 0, false]
  starts.forEach((start, i) => {
    if (i > 0 && start - starts[i - 1]! > step * 2.5) {
      add(starts[i - 1]! + step, null, null, null)
      gaps = true
    }
    add(draws === 'line' ? start + step / 2 : start, draws === 'line' ? means[i]! : lasts[i]!, mins[i]!, maxs[i]!)
    sum += means[i]! * counts[i]!
    told += counts[i]!
  })
  if (draws === 'steps' && !gaps) add(Math.min(span.toMs, starts.at(-1)! + step), lasts.at(-1)!, lasts.at(-1)!, lasts.at(-1)!)
  return { line: draws === 'line' ? line : { times: line.times, middle: line.middle }, draws, least: lowest(mins), most: highest(maxs), mean: told === 0 ? 0 : sum / told, gaps }
}

function barsOf(history: HistoryRow, { fromMs, toMs }: Span): Lined {
  const used = usedOf(history)
  // The span before the first that is shown only says where the meter stood.
  const from = Math.max(0, used.starts.findIndex((start) => start + history.step > fromMs))
  const to = used.starts.findLastIndex((start) => start < toMs) + 1
  const [starts, amounts] = [used.starts.slice(from, to), used.amounts.slice(from, to)]
  const sum = amounts.reduce((all, each) => all + each, 0)
  const shown = { ...used, starts, amounts, sum }
  return { line: { times: starts, middle: amounts }, draws: 'bars', least: lowest(amounts), most: highest(amounts), mean: starts.length === 0 ? 0 : sum / starts.length, used: shown, gaps: used.missing > 0 }
}

// A spread of thousands as arguments may be more than the platform takes.
const lowest = (all: readonly number[]): number => all.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
const highest = (all: readonly number[]): number => all.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY)

export interface TableRow {
  readonly atMs: number
  readonly middle: number
  readonly least?: number
  readonly most?: number
}

const rowsMax = 24

/** At most two dozen rows that say the same as the line: neighbours are gathered. */
export const tableOf = ({ line, draws }: Lined): readonly TableRow[] => {
  const known = line.times.flatMap((atMs, i) => (line.middle[i] === null ? [] : [{ atMs, middle: line.middle[i]!, least: line.least?.[i] ?? undefined, most: line.most?.[i] ?? undefined }]))
  const each = Math.max(1, Math.ceil(known.length / rowsMax))
  return Array.from({ length: Math.ceil(known.length / each) }, (_, i) => {
    const some = known.slice(i * each, (i + 1) * each)
    const sum = some.reduce((all, row) => all + row.middle, 0)
    const [leasts, mosts] = [some.flatMap((row) => row.least ?? []), some.flatMap((row) => row.most ?? [])]
    return {
      atMs: some[0]!.atMs, middle: draws === 'bars' ? sum : draws === 'steps' ? some.at(-1)!.middle : sum / some.length,
      ...(leasts.length > 0 && { least: lowest(leasts) }), ...(mosts.length > 0 && { most: highest(mosts) })
    }
  })
}
