/** The readings of the crash test, known to the process that writes them and to the one that looks afterwards. */

/** Series that are written in turn; the last one tells seldom, the first often and late. */
export const crashSeries = ['a', 'b', 'c', 'd'] as const

/** The reading with this number: which series, when, and what. Some are late, over the end of a month as well. */
export function crashReading(number: number): { series: string, atMs: number, value: number } {
  const series = crashSeries[number % 97 === 0 ? 3 : number % 3]!
  const late = number % 11 === 0 ? 5_000_000 : 0
  return { series, atMs: Date.UTC(2026, 9, 31, 12) + number * 977 - late, value: Math.round(Math.sin(number) * 1_000) / 10 }
}
