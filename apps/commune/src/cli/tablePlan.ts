/** What of a table goes where: each series to a reading of a thing, in the unit of that reading; or why it cannot. */
import { convertUnit, type Imported, type Layout, type Message, type ReadingPoint, type SeriesKind, type Shape, type ThingRow, unitCode } from '@commune/commune'
import { unitNamed } from '@commune/commune/senses'
import { cliMessage, say, sentence } from '../words/index.ts'
import { keyFrom } from './handPoints.ts'
import { shapeWords } from './sensed.ts'
import { exitCodes, Stop } from './stop.ts'
import { clean } from './table.ts'

export interface LayoutOptions {
  readonly columns?: readonly string[]
  readonly order?: string
  readonly missing?: readonly string[]
  readonly unit?: string
}

/** The layout with what a person said about it. Stops where that does not fit the table. */
export const layoutWith = (layout: Layout, names: readonly string[], { columns, order, missing, unit }: LayoutOptions): Layout => {
  const kind = (one: SeriesKind): SeriesKind =>
    one.is !== 'number' ? one : { ...one, ...(missing && { missing: missingOf(missing) }), ...(unit !== undefined && { unit }) }
  const { series, time } = layout
  const wanted = columns === undefined ? undefined : (name: string, at: number): boolean => columns.some((typed) => isColumn(typed, name, at))
  const all = series.is === 'wide' ? series.columns : series.kinds.map((one) => ({ ...one, column: -1 }))
  for (const typed of columns ?? []) {
    if (all.some(({ column, name }) => isColumn(typed, name, column) || isColumn(typed, names[column] ?? '', column))) continue
    const params = { name: clean(typed.slice(0, 60)), names: all.slice(0, 30).map(({ name }) => clean(name)).join(', ') }
    throw new Stop(cliMessage('sense-import.column-unknown', params), exitCodes.usage)
  }
  return {
    ...layout,
    time: order === undefined || time.format.is !== 'date' ? time : { ...time, format: { is: 'date', order: orderOf(order) } },
    series:
      series.is === 'wide'
        ? { ...series, columns: series.columns.filter(({ column, name }) => !wanted || wanted(name, column) || wanted(names[column] ?? '', column)).map((one) => ({ ...one, kind: kind(one.kind) })) }
        : { ...series, kinds: series.kinds.map((one) => ({ ...one, kind: kind(one.kind) })) }
  }
}

/** By name, or by its number from 1. */
const isColumn = (typed: string, name: string, at: number): boolean => (name !== '' && typed.trim().toLowerCase() === name.trim().toLowerCase()) || (at >= 0 && typed.trim() === String(at + 1))

function orderOf(text: string): 'ymd' | 'dmy' | 'mdy' {
  const found = (['ymd', 'dmy', 'mdy'] as const).find((each) => each === text.trim().toLowerCase())
  if (found === undefined) throw new Stop(cliMessage('sense-import.order-wrong', { text: text.slice(0, 40) }), exitCodes.usage)
  return found
}

/** A minus that was typed stands there as a sign that is no hyphen (`asName`). */
const missingOf = (all: readonly string[]): readonly number[] =>
  all.filter((text) => text.trim().toLowerCase() !== 'none').map((text) => {
    const number = Number(text.trim().replace('\u2212', '-'))
    if (text.trim() === '' || !Number.isFinite(number)) throw new Stop(cliMessage('sense-import.missing-wrong', { text: text.slice(0, 40) }), exitCodes.usage)
    return number
  })

type ImportedSeries = Imported['series'][number]

export interface Taking {
  readonly from: string
  readonly point: ReadingPoint
  /** The thing has no such reading yet. */
  readonly isNew: boolean
  readonly what: string
  readonly times: readonly number[]
  readonly values: readonly number[]
  /** What was seen on the way. */
  readonly doubts: readonly Message[]
}

export interface Into {
  /** Undefined: it is written down anew. */
  readonly row: ThingRow | undefined
  /** Readings can be added to it. */
  readonly mayGrow: boolean
  readonly point?: string
}

/** A plan for each series. Stops where one does not go where it should: nothing is taken in half. */
export const planOf = (series: readonly ImportedSeries[], into: Into): Taking[] => {
  if (into.point !== undefined && series.length > 1)
    throw new Stop(cliMessage('sense-import.point-one', { names: series.slice(0, 30).map(({ name }) => clean(name)).join(', ') }), exitCodes.usage)
  return series.map((one) => takingOf(one, into))
}

