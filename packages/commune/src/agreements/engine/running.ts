/**
 * One agreement at work: the parts of its rule, what it asks now, and since when. What it asks changes at once, and then not again before
 * its least time has passed; in between only what holds at the end counts.
 */
import type { Value } from '../../senses/index.ts'
import { leastHoldMsDefault } from '../rule.ts'
import type { Compiled } from './compile.ts'
import type { Agreed } from './lookup.ts'
import { never, notesOfPart, notYet, type Part } from './part.ts'
import type { Parts } from './parts.ts'
import { type Code, unknown, yes } from './truth.ts'

export class Running {
  readonly number: number
  agreed: Agreed
  readonly compiled: Compiled
  readonly #parts: readonly Part[]
  readonly #held: Parts
  /** What its condition held when it was asked for last. */
  #code: Code = unknown
  /** What it asks and when it is due have to be worked out, whatever it holds. */
  #isWoken = true
  #waits = false
  #lapsed = false
  readonly #leastMs: number
  #untilMs: number
  /** What it asks; undefined: nothing. */
  asked: Value | undefined
  changedMs: number = notYet
  /** When it has to be stepped next. */
  nextMs: number = never
  /** It is among those that have to be stepped. */
  isChanging = false

  constructor(number: number, agreed: Agreed, compiled: Compiled, held: Parts) {
    this.number = number
    this.agreed = agreed
    this.compiled = compiled
    this.#parts = compiled.parts
    this.#held = held
    held.enter(number, compiled.parts)
    const leastMs = agreed.rule.leastMs ?? leastHoldMsDefault
    this.#leastMs = Number.isFinite(leastMs) ? Math.max(0, leastMs) : leastHoldMsDefault
    this.#untilMs = endOf(agreed.untilMs)
  }

  /** It lapses then; to be stepped after that. */
  extend(version: string, untilMs: number | undefined): void {
    const { id, rule } = this.agreed
    this.agreed = { id, version, rule, ...(untilMs !== undefined && { untilMs }) }
    this.#untilMs = endOf(untilMs)
    this.#isWoken = true
  }

  get code(): Code {
    return this.#held.code(this.number, this.#parts.length - 1)
  }

  isLapsed(nowMs: number): boolean {
    return nowMs >= this.#untilMs
  }

  /** How many numbers `note` writes. */
  get notes(): number {
    return this.#parts.length * notesOfPart
  }

  /** All of it has to be worked out anew. */
  markAll(): void {
    this.#isWoken = true
    this.#held.markAll(this.number)
  }

  /** What may have changed by itself has to be worked out. */
  wake(nowMs: number): void {
    this.#isWoken = true
    this.#held.wake(this.number, nowMs)
  }

  /**
   * Works out what is marked, and what follows from it, as of `nowMs`. `asks`: what it asks changed; `plan`: it is due at another time, maybe;
   * `nothing`: neither.
   */
  step(nowMs: number): 'asks' | 'plan' | 'nothing' {
    if (this.#lapsed) return 'nothing'
    if (this.#isWoken && nowMs >= this.#untilMs) {
      this.#lapsed = true
      this.nextMs = never
      return this.rest(nowMs) ? 'asks' : 'plan'
    }
    const isTimed = this.#held.step(this.number, this.#parts, nowMs)
    const { code } = this
    if (code === this.#code && !isTimed && !this.#isWoken && !this.#waits) return 'nothing'
    this.#isWoken = false
    this.#code = code
    const changed = this.#ask(nowMs)
    let nextMs = Math.min(this.#untilMs, this.#held.dueMs(this.number))
    this.#waits = this.#wish() !== this.asked
    if (this.#waits) nextMs = Math.min(nextMs, this.changedMs + this.#leastMs)
    // What is due at once has been done; a part that says otherwise must not hold everybody up.
    this.nextMs = nextMs > nowMs ? nextMs : nowMs + 1
    return changed ? 'asks' : 'plan'
  }

  /** Asks nothing from now on. Says whether that is a change. */
  rest(nowMs: number): boolean {
    if (this.asked === undefined) return false
    this.asked = undefined
    this.changedMs = nowMs
    return true
  }

  #ask(nowMs: number): boolean {
    const wish = this.#wish()
    if (wish === this.asked || nowMs < this.changedMs + this.#leastMs) return false
    this.asked = wish
    this.changedMs = nowMs
    return true
  }

  #wish(): Value | undefined {
    const { whenYes, whenNo, whenUnsure, unsureStays } = this.compiled
    if (this.code === yes) return whenYes
    if (this.code !== unknown) return whenNo
    return unsureStays ? this.asked : whenUnsure
  }

  /** When a change that waits for the least time will come; undefined when none waits. */
  get waitsUntilMs(): number | undefined {
    return this.#wish() === this.asked ? undefined : this.changedMs + this.#leastMs
  }

  /** The clock was wrong and was set back: nothing it remembers lies after `nowMs`. */
  setBack(nowMs: number): void {
    this.changedMs = Math.min(this.changedMs, nowMs)
    for (const part of this.#parts) {
      const numbers = part.save()
      if (numbers.length > 0) part.load(numbers, nowMs)
    }
  }

  note(into: Float64Array, from: number, nowMs: number): void {
    let at = from
    for (let index = 0; index < this.#parts.length; index++) {
      into[at] = this.#held.code(this.number, index)
      this.#parts[index]?.note(into, at + 1, nowMs)
      at += notesOfPart
    }
  }

  /** What its parts remember. Those that a pulse has a part in remember nothing that could be written. */
  save(): (readonly number[])[] {
    return this.#parts.map((part) => (this.compiled.isPassing ? [] : part.save()))
  }

  load(asked: Value | undefined, changedMs: number, numbers: readonly (readonly number[])[], nowMs: number): void {
    if (this.compiled.isPassing) return
    this.asked = asked
    this.changedMs = Math.min(changedMs, nowMs)
    for (const [at, part] of this.#parts.entries()) {
      const those = numbers[at]
      if (those && those.length > 0) part.load(those, nowMs)
    }
  }
}

/** No time at all is not one that has come. */
function endOf(untilMs: number | undefined): number {
  return untilMs === undefined || Number.isNaN(untilMs) ? never : untilMs
}
