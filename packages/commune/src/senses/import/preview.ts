/**
 * Looks at a table before anything is taken in: what its columns seem to mean, the first rows, and every doubt that the person ought to
 * decide. The layout it proposes is what `importReadings` follows when nothing is changed.
 */
import { no, ok, type Result } from '@commune/protocol'
import { type Message, senseImportMessage } from '../../words/index.ts'
import { type ColumnGuess, guessColumn, isRowNumbers, nameWithout, tellsPresence, unitIn, type Usual } from './columns.ts'
import type { Layout, SeriesKind } from './layout.ts'
import { importLimits } from './limits.ts'
import { alsoOf, longSeries, nameIn, namesOf } from './long.ts'
import { type Decimal, decimalOf, isMissing, numberIn } from './numbers.ts'
import { isNameToo, kindBy, namesBy, ownersOf } from './owners.ts'
import { delimiterOf, isTooLong, mode, piecesOf, type Row, tableText } from './rows.ts'
import { clockIn, formatOf, type FormatGuess, hoursOf, isMonth, serialOf, stampIn } from './stamps.ts'

export interface PreviewOptions {
  /** The zone of this place, for times that do not say theirs. Left out: UTC, with a doubt. */
  readonly zone?: string
}

export interface PreviewColumn {
  readonly name: string
  /** What it is taken for. `left`: it is left out. */
  readonly as: 'time' | 'clock' | 'series' | 'names' | 'values' | 'units' | 'row-number' | 'left'
  readonly kind?: SeriesKind
}

export interface Preview {
  readonly columns: readonly PreviewColumn[]
  /** The first rows as they stand. */
  readonly rows: readonly (readonly string[])[]
  readonly layout: Layout
  /** What the person ought to look at, most weighty first. */
  readonly doubts: readonly Message[]
  /** Two readings of the dates that fit equally, when that is so: the person is to choose. */
  readonly orders?: readonly ['dmy', 'mdy']
}

/** A column and what it may be, from its cells alone. */
export interface Column {
  readonly name: string
  readonly cells: readonly string[]
  readonly guess: ColumnGuess
  readonly time: FormatGuess | undefined
  readonly isClock: boolean
  readonly hours: 'end' | 'start' | undefined
}

export const previewImport = (text: string, options: PreviewOptions = {}): Result<Preview, Message> => {
  if (isTooLong(text)) return no(senseImportMessage('sense-import.long', { most: importLimits.charsMax / 1_048_576 }))
  const table = tableText(text)
  const delimiter = table.delimiter ?? delimiterOf(table.text)
  const rows = firstRows(table.text, delimiter, importLimits.guessRows)
  if (rows.length === 0) return no(senseImportMessage('sense-import.empty'))
  let found = tableIn(table.text, delimiter, rows)
  // Some programs put another table or two above, with an empty line between.
  for (let turn = 0, from = 0; turn < gapsMax && found.ok && found.value.at < 0; turn++) {
    const gap = rows.findIndex(({ row }, index) => index > from && row - (rows[index - 1] as Row).row > 1)
    if (gap < 0) break
    const below = tableIn(table.text, delimiter, rows.slice(gap))
    if (below.ok && below.value.at >= 0) found = below
    from = gap
  }
  if (!found.ok) return found
  const { columns, body, skipRows, doubts, at, usual } = found.value
  const time = columns[at]?.time
  if (!time) return no(senseImportMessage('sense-import.no-time'))
  const clock = clockColumn(columns, at)
  if (time.unclear) doubts.push(senseImportMessage('sense-import.order', { name: nameOr(columns[at]?.name, at) }))
  const saysZone = saysItsZone(columns[at] as Column, time)
  if (!saysZone && options.zone === undefined) doubts.push(senseImportMessage('sense-import.zone'))

  const hours = clock === undefined ? undefined : columns[clock]?.hours
  if (time.format.is === 'serial') doubts.push(senseImportMessage('sense-import.serial', { name: nameOr(columns[at]?.name, at) }))
  if (columns[at]?.cells.some(isMonth)) doubts.push(senseImportMessage('sense-import.months', { name: nameOr(columns[at]?.name, at) }))
  if (hours === 'end') doubts.push(senseImportMessage('sense-import.hours', { name: nameOr(columns[clock as number]?.name, clock as number) }))

  const used = new Set([at, ...(clock === undefined ? [] : [clock])])
  const layout: Layout = {
    delimiter: delimiter as Layout['delimiter'],
    skipRows,
    time: { column: at, format: time.format, ...(clock !== undefined && { clock }), ...(hours && { hours }), dayAtMs: areDays(columns[at]?.cells ?? [], time) ? noonMs : 0 },
    zone: options.zone ?? 'UTC',
    series: seriesOf(columns, used, usual, rows.length < importLimits.guessRows && body.length === columns[0]?.cells.length)
  }
  sayDoubts(columns, layout, doubts)
  return ok({
    columns: columns.map((column, index) => ({ name: column.name, ...asOf(index, layout, column) })),
    rows: body.slice(0, importLimits.shownRows).map((row) => row.cells.map((cell) => cell.slice(0, importLimits.nameCharsMax))),
    layout,
    doubts,
    ...(time.unclear && { orders: ['dmy', 'mdy'] as const })
  })
}

