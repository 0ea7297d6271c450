/**
 * The slow evaluator: what each part of a rule is at every moment of a whole trace, straight from the definitions in `rule.ts` and SPEC.md.
 * It keeps no state from one moment to the next: each answer is worked out from everything that was told up to then.
 *
 * Moments are a grid of `gridMs`; every time and span of the trace and the rule is a multiple of it. At each moment there is one step before
 * anything is told, and one after each thing that is told then.
 */
import type { PulsePoint, ReadingPoint, Value } from '../../../senses/index.ts'
import type { Condition, Measured, Rule, Truth } from '../../rule.ts'
import { compares, type Sun } from '../leaves.ts'
import { type Code, codeOf, truthOf } from '../truth.ts'
import { partsOf } from '../window.ts'
import { leastHoldMsDefault } from '../../rule.ts'

export type Told =
  | { readonly is: 'reading'; readonly point: string; readonly value: Value; readonly atMs: number; readonly comeMs: number }
  | { readonly is: 'pulse' | 'gone' | 'here'; readonly point: string; readonly comeMs: number }

export interface Trace {
  readonly fromMs: number
  readonly toMs: number
  readonly gridMs: number
  /** In the order of coming. */
  readonly told: readonly Told[]
  readonly readings: Readonly<Record<string, ReadingPoint>>
  readonly pulses: Readonly<Record<string, PulsePoint>>
  readonly sun: Sun
}

/** `told`: how much of the trace had been told by then. */
export interface Step {
  readonly atMs: number
  readonly told: number
}

export function stepsOf({ fromMs, toMs, gridMs, told }: Trace): Step[] {
  const steps: Step[] = []
  let count = 0
  for (let atMs = fromMs; atMs <= toMs; atMs += gridMs) {
    steps.push({ atMs, told: count })
    while (told[count]?.comeMs === atMs) steps.push({ atMs, told: ++count })
  }
  return steps
}

/** What a rule asks at each step; undefined: nothing. Amounts are in the units of their points. */
export function slowAsks(rule: Rule, trace: Trace): (Value | undefined)[] {
  const truths = slowTruths(rule.while, trace)
  const steps = stepsOf(trace)
  const valueOf = (to: Rule['to']): Value => (typeof to === 'object' ? to.value : to)
  const leastMs = rule.leastMs ?? leastHoldMsDefault
  let asked: Value | undefined
  let changedMs = Number.NEGATIVE_INFINITY
  return truths.map((truth, at) => {
    const nowMs = (steps[at] as Step).atMs
    const { to, otherwise, unsure } = rule
    let wish: Value | undefined
    if (truth === true) wish = valueOf(to)
    else if (truth === false) wish = otherwise === 'rest' ? undefined : valueOf(otherwise.to)
    else if (unsure === 'stay' || (to === 'press' && unsure === 'rest')) wish = asked
    else if (unsure !== 'rest') wish = valueOf(unsure.to)
    if (wish !== asked && nowMs - changedMs >= leastMs) {
      asked = wish
      changedMs = nowMs
    }
    return asked
  })
}

/** The truth of a condition at each step. */
export function slowTruths(condition: Condition, trace: Trace): Truth[] {
  const steps = stepsOf(trace)
  const all = (that: Condition): Truth[] => slowTruths(that, trace)
  switch (condition.is) {
    case 'compare': {
      const threshold = typeof condition.to === 'object' ? condition.to.value : condition.to
      return steps.map((step) => {
        const value = measure(condition.of, step, trace)
        if (value === undefined) return undefined
        if (condition.how === 'is') return value === threshold
        if (condition.how === 'is-not') return value !== threshold
        return compares(value as number, condition.how, threshold as number)
      })
    }
    case 'rises':
    case 'falls': {
      const values = steps.map((step) => measure(condition.of, step, trace) as number | undefined)
      return values.map((value, at) => {
        if (value === undefined) return undefined
        const last = values.slice(0, at + 1).findLast((each) => each !== undefined && (each > condition.above.value || each < condition.below.value))
        if (last === undefined) return false
        return last > condition.above.value === (condition.is === 'rises')
      })
    }
    case 'near':
      return steps.map((step) => near(condition.point, step, trace))
    case 'sun':
      return steps.map(({ atMs }) => {
        const sun = trace.sun(atMs)
        return sun && (condition.state === 'down' ? sun.is !== 'up' : sun.is === condition.state)
      })
    case 'held':
      return held(all(condition.that), steps, condition.ms, condition.gaps)
    case 'within':
      return within(all(condition.that), steps, condition.ms)
    case 'since':
      return since(all(condition.that), all(condition.from))
    case 'and':
    case 'or': {
      const members = condition.of.map(all)
      const choose = condition.is === 'and' ? Math.min : Math.max
      return steps.map((_, at) => truthOf(choose(...members.map((member) => codeOf(member[at]))) as Code))
    }
    case 'not':
      return all(condition.that).map((truth) => truth === undefined ? undefined : !truth)
  }
}

/** So, without a break, from some moment at least `ms` ago. A break: not so, or unknown where gaps break. */
function held(that: readonly Truth[], steps: readonly Step[], ms: number, gaps: 'count' | 'break'): Truth[] {
  return that.map((truth, at) => {
    if (truth === false) return false
    const broken = that.slice(0, at + 1).findLastIndex((each) => each === false || (each === undefined && gaps === 'break'))
    const begun = that.slice(0, at + 1).findIndex((each, index) => index > broken && each === true)
    if (begun < 0) return undefined
    return (steps[at] as Step).atMs - (steps[begun] as Step).atMs >= ms
  })
}

