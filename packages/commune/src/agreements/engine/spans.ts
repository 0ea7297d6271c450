/** The parts of a rule that look back: how long, how lately, since when. Each remembers a time or two, whatever the span. */
import type { Condition } from '../rule.ts'
import { never, notYet, type Part } from './part.ts'
import { type Code, no, unknown, yes } from './truth.ts'

export class Held implements Part {
  readonly condition: Condition
  readonly #that: Part
  readonly #ms: number
  readonly #gapsCount: boolean
  code: Code = unknown
  /** Since when it has been so without a break; not a number when it is not. */
  #sinceMs = Number.NaN

  constructor(condition: Condition, that: Part, ms: number, gapsCount: boolean) {
    this.condition = condition
    this.#that = that
    this.#ms = ms
    this.#gapsCount = gapsCount
  }

  step(nowMs: number): number {
    const { code } = this.#that
    if (code === no || (code === unknown && !this.#gapsCount)) this.#sinceMs = Number.NaN
    else if (code === yes && Number.isNaN(this.#sinceMs)) this.#sinceMs = nowMs
    if (Number.isNaN(this.#sinceMs)) {
      this.code = code === no ? no : unknown
      return never
    }
    const fullMs = this.#sinceMs + this.#ms
    this.code = nowMs >= fullMs ? yes : no
    return nowMs < fullMs ? fullMs : never
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
  readonly #that: Part
  readonly #ms: number
  code: Code = unknown
  /** When it was so last, or could have been: the end of that time; now while it lasts. */
  #soMs = notYet
  #unknownMs = notYet
  #was: Code = no

  constructor(condition: Condition, that: Part, ms: number) {
    this.condition = condition
    this.#that = that
    this.#ms = ms
  }

  step(nowMs: number): number {
    // What held until now held up to this moment.
    this.#stretch(nowMs)
    this.#was = this.#that.code
    this.#stretch(nowMs)
    const soUntilMs = this.#soMs + this.#ms
    const unknownUntilMs = this.#unknownMs + this.#ms
    if (nowMs < soUntilMs) {
      this.code = yes
      return this.#was === yes ? never : soUntilMs
    }
    if (nowMs < unknownUntilMs) {
      this.code = unknown
      return this.#was === unknown ? never : unknownUntilMs
    }
    this.code = no
    return never
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
  readonly #that: Part
  readonly #from: Part
  code: Code = unknown
  #fromWas: Code = no
  #was: Code = no
  #sinceMs = Number.NaN

  constructor(condition: Condition, that: Part, from: Part) {
    this.condition = condition
    this.#that = that
    this.#from = from
  }

  step(nowMs: number): number {
    const from = this.#from.code
    // It became so now; or it may have at any moment while that is unknown.
    const became: Code = from === yes && this.#fromWas === yes ? no : from
    this.#fromWas = from
    const code = Math.min(Math.max(became, this.#was), this.#that.code) as Code
    if (code === yes && (this.#was !== yes || became === yes)) this.#sinceMs = nowMs
    if (code !== yes) this.#sinceMs = Number.NaN
    this.code = this.#was = code
    return never
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
