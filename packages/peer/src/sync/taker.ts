/**
 * Takes in runs of envelopes as they come, a few at a time, and acknowledges what is durable (S5, S6).
 *
 * An acknowledgement of a number speaks for all before it, so the number that goes out is the last one before which nothing is
 * still being taken in. Only the latest is told: one that sends and does not read makes nothing grow here.
 */
import type { Taken } from '../world/world.ts'

/** More that was announced and has not come for so long is not waited for. */
const quietMs = 300

export interface TakerPorts {
  take(envelopes: readonly Uint8Array[], more: boolean): Promise<Taken>
  after(delayMs: number, run: () => void): () => void
  /** Checks and shows what was taken in with more to follow. */
  settle(): Promise<void>
  acknowledge(number: number): Promise<void>
  refused(count: number): void
  taken(taken: Taken): void
  fail(reason: string): void
}

const takesMax = 4
/** Envelopes that are none: no peer keeps such, so no honest one sends any. */
const brokenMax = 16

export class Taker {
  readonly #ports: TakerPorts
  /** Numbers that came and are not durable yet, in order. */
  readonly #under = new Set<number>()
  #last = 0
  #told = 0
  #telling = false
  #broken = 0
  #unsettled = false
  #cancelSettle: () => void = () => undefined
  #ended = false
  #waiters: (() => void)[] = []

  constructor(ports: TakerPorts) {
    this.#ports = ports
  }

  /** Runs that are being taken in. */
  get taking(): number {
    return this.#under.size
  }

  /** Resolves when the next run may come. */
  async take(number: number, more: boolean, envelopes: readonly Uint8Array[]): Promise<void> {
    if (number !== this.#last + 1) return this.#ports.fail('envelopes out of order')
    this.#last = number
    this.#under.add(number)
    while (this.#under.size > takesMax && !this.#ended) await new Promise<void>((resolve) => this.#waiters.push(resolve))
    if (this.#ended) return
    this.#unsettled = more
    void this.#ports.take(envelopes, more).then(
      (taken) => this.#took(number, taken),
      (fault: unknown) => {
        this.#under.delete(number)
        this.#ports.fail(`what came could not be kept: ${String(fault)}`)
        this.#settleAtEnd()
      }
    )
  }

  end(): void {
    this.#ended = true
    this.#cancelSettle()
    this.#wake()
    this.#settleAtEnd()
  }

  /** Nobody is left to say that this was the last of it. */
  #settleAtEnd(): void {
    if (!this.#ended || !this.#unsettled || this.#under.size > 0) return
    this.#unsettled = false
    this.#ports.settle().catch(() => undefined)
  }

  /** What was to follow does not: a comparison was given up, or something else is in the way. */
  #settleSoon(): void {
    this.#cancelSettle()
    if (!this.#unsettled || this.#under.size > 0) return
    this.#cancelSettle = this.#ports.after(quietMs, () => {
      if (!this.#unsettled || this.#under.size > 0) return
      this.#unsettled = false
      this.#ports.settle().catch(() => undefined)
    })
  }

  #took(number: number, taken: Taken): void {
    this.#under.delete(number)
    this.#wake()
    this.#settleAtEnd()
    this.#settleSoon()
    if (taken.refused.length > 0) this.#ports.refused(taken.refused.length)
    this.#broken += taken.broken
    if (this.#broken > brokenMax) return this.#ports.fail('envelopes that are none')
    this.#ports.taken(taken)
    void this.#acknowledge()
  }

  async #acknowledge(): Promise<void> {
    if (this.#telling) return
    this.#telling = true
    try {
      for (let sure = this.#sure; sure > this.#told && !this.#ended; sure = this.#sure) {
        this.#told = sure
        await this.#ports.acknowledge(sure)
      }
    } catch {
      // The wire has ended: what was taken in is told by the next comparison.
    } finally {
      this.#telling = false
    }
  }

  /** The last number before which nothing is still being taken in. */
  get #sure(): number {
    const [first] = this.#under
    return first === undefined ? this.#last : first - 1
  }

  #wake(): void {
    const waiters = this.#waiters
    this.#waiters = []
    for (const wake of waiters) wake()
  }
}
