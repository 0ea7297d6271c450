/**
 * How amounts of a thing measure the same: what wares say (“1 cup of flour = 120 g”) and what is known of it, as ways between kinds
 * of measure that a conversion may go. Every conversion says which ways it went (T6): nothing is converted silently, and what wares
 * say otherwise stands beside it and is never averaged.
 *
 * All exact: a way and its way back give the very same amount.
 */
import { no, ok, type IdText, type Result, type StatementId } from '@commune/protocol'
import { makeQuantity, measureOf, nounOf, type Quantity } from '../../quantity/index.ts'
import { type Message, namesMessage } from '../../words/index.ts'

/** So much of a thing is as much as that. */
export interface Factor {
  /** The statement, or what it is known by where nobody here said it. */
  readonly id: StatementId | string
  /** Who says it; left out for what is generally known. */
  readonly ware?: IdText
  readonly thing: string
  readonly from: Quantity
  readonly to: Quantity
  readonly of?: string
  readonly note?: string
  /** It is known of this, which the thing is a kind of. */
  readonly asFor?: string
  readonly words: Message
}

export interface Converted {
  readonly quantity: Quantity
  /** The ways it went, in order; none when a unit's own ratio was enough. */
  readonly by: readonly Factor[]
  /** What it would be by what others say of one of these ways. */
  readonly unlike: readonly { readonly quantity: Quantity; readonly by: Factor }[]
}

/** A way with its two ends, and where it stands among all. */
export interface Way {
  readonly factor: Factor
  readonly a: string
  readonly b: string
  /** How many base units of `b` one base unit of `a` is. */
  readonly n: bigint
  readonly d: bigint
  /** Compared as text; what was said stands before what is known. */
  readonly order: string
}

const stepsMax = 4
const endsMax = 200
const unlikeMax = 8

/** One of the thing itself, by whatever word: three pieces, three eggs. */
export const ownCount = '#'
const pieces = new Set('piece pc item unit stück stuck stk pieza unidad pièce piece pezzo'.split(' '))

/** What a unit measures, for a thing whose own noun `isOwn` tells; counts are told apart by the key of their noun. */
export const kindIn = (unit: string, isOwn: (noun: string) => boolean, keyOf: (name: string) => string): string => {
  const measure = measureOf(unit)
  if (measure) return measure.dimension
  const noun = nounOf(unit) ?? unit
  return pieces.has(noun) || isOwn(noun) ? ownCount : `{${keyOf(noun)}}`
}

/** The ratio of a unit to the base of its kind. */
const baseOf = (unit: string): readonly [n: bigint, d: bigint] => {
  const measure = measureOf(unit)
  return measure ? [measure.n, measure.d] : [1n, 1n]
}

/** The way a factor makes between these ends. */
export const wayOf = (factor: Factor, a: string, b: string, order: string): Way => {
  const [fromN, fromD] = baseOf(factor.from.unit)
  const [toN, toD] = baseOf(factor.to.unit)
  const n = factor.to.n * toN * factor.from.d * fromD
  const d = factor.to.d * toD * factor.from.n * fromN
  return { factor, a, b, n, d, order }
}

const isAlike = (one: Way, other: Way): boolean => (one.a === other.a ? one.n * other.d === other.n * one.d : one.n * other.n === one.d * other.d)

/** For each two ends the way that counts: one's own word, then the first that was said, then what is known. */
const chosen = (ways: readonly Way[], ware: IdText | undefined): Map<string, Way> => {
  const by = new Map<string, Way>()
  const rank = (way: Way): string => `${ware !== undefined && way.factor.ware === ware ? 0 : 1}${way.order}`
  for (const way of ways) {
    const ends = endsOf(way)
    const other = by.get(ends)
    if (!other || rank(way) < rank(other)) by.set(ends, way)
  }
  return by
}

