/**
 * Tables of needs, offers and stock: CSV as spreadsheets write it (commas, semicolons or tabs, decimal commas where
 * semicolons part the columns) and JSON. The first row names the columns, in any order and in several common words. Every
 * row is judged by itself: a wrong one is refused with its number and the rest goes on. A row comes once: it is known by
 * its `id`, or else by its file and what it says.
 */
import { derive, type Result, toText, utf8 } from '@commune/protocol'
import { isStatementId } from '../facts/index.ts'
import { type IntentsView, type IntentWish, readMoreFields, type StockView, type StockWish } from '../flows/index.ts'
import { countUnit, decodeQuantity, measureNamed, parseQuantity, type Quantity } from '../quantity/index.ts'
import { importMessage, type Message } from '../words/index.ts'
import { readCsv } from './csv.ts'
import { jsonFault } from './jsonFault.ts'
import { factsIn } from './stored.ts'
import type { ImportStep } from './pages.ts'
import { readTime } from './times.ts'

export type TableKind = 'need' | 'offer' | 'stock'

export interface TableOptions {
  readonly path: string
  /** What the rows are when they do not say so themselves. */
  readonly kind?: TableKind
  /** Minutes east of Greenwich; days end there. */
  readonly offsetMinutes?: number
  /** The file is part of an export of a world: all its rows are taken, and every id in it is the name a thing was first said under. */
  readonly exported?: true
  /** This ware's id: what an export says of it is its own, and of no other. */
  readonly ware?: string
}

export interface TableSources {
  readonly intents: IntentsView
  readonly stock: StockView
}

const rowsMax = 100_000
const cellCharsMax = 10_000
const fromCharsMax = 200

const columns = {
  kind: ['kind', 'type', 'what kind'],
  thing: ['thing', 'item', 'what', 'name', 'product', 'article'],
  quantity: ['quantity', 'amount', 'qty', 'how much', 'how many', 'count', 'number'],
  unit: ['unit', 'units', 'measure'],
  place: ['place', 'where', 'location', 'room', 'shelf'],
  until: ['until', 'by', 'due', 'when', 'date', 'needed by', 'best before', 'keeps until', 'expires'],
  note: ['note', 'notes', 'comment', 'remark', 'details'],
  id: ['id', 'key']
} as const
type Column = keyof typeof columns

/** One row as it stands in the file, before it is judged. */
interface Row {
  readonly row: number
  readonly cells: { readonly [column in Column]?: string }
  /** An exact amount, as an export writes it. */
  readonly exact?: unknown
  /** What an export says of what a portion is like. */
  readonly facts?: unknown
  /** What a need or an offer says besides, as an export writes it. */
  readonly besides?: unknown
  readonly by?: { readonly ware: string; readonly name?: string }
  /** Why it cannot be told what stands in it. */
  readonly fault?: Message
}

/** What each row of a CSV text comes to, in order. */
export const importCsv = function* (text: string, sources: TableSources, options: TableOptions): Generator<ImportStep> {
  const { path } = options
  if (text.includes('\u0000')) return yield refused(path, undefined, importMessage('import.not-text', { path }))
  const { rows: all, delimiter, refused: torn } = readCsv(text.replace(/^\ufeff/, ''))
  const [head, ...below] = all
  if (!head) return yield refused(path, torn[0]?.row, torn[0]?.reason ?? importMessage('import.empty', { path }))
  const named = head.cells.map(columnOf)
  if (!named.includes('thing')) return yield refused(path, undefined, importMessage('import.columns', { field: 'thing' }))
  const twice = named.findIndex((column, at) => column !== undefined && named.indexOf(column) < at)
  if (twice >= 0) return yield refused(path, undefined, sameColumn(head.cells[named.indexOf(named[twice])], head.cells[twice]))
  const rows = below.slice(0, rowsMax).map(({ row, cells }): Row => {
    const filled = cells.flatMap((cell, at) => (named[at] === undefined ? [] : [[named[at], cell.trim()] as const]))
    const fault = cells.slice(named.length).some((cell) => cell.trim() !== '') ? importMessage('import.cells-many', { n: cells.length, named: named.length }) : undefined
    return { row, cells: Object.fromEntries(filled.filter(([, cell]) => cell !== '')), ...(fault && { fault }) }
  })
  yield* steps(rows, sources, { ...options, decimalComma: (delimiter === ';' || delimiter === '\t') && !hasDecimalPoints(rows) })
  for (const { row, reason } of torn) yield refused(path, row, reason)
  if (below.length > rowsMax) yield tooMany(path, below.length)
}

/** A point that cannot part thousands, in a table without any decimal comma: then “2.500 kg” elsewhere in it is two and a half. */
const hasDecimalPoints = (rows: readonly Row[]): boolean => {
  const amounts = rows.flatMap(({ cells }) => (cells.quantity === undefined ? [] : [cells.quantity]))
  return amounts.some((amount) => /\d\.(?:\d{1,2}|\d{4,})(?!\d)/.test(amount)) && !amounts.some((amount) => /\d,\d/.test(amount))
}

