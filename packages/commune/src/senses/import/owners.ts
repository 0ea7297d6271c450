/**
 * Tables in which each row holds several readings of one of several: which columns say whose. What is mistaken for a reading here mixes the
 * readings of all, and what is mistaken for an owner cuts one series into many; so numbers are owners only where something else says so too.
 */
import { guessColumn, type Usual } from './columns.ts'
import type { SeriesKind } from './layout.ts'
import { importLimits } from './limits.ts'
import { alsoOf, type ColumnAt, nameIn, sameIn, sameShareMin } from './long.ts'
import { isMissing } from './numbers.ts'

const ownerWords =
  /^(?:entity|sensor|device|node|station|meter|probe|logger|room|floor|building|location|place|zone|site|unit|gateway|raum|stockwerk|etage|gebäude|gerät|standort|messstelle|sonde|zähler|sala|piso|edificio|habitación|dispositivo|estación|sonda)(?:[ _-]?(id|name|nr|no|number|code|mac|eui|kennung|nombre))?$/i

/** Of fewer rows it may be left open whose they are: those are left out. */
const unsaidShareMax = 0.25

export interface Rows {
  /** When each row is, as it says. */
  readonly moments: readonly string[]
  /** Nothing of the table comes after these rows. */
  readonly isWhole: boolean
}

/** The columns that say whose row it is, side by side; none where nothing does. */
export function ownersOf(columns: readonly ColumnAt[], { moments, isWhole }: Rows): readonly ColumnAt[] {
  const same = sameIn([], moments)
  const parts = (column: ColumnAt): boolean => same > moments.length * sameShareMin && sameIn([column], moments) <= same * 0.8
  const owner = columns.find((column) => {
    const [found, numbered] = ownerWords.exec(column.name.trim()) ?? []
    const said = column.cells.map((cell) => cell.trim()).filter((cell) => !isMissing(cell))
    if (found === undefined || column.cells.length - said.length > column.cells.length * unsaidShareMax || said.some((cell) => /^\d+[.,]\d+$/.test(cell))) return false
    const distinct = new Set(said).size
    // A table in the order of its owners may begin with thousands of rows of the first.
    if (distinct < 2 && isWhole) return false
    if (parts(column)) return true
    return distinct * 2 <= said.length && (numbered !== undefined || !said.every((cell) => /^\d+$/.test(cell)))
  })
  if (!owner) return []
  const others = columns.filter((column) => column !== owner && (ownerWords.test(column.name.trim()) || typeof column.guess.kind === 'string' || column.guess.kind.is === 'words') && !column.cells.some(isMissing))
  const also = alsoOf(owner, others, moments)
  return [owner, ...columns.filter(({ at }) => also.includes(at))].slice(0, importLimits.alsoMax)
}

/** Whose each row is. */
export const namesBy = (owners: readonly ColumnAt[]): readonly string[] =>
  (owners[0]?.cells ?? []).map((_, row) => nameIn(owners.map(({ cells }) => cells[row] ?? ''), [...owners.keys()]))

/** Another name of the same owner, as `device_name` beside `device_id`. */
export const isNameToo = ({ name, cells }: ColumnAt, names: readonly string[]): boolean =>
  ownerWords.test(name.trim()) && new Set(names.map((owner, row) => JSON.stringify([owner, cells[row]?.trim()]))).size === new Set(names).size

/** What a column is whose rows are of several: a meter where it is one for each of them. */
export function kindBy({ name, cells }: ColumnAt, kind: SeriesKind, names: readonly string[], usual: Usual): SeriesKind {
  if (kind.is !== 'number') return kind
  const { counter: _, ...plain } = kind
  const byOwner = new Map<string, string[]>()
  for (const [row, owner] of names.entries()) {
    const list = byOwner.get(owner)
    if (list) list.push(cells[row] ?? '')
    else if (byOwner.size < importLimits.seriesMax) byOwner.set(owner, [cells[row] ?? ''])
  }
  const kinds = [...byOwner.values()].flatMap((list) => {
    const { kind: own } = guessColumn(list, name, { ...usual, decimal: kind.decimal })
    return list.length > 1 && typeof own !== 'string' && own.is === 'number' ? [own] : []
  })
  return kinds.length > 0 && kinds.every(({ counter }) => counter) ? { ...plain, counter: true } : plain
}
