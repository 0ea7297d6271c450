/**
 * One agreement at work: the parts of its rule, what it asks now, and since when. What it asks changes at once, and then not again before
 * its least time has passed; in between only what holds at the end counts.
 */
import type { Value } from '../../senses/index.ts'
import { leastHoldMsDefault } from '../rule.ts'
import type { Compiled } from './compile.ts'
import type { Agreed } from './lookup.ts'
import { never, notesOfPart, notYet, type Part } from './part.ts'
import { type Code, unknown, yes } from './truth.ts'

export class Running {
  readonly number: number
  readonly agreed: Agreed
  readonly compiled: Compiled
  readonly #parts: readonly Part[]
  readonly #root: Part
  /** For each part the one that it is a member of; the root is one of none. */
  readonly #wholes: Int8Array
  /** Which parts have to be worked out. Those of members come before theirs. */
  readonly #marks: Uint8Array
  #firstMark = 0
  /** When each part may change by itself. */
  readonly #dues: Float64Array
  readonly #leastMs: number
  readonly #untilMs: number
  /** What it asks; undefined: nothing. */
  asked: Value | undefined
  changedMs: number = notYet
  /** When it has to be stepped next. */
  nextMs: number = never
  /** It is among those that have to be stepped. */
  isChanging = false

  constructor(number: number, agreed: Agreed, compiled: Compiled) {
    this.number = number
    this.agreed = agreed
    this.compiled = compiled
    this.#parts = compiled.parts
    this.#root = compiled.parts.at(-1) as Part
    this.#wholes = Int8Array.from(compiled.wholes)
    this.#marks = new Uint8Array(compiled.parts.length + 1)
    this.#dues = new Float64Array(compiled.parts.length).fill(never)
    this.markAll()
    const leastMs = agreed.rule.leastMs ?? leastHoldMsDefault
    this.#leastMs = Number.isFinite(leastMs) ? Math.max(0, leastMs) : leastHoldMsDefault
    this.#untilMs = agreed.untilMs ?? never
  }

  get code(): Code {
    return this.#root.code
  }

  isLapsed(nowMs: number): boolean {
    return nowMs >= this.#untilMs
  }

  /** How many numbers `note` writes. */
  get notes(): number {
    return this.#parts.length * notesOfPart
  }

  /** A part has to be worked out anew. */
  mark(part: number): void {
    this.#marks[part] = 1
    if (part < this.#firstMark) this.#firstMark = part
  }

  markAll(): void {
    this.#marks.fill(1)
    this.#firstMark = 0
  }

  /** Marks the parts that may have changed by themselves. */
  wake(nowMs: number): void {
    for (let at = 0; at < this.#dues.length; at++) if ((this.#dues[at] as number) <= nowMs) this.mark(at)
  }

  /** Works out what is marked, and what follows from it, as of `nowMs`. Says whether what it asks changed. */
  step(nowMs: number): boolean {
    if (nowMs >= this.#untilMs) {
      this.nextMs = never
      return this.rest(nowMs)
    }
    this.#work(nowMs)
    let nextMs = this.#untilMs
    for (let at = 0; at < this.#dues.length; at++) if ((this.#dues[at] as number) < nextMs) nextMs = this.#dues[at] as number
    const changed = this.#ask(nowMs)
    if (this.#wish() !== this.asked && this.changedMs + this.#leastMs < nextMs) nextMs = this.changedMs + this.#leastMs
    // What is due at once has been done; a part that says otherwise must not hold everybody up.
    this.nextMs = nextMs > nowMs ? nextMs : nowMs + 1
    return changed
  }

  #work(nowMs: number): void {
    const parts = this.#parts
    const marks = this.#marks
    for (let at = this.#firstMark; at < parts.length; at++) {
      if (marks[at] === 0) continue
      marks[at] = 0
      const part = parts[at] as Part
      const was = part.code
      this.#dues[at] = part.step(nowMs)
      if (part.code !== was) marks[this.#wholes[at] as number] = 1
    }
    this.#firstMark = parts.length
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
    for (const part of this.#parts) {
      into[at] = part.code
      part.note(into, at + 1, nowMs)
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
