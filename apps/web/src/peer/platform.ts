/** The ports of a browser: its clock, its chance, its console. */
import type { Clock, Log, Random } from '@commune/protocol'

export const browserClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  }
}

/** There on plain http as well. */
export const browserRandom: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) }

/** Kept short: for the person who looks after this device, in the browser's own console. */
export const browserLog: Log = { note: (event, facts) => console.debug(event, facts ?? '') }
