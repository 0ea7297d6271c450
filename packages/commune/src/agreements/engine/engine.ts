/**
 * The engine of agreements: readings, pulses and the time come in; what each agreement asks comes out, the moment that it changes.
 *
 * It has no clock: every call is told `nowMs`, and `nextMs` says when `tick` has to be called if nothing comes before. Between calls
 * everything happens at its own moment, in order. Who calls more than `lateMsMax` after something was due was asleep, and there is a gap in
 * what is known (see SPEC.md). Time does not go back: a call with a time a little before the last one counts as one with the same time; one
 * with a time far before it says that the clock was wrong, and what was told to lie after it is forgotten.
 *
 * A reading costs the same whatever the spans of the rules: its point is found, the windows of its point take it in, and the rules
 * whose answer about it changed are worked out anew. Memory: so many numbers for each part of a rule; nothing for points that no rule
 * looks at; the ring of acts.
 */
import { no as failed, ok, type Result } from '@commune/protocol'
import type { Value } from '../../senses/index.ts'
import type { Truth } from '../rule.ts'
import { Acts } from './acts.ts'
import { Cells } from './cells.ts'
import { compileRule, forgetRule, type Setting } from './compile.ts'
import { engineLimits } from './limits.ts'
import { type Agreed, type Asked, type EngineOptions, type RuleFault, sameUnit } from './lookup.ts'
import { standsInTheWay } from './nearest.ts'
import { Parts } from './parts.ts'
import { Running } from './running.ts'
import { Schedule } from './schedule.ts'
import { Felt, Sensed } from './sensed.ts'
import { loadPoint, loadRule, parseState, saveEngine, type EngineState } from './state.ts'
import { truthOf } from './truth.ts'
import { Windows } from './window.ts'
import { explain, type WhyActed, type WhyNow } from './why.ts'

/** The last moment that a date can name (ECMA-262, 21.4.1.1). */
const nowMsMax = 8_640_000_000_000_000

/** What became of a reading. */
export type Became = 'taken' | 'late' | 'unfit' | 'nobody'

export class Engine {
  readonly #setting: Setting
  readonly #asked: (asked: Asked) => void
  readonly #tellsOfPassings: (point: string) => boolean
  readonly #points = new Map<string, Sensed | Felt>()
  readonly #byId = new Map<string, Running>()
  readonly #cells = new Cells()
  readonly #windows = new Windows()
  readonly #parts = new Parts()
  readonly #schedule = new Schedule(this.#cells, this.#windows, this.#parts)
  readonly #acts: Acts
  /** An agreement is told what is known already. */
  #begins = false
  #nowMs: number

  /** `acts`: how many acts can be explained afterwards, and how many numbers are remembered for them. */
  constructor(options: EngineOptions, nowMs: number, acts: Acts = new Acts()) {
    const { find, convert = sameUnit, sun = () => undefined, asked = () => {}, tellsOfPassings = () => false } = options
    this.#tellsOfPassings = tellsOfPassings
    this.#setting = { find, convert, sun, points: this.#points, cells: this.#cells, windows: this.#windows, hearer: this.#schedule }
    this.#asked = asked
    this.#acts = acts
    this.#nowMs = 0
    this.#nowMs = this.#now(nowMs)
  }

  /** When `tick` has to be called if nothing is told before; infinite when it need not be. */
  get nextMs(): number {
    return this.#schedule.dueMs
  }

  get nowMs(): number {
    return this.#nowMs
  }

