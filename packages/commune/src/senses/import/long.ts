/** Tables with a row for each reading: whose it is stands in a column, or in several that make its name together. */
import { guessColumn, tellsPresence, type Usual } from './columns.ts'
import type { Layout } from './layout.ts'
import { importLimits } from './limits.ts'
import type { Column } from './preview.ts'

type Long = Extract<Layout['series'], { readonly is: 'long' }>

/** The columns of a long table that make the name of a series. */
export const namesOf = ({ names, also = [] }: Pick<Long, 'names' | 'also'>): readonly number[] => [names, ...also]
export type ColumnAt = Column & { readonly at: number }

/** Whose a row is: what these columns say, side by side. */
export const nameIn = (cells: readonly string[], columns: readonly number[]): string =>
  columns.map((at) => (cells[at] ?? '').trim()).filter((cell) => cell !== '').join(' ').slice(0, importLimits.nameCharsMax)

/** Fewer rows than this share that fall on one moment of one name are mistakes in the table, and no second series. */
export const sameShareMin = 0.05

/**
 * Which of the other columns belong to the name: with the first alone, several rows would be of one series and one moment, and with these they
 * are not. The one that parts most comes first.
 */
export function alsoOf(names: ColumnAt, others: readonly ColumnAt[], moments: readonly string[]): readonly number[] {
  const sameWith = (columns: readonly ColumnAt[]): number => sameIn(columns, moments)
  const chosen: ColumnAt[] = []
  let same = sameWith([names])
  while (same > moments.length * sameShareMin && chosen.length < importLimits.alsoMax) {
    const [best] = others
      .filter((each) => !chosen.includes(each))
      .map((each) => ({ each, left: sameWith([names, ...chosen, each]) }))
      .toSorted((a, b) => a.left - b.left || a.each.at - b.each.at)
    if (!best || best.left > same * 0.8) break
    chosen.push(best.each)
    same = best.left
  }
  return chosen.map(({ at }) => at)
}

/** How many rows are of the same moment and say the same in these columns as one above. */
export const sameIn = (columns: readonly ColumnAt[], moments: readonly string[]): number =>
  moments.length - new Set(moments.map((moment, row) => JSON.stringify([moment, ...columns.map(({ cells }) => cells[row]?.trim() ?? '')]))).size

export interface LongColumns {
  readonly names: ColumnAt
  readonly also: readonly number[]
  readonly values: ColumnAt
  readonly units: ColumnAt | undefined
  readonly usual: Usual
}

/** What each name is by its own cells. `nameOf`: whose a row is. */
export function longSeries({ names, also, values, units, usual }: LongColumns, nameOf: (row: number) => string): Long {
  const own = values.guess.kind
  const decimal = typeof own !== 'string' && own.is === 'number' ? own.decimal : (usual.decimal ?? '.')
  const cells = new Map<string, string[]>()
  const unitOf = new Map<string, string>()
  for (const row of names.cells.keys()) {
    const key = nameOf(row)
    if (key === '' || (!cells.has(key) && cells.size >= importLimits.seriesMax)) continue
    const list = cells.get(key) ?? []
    list.push(values.cells[row] ?? '')
    cells.set(key, list)
    const unit = units?.cells[row]?.trim() ?? ''
    if (unit !== '' && !unitOf.has(key)) unitOf.set(key, unit.slice(0, 40))
  }
  const kinds = [...cells].flatMap(([name, list]) => {
    const { kind } = guessColumn(list, name, { ...usual, decimal })
    if (typeof kind === 'string' || tellsPresence(name)) return []
    const unit = unitOf.get(name)
    return [{ name, kind: kind.is === 'number' ? { ...kind, decimal, ...(unit !== undefined && { unit }) } : kind }]
  })
  return { is: 'long', names: names.at, ...(also.length > 0 && { also }), values: values.at, ...(units && { units: units.at }), decimal, kinds }
}
