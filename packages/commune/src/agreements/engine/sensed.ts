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
import { type Cells, modes } from './cells.ts'
import { engineLimits } from './limits.ts'
import { countsFrom, rightTiming, type Timing } from './timing.ts'
import type { Code } from './truth.ts'
import type { WindowKind, Windows } from './window.ts'

/** A part of a rule that looks at a point. */
export interface Watcher {
  /** What it holds by what is known of the point at `nowMs`. */
  step(nowMs: number): Code
  /** Number of the rule it belongs to, and its place among the parts of that. */
  readonly rule: number
  readonly part: number
  /** Brings the ends nearer to `value`, so that between them, both left out, its answer stays what it is at `value`. */
  narrow(value: number, between: Between): void
}

export interface Between {
  low: number
  high: number
}

/** Between which values, both left out, no watcher gives another answer than at `value`. */
export function betweenOf(watchers: readonly Watcher[], value: number): Between {
  const between = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  for (let at = 0; at < watchers.length; at++) (watchers[at] as Watcher).narrow(value, between)
  return between
}

/** A window of a point, and the parts of rules that look at it. */
export interface Windowed {
  /** Its number among the windows of the engine. */
  readonly window: number
  readonly watchers: Watcher[]
}

/** Who hears which watchers changed, when a window has to be looked at again, and by when a point may be known no more. */
export interface Hearer {
  /** Works out what these hold now. */
  tell(watchers: readonly Watcher[], nowMs: number): void
  due(window: number, dueMs: number): void
  /** A reading left the band of a window; `isPast`: its answer may be another already. */
  leftBand(window: number, isPast: boolean, nowMs: number): void
  /** A time that lies later than one that was told before need not be told. */
  stale(place: number, dueMs: number): void
  join(windowed: Windowed): void
  part(windowed: Windowed): void
  /** Nobody looks at the point any more. */
  left(place: number): void
}

export type Freshness = 'fresh' | 'stale' | 'gone' | 'never'

export class Sensed {
  readonly id: string
  readonly point: ReadingPoint
  readonly watchers: Watcher[] = []
  readonly windows: Windowed[] = []
  readonly timing: Timing = rightTiming()
  /** Where its numbers lie among the cells. */
  readonly place: number
  text: string | undefined
  gone = false
  /** What was told stands though nobody looked. */
  readonly stands: boolean
  readonly #cells: Cells
  readonly #windows: Windows
  readonly #staleMs: number

