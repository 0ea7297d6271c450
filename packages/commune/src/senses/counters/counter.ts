/**
 * From what a meter showed to what was used between its readings. The rules C1 to C11 stand in SPEC.md. Pure, one pass, and nothing is
 * ever used that is less than nothing.
 */
import type { Readings } from '@commune/protocol'

export interface CounterOptions {
  /** The least difference that the meter tells. */
  readonly step?: number
  /** The count after which it begins at 0 again: 100,000 where there are five wheels. */
  readonly wrapsAt?: number
  /** What counts are multiplied by from a time on, to be in one unit; in order of time. */
  readonly scales?: readonly { readonly fromMs: number, readonly factor: number }[]
  /** Meters that took the place of others; in order of time. `endedAt`: what the old one showed last, where somebody looked. */
  readonly replaced?: readonly { readonly atMs: number, readonly endedAt?: number, readonly beganAt: number }[]
}

/** What was used from one time to another; zero or more. */
export interface Use {
  readonly fromMs: number
  readonly toMs: number
  readonly used: number
}

export interface CounterNote {
  readonly is: 'begins-anew' | 'dip' | 'spike' | 'lower' | 'jump' | 'unit' | 'wrapped' | 'replaced' | 'no-count'
  readonly atMs: number
  readonly from: number
  readonly to: number
}

export interface CounterReading {
  /** In order of time, none reaching into another; between two of them nothing is known. */
  readonly uses: readonly Use[]
  readonly notes: readonly CounterNote[]
}

const backReadings = 5
const backMs = 3_600_000
/** Whatever the hour holds, so that looking ahead stays short. */
const backReadingsMax = 120
const tinyShare = 1e-4
const paceFactor = 4
const paceMsLeast = 60_000
const unitFactors = [1e3, 1e6] as const
const unitShare = 1e-3
const jumpFactor = 1_000
const risesLeast = 10

/** `readings` in order of time, as a store gives them. */
export function readCounter(readings: Readings, options: CounterOptions = {}): CounterReading {
  const counter = new Counter(readings, options)
  for (let index = 0; index < readings.times.length; index = counter.take(index)) continue
  return { uses: counter.uses, notes: counter.notes }
}

class Counter {
  readonly uses: Use[] = []
  readonly notes: CounterNote[] = []
  private readonly times: Float64Array
  private readonly values: Float64Array
  private readonly options: CounterOptions
  /** The highest count since it last began, and when the last sound reading was. */
  private high: number | undefined
  private lastMs = 0
  /** The fastest rise, a millisecond; and how many rises there were. */
  private pace = 0
  private rises = 0
  /** By how much counts are multiplied after changes of unit that were found. */
  private found = 1
  private scaleAt = 0
  private replacedAt = 0

  constructor({ times, values }: Readings, options: CounterOptions) {
    this.times = times
    this.values = values
    this.options = options
  }

  /** Takes the reading at this index in, and gives the next one to look at. */
  take(index: number): number {
    const atMs = this.times[index]!
    const count = this.countAt(index)
    if (count === undefined) {
      this.note('no-count', atMs, this.high ?? 0, this.values[index]!)
      return index + 1
    }
    if (this.high === undefined) this.goOn(atMs, count)
    else if (this.isReplaced(atMs)) this.replace(atMs, count)
    else if (count >= this.high) return this.rise(index, count, this.high)
    else if (this.high - count > this.tiny(this.high)) return this.drop(index, count, this.high)
    else this.use(atMs, 0)
    return index + 1
  }

  private rise(index: number, count: number, high: number): number {
    const atMs = this.times[index]!
    const rise = count - high
    const can = this.canBeUsed(atMs, high)
    if (rise > can) {
      const back = this.findBack(index, other => other < count - this.tiny(count) && other >= high - this.tiny(high) && other <= high + can, other => other < high - this.tiny(high))
      if (back !== undefined) {
        this.note('spike', atMs, high, count)
        return back
      }
      if (this.rises > 0 && this.changesUnit(index, count, high, factor => count / factor)) return index + 1
      if (this.rises >= risesLeast && rise > high && rise > jumpFactor * can) {
        this.note('jump', atMs, high, count)
        this.goOn(atMs, count)
        return index + 1
      }
    }
    if (rise > 0) {
      this.rises++
      this.pace = Math.max(this.pace, rise / Math.max(paceMsLeast, atMs - this.lastMs))
    }
    this.use(atMs, rise)
    this.high = count
    return index + 1
  }

