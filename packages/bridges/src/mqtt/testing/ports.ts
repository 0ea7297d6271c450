/** The ports of this box, for tests and benches of the MQTT edge. */
import { randomBytes } from 'node:crypto'
import type { Clock, Log, Random } from '@commune/protocol'

export const boxClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  }
}

export const boxRandom: Random = { bytes: (length) => randomBytes(length) }

export const quietLog: Log = { note: () => {} }
