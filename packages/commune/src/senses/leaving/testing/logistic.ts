/**
 * Logistic regression with a ridge, by Newton's steps: it sees what is smooth and adds up over many columns, where trees see
 * thresholds. Columns are brought to mean 0 and spread 1 by what it learned from; `NaN` is taken for the mean.
 */
import type { Columns, Model } from './boosted.ts'

const steps = 6

export const learnLogistic = (columns: Columns, truth: Uint8Array, ridge: number): Model => {
  const scales = columns.map((column) => {
    const known = column.filter((value) => !Number.isNaN(value))
    const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
    const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length))
    // A mark that is mostly 0 stays 0, which is quick to pass over.
    if (known.every((value) => value === 0 || value === 1)) return { mean: 0, spread: 1 }
    return { mean, spread: spread > 1e-12 ? spread : Infinity }
  })
  const scaled = (of: Columns): Float64Array[] =>
    of.map((column, index) => {
      const { mean, spread } = scales[index] as { mean: number; spread: number }
      return column.map((value) => (Number.isNaN(value) ? 0 : Math.max(-3, Math.min(3, (value - mean) / spread))))
    })
  const inputs = scaled(columns)
  inputs.push(new Float64Array(truth.length).fill(1))
  const width = inputs.length
  let weights = new Float64Array(width)
  for (let step = 0; step < steps; step++) {
    const left = Array.from({ length: width }, () => new Float64Array(width))
    const right = new Float64Array(width)
    const likely = answers(inputs, weights)
    const row = new Float64Array(width)
    for (let at = 0; at < truth.length; at++) {
      const p = likely[at] as number
      const weight = Math.max(1e-6, p * (1 - p))
      for (let i = 0; i < width; i++) row[i] = (inputs[i] as Float64Array)[at] as number
      for (let i = 0; i < width; i++) {
        const value = row[i] as number
        // Most hours are not now.
        if (value === 0) continue
        right[i] = (right[i] as number) + value * ((truth[at] as number) - p)
        const line = left[i] as Float64Array
        for (let j = 0; j <= i; j++) line[j] = (line[j] as number) + weight * value * (row[j] as number)
      }
    }
    for (let i = 0; i < width; i++) {
      const line = left[i] as Float64Array
      line[i] = (line[i] as number) + ridge
      right[i] = (right[i] as number) - ridge * (weights[i] as number)
    }
    const change = solved(left, right)
    const longest = Math.max(...change.map(Math.abs))
    weights = weights.map((weight, i) => weight + (change[i] as number) * Math.min(1, 4 / longest))
    if (longest < 0.02) break
  }
  return (others) => {
    const rows = scaled(others)
    rows.push(new Float64Array(others[0]?.length ?? 0).fill(1))
    return answers(rows, weights)
  }
}

const answers = (inputs: Columns, weights: Float64Array): Float64Array => {
  const total = new Float64Array(inputs[0]?.length ?? 0)
  for (const [i, column] of inputs.entries()) {
    const weight = weights[i] as number
    for (let at = 0; at < total.length; at++) total[at] = (total[at] as number) + weight * (column[at] as number)
  }
  return total.map((value) => 1 / (1 + Math.exp(-value)))
}

/** Solves `left · x = right`, of which the lower half is given, after Cholesky. */
const solved = (left: readonly Float64Array[], right: Float64Array): Float64Array => {
  const size = right.length
  const at = (i: number, j: number): number => (left[i] as Float64Array)[j] as number
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(i, j)
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k)
      ;(left[i] as Float64Array)[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(j, j)
    }
  }
  const x = Float64Array.from(right)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - at(i, k) * (x[k] as number)
    x[i] = (x[i] as number) / at(i, i)
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] = (x[i] as number) - at(k, i) * (x[k] as number)
    x[i] = (x[i] as number) / at(i, i)
  }
  return x
}
