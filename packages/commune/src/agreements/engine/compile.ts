/**
 * Makes the parts of a rule from its tree, members before what they are members of, with all amounts in the units of their points.
 * A tree that `checkRule` let through compiles; any other is refused with the first fault, and nothing of it stays behind.
 */
import { no as failed, ok, type Result } from '@commune/protocol'
import type { ActPoint, Value } from '../../senses/index.ts'
import { type Amount, type Condition, type Measured, type Rule, ruleLimits } from '../rule.ts'
import type { Cells } from './cells.ts'
import { Join } from './joins.ts'
import { Beyond, Compare, CompareText, Near, type Sun, SunIs } from './leaves.ts'
import type { Convert, FindPoint, RuleFault } from './lookup.ts'
import { type Measure, ReadingMeasure, WindowMeasure } from './measures.ts'
import type { Part } from './part.ts'
import { Felt, type Hearer, Sensed, type Watcher } from './sensed.ts'
import type { Windows } from './window.ts'
import { Held, Since, Within } from './spans.ts'

export interface Setting {
  readonly find: FindPoint
  readonly convert: Convert
  readonly sun: Sun
  /** Points that rules look at, by id. Those that a rule is the first to look at are added. */
  readonly points: Map<string, Sensed | Felt>
  readonly cells: Cells
  readonly windows: Windows
  readonly hearer: Hearer
}

export interface Compiled {
  readonly parts: readonly Part[]
  readonly points: ReadonlySet<Sensed | Felt>
  readonly act: ActPoint
  /** What it asks when the condition is so, not so, and unknown; undefined: nothing. */
  readonly whenYes: Value
  readonly whenNo: Value | undefined
  readonly whenUnsure: Value | undefined
  readonly unsureStays: boolean
  /** A pulse has a part in it. */
  readonly isPassing: boolean
}

class Fault extends Error {
  readonly fault: RuleFault
  constructor(fault: RuleFault) {
    super(fault.type)
    this.fault = fault
  }
}

/** `number`: the number of the rule among those of the engine. */
export function compileRule(rule: Rule, number: number, setting: Setting): Result<Compiled, RuleFault> {
  const compiler = new Compiler(number, setting)
  try {
    return ok(compiler.compile(rule))
  } catch (error) {
    compiler.undo()
    if (error instanceof Fault) return failed(error.fault)
    throw error
  }
}

class Compiler {
  readonly #number: number
  readonly #setting: Setting
  readonly #parts: Part[] = []
  readonly #points = new Set<Sensed | Felt>()
  #measures = 0
  #isPassing = false

  constructor(number: number, setting: Setting) {
    this.#number = number
    this.#setting = setting
  }