/** So at some moment later than `ms` ago. What held at a step held until the next one. */
function within(that: readonly Truth[], steps: readonly Step[], ms: number): Truth[] {
  return that.map((_, at) => {
    const nowMs = (steps[at] as Step).atMs
    const lately = that.slice(0, at + 1).filter((__, index) => index === at || (steps[index + 1] as Step).atMs + ms > nowMs)
    if (lately.includes(true)) return true
    return lately.includes(undefined) ? undefined : false
  })
}

/** At some moment `from` became so, and at every moment from then on `that` was so. */
function since(that: readonly Truth[], from: readonly Truth[]): Truth[] {
  const became = from.map((truth, at) => (truth === true && at > 0 && from[at - 1] === true ? 0 : codeOf(truth)))
  return that.map((_, at) => {
    const ways = became.slice(0, at + 1).map((code, begun) => Math.min(code, ...that.slice(begun, at + 1).map(codeOf)))
    return truthOf(Math.max(...ways) as Code)
  })
}

interface Piece {
  readonly fromMs: number
  readonly untilMs: number
  readonly value: Value | undefined
  /** It was told at the beginning of this piece. */
  readonly isTold: boolean
}

/** What stood at a point, as far as it was told by that step: readings in the order of their times, and gaps. */
function pieces(point: string, { told }: Step, trace: Trace): Piece[] {
  const staleMs = trace.readings[point]?.staleMs ?? Number.POSITIVE_INFINITY
  const found: Piece[] = []
  let last: { atMs: number; value: Value } | undefined
  let isGone = false
  for (const each of trace.told.slice(0, told)) {
    if (each.point !== point) continue
    const soFarMs = found.at(-1)?.fromMs ?? Number.NEGATIVE_INFINITY
    if (each.is === 'reading') {
      if (last && each.atMs < last.atMs) continue
      last = each
      isGone = false
      found.push({ fromMs: Math.max(each.atMs, soFarMs), untilMs: each.atMs + staleMs, value: each.value, isTold: true })
    } else if (each.is === 'gone' && !isGone) {
      isGone = true
      found.push({ fromMs: Math.max(each.comeMs, soFarMs), untilMs: each.comeMs, value: undefined, isTold: false })
    } else if (each.is === 'here' && isGone) {
      isGone = false
      if (last) found.push({ fromMs: Math.max(each.comeMs, soFarMs), untilMs: last.atMs + staleMs, value: last.value, isTold: false })
    }
  }
  return found
}

function measure(of: Measured, step: Step, trace: Trace): Value | undefined {
  const known = pieces(of.point, step, trace)
  if (of.is === 'reading') {
    const last = known.at(-1)
    return last && step.atMs < last.untilMs ? last.value : undefined
  }
  if (known.length === 0) return undefined
  const { partMs, parts } = partsOf(of.ms)
  const toMs = Math.floor(step.atMs / partMs) * partMs
  const isCounter = trace.readings[of.point]?.counter === true
  let [sum, knownMs] = [0, 0]
  let highest = Number.NaN
  const changes = known.map((piece, at) => {
    const before = known[at - 1]
    const goesOn = before !== undefined && piece.isTold && piece.fromMs < before.untilMs && !Number.isNaN(highest)
    const value = Number(piece.value)
    let change = goesOn ? value - highest : 0
    if (goesOn && isCounter && change < 0) change = 0
    if (!piece.isTold) highest = Number.NaN
    else if (!goesOn || !isCounter || value >= highest || value < 0.9 * highest) highest = value
    return change
  })
  const beginMs = toMs - parts * partMs
  const inWindow = [...known.entries()].filter(([at, { fromMs }]) => fromMs < toMs && (known[at + 1]?.fromMs ?? toMs) >= beginMs)
  for (let part = 0; part < parts; part++) {
    const begins = beginMs + part * partMs
    let [partSum, partKnown] = [0, 0]
    for (const [at, { fromMs, untilMs, value }] of inWindow) {
      if (of.is === 'rate' && fromMs >= begins && fromMs < begins + partMs) partSum += changes[at] as number
      if (value === undefined) continue
      const nextMs = Math.min(known[at + 1]?.fromMs ?? Number.POSITIVE_INFINITY, untilMs)
      const ms = Math.min(nextMs, begins + partMs) - Math.max(fromMs, begins)
      if (ms <= 0) continue
      partKnown += ms
      if (of.is === 'average') partSum += Number(value) * ms
    }
    sum += partSum
    knownMs += partKnown
  }
  if (2 * knownMs < parts * partMs) return undefined
  return (of.is === 'average' ? sum : sum * 3_600_000) / knownMs
}

/** A pulse counts until its time to live has passed, and not at all while its thing is gone. */
function near(point: string, { atMs, told }: Step, trace: Trace): Truth {
  const its = trace.told.slice(0, told).filter((each) => each.point === point)
  if (its.findLast(({ is }) => is !== 'reading')?.is === 'gone') return undefined
  const ttlMs = trace.pulses[point]?.ttlMs ?? 0
  return its.some((each) => each.is === 'pulse' && atMs < each.comeMs + ttlMs)
}
