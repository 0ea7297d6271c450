/** The ports of a real machine: its clock, its chance. The only place of the daemon that reads the time. */
import { randomFillSync } from 'node:crypto'
import type { Clock, Random } from '@commune/protocol'

/** The longest delay a timer of Node can be given. */
const timerMsMax = 2_147_483_647

/** Timers do not keep the process alive by themselves: what listens does. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    let timer: NodeJS.Timeout
    const wait = (leftMs: number): void => {
      const stepMs = Math.min(Math.max(0, leftMs), timerMsMax)
      timer = setTimeout(() => (leftMs > stepMs ? wait(leftMs - stepMs) : run()), stepMs)
    }
    wait(delayMs)
    return () => clearTimeout(timer)
  }
}

const blockBytes = 16_384
const block = new Uint8Array(blockBytes)
let used = blockBytes

/** Fetched in blocks, because asking the system for each nonce costs more than sealing with it. No byte is given twice. */
export const systemRandom: Random = {
  bytes(length) {
    if (length > blockBytes / 4) return randomFillSync(new Uint8Array(length))
    if (used + length > blockBytes) {
      randomFillSync(block)
      used = 0
    }
    const bytes = block.slice(used, used + length)
    block.fill(0, used, used + length)
    used += length
    return bytes
  }
}
