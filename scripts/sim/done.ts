/** What came of one seed, as a worker answers it. */
import type { RunReport, Violation } from '@commune/sim'

export interface Done extends Pick<RunReport, 'seed' | 'violations' | 'entries' | 'steps' | 'virtualMs' | 'healedMs' | 'traceHash'> {
  readonly peers: number
  /** Real time that it took. */
  readonly ms: number
  /** The last of the trace; none of a seed that held. */
  readonly lines: readonly string[]
  readonly counts: readonly (readonly [what: string, times: number])[]
}

/** Of a run that came to no report. */
export function unfinished(seed: number, violations: readonly Violation[], ms: number): Done {
  const nothing = { peers: 0, entries: 0, steps: 0, virtualMs: 0, healedMs: undefined, traceHash: '', lines: [], counts: [] }
  return { seed, violations, ms, ...nothing }
}
