/**
 * What is known of one point that rules look at: the last reading or pulse, how long it counts, and who has to be told.
 *
 * - Readings of a point count in the order of their times. One that is older than the last one counted changes nothing here (it may be kept
 *   in the series); one of the same time takes its place.
 * - A reading that is not of the point's shape (a word for a number, a word that is not on the list) says that the value is not known now:
 *   `unavailable` is never taken for no.
 * - `gone` makes it unknown until its next reading, or until it is `here` again: then what it told last counts again.
 */
import type { PulsePoint, ReadingPoint, Value } from '../../senses/index.ts'
import { engineLimits } from './limits.ts'
import { countsFrom, rightTiming, type Timing } from './timing.ts'
import { Window, type WindowKind } from './window.ts'

/** A part of a rule that looks at a point. Says whether it changed by what is known of the point at `nowMs`. */
export interface Watcher {
  look(nowMs: number): boolean
  /** Number of the rule it belongs to. */
  readonly rule: number
  /** How far the measure is from where the answer would be another; 0 where that cannot be said. */
  gap(nowMs: number): number
}

/** A window of a point, and the parts of rules that look at it. */
export interface Windowed {
  readonly window: Window
  readonly watchers: Watcher[]
  /** Its number among the windows of the engine. */
  readonly number: number
}

/** Who gives windows their numbers, hears which watchers changed, and when a window has to be looked at again. */
export interface Hearer {
  changed(watcher: Watcher): void
  due(windowed: Windowed, dueMs: number): void
  join(make: (number: number) => Windowed): Windowed
  part(windowed: Windowed): void
}

export type Freshness = 'fresh' | 'stale' | 'gone' | 'never'

export class Sensed {
  readonly id: string
  readonly point: ReadingPoint
  readonly watchers: Watcher[] = []
  readonly windows: Windowed[] = []
  readonly timing: Timing = rightTiming()
  /** What it told last, as a number: yes is 1, no is 0, a word its place in the list. Not a number for text. */
  number: number = Number.NaN
  text: string | undefined
  /** The time it counts from; before the first reading minus infinite. */
  atMs: number = Number.NEGATIVE_INFINITY
  /** From then on it is stale. */
  untilMs: number = Number.NEGATIVE_INFINITY
  gone = false
  readonly #staleMs: number
  readonly #isNumber: boolean

  constructor(id: string, point: ReadingPoint) {
    this.id = id
    this.point = point
    this.#staleMs = point.staleMs ?? Number.POSITIVE_INFINITY
    this.#isNumber = point.shape.is === 'number'
  }

  isKnown(nowMs: number): boolean {
    return !this.gone && nowMs < this.untilMs
  }

  freshness(nowMs: number): Freshness {
    if (this.atMs === Number.NEGATIVE_INFINITY) return 'never'
    if (this.gone) return 'gone'
    return nowMs < this.untilMs ? 'fresh' : 'stale'
  }

  /** A reading that came. Says `late` when it counts for nothing. */
  take(value: Value, toldMs: number, nowMs: number, hearer: Hearer): 'taken' | 'late' | 'unfit' {
    const atMs = Math.max(0, countsFrom(this.timing, toldMs, nowMs))
    if (atMs < this.atMs) return 'late'
    const number = this.#isNumber && typeof value === 'number' && Number.isFinite(value) ? value : numberOf(this.point, value)
    if (number === undefined) {
      this.leave(nowMs, hearer)
      return 'unfit'
    }
    this.number = number
    this.text = typeof value === 'string' && Number.isNaN(number) ? value : undefined
    this.atMs = atMs
    this.untilMs = atMs + this.#staleMs
    this.gone = false
    const { watchers, windows } = this
    for (let at = 0; at < windows.length; at++) {
      const windowed = windows[at] as Windowed
      const { window } = windowed
      const when = window.take(number, atMs, this.untilMs, nowMs)
      if (when === 'nothing') continue
      if (when === 'past') this.#tell(windowed.watchers, nowMs, hearer)
      hearer.due(windowed, window.nextMs(nowMs))
    }
    this.#tell(watchers, nowMs, hearer)
    return 'taken'
  }

  /** Its thing is gone, or says that it does not know. */
  leave(nowMs: number, hearer: Hearer): void {
    if (this.gone) return
    this.gone = true
    for (const { window } of this.windows) window.end(nowMs)
    this.lookSoon(nowMs, hearer)
    this.#tell(this.watchers, nowMs, hearer)
  }

  /** Its thing is here again. */
  comeBack(nowMs: number, hearer: Hearer): void {
    if (!this.gone) return
    this.gone = false
    if (this.atMs !== Number.NEGATIVE_INFINITY) for (const { window } of this.windows) window.goOn(this.number, this.untilMs, nowMs)
    this.lookSoon(nowMs, hearer)
    this.#tell(this.watchers, nowMs, hearer)
  }

