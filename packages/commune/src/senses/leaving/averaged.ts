/**
 * The mean over several: in each span the mean of the means of its members, of at least so many of them. A member is whoever is to
 * disappear among the others: a household, however many series of it go in. Who knows all members but one can work out that one.
 *
 * Given away once, as bins are. The members are chosen before and stay: a span in which one of them is missing is left out,
 * since the difference between spans with and without a member would be that member.
 */
import { isMeasure, type Noted, openSpansMax, type Published, Spans } from './published.ts'
import { ExactSum } from './sum.ts'

type Average = Extract<Published, { is: 'average' }>

export interface MemberReading {
  readonly member: string
  readonly atMs: number
  readonly value: number
}

interface OpenMember {
  readonly sum: ExactSum
  count: number
}

export class Averaging {
  readonly #members: ReadonlySet<string>
  readonly #spans: Spans
  readonly #open = new Map<number, Map<string, OpenMember>>()

  /** Throws with fewer members than `least`: a mean over too few is never begun. */
  constructor(stepMs: number, least: number, members: readonly string[], closedMs: number) {
    this.#members = new Set(members)
    if (this.#members.size < least) throw new RangeError(`a mean over ${this.#members.size}, not ${least}`)
    this.#spans = new Spans(stepMs, closedMs)
  }

  get closedMs(): number {
    return this.#spans.closedMs
  }
  get nextMs(): number {
    return this.#spans.nextMs
  }

  note(member: string, atMs: number, value: number, nowMs: number): Noted {
    if (!isMeasure(value) || !this.#members.has(member)) return 'strange'
    const start = this.#spans.of(atMs, nowMs)
    if (typeof start === 'string') return start
    let bin = this.#open.get(start)
    if (bin === undefined) {
      if (this.#open.size >= openSpansMax) return 'full'
      this.#open.set(start, (bin = new Map()))
    }
    const known = bin.get(member) ?? { sum: new ExactSum(), count: 0 }
    bin.set(member, known)
    known.sum.add(value)
    known.count++
    return 'taken'
  }

  due(nowMs: number): Average[] {
    const closedMs = this.#spans.close(nowMs)
    const ready = [...this.#open].filter(([start]) => start < closedMs).toSorted(([a], [b]) => a - b)
    for (const [start] of ready) this.#open.delete(start)
    return ready.filter(([, bin]) => bin.size === this.#members.size).map(([start, bin]) => told(start, this.#spans.stepMs, bin))
  }
}

/** All spans of a record that are over at `nowMs`: what `Averaging` gives for the same readings. */
export const averaged = (
  readings: readonly MemberReading[],
  stepMs: number,
  least: number,
  members: readonly string[],
  nowMs: number
): Average[] => {
  const wanted = new Set(members)
  if (wanted.size < least) return []
  const spans = new Spans(stepMs, -Infinity)
  const endMs = spans.close(nowMs)
  const bins = Map.groupBy(
    readings.filter(({ member, value }) => isMeasure(value) && wanted.has(member)),
    ({ atMs }) => Math.floor(atMs / stepMs) * stepMs
  )
  return [...bins]
    .filter(([start]) => start < endMs)
    .toSorted(([a], [b]) => a - b)
    .flatMap(([start, all]) => {
      const bin = new Map<string, OpenMember>()
      for (const { member, value } of all) {
        const known = bin.get(member) ?? { sum: new ExactSum(), count: 0 }
        bin.set(member, known)
        known.sum.add(value)
        known.count++
      }
      return bin.size === wanted.size ? [told(start, stepMs, bin)] : []
    })
}

const told = (startMs: number, stepMs: number, bin: ReadonlyMap<string, OpenMember>): Average => {
  const sum = new ExactSum()
  for (const { sum: own, count } of bin.values()) sum.add(own.total() / count)
  return { is: 'average', startMs, stepMs, mean: sum.total() / bin.size }
}
