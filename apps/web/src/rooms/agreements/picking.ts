/** What can be picked for a part of a rule, and first guesses for it. Pure. */
import type { ActRow, Amount, Condition, PointId, ReadingPoint, Rule, Shape, ThingRow } from '@commune/commune'
import { meant } from '../../telling/sensed.ts'
import { firstOf } from '../senses/first.ts'

export type Kind = 'near' | 'compare' | 'average' | 'held' | 'sun' | 'other'

export const kindOf = (condition: Condition): Kind => {
  if (condition.is === 'near' || condition.is === 'sun') return condition.is
  if (condition.is === 'compare') return condition.of.is === 'average' ? 'average' : condition.of.is === 'reading' ? 'compare' : 'other'
  return condition.is === 'held' && condition.that.is === 'compare' && condition.that.of.is === 'reading' ? 'held' : 'other'
}

export interface Choice<P> {
  readonly id: PointId
  readonly thing: ThingRow
  readonly point: P
}

const choices = <P extends { readonly key: string }>(things: readonly ThingRow[], of: (thing: ThingRow) => readonly P[]): readonly Choice<P>[] =>
  things.filter((thing) => !thing.gone).flatMap((thing) => of(thing).map((point) => ({ id: `${thing.id}/${point.key}` as PointId, thing, point })))

export const readingsOf = (things: readonly ThingRow[]): readonly Choice<ReadingPoint>[] => choices(things, (thing) => thing.readings.filter(({ shape }) => shape.is !== 'text'))
export const numbersOf = (things: readonly ThingRow[]): readonly Choice<ReadingPoint>[] => readingsOf(things).filter(({ point }) => point.shape.is === 'number')
export const pulsesOf = (things: readonly ThingRow[]): readonly Choice<ThingRow['pulses'][number]>[] => choices(things, (thing) => thing.pulses)
/** What can be asked by a rule: whatever its keeper does not refuse. */
export const actsOf = (things: readonly ThingRow[]): readonly Choice<ActRow>[] => choices(things, (thing) => thing.acts.filter((act) => act.will?.refuses !== true))

/** An amount, yes or no, or a word, as a rule asks it. */
export const askOf = (act: ActRow, value: number | boolean | string): Rule['to'] => {
  if (act.shape.is === 'press') return 'press'
  if (typeof value === 'number') return act.shape.is === 'number' && act.shape.unit !== undefined ? { value, unit: act.shape.unit } : { value }
  return value
}

/** Something to compare a reading with, to begin from. */
export const amountFor = (shape: Shape, now?: number): Amount | boolean | string => {
  if (shape.is === 'yes-no') return true
  if (shape.is === 'words') return shape.of[0] ?? ''
  const unit = shape.is === 'number' ? shape.unit : undefined
  const value = now ?? (shape.is === 'number' && shape.min !== undefined && shape.max !== undefined ? (shape.min + shape.max) / 2 : 10)
  return { value: meant(value), ...(unit !== undefined && { unit }) }
}

/** A first condition of this kind; undefined where nothing here can play it. */
export const firstCondition = (kind: Exclude<Kind, 'other'>, things: readonly ThingRow[]): Condition | undefined => {
  if (kind === 'sun') return { is: 'sun', state: 'dark' }
  if (kind === 'near') {
    const [pulse] = pulsesOf(things)
    return pulse && { is: 'near', point: pulse.id }
  }
  const [reading] = kind === 'average' ? numbersOf(things) : readingsOf(things)
  if (!reading) return undefined
  const of = kind === 'average' ? { is: 'average' as const, point: reading.id, ms: 3_600_000 } : { is: 'reading' as const, point: reading.id }
  const compare: Condition = { is: 'compare', of, how: reading.point.shape.is === 'number' ? 'below' : 'is', to: amountFor(reading.point.shape) }
  return kind === 'held' ? { is: 'held', that: compare, ms: 600_000, gaps: 'break' } : compare
}

/** The first rule there can be, to begin from. */
export const firstRule = (things: readonly ThingRow[]): Rule | undefined => {
  const moved = actsOf(things).filter(({ point }) => point.shape.is !== 'press')
  // Of a lamp one thinks first, and of how bright it is.
  const act = moved.find(({ point }) => point.about === 'light' && point.shape.is === 'number') ?? moved.find(({ point }) => point.about === 'light') ?? moved[0] ?? actsOf(things)[0]
  const condition = firstCondition('near', things) ?? firstCondition('compare', things) ?? firstCondition('sun', things)
  return act && condition && { act: act.id, to: askOf(act.point, firstOf(act.point)), while: condition, otherwise: 'rest', unsure: 'rest' }
}

/** Members of the whole condition, as they are listed to be picked. */
export const membersOf = (rule: Rule): { readonly join: 'and' | 'or'; readonly members: readonly Condition[] } =>
  rule.while.is === 'and' || rule.while.is === 'or' ? { join: rule.while.is, members: rule.while.of } : { join: 'and', members: [rule.while] }

export const withMembers = (rule: Rule, join: 'and' | 'or', members: readonly Condition[]): Rule => {
  const [only] = members
  return only === undefined ? rule : { ...rule, while: members.length === 1 ? only : { is: join, of: members } }
}
