/**
 * Virtual time: timers of all peers in one queue, run in the order of (time, when they were asked for).
 *
 * Why: a run of hours takes seconds, and the same seed runs the same steps in the same order. Between two steps all promises
 * settle, so what a peer does after an `await` never races with another peer's timer.
 *
 * Invariants: a timer never runs before the turn that set it has ended; a stopped clock runs none of its timers any more. It
 * refuses to run more steps than it was told: peers that keep one another busy without end are a bug, and are named.
 */
import type { Cancel, Clock } from '@commune/protocol'

/** Resolves when every promise that can settle without a timer has settled. */
export type Settle = () => Promise<void>

interface Timer {
  readonly dueMs: number
  readonly order: number
  readonly owner: string
  readonly run: () => void
  cancelled: boolean
}

/** More steps were due than a run may take: somebody is never at rest. */
export class LivelockError extends Error {
  constructor(stepsMax: number, busiest: string) {
    super(`no rest after ${stepsMax} steps; busiest of late: ${busiest}`)
    this.name = 'LivelockError'
  }
}

const recentMax = 4_096

export class VirtualTime {
  readonly #settle: Settle
  readonly #stepsMax: number
  readonly #onStep: (nowMs: number, owner: string) => void
  readonly #heap: Timer[] = []
  readonly #recent: string[] = []
  #nowMs = 0
  #order = 0
  #steps = 0

  constructor(settle: Settle, stepsMax: number, onStep: (nowMs: number, owner: string) => void) {
    this.#settle = settle
    this.#stepsMax = stepsMax
    this.#onStep = onStep
  }

  /** Milliseconds since the run began. */
  get nowMs(): number {
    return this.#nowMs
  }
  get steps(): number {
    return this.#steps
  }

  after(delayMs: number, owner: string, run: () => void): Cancel {
    // As the platform's own timers do: whole milliseconds, and anything odd is now.
    const delay = Number.isFinite(delayMs) && delayMs > 0 ? Math.ceil(delayMs) : 0
    const timer: Timer = { dueMs: this.#nowMs + delay, order: this.#order++, owner, run, cancelled: false }
    this.#push(timer)
    return () => {
      timer.cancelled = true
    }
  }

  /** Runs all that is due within this span, then stands at its end. */
  async pass(spanMs: number): Promise<void> {
    const endMs = this.#nowMs + spanMs
    await this.#settle()
    for (let timer = this.#next(endMs); timer; timer = this.#next(endMs)) {
      if (timer.cancelled) continue
      this.#nowMs = timer.dueMs
      if (++this.#steps > this.#stepsMax) throw new LivelockError(this.#stepsMax, this.#busiest())
      this.#recent[this.#steps % recentMax] = timer.owner
      this.#onStep(this.#nowMs, timer.owner)
      timer.run()
      await this.#settle()
    }
    this.#nowMs = endMs
  }

  #busiest(): string {
    const counts = new Map<string, number>()
    for (const owner of this.#recent) counts.set(owner, (counts.get(owner) ?? 0) + 1)
    return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([owner, count]) => `${owner} (${count} of ${this.#recent.length})`).join(', ')
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let at = heap.push(timer) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!before(timer, heap[above] as Timer)) break
      heap[at] = heap[above] as Timer
      at = above
    }
    heap[at] = timer
  }

  #next(endMs: number): Timer | undefined {
    const heap = this.#heap
    const first = heap[0]
    if (!first || first.dueMs > endMs) return undefined
    const last = heap.pop() as Timer
    if (heap.length === 0) return first
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1] as Timer, heap[child] as Timer)) child++
      if (!before(heap[child] as Timer, last)) break
      heap[at] = heap[child] as Timer
      at = child
    }
    heap[at] = last
    return first
  }
}

const before = (a: Timer, b: Timer): boolean => a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order)

/** A clock as one process has it: its own idea of what time it is, and timers that die with it. */
export class ProcessClock implements Clock {
  readonly #time: VirtualTime
  readonly #owner: string
  readonly #wallMs: () => number
  #stopped = false

  /** `wallMs` is what this device's wall clock shows; it may be wrong, and jump. */
  constructor(time: VirtualTime, owner: string, wallMs: () => number) {
    this.#time = time
    this.#owner = owner
    this.#wallMs = wallMs
  }

  nowMs(): number {
    return this.#wallMs()
  }
  after(delayMs: number, run: () => void): Cancel {
    if (this.#stopped) return () => undefined
    return this.#time.after(delayMs, this.#owner, () => {
      if (!this.#stopped) run()
    })
  }
  /** The process is gone: none of its timers runs any more. */
  stop(): void {
    this.#stopped = true
  }
}
