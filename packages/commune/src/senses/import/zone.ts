/**
 * Civil times to moments. Twice a year in many places an hour comes twice or never was: both are told apart here and never papered over.
 * The rules come from the platform's own table of zones (`Intl`).
 */
import { daysFromCivil } from '../../say/index.ts'

export type Civil =
  | { readonly is: 'once'; readonly ms: number }
  /** The clock went back over it: it was at both moments. */
  | { readonly is: 'twice'; readonly first: number; readonly second: number }
  /** The clock jumped over it. */
  | { readonly is: 'never' }

export interface Zone {
  readonly name: string
  toMoment(civilMs: number): Civil
}

const dayMs = 86_400_000
const daysKeptMax = 20_000

/** A zone by its name in the table, as `Europe/Berlin` or `UTC`; undefined when there is none. */
export const zoneNamed = (name: string): Zone | undefined => {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      era: 'short'
    })
  } catch {
    return undefined
  }
  const asked = (utcMs: number): number => {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(utcMs)) if (/^\d+$/.test(value)) parts[type] = Number(value)
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return civilMs(year, month, day) + hour * 3_600_000 + minute * 60_000 + second * 1_000 - Math.floor(utcMs / 1_000) * 1_000
  }
  /** Offsets at the ends of UTC days; a day whose ends agree has no change in it. */
  const atDay = new Map<number, number>()
  const endOf = (day: number): number => {
    const known = atDay.get(day)
    if (known !== undefined) return known
    if (atDay.size >= daysKeptMax) atDay.clear()
    const made = asked(day * dayMs)
    atDay.set(day, made)
    return made
  }
  const offsetAt = (utcMs: number): number => {
    const day = Math.floor(utcMs / dayMs)
    const first = endOf(day)
    return first === endOf(day + 1) ? first : asked(utcMs)
  }
  const toMoment = (civil: number): Civil => {
    const before = offsetAt(civil - dayMs)
    const after = offsetAt(civil + dayMs)
    if (before === after) return { is: 'once', ms: civil - before }
    const early = civil - Math.max(before, after)
    const late = civil - Math.min(before, after)
    const fitsEarly = early + offsetAt(early) === civil
    const fitsLate = late + offsetAt(late) === civil
    if (fitsEarly && fitsLate) return { is: 'twice', first: early, second: late }
    if (fitsEarly || fitsLate) return { is: 'once', ms: fitsEarly ? early : late }
    return { is: 'never' }
  }
  return { name, toMoment }
}

const civilMs = (year: number, month: number, day: number): number => daysFromCivil(year, month, day) * dayMs

/**
 * The order in which moments come, to tell which one is meant of a time that came twice: the first until the rows go back over it, then
 * the second; in a table that runs backwards the other way around. Twice the same time in a row is taken for both.
 */
export class Run {
  #lastMs: number | undefined
  #falling = false

  note(ms: number): void {
    if (this.#lastMs !== undefined && ms !== this.#lastMs) this.#falling = ms < this.#lastMs
    this.#lastMs = ms
  }

  pick(first: number, second: number): number {
    const last = this.#lastMs
    if (last === undefined) return first
    if (this.#falling) return second < last ? second : first
    return first > last ? first : second
  }
}
