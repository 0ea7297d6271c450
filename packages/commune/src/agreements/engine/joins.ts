/** And, or, not: the least, the greatest, the mirror. */
import type { Condition } from '../rule.ts'
import type { Part } from './part.ts'
import { type Code, unknown } from './truth.ts'

abstract class Join implements Part {
  readonly condition: Condition
  code: Code = unknown

  constructor(condition: Condition) {
    this.condition = condition
  }

  abstract step(): void

  save(): number[] {
    return []
  }
  load(): void {}
  note(into: Float64Array, at: number): void {
    into[at] = into[at + 1] = into[at + 2] = 0
  }
}

export class And extends Join {
  readonly #of: readonly Part[]

  constructor(condition: Condition, of: readonly Part[]) {
    super(condition)
    this.#of = of
  }

  step(): void {
    let least: Code = 2
    for (const { code } of this.#of) if (code < least) least = code
    this.code = least
  }
}

export class Or extends Join {
  readonly #of: readonly Part[]

  constructor(condition: Condition, of: readonly Part[]) {
    super(condition)
    this.#of = of
  }

  step(): void {
    let greatest: Code = 0
    for (const { code } of this.#of) if (code > greatest) greatest = code
    this.code = greatest
  }
}

export class Not extends Join {
  readonly #that: Part

  constructor(condition: Condition, that: Part) {
    super(condition)
    this.#that = that
  }

  step(): void {
    this.code = (2 - this.#that.code) as Code
  }
}
