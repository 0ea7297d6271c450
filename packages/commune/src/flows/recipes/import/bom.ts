/**
 * Bills of material as recipes: what a product or a part of it is put together from. Of NopSCADlib the list of assemblies, each a recipe
 * that takes those within it; of a table its rows, with levels or parents where the table names them.
 */
import { countUnit, makeQuantity, measureNamed, parseQuantity, type Quantity } from '../../../quantity/index.ts'
import { importMessage, type Message, recipesMessage } from '../../../words/index.ts'
import { readCsv } from '../../../import-export/index.ts'
import { recipeLimits } from '../types.ts'
import type { TakenWish } from '../wishes.ts'
import { type Found, importLimits } from './found.ts'

type Tree = { readonly [key: string]: unknown }
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A list of assemblies with what each takes. */
export const isAssemblies = (value: unknown): value is readonly Tree[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isTree(one) && typeof one['name'] === 'string' && ['assemblies', 'vitamins', 'printed', 'routed'].some((field) => isTree(one[field])))

/** “back_assembly” is called “back assembly”; the last of a list is the whole, and bears the name of the file. */
export function* recipesOfAssemblies(path: string, list: readonly Tree[]): Generator<Found> {
  const whole = productOf(path)
  const nameOf = (name: string, at: number): string => (at === list.length - 1 ? whole : name.replace(/[_\s]+/g, ' ').trim()).slice(0, recipeLimits.nameCharsMax)
  const names = new Map(list.map((one, at) => [one['name'] as string, nameOf(one['name'] as string, at)]))
  for (const [row, one] of list.slice(0, importLimits.recipesMax).entries()) {
    const key = one['name'] as string
    const name = names.get(key) as string
    const notes: Message[] = []
    const takes: TakenWish[] = []
    for (const field of ['assemblies', 'vitamins', 'printed', 'routed'] as const) {
      for (const [said, value] of Object.entries(isTree(one[field]) ? (one[field] as Tree) : {})) {
        const thing = field === 'assemblies' ? (names.get(said) ?? said.replace(/[_\s]+/g, ' ')) : partOf(said)
        if (field === 'assemblies' && !names.has(said)) notes.push(recipesMessage('recipes.import-missing', { thing }))
        if (field === 'assemblies' && said === key) notes.push(recipesMessage('recipes.import-itself', { thing }))
        const count = isTree(value) ? value['count'] : value
        const quantity = countOf(count, thing)
        if (!quantity) {
          yield { is: 'fault', row: row + 1, reason: recipesMessage('recipe.in', { what: thing.slice(0, 60), why: recipesMessage('recipes.import-amount', { text: String(count).slice(0, 40) }) }) }
          continue
        }
        const rest = isTree(value) ? Object.entries(value).filter(([named, each]) => named !== 'count' && named !== 'camera' && each !== null) : []
        const note = rest.map(([named, each]) => `${named}: ${String(each)}`).join(', ').slice(0, recipeLimits.saidCharsMax)
        takes.push({ thing: thing.slice(0, 120), quantity, part: field, said: said.replace(/\s+/g, ' ').trim().slice(0, recipeLimits.saidCharsMax), ...(note !== '' && { note }) })
      }
    }
    const count = countOf(one['count'] ?? 1, name)
    // “count” is how many the whole needs of it; the recipe makes one.
    if (!count) yield { is: 'fault', row: row + 1, reason: recipesMessage('recipe.in', { what: name, why: recipesMessage('recipes.import-amount', { text: String(one['count']).slice(0, 40) }) }) }
    const note = count && count.n > 1n ? { note: `count: ${count.n}` } : {}
    yield { is: 'recipe', key, notes, draft: { name, makes: [{ thing: name, quantity: { n: 1n, d: 1n, unit: countUnit(name) ?? '{piece}' } }], takes: takes.slice(0, recipeLimits.takesMax), whole: true, ...note } }
  }
}

/** “pcb(RPI0): Raspberry Pi Zero” is a Raspberry Pi Zero. */
const partOf = (said: string): string => {
  const [, words = ''] = /^[^:]*:\s*(\S.*)$/s.exec(said) ?? []
  return (words === '' ? said : words).replace(/\s+/g, ' ').trim()
}

