/** Whether a daemon that ended is started again, and how soon. */

/** One that ran this long had started well: whatever its exit code, it died of a fault. */
const startedMs = 10_000
const pauseMsFirst = 100
const pauseMsMax = 30_000

/** Exit codes above this stand for signals; 130 and 143 are those of being asked to end. */
const signalCodes = 128
const askedCodes: ReadonlySet<number> = new Set([129, 130, 143])

export const againOf = (code: number | null, signal: NodeJS.Signals | null, livedMs: number): boolean => {
  if (signal !== null) return signal !== 'SIGINT' && signal !== 'SIGTERM' && signal !== 'SIGHUP'
  if (code === 0 || code === null) return false
  return code > signalCodes ? !askedCodes.has(code) : livedMs >= startedMs
}

/** The pause before the next start, after so many in a row that died at once. */
export const pauseMsOf = (quickDeaths: number): number =>
  quickDeaths === 0 ? 0 : Math.min(pauseMsMax, pauseMsFirst * 2 ** (quickDeaths - 1))