interface Table {
  readonly columns: readonly Column[]
  readonly body: readonly Row[]
  readonly skipRows: number
  readonly doubts: Message[]
  /** The column of times; below 0 when there is none. */
  readonly at: number
  readonly usual: Usual
}

const gapsMax = 5
/** Of a wide table fewer rows are looked at. */
const guessCells = 200_000
const guessRowsMin = 200

function tableIn(text: string, delimiter: string, rows: readonly Row[]): Result<Table, Message> {
  const width = Math.max(1, mode(rows.filter((row) => !row.torn).map((row) => row.cells.length)) ?? 1)
  if (width > importLimits.columnsMax) return no(senseImportMessage('sense-import.columns', { most: importLimits.columnsMax }))
  const doubts: Message[] = []
  const { names, body, skipRows } = headOf(rows, width, doubts)
  if (body.length === 0) return no(senseImportMessage('sense-import.no-rows'))
  const usual = usualOf(body, width, delimiter)
  const looked = body.slice(0, Math.max(guessRowsMin, Math.floor(guessCells / width)))
  const columns = names.map((name, at): Column => {
    const cells = looked.map((row) => row.cells[at] ?? '')
    const said = cells.filter((cell) => !isMissing(cell))
    return {
      name,
      cells,
      guess: guessColumn(cells, name, usual),
      time: formatOf(said, () => laterCells(text, delimiter, skipRows, at)) ?? (timeWords.test(name) ? serialOf(said) : undefined),
      hours: hoursOf(name, said),
      isClock: said.length > 0 && said.every((cell) => clockIn(cell) !== undefined)
    }
  })
  return ok({ columns, body, skipRows, doubts, at: timeColumn(columns), usual })
}

/** A meter that was read on a day was most likely read in the middle of it. */
const noonMs = 43_200_000

/** Beside times of day a day alone is its beginning: spreadsheets leave midnight away. */
const areDays = (cells: readonly string[], { format }: FormatGuess): boolean => cells.every((cell) => stampIn(cell, format)?.isDay ?? true)

function firstRows(text: string, delimiter: string, most: number): Row[] {
  const rows: Row[] = []
  for (const piece of piecesOf(text, delimiter)) {
    for (const row of piece.rows) if (rows.push(row) >= most) return rows
  }
  return rows
}

function* laterCells(text: string, delimiter: string, skipRows: number, column: number): Generator<string> {
  for (const piece of piecesOf(text, delimiter))
    for (const row of piece.rows) {
      if (row.row > skipRows + laterRowsMax) return
      if (row.row > skipRows) yield row.cells[column] ?? ''
    }
}
/** So far a file is looked through for a day above the twelfth. */
const laterRowsMax = 1_000_000