const productOf = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.(?:bom\.)?\w+$/i, '').replace(/[_-]+/g, ' ').replace(/\s*\b(?:bom|bill of materials)\b\s*/gi, ' ').trim() || 'product'

/** A whole number above nothing, or undefined. */
function countOf(value: unknown, thing: string): Quantity | undefined {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0) return undefined
  const made = makeQuantity(BigInt(value), 1n, countUnit(thing) ?? '{piece}')
  return made.ok ? made.value : undefined
}

const columns = {
  part: ['part', 'part name', 'name', 'item', 'item name', 'component', 'description', 'title', 'bezeichnung', 'benennung', 'teil', 'artikel', 'designation', 'nombre', 'pieza', 'désignation', 'material', 'value'],
  quantity: ['quantity', 'qty', 'count', 'amount', 'number', 'pcs', 'pieces', 'menge', 'anzahl', 'stück', 'stueck', 'cantidad', 'quantité', 'qte', 'qnty', 'no of', 'number of'],
  unit: ['unit', 'units', 'uom', 'unit of measure', 'einheit', 'unidad', 'unité'],
  note: ['note', 'notes', 'comment', 'comments', 'remark', 'remarks', 'bemerkung', 'kommentar', 'nota', 'remarque'],
  level: ['level', 'lvl', 'ebene', 'stufe', 'nivel', 'niveau'],
  number: ['number', 'no', 'pos', 'position', 'part number', 'part no', 'pn', 'id', 'ref', 'reference', 'item no', 'sku', 'teilenummer', 'nr'],
  parent: ['parent', 'parent part', 'assembly', 'of', 'baugruppe', 'used in']
} as const
type Column = keyof typeof columns

/** A table of parts: whether its first row names parts and how many. */
export const isPartsTable = (text: string): boolean => {
  const [head] = readCsv(text.slice(0, 20_000)).rows
  const named = columnsOf(head?.cells ?? [])
  return named.includes('part') && named.includes('quantity') && !(head?.cells ?? []).some((cell) => /^(?:place|where|until|best before|keeps until|kind)$/i.test(cell.trim()))
}

