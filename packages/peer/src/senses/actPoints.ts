/** What is told of act points, and what they are willing to do. */
import { type ActRow, type Condition, type FindPoint, type PointId, pointsOf, type Rule, type ThingsView, type Value, type Willing } from '@commune/commune'

export const sensesOf = (rule: Rule): PointId[] => pointsOf(rule).senses as PointId[]

/** Points that a condition looks at. */
export const sensesIn = (condition: Condition): PointId[] => sensesOf({ act: '?', to: true, while: condition, otherwise: 'rest', unsure: 'rest' })

export const isValue = (value: unknown): value is Value => typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'

export const foundIn = (things: ThingsView, address: string): ReturnType<FindPoint> => {
  const of = things.point(address)
  // What one that is gone told is not known any more: rules about it say what they do then. Nothing can be asked of it.
  if (!of || (of.thing.gone && of.kind === 'act')) return undefined
  if (of.kind === 'reading') return { is: 'reading', point: of.point, ...(of.thing.source === 'hand' && { stands: true }) }
  return of.kind === 'pulse' ? { is: 'pulse', point: of.point } : { is: 'act', point: of.point }
}

export const willingOf = ({ will }: ActRow): Willing =>
  will
    ? {
        ...((will.refuses || will.kept !== undefined) && { person: false, agreement: false }),
        ...(will.min !== undefined && { min: will.min }),
        ...(will.max !== undefined && { max: will.max }),
        ...(will.words && { words: will.words }),
        ...(will.leastMs !== undefined && { leastHoldMs: will.leastMs })
      }
    : {}

/** A lamp that was told 60 % and says 59.8 % did what it was told. */
export function isSame(told: Value, said: Value, { shape }: ActRow): boolean {
  if (typeof told !== 'number' || typeof said !== 'number' || shape.is !== 'number') return told === said
  const step = shape.step ?? (shape.max !== undefined && shape.min !== undefined ? (shape.max - shape.min) / 100 : Math.abs(told) / 100)
  return Math.abs(told - said) <= step
}