/** The sign that parts fractions in most columns where that is clear. */
function usualOf(body: readonly Row[], width: number, delimiter: string): Usual {
  const clear: Decimal[] = []
  for (let at = 0; at < width; at++) {
    const { decimal, isSaid } = decimalOf(
      body.slice(0, decimalRows).map((row) => row.cells[at] ?? ''),
      delimiter
    )
    if (isSaid) clear.push(decimal)
  }
  const points = clear.filter((decimal) => decimal === '.').length
  return points * 2 === clear.length ? { delimiter } : { delimiter, decimal: points * 2 > clear.length ? '.' : ',' }
}
const decimalRows = 500

/** The row of names, if there is one, and the rows of readings below it. */
function headOf(rows: readonly Row[], width: number, doubts: Message[]): { names: string[]; body: readonly Row[]; skipRows: number } {
  const isNarrowHead = (row: Row): boolean => row.cells.length === width - 1 && width > 2 && !row.cells.some(looksRead)
  // Lines above the table: titles and remarks of programs.
  const start = rows.findIndex((row) => !row.torn && !isAnnotation(row) && (row.cells.length === width || isNarrowHead(row)))
  const head = rows[start]
  if (!head) return { names: [], body: [], skipRows: 0 }
  if (head.row > 1) doubts.push(senseImportMessage('sense-import.above', { n: head.row - 1 }))
  const isHead =
    isNarrowHead(head) ||
    (!head.cells.some(looksRead) && rows.slice(start + 1, start + 21).some((row) => row.cells.some(looksRead)))
  if (!isHead) return { names: Array.from({ length: width }, () => ''), body: rows.slice(start), skipRows: head.row - 1 }
  const body = rows.slice(start + 1)
  const cells = head.cells.map((cell) => cell.trim().slice(0, importLimits.nameCharsMax))
  if (cells.length === width) return besideUnits(cells, body, head.row)
  // One name too few: the unnamed column is the last when it is empty, else it numbers the rows in front, as R writes them.
  const lastEmpty = body.every((row) => (row.cells[width - 1] ?? '').trim() === '')
  doubts.push(senseImportMessage('sense-import.name-few', { names: cells.length, cells: width }))
  return { names: lastEmpty ? [...cells, ''] : ['', ...cells], body, skipRows: head.row }
}

/** Above the names of a table InfluxDB says what its columns are for programs. */
const isAnnotation = ({ cells: [first = ''] }: Row): boolean => /^#(?:datatype|group|default)$/.test(first.trim())

/** Loggers put a row or two between the names and the readings: units, and how each was worked out. None of it is a reading. */
function besideUnits(names: string[], body: readonly Row[], skipRows: number): { names: string[]; body: readonly Row[]; skipRows: number } {
  const first = body.slice(0, besideRowsMax + 1).findIndex((row) => row.torn || row.cells.length !== names.length || row.cells.some(looksRead))
  if (first < 1) return { names, body, skipRows }
  const between = body.slice(0, first)
  const named = names.map((name, at) => {
    const unit = between.map((row) => (row.cells[at] ?? '').trim()).find((cell) => unitIn(`x(${cell})`) === cell)
    return name === '' || unit === undefined || unitIn(name) !== undefined ? name : `${name} (${unit})`
  })
  return { names: named, body: body.slice(first), skipRows: (between.at(-1) as Row).row }
}
const besideRowsMax = 3

/** A cell that is a reading or a time, and hardly a name. */
const looksRead = (cell: string): boolean => {
  const text = cell.trim()
  return (
    text !== '' &&
    (numberIn(text, '.') !== undefined ||
      numberIn(text, ',') !== undefined ||
      formatOf([text]) !== undefined ||
      clockIn(text) !== undefined)
  )
}

