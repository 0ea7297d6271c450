/**
 * Takes readings out of a table by its layout, a piece at a time: whoever runs it may show how far it is, and stop. Every row that is left
 * out has its reason; what was put right (times that come twice, rows out of order) is counted and said.
 *
 * Of a time that came twice in autumn the first is taken until the rows go back over it, then the second. A time that never was in
 * spring is left out. Cells that say that there is no reading are no readings and no faults.
 */
import { no, ok, type Readings, type Result } from '@commune/protocol'
import { type Message, senseImportMessage } from '../../words/index.ts'
import { civilFromDays } from '../../say/index.ts'
import { guessColumn, tellsPresence } from './columns.ts'
import { Gathering } from './gather.ts'
import type { Layout, SeriesKind } from './layout.ts'
import { importLimits } from './limits.ts'
import { nameIn, namesOf } from './long.ts'
import { convertUnit, unitNamed } from '../units/index.ts'
import { isMissing, numberIn, unitBehind, yesNoIn } from './numbers.ts'
import { isTooLong, mode, piecesOf, type Row, tableText } from './rows.ts'
import { clockIn, hourIn, type Stamp, stampIn } from './stamps.ts'
import { Run, type Zone, zoneNamed } from './zone.ts'

export interface ImportedSeries {
  readonly name: string
  readonly kind: SeriesKind
  /** In the order of time, one for each moment. Yes is 1, no 0, a word its place in the list. */
  readonly readings: Readings
}

export type LeftReason = 'torn' | 'time' | 'no-time' | 'never' | 'value' | 'name' | 'felt' | 'cells' | 'series' | 'many'

export interface Imported {
  readonly series: readonly ImportedSeries[]
  /** Rows of the table that were looked at. */
  readonly rows: number
  /** What was left out, by reason; and the first of them one by one. */
  readonly left: {
    readonly counts: Readonly<Partial<Record<LeftReason, number>>>
    readonly first: readonly { readonly row: number; readonly why: Message }[]
  }
  /** Cells that say that there is none. */
  readonly missing: number
  /** What was put right on the way, in words. */
  readonly notes: readonly Message[]
}

export interface Progress {
  /** Characters of the text. */
  readonly done: number
  readonly of: number
}

/** Yields how far it is and returns what came of it; stop it with `return()`. */
export function* importReadings(text: string, layout: Layout): Generator<Progress, Result<Imported, Message>, undefined> {
  if (isTooLong(text)) return no(senseImportMessage('sense-import.long', { most: importLimits.charsMax / 1_048_576 }))
  const zone = zoneNamed(layout.zone)
  if (!zone) return no(senseImportMessage('sense-import.zone-unknown', { zone: layout.zone }))
  const table = tableText(text)
  const run = new Import(layout, zone)
  for (const piece of piecesOf(table.text, layout.delimiter)) {
    run.measure(piece.rows)
    for (const row of piece.rows) run.take(row)
    yield { done: piece.to, of: table.text.length }
  }
  return ok(run.done())
}

const hourMs = 3_600_000

interface Series {
  readonly run: Run
  readonly name: string
  readonly kind: SeriesKind
  readonly gathering: Gathering
}

class Import {
  readonly #layout: Layout
  readonly #zone: Zone
  readonly #series = new Map<string, Series>()
  /** Of series whose rows say whose they are. */
  readonly #names = new Set<string>()
  readonly #wide: readonly { readonly column: number; readonly series: Series }[]
  readonly #kinds: ReadonlyMap<string, SeriesKind>
  readonly #counts: Partial<Record<LeftReason, number>> = {}
  readonly #first: { row: number; why: Message }[] = []
  /** Hours that came twice, by the first of their moments, with how many readings they hold. */
  readonly #twice = new Map<number, number>()
  readonly #widthLeast: number
  /** Cells of a row in which there are readings, and as many as nearly all rows have. */
  readonly #widthUsed: number
  #width: number | undefined
  /** Of a table with a column for each series. */
  readonly #run = new Run()
  #rows = 0
  #missing = 0
  #readings = 0