  compile(rule: Rule): Compiled {
    const found = this.#find(rule.act)
    if (found.is !== 'act') throw new Fault({ type: 'wrong-kind', point: rule.act })
    const { point: act } = found
    const value = (to: Amount | boolean | string): Value => this.#actValue(rule.act, act, to)
    const { otherwise, unsure } = rule
    const asks = {
      whenYes: value(rule.to),
      whenNo: otherwise === 'rest' ? undefined : value(otherwise.to),
      whenUnsure: unsure === 'rest' || unsure === 'stay' ? undefined : value(unsure.to),
      // What is pressed when something becomes so is not pressed anew where that was unknown for a while.
      unsureStays: unsure === 'stay' || (rule.to === 'press' && unsure === 'rest')
    }
    this.#condition(rule.while, 1)
    return { parts: this.#parts, points: this.#points, act, isPassing: this.#isPassing, ...asks }
  }

  undo(): void {
    for (const point of this.#points) forgetRule(point, this.#number, this.#setting)
  }

  #condition(condition: Condition, depth: number): void {
    if (depth > ruleLimits.depthMax) throw new Fault({ type: 'too-large' })
    const part = this.#make(condition, depth)
    if (this.#parts.push(part) + this.#measures > ruleLimits.partsMax) throw new Fault({ type: 'too-large' })
  }

  #make(condition: Condition, depth: number): Part {
    const member = (that: Condition): void => this.#condition(that, depth + 1)
    switch (condition.is) {
      case 'compare':
        return this.#compare(condition)
      case 'rises':
      case 'falls':
        return this.#beyond(condition)
      case 'near': {
        const felt = this.#felt(condition.point)
        const near = new Near(condition, this.#number, this.#parts.length, felt)
        felt.watchers.push(near)
        return near
      }
      case 'sun':
        return new SunIs(condition, this.#setting.sun, condition.state)
      case 'held':
        member(condition.that)
        return new Held(condition, spanOf(condition.ms), condition.gaps === 'count')
      case 'within':
        member(condition.that)
        return new Within(condition, spanOf(condition.ms))
      case 'since':
        member(condition.that)
        member(condition.from)
        return new Since(condition)
      case 'and':
      case 'or':
        if (condition.of.length === 0 || condition.of.length > ruleLimits.membersMax) throw new Fault({ type: 'too-large' })
        for (const that of condition.of) member(that)
        return new Join(condition)
      case 'not':
        member(condition.that)
        return new Join(condition)
      default:
        throw new Fault({ type: 'too-large' })
    }
  }

  #compare(condition: Condition & { readonly is: 'compare' }): Part {
    const { of, how, to } = condition
    const sensed = this.#sensed(of.point)
    const { shape } = sensed.point
    const wrongKind = new Fault({ type: 'wrong-kind', point: of.point })
    if (of.is !== 'reading' || shape.is === 'number') {
      if (typeof to !== 'object') throw wrongKind
      return this.#watch(of, sensed, (measure) => new Compare(condition, this.#number, this.#parts.length, measure, how, this.#threshold(of, sensed, to)))
    }
    if (how !== 'is' && how !== 'is-not') throw wrongKind
    if (shape.is === 'text') {
      if (typeof to !== 'string') throw wrongKind
      const compare = new CompareText(condition, this.#number, this.#parts.length, sensed, how === 'is-not', to)
      sensed.watchers.push(compare)
      return compare
    }
    if (typeof to !== (shape.is === 'words' ? 'string' : 'boolean')) throw wrongKind
    const threshold = shape.is === 'words' ? shape.of.indexOf(to as string) : Number(to)
    if (threshold < 0) throw wrongKind
    return this.#watch(of, sensed, (measure) => new Compare(condition, this.#number, this.#parts.length, measure, how, threshold))
  }

  #beyond(condition: Condition & { readonly is: 'rises' | 'falls' }): Part {
    const { of } = condition
    const sensed = this.#sensed(of.point)
    const [above, below] = [this.#threshold(of, sensed, condition.above), this.#threshold(of, sensed, condition.below)]
    if (above < below) throw new Fault({ type: 'wrong-kind', point: of.point })
    return this.#watch(of, sensed, (measure) => new Beyond(condition, this.#number, this.#parts.length, measure, condition.is === 'rises', above, below))
  }

  /** Makes the part that looks at a measure, and has it told of what comes. */
  #watch(of: Measured, sensed: Sensed, make: (measure: Measure) => Part & Watcher): Part {
    this.#measures++
    if (of.is === 'reading') {
      const part = make(new ReadingMeasure(sensed))
      sensed.watchers.push(part)
      return part
    }
    const ms = spanOf(of.ms)
    const kind = of.is === 'average' ? 'average' : sensed.point.counter ? 'used' : 'rate'
    const { window, watchers } = sensed.windowed(kind, ms, this.#setting.hearer)
    const part = make(new WindowMeasure(sensed, this.#setting.windows, window))
    watchers.push(part)
    return part
  }

  #threshold(of: Measured, sensed: Sensed, amount: Amount): number {
    const { shape } = sensed.point
    const isShare = of.is === 'average' && shape.is === 'yes-no'
    if (shape.is !== 'number' && !isShare) throw new Fault({ type: 'wrong-kind', point: of.point })
    const unit = shape.is === 'number' ? shape.unit : undefined
    const number = this.#setting.convert(amount, unit, isShare ? 'share' : of.is === 'rate' ? 'per-hour' : 'value')
    if (number === undefined || !Number.isFinite(number)) throw new Fault({ type: 'wrong-unit', point: of.point, unit: amount.unit })
    return number
  }

  #actValue(id: string, { shape }: ActPoint, to: Amount | boolean | string): Value {
    if (shape.is === 'number' && typeof to === 'object') {
      const number = this.#setting.convert(to, shape.unit, 'value')
      if (number === undefined || !Number.isFinite(number)) throw new Fault({ type: 'wrong-unit', point: id, unit: to.unit })
      return number
    }
    const fits =
      (shape.is === 'yes-no' && typeof to === 'boolean') ||
      (shape.is === 'words' && typeof to === 'string' && shape.of.includes(to)) ||
      (shape.is === 'text' && typeof to === 'string' && to.length <= shape.charsMax) ||
      (shape.is === 'press' && to === 'press')
    if (!fits) throw new Fault({ type: 'wrong-kind', point: id })
    return to as Value
  }

  #find(id: string): NonNullable<ReturnType<FindPoint>> {
    if (id.startsWith('?')) throw new Fault({ type: 'open-role', role: id })
    const found = this.#setting.find(id)
    if (found === undefined) throw new Fault({ type: 'unknown-point', point: id })
    return found
  }

  #sensed(id: string): Sensed {
    const point = this.#point(id)
    if (point instanceof Sensed) return point
    throw new Fault({ type: 'wrong-kind', point: id })
  }

  #felt(id: string): Felt {
    const point = this.#point(id)
    if (!(point instanceof Felt)) throw new Fault({ type: 'wrong-kind', point: id })
    this.#isPassing = true
    return point
  }

  #point(id: string): Sensed | Felt {
    const { points } = this.#setting
    let point = points.get(id)
    if (point === undefined) {
      const found = this.#find(id)
      if (found.is === 'act') throw new Fault({ type: 'wrong-kind', point: id })
      point = found.is === 'reading' ? new Sensed(id, found.point, this.#setting.cells, this.#setting.windows, found.stands) : new Felt(id, found.point, this.#setting.cells)
      points.set(id, point)
    }
    this.#points.add(point)
    return point
  }
}

/** A rule no longer looks at a point. A point that nobody looks at is forgotten. */
export function forgetRule(point: Sensed | Felt, rule: number, { points, cells, hearer }: Setting): void {
  if (!point.forget(rule, hearer)) return
  points.delete(point.id)
  cells.leave(point)
  hearer.left(point.place)
}

function spanOf(ms: number): number {
  if (Number.isSafeInteger(ms) && ms >= ruleLimits.msMin && ms <= ruleLimits.msMax) return ms
  throw new Fault({ type: 'wrong-time', ms })
}