const timeWords = /time|date|datum|zeit|fecha|hora|stamp|when|\bts\b|last_changed|last_updated|day|tag/i

/** The column of times: one whose name says so, else the first. */
function timeColumn(columns: readonly Column[]): number {
  const able = columns.flatMap(({ time, cells, name }, at) => {
    if (!time || isRowNumbers(cells)) return []
    // Numbers are counted from 1970 only where the name does not speak against it.
    const weight = (timeWords.test(name) ? 2 : 0) + (time.format.is === 'date' ? 1 : 0)
    return weight > 0 || name === '' ? [{ at, weight }] : []
  })
  return able.toSorted((a, b) => b.weight - a.weight || a.at - b.at)[0]?.at ?? -1
}

/** Days in one column and times of day in another. */
function clockColumn(columns: readonly Column[], time: number): number | undefined {
  const days = columns[time]
  if (!days?.time || days.time.format.is === 'epoch') return undefined
  const { format } = days.time
  if (!days.cells.some((cell) => stampIn(cell, format)?.isDay === true)) return undefined
  const at = columns.findIndex(({ isClock, hours }, index) => index !== time && (isClock || hours !== undefined))
  return at < 0 ? undefined : at
}

const saysItsZone = (column: Column, { format }: FormatGuess): boolean =>
  column.cells.every((cell) => isMissing(cell) || (stampIn(cell, format)?.isMoment ?? true))

const nameWords = /entity|sensor|device|series|metric|channel|point|variable|parameter|topic|field|name|\bid\b|gerät|messstelle/i
const unitWords = /^unit|einheit|unidad/i
const valueWords = /^(?:value|state|wert|valor|reading|_value|measurement|val)$/i

function seriesOf(columns: readonly Column[], used: ReadonlySet<number>, usual: Usual, isWhole: boolean): Layout['series'] {
  const free = columns.map((column, at) => ({ ...column, at })).filter(({ at }) => !used.has(at))
  const moments = (columns[0]?.cells ?? []).map((_, row) => [...used].map((at) => columns[at]?.cells[row] ?? '').join(' '))
  const isNamed = free.some(({ name }) => valueWords.test(name.trim()))
  const repeats = free.filter(({ cells, guess: { kind }, name }) => {
    if (kind === 'empty' || unitWords.test(name)) return false
    // Whose reading it is stands in every row; what stands in a few is a remark.
    if (cells.filter(isMissing).length * 10 > cells.length) return false
    const distinct = new Set(cells).size
    if (distinct > importLimits.seriesMax) return false
    // Numbers name series only where a column beside is called the value.
    if (typeof kind !== 'string' && kind.is === 'number')
      return isNamed && nameWords.test(name) && distinct * 2 <= cells.length && cells.every((cell) => /^\d*$/.test(cell.trim()))
    return kind === 'text' || kind.is === 'words'
  })
  const values =
    free.find(({ name }) => valueWords.test(name.trim())) ??
    onlyOne(
      free.filter(({ guess, cells }) => typeof guess.kind !== 'string' && guess.kind.is === 'number' && !isRowNumbers(cells))
    )
  const names =
    repeats.find(({ at, name }) => at !== values?.at && nameWords.test(name)) ??
    (values && !nameSaysOther(values.name) ? undefined : onlyOne(repeats.filter(({ at }) => at !== values?.at)))
  if (names && values) {
    const units = free.find(({ name, at }) => unitWords.test(name) && at !== values.at && at !== names.at)
    const others = repeats.filter(({ at }) => at !== names.at && at !== values.at && at !== units?.at)
    const also = alsoOf(names, others, moments)
    return longSeries({ names, also, values, units, usual }, (row) => nameIn(columns.map(({ cells }) => cells[row] ?? ''), [names.at, ...also]))
  }
  const owners = ownersOf(free, { moments, isWhole })
  const whose = namesBy(owners)
  const seen = new Map<string, number>()
  const wide = free.flatMap((column) => {
    if (owners.includes(column) || typeof column.guess.kind === 'string' || isNoSeries(column) || tellsPresence(column.name)) return []
    if (owners.length > 0 && isNameToo(column, whose)) return []
    const name = nameOr(nameWithout(column.name), column.at)
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return [
      {
        column: column.at,
        name: before === 0 ? name : `${name.slice(0, importLimits.nameCharsMax - 5)} ${before + 1}`,
        kind: owners.length > 0 ? kindBy(column, column.guess.kind, whose, usual) : column.guess.kind
      }
    ]
  })
  return { is: 'wide', ...(owners.length > 0 && wide.length > 0 && { by: owners.map(({ at }) => at) }), columns: wide }
}