  /**
   * Takes an agreement in, in the place of the one with the same id. What it asks at once is told before this returns. `tell` may tell what is
   * known of its points already: all of that together is what it begins with.
   */
  add(agreed: Agreed, nowMs: number, tell?: () => void): Result<void, RuleFault> {
    this.tick(nowMs)
    const taken = this.#takeIn(agreed)
    if (!taken.ok) return taken
    for (const point of taken.value.compiled.points) {
      point.expect(this.#nowMs, this.#schedule)
      if (!(point instanceof Sensed)) continue
      point.hush()
      point.lookSoon(this.#nowMs, this.#schedule)
    }
    this.#begins = true
    try { tell?.() } finally { this.#begins = false }
    taken.value.markAll()
    this.#step(taken.value, this.#nowMs)
    this.#settle()
    return ok(undefined)
  }

  /**
   * Begins with these agreements where a former engine stopped; to be called once, before anything else. `saved` is what `state` gave, or
   * anything: what does not fit begins anew. A time of more than `lateMsMax` in between is a gap. Gives the agreements that were refused.
   */
  start(agreements: readonly Agreed[], saved: unknown, nowMs: number): readonly { readonly id: string; readonly fault: RuleFault }[] {
    const refused: { id: string; fault: RuleFault }[] = []
    for (const agreed of agreements) {
      const taken = this.#takeIn(agreed)
      if (!taken.ok) refused.push({ id: agreed.id, fault: taken.error })
    }
    const state = parseState(saved)
    const startMs = this.#now(nowMs)
    const savedMs = state?.atMs ?? startMs
    for (const each of state?.points ?? []) {
      const sensed = this.#points.get(each.id)
      if (sensed instanceof Sensed) loadPoint(sensed, each, savedMs, this.#windows)
    }
    for (const each of state?.rules ?? []) {
      const running = this.#byId.get(each.id)
      if (running) loadRule(running, each, savedMs)
    }
    this.#nowMs = savedMs
    if (startMs - savedMs > engineLimits.lateMsMax) this.#sleep(savedMs, startMs)
    // Small computers come up with the time at which they went down, or earlier: that is a clock that is set back, and no more.
    else if (startMs < savedMs) this.setBack(startMs)
    else this.#stepAll(savedMs)
    this.tick(startMs)
    return refused
  }

  /**
   * A yes was said anew: an agreement of which the rule is the same goes on as it is, until another time. False when it is not here, or has
   * lapsed.
   */
  extend({ id, version, untilMs }: Omit<Agreed, 'rule'>, nowMs: number): boolean {
    this.tick(nowMs)
    const running = this.#byId.get(id)
    if (running === undefined || running.isLapsed(this.#nowMs)) return false
    running.extend(version, untilMs)
    this.#step(running, this.#nowMs)
    return true
  }

  /** Withdraws an agreement: from now on it asks nothing. */
  remove(id: string, nowMs: number): void {
    this.tick(nowMs)
    const running = this.#byId.get(id)
    if (running === undefined) return
    if (running.rest(this.#nowMs)) this.#tell(running, this.#nowMs)
    this.#byId.delete(id)
    for (const point of running.compiled.points) forgetRule(point, running.number, this.#setting)
    this.#schedule.leave(running.number)
  }

  /** A reading that came now and tells a time of its own (see `countsFrom`). Says what became of it. */
  reading(point: string, value: Value, atMs: number, nowMs: number): Became {
    const place = this.#cells.place(point)
    if (place !== undefined) return this.readingAt(place, value, atMs, nowMs)
    this.tick(nowMs)
    return 'nobody'
  }

  /** The same of a point by its number (`hold`). */
  readingAt(point: number, value: Value, atMs: number, nowMs: number): Became {
    if (nowMs !== this.#nowMs) this.tick(nowMs)
    const toldMs = Math.trunc(atMs)
    const quietly = this.#cells.takeQuietly(point, value, toldMs, this.#nowMs)
    if (quietly === 'whole') return 'taken'
    return quietly === 'no' ? this.#take(point, value, toldMs) : this.#fill(point, Number(value), toldMs)
  }

  pulse(point: string, nowMs: number): void {
    const place = this.#cells.place(point)
    if (place === undefined) this.tick(nowMs)
    else this.pulseAt(place, nowMs)
  }

  pulseAt(point: number, nowMs: number): void {
    if (nowMs !== this.#nowMs) this.tick(nowMs)
    const felt = this.#cells.point(point)
    if (felt instanceof Felt) felt.take(this.#nowMs, this.#schedule)
    this.#settle()
  }

  /**
   * A number for a point, whether a rule looks at it now or not: for those who tell of the same points again and again, so that nobody has to
   * look for its name. It stays that of the point until `letGo`. Undefined when more than `heldMax` are held.
   */
  hold(point: string): number | undefined {
    return this.#cells.hold(point)
  }

  letGo(point: number): void {
    this.#cells.letGo(point)
  }

  /** Its thing is gone, or says that it does not know. */
  gone(point: string, nowMs: number): void {
    this.tick(nowMs)
    this.#points.get(point)?.leave(this.#nowMs, this.#schedule)
    this.#settle()
  }

  /** Its thing is here again, and what it told last counts. */
  here(point: string, nowMs: number): void {
    this.tick(nowMs)
    this.#points.get(point)?.comeBack(this.#nowMs, this.#schedule)
    this.#settle()
  }

  /** Its unit or its meaning changed. What rules make of it follows from what it tells from now on. */
  beginAnew(point: string, nowMs: number): void {
    this.tick(nowMs)
    const sensed = this.#points.get(point)
    if (sensed instanceof Sensed) sensed.beginAnew(this.#nowMs, this.#schedule)
    this.#settle()
  }

  /** Everything that is due by now happens, each at its moment. */
  tick(toldMs: number): void {
    if (toldMs === this.#nowMs) return
    const nowMs = this.#now(toldMs)
    if (nowMs < this.#nowMs) {
      if (this.#nowMs - nowMs > engineLimits.lateMsMax) this.setBack(nowMs)
      return
    }
    const dueMs = this.#schedule.dueMs
    if (nowMs >= dueMs) {
      if (nowMs - dueMs > engineLimits.lateMsMax) this.#late(nowMs)
      else this.#advance(nowMs)
    }
    this.#nowMs = nowMs
  }

  /**
   * Something was due long ago. Nobody looked from when the first was due that no passing brought about: what a passing did is over before that,
   * at once, and nothing that is kept is dated by it (P6).
   */
  #late(nowMs: number): void {
    const tells = (point: Sensed | Felt): boolean => point instanceof Felt || this.#tellsOfPassings(point.id)
    const points = [...this.#points.values()].filter((point) => !tells(point)) as Sensed[]
    const fromMs = this.#schedule.firstDueMs(points, [...this.#byId.values()].filter(({ compiled }) => ![...compiled.points].some(tells)))
    const untilMs = Math.min(fromMs - 1, nowMs)
    if (untilMs > this.#nowMs) {
      this.#nowMs = untilMs
      this.#schedule.takeDue(untilMs)
      this.#settle()
    }
    if (nowMs - fromMs > engineLimits.lateMsMax) this.#sleep(fromMs, nowMs)
    else this.#advance(nowMs)
  }

  /**
   * The clock went wrong before and was set back to `nowMs`: nothing counts as of later. By how much, is looked at for each point by itself and
   * not for the time here: that may be as of when somebody passed (P6).
   */
  setBack(nowMs: number): void {
    if (nowMs >= this.#nowMs) return
    if (this.#nowMs - nowMs > engineLimits.lateMsMax) this.#acts.wipe(Number.POSITIVE_INFINITY)
    for (const point of this.#points.values()) point.setBack(nowMs)
    for (const running of this.#byId.values()) running.setBack(nowMs)
    this.#nowMs = nowMs
    this.#stepAll(nowMs)
  }

  truth(id: string): Truth {
    const running = this.#byId.get(id)
    return running && truthOf(running.code)
  }

  /** What all agreements ask now: for those that renew leases. */
  *asks(): Generator<{ readonly agreed: Agreed; readonly value: Value; readonly sinceMs: number }> {
    for (const { agreed, asked, changedMs } of this.#byId.values()) if (asked !== undefined) yield { agreed, value: asked, sinceMs: changedMs }
  }

  /** Why an act was, by its number; undefined when it is no longer remembered. */
  whyActed(number: number): WhyActed | undefined {
    const act = this.#acts.find(number, this.#nowMs)
    if (act === undefined) return undefined
    const { running, atMs, value, notes } = act
    return { agreed: running.agreed, value, atMs, why: explain(running.compiled.parts, notes, atMs) }
  }

  /** The numbers of the acts that are remembered; `newest` less than `oldest` when there are none. */
  get acts(): { readonly oldest: number; readonly newest: number } {
    return { oldest: this.#acts.oldest, newest: this.#acts.newest }
  }

  /** Why an agreement asks what it asks now, and what stands in its way. */
  whyNow(id: string): WhyNow | undefined {
    const running = this.#byId.get(id)
    if (running === undefined) return undefined
    const { agreed, compiled, asked: value, changedMs, waitsUntilMs } = running
    const nowMs = this.#nowMs
    const lapsed = running.isLapsed(nowMs)
    // As of now, not of when something changed last: how fresh, how long left.
    const notes = new Float64Array(running.notes)
    running.note(notes, 0, nowMs)
    const why = explain(compiled.parts, notes, nowMs)
    const inTheWay = standsInTheWay(why)
    return { agreed, value, atMs: changedMs, why, inTheWay, lapsed, ...(waitsUntilMs !== undefined && !lapsed && { waitsUntilMs }) }
  }

  /**
   * All that has to survive a restart, as plain JSON. Nothing of pulses is in it, nor of points that are `leftOut`: when they told something
   * would tell of pulses. What rules about them remember is left out as well.
   */
  state(leftOut: (point: string) => boolean = () => false): EngineState {
    const isKept = ({ id }: { readonly id: string }): boolean => !leftOut(id)
    const rules = [...this.#byId.values()].filter(({ compiled }) => [...compiled.points].every(isKept))
    return saveEngine(this.#nowMs, [...this.#points.values()].filter(isKept), rules, this.#windows)
  }

  #take(place: number, value: Value, toldMs: number): Became {
    const sensed = this.#cells.point(place)
    if (!(sensed instanceof Sensed)) return 'nobody'
    const became = sensed.take(value, toldMs, this.#nowMs, this.#schedule)
    this.#settle()
    sensed.listen()
    return became
  }

  /** A reading that moves nothing but the windows of its point. */
  #fill(place: number, value: number, atMs: number): Became {
    const nowMs = this.#nowMs
    const untilMs = this.#cells.untilMs(place)
    for (let next = this.#cells.windows(place); next !== 0; next = this.#windows.next(next - 1)) {
      const took = this.#windows.take(next - 1, value, atMs, untilMs, nowMs)
      if (took !== 'nothing') this.#schedule.leftBand(next - 1, took === 'past', nowMs)
    }
    this.#settle()
    return 'taken'
  }

  #takeIn(agreed: Agreed): Result<Running, RuleFault> {
    if (this.#byId.size >= engineLimits.rulesMax && !this.#byId.has(agreed.id)) return failed({ type: 'too-many' })
    const number = this.#schedule.enter()
    const compiled = compileRule(agreed.rule, number, this.#setting)
    if (!compiled.ok) {
      this.#schedule.leave(number)
      return compiled
    }
    this.remove(agreed.id, this.#nowMs)
    const running = new Running(number, agreed, compiled.value, this.#parts)
    this.#schedule.run(running)
    this.#byId.set(agreed.id, running)
    return ok(running)
  }

  /** Whole milliseconds that can be counted with; what is no time is the time before. */
  #now(toldMs: number): number {
    return Number.isNaN(toldMs) ? this.#nowMs : Math.min(Math.max(0, Math.trunc(toldMs)), nowMsMax)
  }

  #advance(nowMs: number): void {
    for (let dueMs = this.#schedule.dueMs; dueMs <= nowMs; dueMs = this.#schedule.dueMs) {
      this.#nowMs = dueMs
      this.#schedule.takeDue(dueMs)
      this.#settle()
    }
  }

  /** From `fromMs` until `nowMs` nobody looked. */
  #sleep(fromMs: number, nowMs: number): void {
    const points = [...this.#points.values()].filter((point) => !point.gone && !(point instanceof Sensed && point.stands))
    for (const point of points) point.leave(fromMs, this.#schedule)
    this.#stepAll(fromMs)
    // A pulse that nobody felt is none, but where it was out of reach before; a reading that nobody heard may have been any.
    for (const point of points) if (!(point instanceof Sensed)) point.comeBack(nowMs, this.#schedule)
    this.#stepAll(nowMs)
  }

  #stepAll(nowMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, nowMs)
    // What was due until now is done with all the rest.
    this.#schedule.takeDue(this.#nowMs)
    for (const running of this.#schedule.changes) running.isChanging = false
    this.#schedule.changes.length = 0
    this.#schedule.lookAtAll(this.#nowMs)
    for (const point of this.#points.values()) point.expect(this.#nowMs, this.#schedule)
    for (const running of this.#byId.values()) {
      running.markAll()
      this.#step(running, this.#nowMs)
    }
  }

  #settle(): void {
    const changed = this.#schedule.changes
    if (changed.length === 0 || this.#begins) return
    for (let at = 0; at < changed.length; at++) this.#step(changed[at] as Running, this.#nowMs)
    changed.length = 0
  }

  #step(running: Running, nowMs: number): void {
    running.isChanging = false
    const became = running.step(nowMs)
    if (became === 'nothing') return
    this.#schedule.plan(running)
    if (became === 'asks') this.#tell(running, nowMs)
  }

  #tell(running: Running, nowMs: number): void {
    const { agreed, asked: value } = running
    const number = this.#acts.add(running, nowMs)
    this.#asked({ agreement: agreed.id, version: agreed.version, act: agreed.rule.act, value, atMs: nowMs, number })
  }
}
