/**
 * How quickly questions are taken from one conversation (S6). Each costs something of what fills up again with time; when it
 * is used up, reading waits, so the wire holds back the sender and nobody else. Who keeps on for a minute is sent away.
 */
import type { SyncMessage } from './message.ts'

/** What can be spent at once, and what comes back each second. */
const burst = 256
const perSecond = 64
/** Slowed for so long without a pause, one is no honest peer. */
const slowedMsMax = 60_000
/** A large message is as much work as several. */
const bytesPerUnit = 65_536

/** What is not here carries something and is bounded by acknowledgements, or costs nothing. */
const costs: Partial<Record<SyncMessage['type'], number>> = {
  ...{ hello: 1, find: 4, prove: 4, who: 4, compare: 2, want: 2, again: 2, ask: 16, answer: 1, fetch: 4, lacks: 1, keeps: 1, heads: 4 },
  // Letters of many writers come through one box: they are bounded by themselves as well, where they are read.
  ...{ dead: 1, carry: 4, halves: 16, live: 0.25, waits: 4, asked: 4, told: 1, leave: 16, holds: 1 }
}

export class Pace {
  #left = burst
  #seenMs: number
  #slowedMs = 0

  constructor(nowMs: number) {
    this.#seenMs = nowMs
  }

  /** How long to wait before this message is looked at; undefined when it is one too many. */
  take(type: SyncMessage['type'], bytes: number, nowMs: number): number | undefined {
    const cost = costs[type]
    if (cost === undefined) return 0
    this.#left = Math.min(burst, this.#left + (Math.max(0, nowMs - this.#seenMs) * perSecond) / 1_000)
    this.#seenMs = nowMs
    if (this.#left === burst) this.#slowedMs = 0
    this.#left -= cost + Math.floor(bytes / bytesPerUnit)
    if (this.#left >= 0) return 0
    const waitMs = Math.ceil((-this.#left * 1_000) / perSecond)
    this.#slowedMs += waitMs
    return this.#slowedMs > slowedMsMax ? undefined : waitMs
  }
}
