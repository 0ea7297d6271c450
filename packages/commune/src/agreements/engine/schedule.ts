/**
 * What is due when: rules whose parts change by themselves, windows of which a part ends that may change an answer, and points that may be
 * known no more. What is due in one millisecond is one step.
 *
 * A point is put where it is due once, not with each reading: when that comes, it says whether it still is.
 */
import { bandGoesOn, bandLeft, bandUntil } from './band.ts'
import type { Cells } from './cells.ts'
import type { Parts } from './parts.ts'
import { DueQueue } from './queue.ts'
import type { Running } from './running.ts'
import { betweenOf, type Sensed, type Hearer, type Watcher, type Windowed } from './sensed.ts'
import type { Windows } from './window.ts'

/** Each kind has its own numbers; in the queue they take turns. */
const kinds = 3
const [rules, windows, points] = [0, 1, 2] as const

export class Schedule implements Hearer {
  readonly #queue = new DueQueue()
  readonly #cells: Cells
  readonly #windows: Windows
  readonly #parts: Parts
  readonly #running: (Running | undefined)[] = []
  readonly #windowed: (Windowed | undefined)[] = []
  readonly #freeRules: number[] = []
  /** Rules that have to be worked out anew after what came in. */
  readonly changes: Running[] = []

  constructor(cells: Cells, windowsOf: Windows, parts: Parts) {
    this.#cells = cells
    this.#windows = windowsOf
    this.#parts = parts
  }

  /** Infinite when nothing is. */
  get dueMs(): number {
    return this.#queue.dueMs
  }

  /** A number for a rule; it is its own until `leave`. */
  enter(): number {
    return this.#freeRules.pop() ?? this.#running.push(undefined) - 1
  }

  run(running: Running): void {
    this.#running[running.number] = running
  }

  leave(number: number): void {
    this.#queue.set(number * kinds + rules, Number.POSITIVE_INFINITY)
    this.#running[number] = undefined
    this.#freeRules.push(number)
  }

  /** After `running` was stepped. */
  plan({ number, nextMs }: Running): void {
    this.#queue.set(number * kinds + rules, nextMs)
  }

  /** When the first of these is due: of points, their windows, and rules. */
  firstDueMs(pointsOf: Iterable<Sensed>, rulesOf: Iterable<Running>): number {
    let dueMs = Number.POSITIVE_INFINITY
    for (const { place, windows: all } of pointsOf) {
      dueMs = Math.min(dueMs, this.#queue.timeOf(place * kinds + points))
      for (const { window } of all) dueMs = Math.min(dueMs, this.#queue.timeOf(window * kinds + windows))
    }
    for (const { number } of rulesOf) dueMs = Math.min(dueMs, this.#queue.timeOf(number * kinds + rules))
    return dueMs
  }

  /** Makes `changes` of all that is due by `nowMs`. */
  takeDue(nowMs: number): void {
    while (this.#queue.dueMs <= nowMs) {
      const who = this.#queue.first
      const number = Math.floor(who / kinds)
      const kind = who % kinds
      if (kind === windows) this.#lookAt(number, nowMs)
      else if (kind === points) this.#queue.set(who, this.#pointDue(number, nowMs))
      else {
        this.#queue.set(who, Number.POSITIVE_INFINITY)
        this.#wake(this.#running[number] as Running, nowMs)
      }
    }
  }

  /** All windows are looked at when their next part ends. The rules are to be worked out after that. */
  lookAtAll(nowMs: number): void {
    for (const windowed of this.#windowed) {
      if (windowed === undefined) continue
      const { window } = windowed
      this.#windows.leaveBand(window)
      this.due(window, this.#windows.nextMs(window, nowMs))
    }
  }

  #lookAt(window: number, nowMs: number): void {
    const dueMs = bandGoesOn(this.#windows, window, nowMs)
    if (dueMs !== undefined) {
      this.due(window, dueMs)
      return
    }
    const { watchers } = this.#windowed[window] as Windowed
    this.tell(watchers, nowMs)
    const { low, high } = betweenOf(watchers, this.#windows.at(window, nowMs))
    this.due(window, bandUntil(this.#windows, window, low, high, nowMs))
  }

  /** When the point may be known no more, if it still is; else its watchers are told. */
  #pointDue(place: number, nowMs: number): number {
    const untilMs = this.#cells.untilMs(place)
    return untilMs > nowMs ? untilMs : (this.#cells.point(place)?.due(nowMs, this) ?? Number.POSITIVE_INFINITY)
  }

  #wake(running: Running, nowMs: number): void {
    running.wake(nowMs)
    this.#change(running)
  }

  tell(watchers: readonly Watcher[], nowMs: number): void {
    for (let at = 0; at < watchers.length; at++) {
      const watcher = watchers[at] as Watcher
      if (!this.#parts.tell(watcher.rule, watcher.part, watcher.step(nowMs))) continue
      const running = this.#running[watcher.rule]
      if (running) this.#change(running)
    }
  }

  #change(running: Running): void {
    if (running.isChanging) return
    running.isChanging = true
    this.changes.push(running)
  }

  due(window: number, dueMs: number): void {
    this.#queue.set(window * kinds + windows, dueMs)
  }

  leftBand(window: number, isPast: boolean, nowMs: number): void {
    bandLeft(this.#windows, window)
    const { watchers } = this.#windowed[window] as Windowed
    if (isPast) this.tell(watchers, nowMs)
    this.due(window, this.#windows.nextMs(window, nowMs))
  }

  stale(place: number, dueMs: number): void {
    const who = place * kinds + points
    if (dueMs < this.#queue.timeOf(who)) this.#queue.set(who, dueMs)
  }

  left(place: number): void {
    this.#queue.set(place * kinds + points, Number.POSITIVE_INFINITY)
  }

  join(windowed: Windowed): void {
    this.#windowed[windowed.window] = windowed
  }

  part({ window }: Windowed): void {
    this.due(window, Number.POSITIVE_INFINITY)
    this.#windowed[window] = undefined
  }
}