  constructor(layout: Layout, zone: Zone) {
    this.#layout = layout
    this.#zone = zone
    const { series, time } = layout
    this.#kinds = new Map(series.is === 'long' ? series.kinds.map(({ name, kind }) => [name, kind]) : [])
    this.#wide =
      series.is === 'wide' && series.by === undefined
        ? series.columns
            .slice(0, importLimits.seriesMax)
            .map(({ column, name, kind }, at) => ({ column, series: this.#open(`${at}`, name, kind) }))
        : []
    this.#widthLeast = 1 + Math.max(time.column, time.clock ?? 0, ...(series.is === 'long' ? [...namesOf(series), series.values] : (series.by ?? [])))
    const columns = series.is === 'wide' ? series.columns.map((each) => each.column) : [series.units ?? 0]
    this.#widthUsed = Math.max(this.#widthLeast, 1 + Math.max(0, ...columns))
  }

  /** How many cells rows of this table have, by the first of them. */
  measure(rows: readonly Row[]): void {
    const body = this.#width === undefined ? rows.filter(({ row, torn }) => row > this.#layout.skipRows && !torn) : []
    if (body.length > 0) this.#width = Math.max(this.#widthUsed, mode(body.map(({ cells }) => cells.length)) ?? 0)
  }

  /** Cells that the table has no column for say that one before them was parted: by a sign in a remark, which does no harm, or within a number. */
  #isParted({ cells }: Row): boolean {
    const width = this.#width ?? cells.length
    if (cells.length <= width || cells.slice(width).every((cell) => cell.trim() === '')) return false
    return this.#widthUsed === width || /^\s*\d/.test(cells[this.#widthUsed] ?? '')
  }

  take(row: Row): void {
    const layout = this.#layout
    if (row.row <= layout.skipRows) return
    this.#rows++
    if (row.torn) return this.#leave(row, 'torn', senseImportMessage('sense-import.row-torn'))
    if (row.cells.length < this.#widthLeast)
      return this.#leave(
        row,
        'cells',
        senseImportMessage('sense-import.row-cells', { n: row.cells.length, width: this.#widthLeast })
      )
    if (this.#isParted(row))
      return this.#leave(row, 'cells', senseImportMessage('sense-import.row-cells', { n: row.cells.length, width: this.#width ?? 0 }))
    const stamp = this.#stamp(row)
    if (!stamp) return
    if (layout.series.is === 'wide' && layout.series.by) return this.#takeOf(row, stamp, layout.series, layout.series.by)
    if (layout.series.is === 'wide') {
      // All cells of a row are of one moment, also where some say nothing.
      const atMs = this.#moment(row, stamp, this.#run)
      if (atMs === undefined) return
      for (const { column, series } of this.#wide) this.#put(row, atMs, series, row.cells[column] ?? '')
      return
    }
    const { values } = layout.series
    const name = nameIn(row.cells, namesOf(layout.series))
    if (name === '') return this.#leave(row, 'name', senseImportMessage('sense-import.row-name'))
    const cell = row.cells[values] ?? ''
    const series = this.#series.get(name) ?? this.#begin(row, name, cell)
    if (!series || this.#saysNone(series.kind, cell)) {
      if (series) this.#missing++
      return
    }
    const atMs = this.#moment(row, stamp, series.run)
    if (atMs !== undefined) this.#put(row, atMs, series, cell)
  }

  /** A row of one of several, with a reading of each column. */
  #takeOf(row: Row, stamp: Stamp, { columns }: Extract<Layout['series'], { is: 'wide' }>, by: readonly number[]): void {
    const owner = nameIn(row.cells, by)
    if (by.every((at) => isMissing(row.cells[at] ?? ''))) return this.#leave(row, 'name', senseImportMessage('sense-import.row-name'))
    if (tellsPresence(owner)) return this.#leave(row, 'felt', senseImportMessage('sense-import.row-felt', { name: owner }))
    const series = columns.map(({ column, name, kind }) => {
      const key = `${column} ${owner}`
      const known = this.#series.get(key)
      if (known || this.#series.size >= importLimits.seriesMax) return { column, one: known }
      return { column, one: this.#open(key, this.#nameOf(columns.length === 1 ? owner : `${owner.slice(0, importLimits.nameCharsMax / 2)} ${name}`), kind) }
    })
    const run = series.find(({ one }) => one !== undefined)?.one?.run
    const atMs = run && this.#moment(row, stamp, run)
    if (atMs !== undefined) for (const { column, one } of series) if (one) this.#put(row, atMs, one, row.cells[column] ?? '')
    if (series.some(({ one }) => one === undefined)) this.#leave(row, 'series', senseImportMessage('sense-import.row-series', { most: importLimits.seriesMax }))
  }

  /** No two owners share a name, also where long ones are cut: their readings would be taken for one's. */
  #nameOf(wanted: string): string {
    const name = wanted.slice(0, importLimits.nameCharsMax)
    let free = name
    for (let n = 2; this.#names.has(free); n++) free = `${name.slice(0, importLimits.nameCharsMax - 5)} ${n}`
    this.#names.add(free)
    return free
  }

  done(): Imported {
    const notes: Message[] = []
    let early = 0
    let same = 0
    const series: ImportedSeries[] = []
    const changes: Message[] = []
    for (const { name, kind, gathering } of this.#series.values()) {
      const made = gathering.done()
      early += made.early
      same += made.same
      if (made.changed > 0) changes.push(senseImportMessage('sense-import.changed', { n: made.changed, name }))
      if (made.readings.times.length > 0) series.push({ name, kind, readings: made.readings })
    }
    for (const [ms, n] of [...this.#twice].slice(0, importLimits.spansShownMax))
      notes.push(senseImportMessage('sense-import.twice-hour', { time: civilWords(ms), n }))
    if (early > 0) notes.push(senseImportMessage('sense-import.sorted', { n: early }))
    if (same > 0) notes.push(senseImportMessage('sense-import.same', { n: same }))
    notes.push(...changes.slice(0, importLimits.spansShownMax))
    if (this.#missing > 0) notes.push(senseImportMessage('sense-import.missing', { n: this.#missing }))
    return { series, rows: this.#rows, left: { counts: this.#counts, first: this.#first }, missing: this.#missing, notes }
  }

  #open(key: string, name: string, kind: SeriesKind): Series {
    const series = { name, kind, gathering: new Gathering(), run: new Run() }
    this.#series.set(key, series)
    return series
  }

  /** A name that the preview had not met: its first value says what it is. */
  #begin(row: Row, name: string, cell: string): Series | undefined {
    const { series } = this.#layout
    if (series.is !== 'long') return undefined
    const known = this.#kinds.get(name)
    if (!known && tellsPresence(name)) {
      this.#leave(row, 'felt', senseImportMessage('sense-import.row-felt', { name }))
      return undefined
    }
    if (!known && isMissing(cell)) {
      this.#missing++
      return undefined
    }
    if (this.#series.size >= importLimits.seriesMax) {
      this.#leave(row, 'series', senseImportMessage('sense-import.row-series', { most: importLimits.seriesMax }))
      return undefined
    }
    const guessed = known ?? guessColumn([cell], name, { delimiter: this.#layout.delimiter, decimal: series.decimal }).kind
    if (typeof guessed === 'string') {
      this.#leave(row, 'value', senseImportMessage('sense-import.row-value', { text: cut(cell), name }))
      return undefined
    }
    const unit = series.units === undefined ? '' : (row.cells[series.units] ?? '').trim().slice(0, 40)
    return this.#open(
      name,
      name,
      guessed.is === 'number' && unit !== '' && guessed.unit === undefined ? { ...guessed, unit } : guessed
    )
  }

  #put(row: Row, atMs: number, { name, kind, gathering }: Series, cell: string): void {
    if (this.#saysNone(kind, cell)) {
      this.#missing++
      return
    }
    const value = valueIn(cell, kind)
    if (value === undefined)
      return this.#leave(row, 'value', senseImportMessage('sense-import.row-value', { text: cut(cell), name }))
    if (this.#readings >= importLimits.readingsMax)
      return this.#leave(row, 'many', senseImportMessage('sense-import.readings-many', { most: importLimits.readingsMax }))
    this.#readings++
    gathering.add(atMs, value)
  }

  #saysNone(kind: SeriesKind, cell: string): boolean {
    if (isMissing(cell)) return true
    if (kind.is !== 'number' || kind.missing.length === 0) return false
    const value = numberIn(cell, kind.decimal)
    return value !== undefined && kind.missing.includes(value)
  }

  #stamp(row: Row): Stamp | undefined {
    const { column, clock, hours, format, dayAtMs } = this.#layout.time
    const cell = row.cells[column] ?? ''
    if (isMissing(cell)) {
      this.#leave(row, 'no-time', senseImportMessage('sense-import.row-time-none'))
      return undefined
    }
    const stamp = stampIn(cell, format)
    if (stamp?.isDay === true && clock !== undefined && hours !== undefined) return this.#hour(row, stamp.ms, row.cells[clock] ?? '', hours)
    const time = stamp?.isDay === true && clock !== undefined ? clockIn(row.cells[clock] ?? '') : undefined
    if (!stamp || (stamp.isDay && clock !== undefined && !time)) {
      this.#leave(
        row,
        'time',
        senseImportMessage('sense-import.row-time', { text: cut(stamp ? (row.cells[clock ?? column] ?? '') : cell) })
      )
      return undefined
    }
    if (!stamp.isDay) return stamp
    if (!time) return { ms: stamp.ms + dayAtMs, isMoment: false, isDay: false }
    const ms = stamp.ms + time.ms
    return time.offsetMin === undefined
      ? { ms, isMoment: false, isDay: false }
      : { ms: ms - time.offsetMin * 60_000, isMoment: true, isDay: false }
  }

  /** Hours of a day are as many as the clock lets there be; those that are counted go on over a change of it. */
  #hour(row: Row, dayMs: number, cell: string, hours: 'end' | 'start'): Stamp | undefined {
    const hour = hourIn(cell)
    if (hours === 'start' && hour !== undefined && hour <= 23) return { ms: dayMs + hour * hourMs, isMoment: false, isDay: false }
    const begunMs = this.#beginOf(dayMs)
    const ms = begunMs + (hour ?? 0) * hourMs
    if (hours === 'end' && hour !== undefined && hour >= 1 && ms <= this.#beginOf(dayMs + 24 * hourMs)) return { ms, isMoment: true, isDay: false }
    this.#leave(row, 'time', senseImportMessage('sense-import.row-time', { text: cut(`${row.cells[this.#layout.time.column] ?? ''} ${cell}`) }))
    return undefined
  }

  /** The first moment of a civil day. */
  #beginOf(dayMs: number): number {
    const at = this.#zone.toMoment(dayMs)
    if (at.is !== 'never') return at.is === 'once' ? at.ms : at.first
    const later = this.#zone.toMoment(dayMs + hourMs)
    return later.is === 'once' ? later.ms : dayMs
  }

  #moment(row: Row, stamp: Stamp, run: Run): number | undefined {
    const found = stamp.isMoment ? ({ is: 'once', ms: stamp.ms } as const) : this.#zone.toMoment(stamp.ms)
    const atMs = found.is === 'once' ? found.ms : found.is === 'twice' ? run.pick(found.first, found.second) : undefined
    if (atMs !== undefined) run.note(atMs)
    if (found.is === 'once') return atMs
    if (found.is === 'never') {
      this.#leave(row, 'never', senseImportMessage('sense-import.row-never', { time: civilWords(stamp.ms) }))
      return undefined
    }
    const hour = Math.floor(stamp.ms / 3_600_000) * 3_600_000
    this.#twice.set(hour, (this.#twice.get(hour) ?? 0) + 1)
    return atMs
  }

  /** A row is named once, by the first reason; each of its cells that is left out is counted. */
  #leave({ row }: Row, reason: LeftReason, why: Message): void {
    this.#counts[reason] = (this.#counts[reason] ?? 0) + 1
    if (this.#first.length < importLimits.leftShownMax && this.#first.at(-1)?.row !== row) this.#first.push({ row, why })
  }
}

function valueIn(cell: string, kind: SeriesKind): number | undefined {
  if (kind.is === 'number') {
    const value = numberIn(cell, kind.decimal)
    if (value === undefined || kind.unit === undefined || /\d\s*$/.test(cell)) return value
    // What is no unit, or one of something else, says nothing of the number.
    return convertUnit(value, unitNamed(unitBehind(cell) ?? '')?.code, unitNamed(kind.unit)?.code) ?? value
  }
  if (kind.is === 'yes-no') {
    const found = yesNoIn(cell)
    return found === undefined ? (/^\s*[01]\s*$/.test(cell) ? Number(cell) : undefined) : Number(found)
  }
  const at = kind.of.indexOf(cell.trim())
  return at < 0 ? undefined : at
}

const cut = (text: string): string => {
  const plain = text.replace(/\s+/g, ' ').trim()
  return plain.length > 30 ? `${plain.slice(0, 29)}…` : plain
}

/** A civil time as people write it: 2026-10-25 02:00. */
const civilWords = (civilMs: number): string => {
  const days = Math.floor(civilMs / 86_400_000)
  const { year, month, day } = civilFromDays(days)
  const minutes = Math.floor((civilMs - days * 86_400_000) / 60_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
