/** Months of UTC as numbers: 0 is January 1970. */
import { seriesLimits } from '@commune/protocol'

export function monthOf(atMs: number): number {
  const date = new Date(atMs)
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}

export function monthStartMs(month: number): number {
  return Date.UTC(1970 + Math.floor(month / 12), month % 12)
}

/** `2026-11`. */
export function monthName(month: number): string {
  return `${1970 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** The month of such a name, undefined when it is none. */
export function monthNamed(name: string): number | undefined {
  const [, year, ofYear] = /^(\d{4})-(\d\d)$/.exec(name) ?? []
  if (year === undefined) return undefined
  const month = (Number(year) - 1970) * 12 + Number(ofYear) - 1
  return monthName(month) === name && month >= 0 && month <= monthMax ? month : undefined
}

const monthMax = monthOf(seriesLimits.timeEndMs - 1)
