/**
 * Gradient-boosted trees for yes and no (Friedman 2001, with the second-order gain of Chen and Guestrin 2016, over histograms): the
 * strongest adversary of common use on tables, in a hundred lines, so that whoever doubts a figure can read what made it.
 */
import type { Draws } from './draws.ts'

/** Columns of one length; `NaN` is a value like any other, below all. */
export type Columns = readonly Float64Array[]
/** How likely yes is, for each row. */
export type Model = (columns: Columns) => Float64Array

export interface BoostedOptions {
  readonly rounds: number
  readonly depth: number
  readonly rate: number
  /** Fewest rows in a leaf. */
  readonly leafMin: number
  /** Part of the rows and of the columns that each tree sees. */
  readonly rowPart: number
  readonly columnPart: number
}

const usual: BoostedOptions = { rounds: 40, depth: 3, rate: 0.2, leafMin: 20, rowPart: 0.6, columnPart: 0.5 }
const cutsMax = 31
const ridge = 1

/** A full binary tree in an array: the children of `n` are `2n + 1` and `2n + 2`. A column of -1 is a leaf. */
interface TreeOf {
  readonly column: Int16Array
  readonly cut: Uint8Array
  readonly leaf: Float64Array
}

export const learnBoosted = (columns: Columns, truth: Uint8Array, draws: Draws, options: Partial<BoostedOptions> = {}): Model => {
  const { rounds, depth, rate, leafMin, rowPart, columnPart } = { ...usual, ...options }
  const cuts = columns.map(cutsOf)
  const binned = columns.map((column, index) => binsOf(column, cuts[index] as Float64Array))
  const rows = truth.length
  const sum = truth.reduce((yes, one) => yes + one, 0)
  const start = Math.log((sum + 1) / (rows - sum + 1))
  const score = new Float64Array(rows).fill(start)
  const slope = new Float64Array(rows)
  const bend = new Float64Array(rows)
  const every = new Int32Array(rows).map((_, row) => row)
  const trees: TreeOf[] = []
  for (let round = 0; round < rounds; round++) {
    for (let row = 0; row < rows; row++) {
      const likely = 1 / (1 + Math.exp(-(score[row] as number)))
      slope[row] = likely - (truth[row] as number)
      bend[row] = Math.max(1e-9, likely * (1 - likely))
    }
    const seen = every.filter(() => draws.part() < rowPart)
    const chosen = columns.map((_, index) => index).filter(() => draws.part() < columnPart)
    const tree = grow(binned, slope, bend, seen, chosen.length > 0 ? chosen : [draws.below(columns.length)], depth, leafMin)
    trees.push(tree)
    for (let row = 0; row < rows; row++) score[row] = (score[row] as number) + rate * leafOf(tree, binned, row)
  }
  return (others) => {
    const bins = others.map((column, index) => binsOf(column, cuts[index] as Float64Array))
    return Float64Array.from({ length: others[0]?.length ?? 0 }, (_, row) => {
      let total = start
      for (const tree of trees) total += rate * leafOf(tree, bins, row)
      return 1 / (1 + Math.exp(-total))
    })
  }
}

const grow = (
  binned: readonly Uint8Array[],
  slope: Float64Array,
  bend: Float64Array,
  seen: Int32Array,
  chosen: readonly number[],
  depth: number,
  leafMin: number
): TreeOf => {
  const size = 2 ** (depth + 1) - 1
  const tree: TreeOf = { column: new Int16Array(size).fill(-1), cut: new Uint8Array(size), leaf: new Float64Array(size) }
  const width = cutsMax + 1
  const slopes = new Float64Array(width)
  const bends = new Float64Array(width)
  const counts = new Int32Array(width)
  const split = (node: number, rows: Int32Array, level: number): void => {
    let [slopeSum, bendSum] = [0, 0]
    for (const row of rows) {
      slopeSum += slope[row] as number
      bendSum += bend[row] as number
    }
    tree.leaf[node] = -slopeSum / (bendSum + ridge)
    if (level === depth || rows.length < 2 * leafMin) return
    let best = 1e-6
    for (const column of chosen) {
      slopes.fill(0)
      bends.fill(0)
      counts.fill(0)
      const bins = binned[column] as Uint8Array
      for (const row of rows) {
        const bin = bins[row] as number
        slopes[bin] = (slopes[bin] as number) + (slope[row] as number)
        bends[bin] = (bends[bin] as number) + (bend[row] as number)
        counts[bin] = (counts[bin] as number) + 1
      }
      let [left, weight, count] = [0, 0, 0]
      for (let cut = 0; cut < width - 1; cut++) {
        if (counts[cut] === 0) continue
        left += slopes[cut] as number
        weight += bends[cut] as number
        count += counts[cut] as number
        if (count < leafMin) continue
        if (rows.length - count < leafMin) break
        const gain =
          left ** 2 / (weight + ridge) + (slopeSum - left) ** 2 / (bendSum - weight + ridge) - slopeSum ** 2 / (bendSum + ridge)
        if (gain <= best) continue
        best = gain
        tree.column[node] = column
        tree.cut[node] = cut
      }
    }
    const column = tree.column[node] as number
    if (column < 0) return
    const bins = binned[column] as Uint8Array
    const cut = tree.cut[node] as number
    split(2 * node + 1, rows.filter((row) => (bins[row] as number) <= cut), level + 1)
    split(2 * node + 2, rows.filter((row) => (bins[row] as number) > cut), level + 1)
  }
  split(0, seen, 0)
  return tree
}

const leafOf = (tree: TreeOf, binned: readonly Uint8Array[], row: number): number => {
  let node = 0
  for (let column = tree.column[0] as number; column >= 0; column = tree.column[node] as number) {
    node = 2 * node + (((binned[column] as Uint8Array)[row] as number) <= (tree.cut[node] as number) ? 1 : 2)
  }
  return tree.leaf[node] as number
}

/** Between the values where a column is cut into parts of about as many rows each. */
const cutsOf = (column: Float64Array): Float64Array => {
  const values = column.filter((value) => !Number.isNaN(value)).toSorted()
  const cuts = new Set<number>()
  for (let part = 0; part < cutsMax; part++) {
    const value = values[Math.floor((part * values.length) / cutsMax)]
    if (value !== undefined) cuts.add(value)
  }
  return Float64Array.from(cuts)
}

/** How many cuts a value is at or above; 0 for `NaN`. */
const binsOf = (column: Float64Array, cuts: Float64Array): Uint8Array => {
  const bins = new Uint8Array(column.length)
  for (let row = 0; row < bins.length; row++) {
    const value = column[row] as number
    let [from, to] = [0, cuts.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((cuts[middle] as number) <= value) from = middle + 1
      else to = middle
    }
    bins[row] = from
  }
  return bins
}
