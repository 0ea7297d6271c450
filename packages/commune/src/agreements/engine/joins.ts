/** And, or, not: the least, the greatest, the mirror. `Parts` works them out from what their members hold. */
import type { Condition } from '../rule.ts'
import { never, type Part } from './part.ts'
import { type Code, unknown } from './truth.ts'

export class Join implements Part {
  readonly condition: Condition
  readonly dueMs: number = never

  constructor(condition: Condition) {
    this.condition = condition
  }

  step(): Code {
    return unknown
  }
  save(): number[] {
    return []
  }
  load(): void {}
  note(into: Float64Array, at: number): void {
    into[at] = into[at + 1] = into[at + 2] = 0
  }
}