const sameColumn = (first = '', second = ''): Message => importMessage('import.column-twice', { first: first.trim().slice(0, 40), second: second.trim().slice(0, 40) })

const tooMany = (path: string, rows: number): ImportStep => refused(path, undefined, importMessage('import.rows-many', { path, most: rowsMax, n: rows - rowsMax }))

/** What each row of a JSON text comes to: a list of objects, or an object with such a list under `rows`. */
export const importJson = function* (marked: string, sources: TableSources, options: TableOptions): Generator<ImportStep> {
  const { path } = options
  const rowsMost = options.exported ? Number.POSITIVE_INFINITY : rowsMax
  const text = marked.replace(/^\ufeff/, '')
  const fault = jsonFault(path, text)
  if (fault) return yield refused(path, undefined, fault)
  const parsed: unknown = JSON.parse(text)
  const list = Array.isArray(parsed)
    ? parsed
    : isRecord(parsed)
      ? ['rows', 'needs', 'offers', 'stock', 'items'].map((key) => parsed[key]).find(Array.isArray)
      : undefined
  if (!list) return yield refused(path, undefined, importMessage('import.shape', { path }))
  const rows = (list as unknown[]).slice(0, rowsMost).map((item, index): Row => {
    const fields = isRecord(item) ? Object.entries(item) : []
    const cells = fields.flatMap(([key, value]) => {
      const column = columnOf(key)
      return column !== undefined && (typeof value === 'string' || typeof value === 'number')
        ? [[column, String(value)] as const]
        : []
    })
    const { exact, saidBy, saidByName, besides } = isRecord(item) ? item : {}
    const twice = cells.findIndex(([column], at) => cells.findIndex(([other]) => other === column) < at)
    return {
      row: index + 1,
      ...(twice >= 0 && { fault: importMessage('import.field-twice', { field: (cells[twice] as readonly [string, string])[0] }) }),
      cells: Object.fromEntries(cells),
      ...(exact !== undefined && { exact }),
      ...(options.exported && { facts: item }),
      ...(besides !== undefined && { besides }),
      ...(typeof saidBy === 'string' && { by: { ware: saidBy, ...(typeof saidByName === 'string' && { name: saidByName }) } })
    }
  })
  yield* steps(rows, sources, { ...options, decimalComma: false })
  if ((list as unknown[]).length > rowsMost) yield tooMany(path, (list as unknown[]).length)
}

const refused = (path: string, row: number | undefined, reason: Message): ImportStep => ({
  outcome: 'refused',
  path,
  ...(row !== undefined && { row }),
  reason: row === undefined || namesLines(reason) ? reason : importMessage('import.row', { row, why: reason }),
  wishes: []
})

/** A line of the file is nearer to it than the row. */
const namesLines = ({ key }: Message): boolean => key === 'import.quote' || key === 'import.quotes'

const byName: ReadonlyMap<string, Column> = new Map(
  Object.entries(columns).flatMap(([column, names]) => names.map((name) => [name, column as Column] as const))
)
const columnOf = (name: string): Column | undefined =>
  byName.get(
    name
      .trim()
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .replace(/[_-]+/g, ' ')
  )

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Reading extends TableOptions {
  readonly decimalComma: boolean
}

function* steps(rows: Iterable<Row>, sources: TableSources, options: Reading): Generator<ImportStep> {
  const times = new Map<string, number>()
  const rowsById = new Map<string, number>()
  for (const row of rows) {
    const wish = wishOf(row, options)
    if (!wish.ok) {
      yield refused(options.path, row.row, wish.error)
      continue
    }
    const { id } = row.cells
    const before = id === undefined ? undefined : rowsById.get(id)
    if (id !== undefined && before !== undefined) {
      yield refused(options.path, row.row, importMessage('import.id-twice', { id: id.slice(0, 40), row: before }))
      continue
    }
    if (id !== undefined) rowsById.set(id, row.row)
    const from = (id === undefined ? nameOf(row, options.path, times) : nameById(id, options)).slice(0, fromCharsMax)
    const said = { ...wish.value, from }
    const here =
      (said.wish === 'stock' ? known(sources.stock, from) : known(sources.intents, from)) ||
      (id !== undefined && id !== from && thingOf(said.wish, id, sources) === said.thing)
    yield here
      ? { outcome: 'same', path: options.path, row: row.row, wishes: [] }
      : { outcome: 'new', path: options.path, row: row.row, wishes: [said] }
  }
}

const known = (view: IntentsView | StockView, from: string): boolean => view.cameFrom(from) !== undefined || view.has(from)

/**
 * An id that an export wrote names one thing everywhere. One from elsewhere, a number as often as not, names it in its own file
 * alone: another file's first row is another thing.
 */
