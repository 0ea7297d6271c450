/** The parts of a rule that look back: how long, how lately, since when. Each remembers a time or two, whatever the span. */
import type { Condition } from '../rule.ts'
import { never, notYet, type Part } from './part.ts'
import { type Code, no, unknown, yes } from './truth.ts'

export class Held implements Part {
  readonly condition: Condition
  readonly #ms: number
  readonly #gapsCount: boolean
  dueMs: number = never
  /** Since when it has been so without a break; not a number when it is not. */
  #sinceMs = Number.NaN

  constructor(condition: Condition, ms: number, gapsCount: boolean) {
    this.condition = condition
    this.#ms = ms
    this.#gapsCount = gapsCount
  }

  step(nowMs: number, that: Code): Code {
    if (that === no || (that === unknown && !this.#gapsCount)) this.#sinceMs = Number.NaN
    else if (that === yes && Number.isNaN(this.#sinceMs)) this.#sinceMs = nowMs
    this.dueMs = never
    if (Number.isNaN(this.#sinceMs)) return that === no ? no : unknown
    const fullMs = this.#sinceMs + this.#ms
    if (nowMs >= fullMs) return yes
    this.dueMs = fullMs
    return no
  }

  save(): number[] {
    return Number.isNaN(this.#sinceMs) ? [] : [this.#sinceMs]
  }
  load([sinceMs]: readonly number[], nowMs: number): void {
    if (sinceMs !== undefined) this.#sinceMs = Math.min(sinceMs, nowMs)
  }
  note(into: Float64Array, at: number): void {
    into[at] = this.#sinceMs
    into[at + 1] = into[at + 2] = 0
  }
}

export class Within implements Part {
  readonly condition: Condition
  readonly #ms: number
  dueMs: number = never
  /** When it was so last, or could have been: the end of that time; now while it lasts. */
  #soMs = notYet
  #unknownMs = notYet
  #was: Code = no

  constructor(condition: Condition, ms: number) {
    this.condition = condition
    this.#ms = ms
  }

  step(nowMs: number, that: Code): Code {
    // What held until now held up to this moment.
    this.#stretch(nowMs)
    this.#was = that
    this.#stretch(nowMs)
    const soUntilMs = this.#soMs + this.#ms
    const unknownUntilMs = this.#unknownMs + this.#ms
    this.dueMs = never
    if (nowMs < soUntilMs) {
      if (that !== yes) this.dueMs = soUntilMs
      return yes
    }
    if (nowMs >= unknownUntilMs) return no
    if (that !== unknown) this.dueMs = unknownUntilMs
    return unknown
  }

  #stretch(nowMs: number): void {
    if (this.#was === yes) this.#soMs = nowMs
    else if (this.#was === unknown) this.#unknownMs = nowMs
  }

  save(): number[] {
    return [this.#was, Number.isFinite(this.#soMs) ? this.#soMs : -1, Number.isFinite(this.#unknownMs) ? this.#unknownMs : -1]
  }
  load([was, soMs = -1, unknownMs = -1]: readonly number[], nowMs: number): void {
    this.#was = was === yes ? yes : was === unknown ? unknown : no
    this.#soMs = soMs < 0 ? notYet : Math.min(soMs, nowMs)
    this.#unknownMs = unknownMs < 0 ? notYet : Math.min(unknownMs, nowMs)
  }
  note(into: Float64Array, at: number, nowMs: number): void {
    into[at] = this.#was === yes ? nowMs : this.#soMs
    into[at + 1] = this.#was === unknown ? nowMs : this.#unknownMs
    into[at + 2] = 0
  }
}

export class Since implements Part {
  readonly condition: Condition
  readonly dueMs: number = never
  #fromWas: Code = no
  #was: Code = no
  #sinceMs = Number.NaN

  constructor(condition: Condition) {
    this.condition = condition
  }

  step(nowMs: number, from: Code, that: Code): Code {
    // It became so now; or it may have at any moment while that is unknown.
    const became: Code = from === yes && this.#fromWas === yes ? no : from
    this.#fromWas = from
    const code = Math.min(Math.max(became, this.#was), that) as Code
    if (code === yes && (this.#was !== yes || became === yes)) this.#sinceMs = nowMs
    if (code !== yes) this.#sinceMs = Number.NaN
    this.#was = code
    return code
  }

  save(): number[] {
    return [this.#fromWas, this.#was, Number.isNaN(this.#sinceMs) ? -1 : this.#sinceMs]
  }
  load([fromWas, was, sinceMs = -1]: readonly number[], nowMs: number): void {
    const codes: readonly Code[] = [no, unknown, yes]
    this.#fromWas = codes[fromWas ?? 0] ?? no
    this.#was = codes[was ?? 0] ?? no
    this.#sinceMs = sinceMs < 0 ? Number.NaN : Math.min(sinceMs, nowMs)
  }
  note(into: Float64Array, at: number): void {
    into[at] = this.#sinceMs
    into[at + 1] = into[at + 2] = 0
  }
}