  constructor(id: string, point: ReadingPoint, cells: Cells, windows: Windows, stands = false) {
    this.id = id
    this.stands = stands
    this.point = point
    this.#cells = cells
    this.#windows = windows
    this.#staleMs = point.staleMs ?? Number.POSITIVE_INFINITY
    this.place = cells.enter(this, this.#staleMs)
  }

  /** What it told last, as a number: yes is 1, no is 0, a word its place in the list. Not a number for text. */
  get number(): number {
    return this.#cells.number(this.place)
  }

  /** The time it counts from; before the first reading minus infinite. */
  get atMs(): number {
    return this.#cells.atMs(this.place)
  }

  /** From then on it is stale. */
  get untilMs(): number {
    return this.#cells.untilMs(this.place)
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
    this.hush()
    const atMs = Math.max(0, countsFrom(this.timing, toldMs, nowMs))
    if (atMs < this.atMs) return 'late'
    const number = numberOf(this.point, value)
    if (number === undefined) {
      this.leave(nowMs, hearer)
      return 'unfit'
    }
    this.#cells.tell(this.place, number, atMs, atMs + this.#staleMs)
    this.text = typeof value === 'string' && Number.isNaN(number) ? value : undefined
    this.gone = false
    this.fill(number, atMs, nowMs, hearer)
    hearer.tell(this.watchers, nowMs)
    this.expect(nowMs, hearer)
    return 'taken'
  }

  /** Windows take in a reading that is known. */
  fill(number: number, atMs: number, nowMs: number, hearer: Hearer): void {
    const untilMs = atMs + this.#staleMs
    for (const windowed of this.windows) {
      const took = this.#windows.take(windowed.window, number, atMs, untilMs, nowMs)
      if (took !== 'nothing') hearer.leftBand(windowed.window, took === 'past', nowMs)
    }
  }

  /** No reading is taken in quietly until `listen`: something is about to be otherwise. */
  hush(): void {
    this.#cells.quieten(this.place, modes.none, 0, 0)
  }

  /** After all rules were told: readings that change none of their answers may be taken in quietly. */
  listen(): void {
    const { shape } = this.point
    const mode = shape.is === 'number' ? modes.numbers : shape.is === 'yes-no' ? modes.yesNo : modes.words
    if (this.gone || this.timing.doubtMs !== undefined || this.timing.clock !== 'right') return
    const { number } = this
    const { low, high } = betweenOf(this.watchers, number)
    const word = shape.is === 'words' ? shape.of[number] : this.text
    this.#cells.quieten(this.place, mode, low, high, word)
  }

  /** Its thing is gone, or says that it does not know. */
  leave(nowMs: number, hearer: Hearer): void {
    if (this.gone) return
    this.hush()
    this.gone = true
    for (const { window } of this.windows) this.#windows.end(window, nowMs)
    this.lookSoon(nowMs, hearer)
    hearer.tell(this.watchers, nowMs)
  }

  /** Its thing is here again. */
  comeBack(nowMs: number, hearer: Hearer): void {
    if (!this.gone) return
    this.gone = false
    if (this.atMs !== Number.NEGATIVE_INFINITY) for (const { window } of this.windows) this.#windows.goOn(window, this.number, this.untilMs, nowMs)
    this.expect(nowMs, hearer)
    this.lookSoon(nowMs, hearer)
    hearer.tell(this.watchers, nowMs)
  }

  /** Its unit or its meaning changed: what it told before does not go with what it tells from now on. */
  beginAnew(nowMs: number, hearer: Hearer): void {
    this.leave(nowMs, hearer)
    this.#forgetLast()
    this.gone = false
    for (const { window, watchers } of this.windows) {
      this.#windows.clear(window)
      hearer.tell(watchers, nowMs)
    }
  }

  /**
   * The clock here was wrong and was set back to `nowMs`. What was told a little later than that counts from then; what was told much later is
   * not known, for nobody can tell how long it would stand. Windows that are filled in to a little later than that go on from there.
   */
  setBack(nowMs: number): void {
    this.hush()
    const untilMs = nowMs + engineLimits.lateMsMax
    if ((this.timing.doubtMs ?? 0) > nowMs) Object.assign(this.timing, rightTiming())
    const isFuture = this.atMs > untilMs
    if (isFuture) this.#forgetLast()
    else if (this.atMs > nowMs) this.#cells.tell(this.place, this.number, nowMs, nowMs + this.#staleMs)
    for (const { window } of this.windows) {
      // What was gone or here again in the future is filled in up to then.
      if (!isFuture && this.#windows.fromMs(window) <= untilMs) continue
      this.#windows.clear(window)
      this.stand(window)
    }
  }

  /** What is known of it stands from when it was told. */
  stand(window: number): void {
    if (!this.gone && this.atMs !== Number.NEGATIVE_INFINITY) this.#windows.take(window, this.number, this.atMs, this.untilMs, this.atMs)
  }

  /** Takes what was saved of it. */
  load(number: number, text: string | undefined, atMs: number, gone: boolean): void {
    this.#cells.tell(this.place, number, atMs, atMs + this.#staleMs)
    this.text = text
    this.gone = gone
  }

  #forgetLast(): void {
    this.#cells.tell(this.place, Number.NaN, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)
    this.text = undefined
  }

  /** One window for all rules that ask for the same. What stands counts from when it was told. */
  windowed(kind: WindowKind, ms: number, hearer: Hearer): Windowed {
    const same = this.windows.find(({ window }) => this.#windows.kind(window) === kind && this.#windows.ms(window) === ms)
    if (same) return same
    const window = this.#windows.enter(kind, ms)
    this.stand(window)
    const windowed = { window, watchers: [] }
    hearer.join(windowed)
    this.windows.push(windowed)
    this.#chain()
    return windowed
  }

  /** All its windows are looked at again when their next part ends. */
  lookSoon(nowMs: number, hearer: Hearer): void {
    for (const { window } of this.windows) {
      this.#windows.leaveBand(window)
      hearer.due(window, this.#windows.nextMs(window, nowMs))
    }
  }

  /** Somebody looks when it may be known no more. */
  expect(nowMs: number, hearer: Hearer): void {
    const { untilMs } = this
    if (this.watchers.length > 0 && untilMs > nowMs && untilMs < Number.POSITIVE_INFINITY) hearer.stale(this.place, this.untilMs)
  }

  /** It may be known no more from now on: if so, its watchers are told. Gives when it may be so again; infinite when it is. */
  due(nowMs: number, hearer: Hearer): number {
    if (this.isKnown(nowMs)) return this.untilMs
    hearer.tell(this.watchers, nowMs)
    return Number.POSITIVE_INFINITY
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
      this.#windows.leave(windowed.window)
    }
    this.#chain()
    return this.watchers.length === 0 && this.windows.length === 0
  }

  /** Its windows one after another, for those who have but its place. */
  #chain(): void {
    let next = 0
    for (const { window } of this.windows) {
      this.#windows.chain(window, next)
      next = window + 1
    }
    this.#cells.chain(this.place, next)
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
  readonly place: number
  readonly #ttlMs: number

  constructor(id: string, point: PulsePoint, cells: Cells) {
    this.id = id
    this.point = point
    this.#ttlMs = point.ttlMs
    this.place = cells.enter(this, Number.POSITIVE_INFINITY)
  }

  take(nowMs: number, hearer: Hearer): void {
    const isNearAlready = !this.gone && nowMs < this.untilMs
    this.untilMs = nowMs + this.#ttlMs
    this.gone = false
    if (isNearAlready) return
    hearer.tell(this.watchers, nowMs)
    this.expect(nowMs, hearer)
  }

  /** It may have passed by now: if so, its watchers are told. Gives when it may be so again; infinite when it has. */
  due(nowMs: number, hearer: Hearer): number {
    if (nowMs < this.untilMs) return this.untilMs
    hearer.tell(this.watchers, nowMs)
    return Number.POSITIVE_INFINITY
  }

  expect(nowMs: number, hearer: Hearer): void {
    if (this.untilMs > nowMs) hearer.stale(this.place, this.untilMs)
  }

  leave(nowMs: number, hearer: Hearer): void {
    if (this.gone) return
    this.gone = true
    hearer.tell(this.watchers, nowMs)
  }

  comeBack(nowMs: number, hearer: Hearer): void {
    if (!this.gone) return
    this.gone = false
    hearer.tell(this.watchers, nowMs)
    this.expect(nowMs, hearer)
  }

  setBack(nowMs: number): void {
    this.untilMs = Math.min(this.untilMs, nowMs + this.#ttlMs)
  }

  forget(rule: number, _hearer: Hearer): boolean {
    removeAll(this.watchers, rule)
    return this.watchers.length === 0
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
