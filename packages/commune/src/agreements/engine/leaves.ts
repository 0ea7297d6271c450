/** The parts of a rule that look at points and at the sun. */
import type { Comparison, Condition } from '../rule.ts'
import type { Measure } from './measures.ts'
import { freshnesses, never, type Part } from './part.ts'
import type { Between, Felt, Sensed, Watcher } from './sensed.ts'
import { type Code, no, unknown, yes } from './truth.ts'

/** The sun over the place, and when that changes next. */
export interface SunState {
  readonly is: 'up' | 'twilight' | 'dark'
  readonly untilMs: number
}

/** Undefined where nobody said where the place is. */
export type Sun = (nowMs: number) => SunState | undefined

/** A number against an amount. Yes or no, and words, are numbers here as well. */
export class Compare implements Part, Watcher {
  readonly condition: Condition
  readonly rule: number
  readonly part: number
  readonly measure: Measure
  readonly how: Comparison
  readonly threshold: number
  readonly dueMs: number = never

  constructor(condition: Condition, rule: number, part: number, measure: Measure, how: Comparison, threshold: number) {
    this.condition = condition
    this.rule = rule
    this.part = part
    this.measure = measure
    this.how = how
    this.threshold = threshold
  }

  step(nowMs: number): Code {
    const value = this.measure.value(nowMs)
    if (Number.isNaN(value)) return unknown
    return compares(value, this.how, this.threshold) ? yes : no
  }

  narrow(value: number, between: Between): void {
    if (value >= this.threshold && this.threshold > between.low) between.low = this.threshold
    if (value <= this.threshold && this.threshold < between.high) between.high = this.threshold
  }

  save(): number[] {
    return []
  }
  load(): void {}
  note(into: Float64Array, at: number, nowMs: number): void {
    this.measure.note(into, at, nowMs)
  }
}

export function compares(value: number, how: Comparison, threshold: number): boolean {
  switch (how) {
    case 'below':
      return value < threshold
    case 'at-most':
      return value <= threshold
    case 'above':
      return value > threshold
    case 'at-least':
      return value >= threshold
    case 'is':
      return value === threshold
    case 'is-not':
      return value !== threshold
  }
}

/** A point of free text against a text. */
export class CompareText implements Part, Watcher {
  readonly condition: Condition
  readonly rule: number
  readonly part: number
  readonly sensed: Sensed
  readonly isNot: boolean
  readonly text: string
  readonly dueMs: number = never

  constructor(condition: Condition, rule: number, part: number, sensed: Sensed, isNot: boolean, text: string) {
    this.condition = condition
    this.rule = rule
    this.part = part
    this.sensed = sensed
    this.isNot = isNot
    this.text = text
  }

  narrow(): void {}

  step(nowMs: number): Code {
    if (!this.sensed.isKnown(nowMs)) return unknown
    return (this.sensed.text === this.text) === this.isNot ? no : yes
  }

  save(): number[] {
    return []
  }
  load(): void {}
  note(into: Float64Array, at: number, nowMs: number): void {
    into[at] = Number.NaN
    into[at + 1] = this.sensed.atMs
    into[at + 2] = freshnesses.indexOf(this.sensed.freshness(nowMs))
  }
}

/** `rises` and `falls`: between the two amounts it stays as it was; before it was ever beyond one of them it is not so. */
export class Beyond implements Part, Watcher {
  readonly condition: Condition
  readonly rule: number
  readonly part: number
  readonly measure: Measure
  readonly isRising: boolean
  readonly above: number
  readonly below: number
  readonly dueMs: number = never
  /** What holds in between. */
  #was: Code = no

  constructor(condition: Condition, rule: number, part: number, measure: Measure, isRising: boolean, above: number, below: number) {
    this.condition = condition
    this.rule = rule
    this.part = part
    this.measure = measure
    this.isRising = isRising
    this.above = above
    this.below = below
  }

  step(nowMs: number): Code {
    const value = this.measure.value(nowMs)
    if (Number.isNaN(value)) return unknown
    if (value > this.above) this.#was = this.isRising ? yes : no
    else if (value < this.below) this.#was = this.isRising ? no : yes
    return this.#was
  }

  narrow(value: number, between: Between): void {
    // Having been above, only what is below changes anything, and the other way round.
    const isAbove = value > this.above || (value >= this.below && (this.#was === yes) === this.isRising)
    if (isAbove) between.low = Math.max(between.low, this.below)
    else between.high = Math.min(between.high, this.above)
  }

  save(): number[] {
    return [this.#was]
  }
  load([was]: readonly number[]): void {
    this.#was = was === yes ? yes : no
  }
  note(into: Float64Array, at: number, nowMs: number): void {
    this.measure.note(into, at, nowMs)
  }
}

/** A pulse came and has not passed. */
export class Near implements Part, Watcher {
  readonly condition: Condition
  readonly rule: number
  readonly part: number
  readonly felt: Felt
  readonly dueMs: number = never

  constructor(condition: Condition, rule: number, part: number, felt: Felt) {
    this.condition = condition
    this.rule = rule
    this.part = part
    this.felt = felt
  }

  narrow(): void {}

  step(nowMs: number): Code {
    if (this.felt.gone) return unknown
    return nowMs < this.felt.untilMs ? yes : no
  }

  save(): number[] {
    return []
  }
  load(): void {}
  note(into: Float64Array, at: number): void {
    // When it came is nobody's business, not even in memory.
    into[at] = into[at + 1] = into[at + 2] = 0
  }
}

/** Shortest time between two looks at the sun, however often it says that it changes. */
const sunMsMin = 1_000

export class SunIs implements Part {
  readonly condition: Condition
  readonly #sun: Sun
  readonly #state: 'up' | 'down' | 'dark'
  dueMs: number = never

  constructor(condition: Condition, sun: Sun, state: 'up' | 'down' | 'dark') {
    this.condition = condition
    this.#sun = sun
    this.#state = state
  }

  step(nowMs: number): Code {
    const now = this.#sun(nowMs)
    if (now === undefined) {
      this.dueMs = never
      return unknown
    }
    const isSo = this.#state === 'down' ? now.is !== 'up' : now.is === this.#state
    this.dueMs = Number.isNaN(now.untilMs) ? never : Math.max(now.untilMs, nowMs + sunMsMin)
    return isSo ? yes : no
  }

  save(): number[] {
    return []
  }
  load(): void {}
  note(into: Float64Array, at: number): void {
    into[at] = this.dueMs
    into[at + 1] = into[at + 2] = 0
  }
}