/** Times besides the one that counts, and columns that only number the rows. */
const isNoSeries = ({ name, cells, time }: Column): boolean =>
  (time !== undefined && (time.format.is === 'date' || timeWords.test(name))) || (isRowNumbers(cells) && numberWords.test(name))

const numberWords = /^(?:|#|no\.?|nr\.?|n|id|idx|index|row|record|entry_id|zeile|fila|unnamed: 0)$/i

/** A column that is called `value` holds what other columns say. */
const nameSaysOther = (name: string): boolean => valueWords.test(name.trim())
const onlyOne = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined)

function asOf(at: number, layout: Layout, { cells }: Column): Omit<PreviewColumn, 'name'> {
  const { series, time } = layout
  if (at === time.column) return { as: 'time' }
  if (at === time.clock) return { as: 'clock' }
  if (series.is === 'long') {
    if (at === series.names || series.also?.includes(at)) return { as: 'names' }
    if (at === series.values) return { as: 'values' }
    return { as: at === series.units ? 'units' : 'left' }
  }
  if (series.by?.includes(at)) return { as: 'names' }
  const found = series.columns.find(({ column }) => column === at)
  if (found) return { as: 'series', kind: found.kind }
  return { as: isRowNumbers(cells) ? 'row-number' : 'left' }
}

function sayDoubts(columns: readonly Column[], layout: Layout, doubts: Message[]): void {
  const { series } = layout
  const kinds = series.is === 'wide' ? series.columns.map(({ name, kind }) => ({ name, kind })) : series.kinds
  if (kinds.length === 0) doubts.push(senseImportMessage('sense-import.no-series'))
  for (const [at, { guess, name }] of columns.entries()) {
    const isTaken = series.is === 'long' ? at === series.values : series.columns.some(({ column }) => column === at)
    if (!isTaken) continue
    if (guess.unclear) doubts.push(senseImportMessage('sense-import.decimal', { name: nameOr(name, at) }))
    for (const { value, n } of guess.odd)
      doubts.push(senseImportMessage('sense-import.odd', { name: nameOr(name, at), value: String(value), n }))
  }
  for (const { name, kind } of kinds) {
    if (kind.is === 'number' && kind.counter) doubts.push(senseImportMessage('sense-import.counter', { name }))
  }
  const felt =
    series.is === 'wide'
      ? columns
          .filter((column, at) => tellsPresence(column.name) && asOf(at, layout, column).as === 'left')
          .map(({ name }) => name)
      : [...new Set((columns[series.names]?.cells ?? []).map((_, row) => nameIn(columns.map(({ cells }) => cells[row] ?? ''), namesOf(series))))].filter(tellsPresence)
  if (felt.length > 0) doubts.push(senseImportMessage('sense-import.felt', { names: felt.slice(0, 10) }))
  const left = columns.flatMap((column, at) =>
    !tellsPresence(column.name) && asOf(at, layout, column).as === 'left' ? [nameOr(column.name, at)] : []
  )
  if (left.length > 0) doubts.push(senseImportMessage('sense-import.left-columns', { names: left.slice(0, 10) }))
}

const nameOr = (name: string | undefined, at: number): string => (name === undefined || name === '' ? `${at + 1}` : name)
