/** Gathers readings, which come in the order of time, by equal spans. */
import { type Bins, type Readings, seriesLimits } from '@commune/protocol'
import { type Sums, sumsOf } from './sums.ts'

const columns = 7
const roomFirst = 256

export class Binning {
  private readonly stepMs: number
  private rows = new Float64Array(roomFirst * columns)
  private length = 0
  /** When the bin ends that was added to last. */
  private endMs = -Infinity

  /** Refuses a step that is no whole number of milliseconds from 1 on with `RangeError`. */
  constructor(stepMs: number) {
    if (!(Number.isSafeInteger(stepMs) && stepMs >= 1)) throw new RangeError('a step is a whole number of milliseconds')
    this.stepMs = stepMs
  }

  /** Whether one bin holds all of this. */
  holds({ firstMs, lastMs }: Sums): boolean {
    return Math.floor(firstMs / this.stepMs) === Math.floor(lastMs / this.stepMs)
  }

  addSums(sums: Sums): void {
    if (sums.firstMs >= this.endMs) return this.begin(sums)
    const rows = this.rows
    const at = (this.length - 1) * columns
    const before = rows[at + 1]!
    const count = before + sums.count
    rows[at + 1] = count
    rows[at + 2] = rows[at + 2]! * (before / count) + sums.mean * (sums.count / count)
    rows[at + 3] = Math.min(rows[at + 3]!, sums.min)
    rows[at + 4] = Math.max(rows[at + 4]!, sums.max)
    rows[at + 6] = sums.last
  }

  add(readings: Readings): void {
    const { times } = readings
    let from = 0
    while (from < times.length) {
      const endMs = (Math.floor(times[from]! / this.stepMs) + 1) * this.stepMs
      let to = from + 1
      while (to < times.length && times[to]! < endMs) to++
      this.addSums(sumsOf(readings, from, to))
      from = to
    }
  }

  bins(): Bins {
    const column = (index: number): Float64Array => {
      const made = new Float64Array(this.length)
      // Adding nothing makes one zero of both.
      for (let i = 0; i < this.length; i++) made[i] = this.rows[i * columns + index]! + 0
      return made
    }
    const [starts, counts, means, mins, maxs, firsts, lasts] = Array.from({ length: columns }, (_, index) => column(index))
    return { stepMs: this.stepMs, starts: starts!, counts: counts!, means: means!, mins: mins!, maxs: maxs!, firsts: firsts!, lasts: lasts! }
  }

  private begin({ firstMs, count, mean, min, max, first, last }: Sums): void {
    if (this.length === seriesLimits.binsMax) throw new RangeError(`an answer has ${seriesLimits.binsMax} bins at most: take a longer step or a shorter time`)
    const start = Math.floor(firstMs / this.stepMs) * this.stepMs
    this.endMs = start + this.stepMs
    const at = this.length * columns
    if (at === this.rows.length) {
      const rows = new Float64Array(at * 2)
      rows.set(this.rows)
      this.rows = rows
    }
    this.length++
    this.rows.set([start, count, mean, min, max, first, last], at)
  }
}