function columnsOf(cells: readonly string[]): (Column | undefined)[] {
  const taken = new Set<Column>()
  const plain = cells.map((cell) => cell.replace(/^\ufeff/, '').trim().toLowerCase().replace(/[_-]+/g, ' ').replace(/[.:()#]+/g, '').trim())
  const found: (Column | undefined)[] = plain.map(() => undefined)
  // By the words of a column in turn, so that “part name” is the part where “description” stands too.
  for (const [column, names] of Object.entries(columns) as [Column, readonly string[]][]) {
    for (const name of names) {
      const at = plain.findIndex((cell, index) => cell === name && found[index] === undefined)
      if (at < 0 || taken.has(column)) continue
      found[at] = column
      taken.add(column)
    }
  }
  return found
}

interface Row {
  readonly row: number
  readonly cells: { readonly [column in Column]?: string }
  readonly rest: string
}

/** One recipe for the product, and one for each part that has parts, by level or by parent. */
export function* recipesOfTable(path: string, text: string): Generator<Found> {
  const { rows: all, delimiter, refused } = readCsv(text.replace(/^\ufeff/, ''))
  const [head, ...below] = all
  if (!head) return yield { is: 'fault', reason: importMessage('import.empty', { path }) }
  const named = columnsOf(head.cells)
  if (!named.includes('part')) return yield { is: 'fault', reason: recipesMessage('recipes.import-columns', { path }) }
  for (const { row, reason } of refused) yield { is: 'fault', row, reason }
  const rows = below.map(({ row, cells }): Row => {
    const filled = cells.flatMap((cell, at) => (named[at] === undefined || cell.trim() === '' ? [] : [[named[at], cell.trim()] as const]))
    const rest = cells.flatMap((cell, at) => (named[at] === undefined && cell.trim() !== '' ? [`${head.cells[at]?.trim() || `column ${at + 1}`}: ${cell.trim()}`] : [])).join(', ')
    return { row, cells: Object.fromEntries(filled), rest }
  })
  const decimalComma = (delimiter === ';' || delimiter === '\t') && !rows.some(({ cells }) => /\d\.(?:\d{1,2}|\d{4,})(?!\d)/.test(cells.quantity ?? ''))
  const whole = productOf(path)
  const parts = new Map<string, { takes: TakenWish[]; notes: Message[]; from: number }>([[whole, { takes: [], notes: [], from: 0 }]])
  /** Names at each level above. */
  const above: string[] = [whole]
  const known = new Set<string>()
  for (const { row, cells, rest } of rows) {
    const thing = (cells.part ?? cells.number ?? '').replace(/\s+/g, ' ').slice(0, 120)
    if (thing === '') {
      yield { is: 'fault', row, reason: importMessage('import.row', { row, why: recipesMessage('recipes.import-parts') }) }
      continue
    }
    const quantity = cells.quantity === undefined ? undefined : amountOf(cells.quantity, cells.unit, thing, decimalComma)
    if (quantity === null) {
      yield { is: 'fault', row, reason: importMessage('import.row', { row, why: recipesMessage('recipes.import-amount', { text: [cells.quantity, cells.unit].filter(Boolean).join(' ').slice(0, 40) }) }) }
      continue
    }
    known.add(thing.toLowerCase())
    const level = levelOf(cells.level ?? '', cells.number ?? '')
    const into = cells.parent ?? (level === undefined ? whole : (above[level] ?? above.at(-1) ?? whole))
    if (level !== undefined) above.splice(level + 1, above.length, thing)
    const part = parts.get(into) ?? { takes: [], notes: [], from: row }
    parts.set(into, part)
    if (cells.quantity === undefined) part.notes.push(importMessage('import.row', { row, why: importMessage('import.no-quantity') }))
    if (into.toLowerCase() === thing.toLowerCase()) part.notes.push(recipesMessage('recipes.import-itself', { thing }))
    const note = [cells.note, cells.part === undefined ? undefined : cells.number, rest].filter((each) => each !== undefined && each !== '').join(', ').slice(0, recipeLimits.saidCharsMax)
    part.takes.push({ thing, ...(quantity && { quantity }), ...(note !== '' && { note }) })
  }
  for (const [name, { takes, notes }] of parts) {
    if (takes.length === 0) continue
    if (name !== whole && !known.has(name.toLowerCase())) notes.push(recipesMessage('recipes.import-missing', { thing: name }))
    if (takes.length > recipeLimits.takesMax) {
      yield { is: 'fault', reason: recipesMessage('recipe.many', { n: takes.length, what: 'parts', most: recipeLimits.takesMax }) }
      continue
    }
    const thing = name.slice(0, 120)
    yield { is: 'recipe', key: name === whole ? '' : thing, notes, draft: { name: thing, makes: [{ thing, quantity: { n: 1n, d: 1n, unit: countUnit(thing) ?? '{piece}' } }], takes, whole: true } }
  }
}

/** How deep a part stands: “2”, or by its number, as “1.2.1”; 0 is directly in the whole. */
function levelOf(level: string, number: string): number | undefined {
  if (/^\d{1,2}$/.test(level)) return Math.max(0, Number(level) - 1)
  return level !== '' ? undefined : /^\d{1,4}(?:\.\d{1,4}){1,10}$/.test(number) ? number.split('.').length - 1 : undefined
}

/** The amount of a row; null when it says one that cannot be. */
function amountOf(text: string, unit: string | undefined, thing: string, decimalComma: boolean): Quantity | null {
  const whole = unit === undefined ? text : `${text} ${unit}`
  const pieces = /^(?:pcs?|pieces?|stk|stück|stueck|ea|each|x|unit|units|u|no|nos)\.?$/i
  const plain = unit === undefined || pieces.test(unit) ? text.replace(/\s*(?:pcs?|pieces?|stk|stück|ea|each|x)\.?$/i, '') : whole
  const read = parseQuantity(plain, { thing, decimalComma })
  if (read.ok) return read.value.n > 0n ? read.value : null
  // A unit nobody knows is a count of it: “3 rolls” are.
  if (unit === undefined || measureNamed(unit)) return null
  const bare = parseQuantity(text, { thing, decimalComma })
  return bare.ok && bare.value.n > 0n ? { ...bare.value, unit: countUnit(unit) ?? bare.value.unit } : null
}
