/**
 * Rules that somebody may come to propose: what the templates say, and much that nobody in their right mind would. They contradict one
 * another, look at what their own act point tells, and swing with whatever swings.
 */
import { leastHoldMsDefault, type Condition, type Measured, type PointId, type Rule, type Shape, type ThingRow } from '@commune/commune'
import type { Chance } from '../chance/chance.ts'

interface Sensed {
  readonly point: PointId
  readonly shape: Shape
  readonly counter: boolean
}
interface Around {
  readonly readings: readonly Sensed[]
  readonly pulses: readonly PointId[]
}

const times = [1_000, 5_000, 10_000, 60_000, 600_000]
const depthMax = 3

/** A rule about a point of one of these things; undefined where nothing acts. `pulses`: it may look at passings. */
export const ruleAbout = (things: readonly ThingRow[], chance: Chance, pulses = true): Rule | undefined => {
  const acts = things.flatMap((thing) => thing.acts.map((act) => ({ point: `${thing.id}/${act.key}` as PointId, act })))
  if (acts.length === 0) return undefined
  const around: Around = {
    readings: things.flatMap(({ id, readings }) => readings.map(({ key, shape, counter }) => ({ point: `${id}/${key}` as PointId, shape, counter: counter === true }))),
    pulses: pulses ? things.flatMap(({ id, pulses: passings }) => passings.map(({ key }) => `${id}/${key}` as PointId)) : []
  }
  if (around.readings.length === 0) return undefined
  const { point, act } = chance.pick(acts)
  const value = (): Rule['to'] => {
    const { shape } = act
    if (shape.is === 'number') return { value: chance.between(0, 10) * 10, unit: '%' }
    return shape.is === 'words' ? chance.pick(shape.of) : chance.happens(0.5)
  }
  return {
    act: point,
    to: value(),
    while: conditionOf(around, chance, depthMax),
    otherwise: chance.happens(0.6) ? 'rest' : { to: value() },
    unsure: chance.happens(0.6) ? 'rest' : chance.happens(0.5) ? 'stay' : { to: value() },
    ...(chance.happens(0.5) && { leastMs: chance.pick([0, leastHoldMsDefault, 20_000]) })
  }
}

function conditionOf(around: Around, chance: Chance, depth: number): Condition {
  const inner = (): Condition => conditionOf(around, chance, depth - 1)
  const ms = (): number => chance.pick(times)
  const deep = depth > 0 ? 1 : 0
  const kinds = { compare: 6, near: around.pulses.length > 0 ? 3 : 0, rises: 1, falls: 1, held: deep, within: deep, since: deep / 2, and: deep, or: deep, not: deep }
  switch (chance.weighted(kinds)) {
    case 'near':
      return { is: 'near', point: chance.pick(around.pulses) }
    case 'rises':
    case 'falls': {
      const { point, shape } = chance.pick(around.readings.filter((each) => each.shape.is === 'number'))
      const unit = shape.is === 'number' && shape.unit !== undefined ? { unit: shape.unit } : {}
      const of: Measured = { is: 'reading', point }
      return chance.happens(0.5) ? { is: 'rises', of, above: { value: 30, ...unit }, below: { value: 10, ...unit } } : { is: 'falls', of, below: { value: 10, ...unit }, above: { value: 30, ...unit } }
    }
    case 'held':
      return { is: 'held', that: inner(), ms: ms(), gaps: chance.pick(['count', 'break'] as const) }
    case 'within':
      return { is: 'within', that: inner(), ms: ms() }
    case 'since':
      return { is: 'since', that: inner(), from: inner() }
    case 'and':
    case 'or':
      return { is: chance.pick(['and', 'or'] as const), of: [inner(), inner()] }
    case 'not':
      return { is: 'not', that: inner() }
    case 'compare': {
      const { point, shape, counter } = chance.pick(around.readings)
      if (shape.is !== 'number') return { is: 'compare', of: { is: 'reading', point }, how: 'is', to: true }
      const unit = shape.unit === undefined ? {} : { unit: shape.unit }
      const of: Measured = counter || chance.happens(0.15) ? { is: 'rate', point, ms: 60_000 } : chance.happens(0.2) ? { is: 'average', point, ms: 60_000 } : { is: 'reading', point }
      const to = { value: chance.pick([5, 20, 50, 100]), ...(of.is === 'rate' ? (shape.unit === undefined ? {} : { unit: `${shape.unit}/h` }) : unit) }
      return { is: 'compare', of, how: chance.pick(['below', 'above', 'at-least'] as const), to }
    }
  }
}