  private drop(index: number, count: number, high: number): number {
    const atMs = this.times[index]!
    const { wrapsAt } = this.options
    if (wrapsAt !== undefined && high > wrapsAt * 0.9 && high < wrapsAt && count < wrapsAt * 0.1) {
      this.note('wrapped', atMs, high, count)
      this.use(atMs, wrapsAt - high + count)
      this.high = count
      return index + 1
    }
    const back = this.findBack(index, other => other >= high - this.tiny(high), () => false)
    if (back !== undefined && this.countAt(back)! - this.countAt(back - 1, count)! > this.canBeUsed(this.times[back]!, high)) {
      this.note('dip', atMs, high, count)
      return back
    }
    if (this.changesUnit(index, count, high, factor => count * factor)) return index + 1
    if (count <= this.canBeUsed(atMs, high)) {
      this.note('begins-anew', atMs, high, count)
      this.use(atMs, count)
    } else {
      this.note('lower', atMs, high, count)
      this.goOn(atMs, count)
    }
    this.high = count
    return index + 1
  }

  /** Whether the count makes sense in another unit; then it, and what follows, is taken in that one. */
  private changesUnit(index: number, count: number, high: number, turned: (factor: number) => number): boolean {
    const atMs = this.times[index]!
    const can = this.canBeUsed(atMs, high)
    for (const factor of unitFactors) {
      const other = turned(factor)
      if (!(high > 0 && other >= high * (1 - unitShare) && other <= (high + can) * (1 + unitShare))) continue
      this.note('unit', atMs, high, count)
      this.found *= other / count
      this.use(atMs, Math.max(0, other - high))
      this.high = Math.max(high, other)
      return true
    }
    return false
  }

  /** The next reading soon after this one that is `back`; none when one is `off` before. */
  private findBack(index: number, back: (count: number) => boolean, off: (count: number) => boolean): number | undefined {
    for (let other = index + 1; other < this.times.length; other++) {
      const [readings, ms] = [other - index, this.times[other]! - this.times[index]!]
      if (readings > backReadingsMax || (readings > backReadings && ms > backMs)) return undefined
      if (this.isReplaced(this.times[other]!)) return undefined
      const count = this.countAt(other)
      if (count === undefined) continue
      if (back(count)) return other
      if (off(count)) return undefined
    }
    return undefined
  }

  private isReplaced(atMs: number): boolean {
    const next = this.options.replaced?.[this.replacedAt]
    return next !== undefined && next.atMs <= atMs
  }

  private replace(atMs: number, count: number): void {
    let high = this.high!
    for (; this.isReplaced(atMs); this.replacedAt++) {
      const { atMs: changedMs, endedAt, beganAt } = this.options.replaced![this.replacedAt]!
      this.note('replaced', changedMs, endedAt ?? high, beganAt)
      if (changedMs > this.lastMs) this.use(changedMs, Math.max(0, (endedAt ?? high) - high))
      high = beganAt
    }
    this.use(atMs, Math.max(0, count - high))
    this.high = count
  }

  private countAt(index: number, otherwise?: number): number | undefined {
    const value = this.values[index]!
    if (!Number.isFinite(value) || value < 0) return otherwise
    const scales = this.options.scales ?? []
    const atMs = this.times[index]!
    // Readings are looked at a little ahead, and then again.
    while (this.scaleAt < scales.length && scales[this.scaleAt]!.fromMs <= atMs) this.scaleAt++
    while (this.scaleAt > 0 && scales[this.scaleAt - 1]!.fromMs > atMs) this.scaleAt--
    const count = value * (scales[this.scaleAt - 1]?.factor ?? 1) * this.found
    return Number.isFinite(count) ? count : otherwise
  }

  private tiny(high: number): number {
    return Math.max(2 * (this.options.step ?? 0), high * tinyShare)
  }

  private canBeUsed(atMs: number, high: number): number {
    return Math.max(this.tiny(high), this.rises === 0 ? high / 10 : paceFactor * this.pace * Math.max(paceMsLeast, atMs - this.lastMs))
  }

  private use(atMs: number, used: number): void {
    if (atMs > this.lastMs) this.uses.push({ fromMs: this.lastMs, toMs: atMs, used })
    this.lastMs = atMs
  }

  /** Counts from here on; what was before is not known. */
  private goOn(atMs: number, count: number): void {
    this.lastMs = atMs
    this.high = count
  }

  private note(is: CounterNote['is'], atMs: number, from: number, to: number): void {
    this.notes.push({ is, atMs, from, to })
  }
}
