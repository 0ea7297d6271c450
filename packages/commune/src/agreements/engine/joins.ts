/** And, or, not: the least, the greatest, the mirror. */
import type { Condition } from '../rule.ts'
import { never, type Part } from './part.ts'
import { type Code, unknown } from './truth.ts'

abstract class Join implements Part {
  readonly condition: Condition
  code: Code = unknown

  constructor(condition: Condition) {
    this.condition = condition
  }

  abstract step(): number

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

  step(): number {
    let least: Code = 2
    for (const { code } of this.#of) if (code < least) least = code
    this.code = least
    return never
  }
}

export class Or extends Join {
  readonly #of: readonly Part[]

  constructor(condition: Condition, of: readonly Part[]) {
    super(condition)
    this.#of = of
  }

  step(): number {
    let greatest: Code = 0
    for (const { code } of this.#of) if (code > greatest) greatest = code
    this.code = greatest
    return never
  }
}

export class Not extends Join {
  readonly #that: Part

  constructor(condition: Condition, that: Part) {
    super(condition)
    this.#that = that
  }

  step(): number {
    this.code = (2 - this.#that.code) as Code
    return never
  }
}