const nameById = (id: string, { path, exported }: Reading): string =>
  exported || isStatementId(id) || /^(?:row|file):/.test(id) ? id : `row:${toText(derive('imported row', [utf8(JSON.stringify([path, 'id', id]))])).slice(0, 22)}`

/** What was said under this name as it stood in the file: earlier versions kept every id like that. */
function thingOf(wish: TableKind, id: string, { stock, intents }: TableSources): string | undefined {
  const said = (wish === 'stock' ? stock : intents).cameFrom(id)
  if (said === undefined) return undefined
  return wish === 'stock' ? stock.one(said)?.thing : intents.one(said, 0)?.thing
}

/** The same row twice in one file is two rows. */
function nameOf({ cells }: Row, path: string, times: Map<string, number>): string {
  const says = JSON.stringify(Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1)))
  const nth = (times.get(says) ?? 0) + 1
  times.set(says, nth)
  return `row:${toText(derive('imported row', [utf8(JSON.stringify([path, says, nth]))])).slice(0, 22)}`
}

function wishOf(row: Row, options: Reading): Result<IntentWish | StockWish, Message> {
  const { cells, fault } = row
  if (fault) return { ok: false, error: fault }
  for (const cell of Object.values(cells))
    if (cell.length > cellCharsMax) return { ok: false, error: importMessage('import.cell-long') }
  const kind = cells.kind === undefined ? options.kind : kindOf(cells.kind)
  if (kind === undefined && cells.kind === undefined) return { ok: false, error: importMessage('import.kind-none') }
  if (kind === undefined) return { ok: false, error: importMessage('import.kind', { kind: (cells.kind ?? '').slice(0, 40) }) }
  const { thing } = cells
  if (thing === undefined) return { ok: false, error: importMessage('import.no-thing') }
  const quantity = quantityOf(row, thing, options)
  if (quantity && !quantity.ok) return quantity
  let untilMs: number | undefined
  if (cells.until !== undefined) {
    untilMs = readTime(cells.until, options.offsetMinutes)
    if (untilMs === undefined) return { ok: false, error: importMessage('import.when', { text: cells.until.slice(0, 40) }) }
  }
  const told = row.by && row.by.ware !== options.ware ? row.by : undefined
  const shared = {
    thing,
    ...(cells.place !== undefined && { place: cells.place }),
    ...(cells.note !== undefined && { note: cells.note }),
    ...(told && { told })
  }
  if (kind !== 'stock') {
    return {
      ok: true,
      value: { wish: kind, ...shared, ...(quantity && { quantity: quantity.value }), ...(untilMs !== undefined && { untilMs }), ...readMoreFields(withWholes(row.besides)) }
    }
  }
  if (!quantity) return { ok: false, error: importMessage('import.no-quantity') }
  return {
    ok: true,
    value: { wish: 'stock', ...shared, quantity: quantity.value, ...(untilMs !== undefined && { keepsUntilMs: untilMs }), ...factsIn(row.facts) }
  }
}

/** Amounts in it, with whole numbers that stood as text. */
const withWholes = (besides: unknown): unknown => {
  if (!isRecord(besides)) return besides
  const whole = (name: string, value: unknown): unknown => {
    if (name === 'again') return withWholes(value)
    return name !== 'instead' && Array.isArray(value) ? value.map(bigWhole) : value
  }
  return Object.fromEntries(Object.entries(besides).map(([name, value]) => [name, whole(name, value)]))
}

function quantityOf({ cells, exact }: Row, thing: string, { decimalComma }: Reading): Result<Quantity, Message> | undefined {
  if (exact !== undefined) return decodeQuantity(Array.isArray(exact) ? exact.map(bigWhole) : exact)
  if (cells.quantity === undefined) return undefined
  if (cells.unit === undefined) return parseQuantity(cells.quantity, { thing, decimalComma })
  const whole = parseQuantity(`${cells.quantity} ${cells.unit}`, { thing, decimalComma })
  if (whole.ok) return whole
  // The unit may stand in both columns.
  const alone = parseQuantity(cells.quantity, { thing, decimalComma })
  const named = measureNamed(cells.unit)?.code ?? countUnit(cells.unit)
  return alone.ok && alone.value.unit === named ? alone : whole
}

/** JSON has no whole numbers above 2^53: an export writes them as text. */
const bigWhole = (part: unknown): unknown => (typeof part === 'string' && /^\d{16,19}$/.test(part) ? BigInt(part) : part)

const kindOf = (word: string): TableKind | undefined => {
  const plain = word.trim().toLowerCase()
  if (plain === 'need' || plain === 'needs' || plain === 'needed' || plain === 'wanted') return 'need'
  if (plain === 'offer' || plain === 'offers' || plain === 'offered') return 'offer'
  return plain === 'stock' || plain === 'have' || plain === 'in stock' ? 'stock' : undefined
}
