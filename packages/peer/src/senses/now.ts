/**
 * What each point was told last, on this device: its own things, and those of others as far as they tell. It lives in memory alone:
 * what may be kept goes to the store of series, and pulses go nowhere.
 *
 * Whoever waits is told once something has changed: a rule engine elsewhere, a page that is open.
 */
import { type Known, type PointId, pulseTtlMsMax } from '@commune/commune'

/** `unknown`: it was told of once, and is not known now. `beside`: it came together with what tells of a passing, so when it came tells of that. */
export type Last = { readonly known: Known; readonly beside?: true } | { readonly unknown: 'gone' | 'unavailable' | 'unreadable'; readonly atMs: number }

type Listener = readonly [note: (point: PointId, last: Last) => void, pulse: (point: PointId) => void, here?: (point: PointId) => void]

export class Now {
  readonly #last = new Map<PointId, Last>()
  /** Until when somebody counts as near. Never kept, never shown as a number. */
  readonly #near = new Map<PointId, number>()
  readonly #changedAt = new Map<PointId, number>()
  /**
   * Points that told something beside a passing, since this device started: what follows from what they tell may follow from somebody who
   * passed, also some time later.
   */
  readonly #besides = new Set<PointId>()
  readonly #waiting = new Set<() => void>()
  /** Where whoever passes would be told here. */
  readonly #feels = new Set<PointId>()
  readonly #listening = new Set<Listener>()
  readonly #nowMs: () => number
  #mark = 0

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** How many changes there were. It counts passings, and is told to nobody. */
  get mark(): number {
    return this.#mark
  }

  /** The mark of the last change of a point; 0: nothing was told of it. */
  changedAt(point: PointId): number {
    return this.#changedAt.get(point) ?? 0
  }

  get besides(): ReadonlySet<PointId> {
    return this.#besides
  }

  note(point: PointId, last: Last): void {
    this.#feels.delete(point)
    if ('known' in last && last.beside) this.#besides.add(point)
    // Whoever was near may have gone: nobody would have been told.
    if ('unknown' in last) this.#near.delete(point)
    this.#last.set(point, last)
    for (const [note] of this.#listening) note(point, last)
    this.#changed(point)
  }

  /** Whoever passes is felt from now on where that was not known. */
  here(point: PointId): void {
    const last = this.#last.get(point)
    if (last && 'known' in last) return
    const isNews = last !== undefined || !this.#feels.has(point)
    this.#last.delete(point)
    this.#feels.add(point)
    // Also where somebody passed meanwhile, so that nothing of this shows that.
    for (const [, , here] of this.#listening) here?.(point)
    if (isNews) this.#changed(point)
  }

  /** Whoever passes is not felt, or it is not known yet whether: so nobody knows that nobody is near. */
  unheard(point: PointId): void {
    if (!this.#last.has(point)) this.note(point, { unknown: 'unavailable', atMs: this.#nowMs() })
  }

  /** Whether it was heard that whoever passes is felt, and since then nothing else. */
  isFelt(point: PointId): boolean {
    return this.#feels.has(point)
  }

  pulse(point: PointId, untilMs: number): void {
    this.#last.delete(point)
    this.#feels.add(point)
    const nowMs = this.#nowMs()
    this.#near.set(point, Math.max(untilMs, nowMs + this.nearMs(point, nowMs)))
    for (const [, pulse] of this.#listening) pulse(point)
    this.#changed(point)
  }

  /**
   * Whether something later stands for now. What lies ahead was told while this clock was wrong; who is out of reach has told nothing since,
   * and what comes from there is the last that is known, whatever the clock there shows.
   */
  isLate(point: PointId, atMs: number): boolean {
    const last = this.#last.get(point)
    if (!last || ('unknown' in last && last.unknown === 'unavailable')) return false
    const lastMs = 'known' in last ? last.known.atMs : last.atMs
    return atMs < lastMs && lastMs <= this.#nowMs()
  }

  last(point: PointId): Last | undefined {
    return this.#last.get(point)
  }

  /** Whether somebody is near now. */
  isNear(point: PointId, nowMs: number): boolean {
    return this.nearMs(point, nowMs) > 0
  }

  /** How long somebody counts as near still; 0: nobody is. A clock that was set back makes that no longer than any passing lasts. */
  nearMs(point: PointId, nowMs: number): number {
    const leftMs = (this.#near.get(point) ?? 0) - nowMs
    return leftMs > 0 && leftMs <= pulseTtlMsMax ? leftMs : 0
  }

  forget(point: PointId): void {
    this.#last.delete(point)
    this.#near.delete(point)
    this.#feels.delete(point)
    this.#changedAt.delete(point)
  }

  /** Tells of everything, as it comes. */
  listen(...listener: Listener): () => void {
    this.#listening.add(listener)
    return () => void this.#listening.delete(listener)
  }

  /** Calls `run` once, after the next change. Returns what ends the waiting. */
  once(run: () => void): () => void {
    const wake = (): void => {
      this.#waiting.delete(wake)
      run()
    }
    this.#waiting.add(wake)
    return () => void this.#waiting.delete(wake)
  }

  #changed(point: PointId): void {
    this.#mark++
    this.#changedAt.set(point, this.#mark)
    if (this.#waiting.size > 0) for (const wake of [...this.#waiting]) wake()
  }
}