function takingOf({ name, kind, readings }: ImportedSeries, { row, mayGrow, point: typed }: Into): Taking {
  const called = typed ?? name
  const there = row?.readings.find((each) => each.key === called || each.name.toLowerCase() === called.toLowerCase() || each.key === keyFrom(called))
  if (!there && row && !mayGrow)
    throw new Stop(cliMessage('sense-import.point-unknown', { thing: clean(say(row.called)), point: clean(called), points: row.readings.map((each) => clean(each.name)).join(', ') }))
  const point = there ?? newPoint(called, kind)
  const doubts: Message[] = []
  if (!there && kind.is === 'number' && kind.unit !== undefined && !unitNamed(kind.unit)) doubts.push(cliMessage('sense-import.unit-odd', { unit: clean(kind.unit), name: clean(name) }))
  const convert = converterOf(name, kind, point)
  const times: number[] = []
  const values: number[] = []
  let outside = 0
  for (const [at, atMs] of readings.times.entries()) {
    const value = convert(readings.values[at] as number)
    if (value === undefined) outside++
    else {
      times.push(atMs)
      values.push(value)
    }
  }
  if (outside > 0) doubts.push(cliMessage('sense-import.outside', { n: outside, name: clean(name), how: shapeWords(point.shape) }))
  return { from: name, point, isNew: !there, what: whatWords(kind, point.shape), times, values, doubts }
}

function newPoint(name: string, kind: SeriesKind): ReadingPoint {
  const shape: Shape = kind.is === 'number' ? { is: 'number', ...(kind.unit !== undefined && { unit: unitCode(kind.unit).slice(0, 20) }) } : kind
  return { key: keyFrom(name), name: name.slice(0, 80).trim(), shape, ...(kind.is === 'number' && kind.counter && { counter: true as const }) }
}

/** How a value of the table is kept; undefined where the reading cannot be that. */
function converterOf(name: string, kind: SeriesKind, { name: point, shape }: ReadingPoint): (value: number) => number | undefined {
  const wrong = (): Stop => new Stop(cliMessage('sense-import.wrong-kind', { name: clean(name), what: whatWords(kind, undefined), point: clean(point), how: shapeWords(shape) }))
  switch (shape.is) {
    case 'number': {
      if (kind.is !== 'number') throw wrong()
      const [from, to] = [kind.unit === undefined ? shape.unit : unitCode(kind.unit), shape.unit]
      if (convertUnit(0, from, to) === undefined)
        throw new Stop(cliMessage('sense-import.wrong-unit', { name: clean(name), unit: clean(kind.unit ?? ''), point: clean(point), wanted: clean(to ?? sentence('things.any-number')) }))
      const [least, most] = [shape.min ?? -Infinity, shape.max ?? Infinity]
      const within = (value: number | undefined): number | undefined => (value !== undefined && value >= least && value <= most ? value : undefined)
      return from === to ? within : (value) => within(convertUnit(value, from, to))
    }
    case 'yes-no':
      if (kind.is === 'words') throw wrong()
      return (value) => (value === 0 || value === 1 ? value : undefined)
    case 'words': {
      if (kind.is !== 'words') throw wrong()
      const places = kind.of.map((word) => shape.of.findIndex((each) => each.toLowerCase() === word.toLowerCase()))
      return (value) => ((places[value] ?? -1) < 0 ? undefined : places[value])
    }
    case 'text':
      throw wrong()
  }
}

/** What a column holds, in words; with the shape it is kept in, also how that differs. */
export const whatWords = (kind: SeriesKind, shape: Shape | undefined): string => {
  if (kind.is === 'yes-no') return sentence('sense-import.kind-yes-no')
  if (kind.is === 'words') return sentence('sense-import.kind-words', { words: kind.of.slice(0, 8).map(clean).join(', ') })
  const unit = kind.unit === undefined ? undefined : clean(unitCode(kind.unit))
  const kept = shape?.is === 'number' ? shape.unit : unit
  if (unit !== undefined && kept !== undefined && kept !== unit) return sentence('sense-import.kind-converted', { from: unit, to: clean(kept) })
  if (kept === undefined) return sentence('sense-import.kind-number')
  return sentence(kind.counter ? 'sense-import.kind-meter' : 'sense-import.kind-unit', { unit: clean(kept) })
}