  /** Its unit or its meaning changed: what it told before does not go with what it tells from now on. */
  beginAnew(nowMs: number, hearer: Hearer): void {
    this.leave(nowMs, hearer)
    this.number = Number.NaN
    this.text = undefined
    this.atMs = this.untilMs = Number.NEGATIVE_INFINITY
    this.gone = false
    for (const { window, watchers } of this.windows) {
      window.clear()
      this.#tell(watchers, nowMs, hearer)
    }
  }

  /** The clock here was wrong and was set back to `nowMs`. */
  setBack(nowMs: number): void {
    Object.assign(this.timing, rightTiming())
    if (this.atMs <= nowMs) return
    this.number = Number.NaN
    this.text = undefined
    this.atMs = this.untilMs = Number.NEGATIVE_INFINITY
    for (const { window } of this.windows) window.clear()
  }

  /** Takes what was saved of it. */
  load(number: number, text: string | undefined, atMs: number, gone: boolean): void {
    this.number = number
    this.text = text
    this.atMs = atMs
    this.untilMs = atMs + this.#staleMs
    this.gone = gone
  }

  /** One window for all rules that ask for the same. What stands counts from when it was told. */
  windowed(kind: WindowKind, ms: number, hearer: Hearer): Windowed {
    const same = this.windows.find(({ window }) => window.kind === kind && window.ms === ms)
    if (same) return same
    const window = new Window(kind, ms)
    if (!this.gone && this.atMs !== Number.NEGATIVE_INFINITY) window.take(this.number, this.atMs, this.untilMs, this.atMs)
    const windowed = hearer.join((number) => ({ window, watchers: [], number }))
    this.windows.push(windowed)
    return windowed
  }

  /** All its windows are looked at again when their next part ends. */
  lookSoon(nowMs: number, hearer: Hearer): void {
    for (const windowed of this.windows) hearer.due(windowed, windowed.window.nextMs(nowMs))
  }

  /** A rule ended. Says whether nobody looks at this point any more. */
  forget(rule: number, hearer: Hearer): boolean {
    removeAll(this.watchers, rule)
    for (let at = this.windows.length - 1; at >= 0; at--) {
      const windowed = this.windows[at] as Windowed
      removeAll(windowed.watchers, rule)
      if (windowed.watchers.length > 0) continue
      this.windows.splice(at, 1)
      hearer.part(windowed)
    }
    return this.watchers.length === 0 && this.windows.length === 0
  }

  #tell(watchers: readonly Watcher[], nowMs: number, hearer: Hearer): void {
    for (let at = 0; at < watchers.length; at++) {
      const watcher = watchers[at] as Watcher
      if (watcher.look(nowMs)) hearer.changed(watcher)
    }
  }
}

/** A point of pulses: nothing is known but until when the last one counts as now. */
export class Felt {
  readonly id: string
  readonly point: PulsePoint
  readonly watchers: Watcher[] = []
  /** In memory alone; never written anywhere. */
  untilMs: number = Number.NEGATIVE_INFINITY
  gone = false

  constructor(id: string, point: PulsePoint) {
    this.id = id
    this.point = point
  }

  take(nowMs: number, hearer: Hearer): void {
    this.untilMs = nowMs + this.point.ttlMs
    this.gone = false
    this.#tell(nowMs, hearer)
  }

  leave(nowMs: number, hearer: Hearer): void {
    if (this.gone) return
    this.gone = true
    this.#tell(nowMs, hearer)
  }

  comeBack(nowMs: number, hearer: Hearer): void {
    if (!this.gone) return
    this.gone = false
    this.#tell(nowMs, hearer)
  }

  setBack(nowMs: number): void {
    this.untilMs = Math.min(this.untilMs, nowMs)
  }

  forget(rule: number): boolean {
    removeAll(this.watchers, rule)
    return this.watchers.length === 0
  }

  #tell(nowMs: number, hearer: Hearer): void {
    for (const watcher of this.watchers) if (watcher.look(nowMs)) hearer.changed(watcher)
  }
}

/** The value as a number (not a number for text that fits), or undefined when it is not of the point's shape. */
export function numberOf({ shape }: ReadingPoint, value: Value): number | undefined {
  switch (shape.is) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined
    case 'yes-no':
      return typeof value === 'boolean' ? Number(value) : undefined
    case 'words': {
      const place = typeof value === 'string' ? shape.of.indexOf(value) : -1
      return place < 0 ? undefined : place
    }
    case 'text':
      return typeof value === 'string' && value.length <= Math.min(shape.charsMax, engineLimits.charsMax) ? Number.NaN : undefined
  }
}

function removeAll(watchers: Watcher[], rule: number): void {
  for (let at = watchers.length - 1; at >= 0; at--) if (watchers[at]?.rule === rule) watchers.splice(at, 1)
}