export const endsOf = ({ a, b }: Way): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`)

interface Step {
  readonly way: Way
  readonly at: string
  readonly before: Step | undefined
}

/** The shortest chain of ways from one end to another; of several, the one said first. */
const path = (ways: Iterable<Way>, from: string, to: string): Way[] | undefined => {
  const of = new Map<string, Way[]>()
  for (const way of [...ways].sort((one, other) => (one.order < other.order ? -1 : 1))) {
    for (const end of [way.a, way.b]) of.set(end, [...(of.get(end) ?? []), way])
  }
  const seen = new Set([from])
  let here: { at: string; before: Step | undefined }[] = [{ at: from, before: undefined }]
  for (let steps = 0; steps < stepsMax && here.length > 0 && seen.size < endsMax; steps++) {
    const next: Step[] = []
    for (const { at, before } of here) {
      for (const way of of.get(at) ?? []) {
        const end = way.a === at ? way.b : way.a
        if (seen.has(end)) continue
        seen.add(end)
        const step: Step = { way, at: end, before }
        if (end === to) return unwound(step)
        next.push(step)
      }
    }
    here = next.map((step) => ({ at: step.at, before: step }))
  }
  return undefined
}

const unwound = (last: Step): Way[] => {
  const ways: Way[] = []
  for (let step: Step | undefined = last; step; step = step.before) ways.unshift(step.way)
  return ways
}

const gone = (quantity: Quantity, unit: string, from: string, ways: readonly Way[]): Result<Quantity, Message> => {
  const [fromN, fromD] = baseOf(quantity.unit)
  const [toN, toD] = baseOf(unit)
  let [n, d] = [quantity.n * fromN * toD, quantity.d * fromD * toN]
  let at = from
  for (const way of ways) {
    const forth = way.a === at
    n *= forth ? way.n : way.d
    d *= forth ? way.d : way.n
    at = forth ? way.b : way.a
  }
  return makeQuantity(n, d, unit)
}

/** The amount in another unit, from one end to another; both ends may be the same. */
export const convertBy = (
  quantity: Quantity,
  unit: string,
  ends: { readonly from: string; readonly to: string },
  ways: readonly Way[],
  ware?: IdText
): Result<Converted, Message> => {
  const used = ends.from === ends.to ? [] : path(chosen(ways, ware).values(), ends.from, ends.to)
  if (used === undefined) return no(namesMessage('names.no-way'))
  const whole = gone(quantity, unit, ends.from, used)
  if (!whole.ok) return whole
  const unlike: { quantity: Quantity; by: Factor }[] = []
  for (const [index, way] of used.entries()) {
    for (const other of ways) {
      if (other === way || other.factor.ware === undefined || endsOf(other) !== endsOf(way) || isAlike(other, way)) continue
      const otherwise = gone(quantity, unit, ends.from, used.with(index, other))
      if (otherwise.ok && unlike.length < unlikeMax) unlike.push({ quantity: otherwise.value, by: other.factor })
    }
  }
  return ok({ quantity: whole.value, by: used.map(({ factor }) => factor), unlike })
}

/** What does not fit together: two that differ, or a ring of ways that does not come back to where it began. */
export interface Misfit {
  readonly kind: 'differ' | 'ring'
  readonly factors: readonly Factor[]
}

/** What was said that does not fit, each told once: against what was said before it. */
export const misfitsIn = (ways: readonly Way[]): Misfit[] => {
  const taken: Way[] = []
  const misfits: Misfit[] = []
  for (const way of [...ways].sort((one, other) => (one.order < other.order ? -1 : 1))) {
    const same = taken.find((other) => endsOf(other) === endsOf(way))
    if (same) {
      if (!isAlike(same, way)) misfits.push({ kind: 'differ', factors: [same.factor, way.factor] })
      continue
    }
    const ring = path(taken, way.a, way.b)
    taken.push(way)
    if (!ring) continue
    let [n, d, at] = [1n, 1n, way.a]
    for (const step of ring) {
      const forth = step.a === at
      n *= forth ? step.n : step.d
      d *= forth ? step.d : step.n
      at = forth ? step.b : step.a
    }
    if (n * way.d !== way.n * d) misfits.push({ kind: 'ring', factors: [...ring.map(({ factor }) => factor), way.factor] })
  }
  return misfits
}
