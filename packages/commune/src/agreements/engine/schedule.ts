/** What is due when: rules whose parts change by themselves, and windows of which a part ends that may change an answer. */
import { DueQueue } from './queue.ts'
import type { Running } from './running.ts'
import type { Hearer, Watcher, Windowed } from './sensed.ts'

export class Schedule implements Hearer {
  readonly #rules = new DueQueue()
  readonly #windows = new DueQueue()
  readonly #running: (Running | undefined)[] = []
  readonly #windowed: (Windowed | undefined)[] = []
  readonly #freeRules: number[] = []
  readonly #freeWindows: number[] = []
  /** Rules that have to be worked out anew after what came in. */
  readonly changes: Running[] = []

  /** Infinite when nothing is. */
  get dueMs(): number {
    return Math.min(this.#rules.dueMs, this.#windows.dueMs)
  }

  /** A number for a rule; it is its own until `leave`. */
  enter(): number {
    return this.#freeRules.pop() ?? this.#running.push(undefined) - 1
  }

  run(running: Running): void {
    this.#running[running.number] = running
  }

  leave(number: number): void {
    this.#rules.set(number, Number.POSITIVE_INFINITY)
    this.#running[number] = undefined
    this.#freeRules.push(number)
  }

  /** After `running` was stepped. */
  plan(running: Running): void {
    this.#rules.set(running.number, running.nextMs)
  }

  /** Makes `changes` of what is due first, at `nowMs`. */
  takeDue(nowMs: number): void {
    if (this.#windows.dueMs > this.#rules.dueMs) {
      this.changes.push(this.#running[this.#rules.first] as Running)
      return
    }
    const windowed = this.#windowed[this.#windows.first] as Windowed
    for (const watcher of windowed.watchers) if (watcher.look(nowMs)) this.changed(watcher)
    this.#lookAgain(windowed, nowMs)
  }

  /** All windows are looked at now, and again when their next part ends. The rules are to be worked out after that. */
  lookAtAll(nowMs: number): void {
    for (const windowed of this.#windowed) {
      if (windowed === undefined) continue
      for (const watcher of windowed.watchers) watcher.look(nowMs)
      this.#windows.set(windowed.number, windowed.window.nextMs(nowMs))
    }
  }

  #lookAgain(windowed: Windowed, nowMs: number): void {
    let gap = Number.POSITIVE_INFINITY
    for (const watcher of windowed.watchers) gap = Math.min(gap, watcher.gap(nowMs))
    this.#windows.set(windowed.number, windowed.window.dueMs(nowMs, gap))
  }

  changed({ rule }: Watcher): void {
    const running = this.#running[rule]
    if (running && !this.changes.includes(running)) this.changes.push(running)
  }

  due({ number }: Windowed, dueMs: number): void {
    this.#windows.set(number, dueMs)
  }

  join(make: (number: number) => Windowed): Windowed {
    const number = this.#freeWindows.pop() ?? this.#windowed.push(undefined) - 1
    const windowed = make(number)
    this.#windowed[number] = windowed
    return windowed
  }

  part({ number }: Windowed): void {
    this.#windows.set(number, Number.POSITIVE_INFINITY)
    this.#windowed[number] = undefined
    this.#freeWindows.push(number)
  }
}
