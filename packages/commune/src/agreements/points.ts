/** Which points a rule speaks of. */
import type { Condition, Measured, PointRef, Rule } from './rule.ts'

export interface PointsOfRule {
  /** What it moves. */
  readonly act: PointRef
  /** What it listens to, each once, in the order of the rule. */
  readonly senses: readonly PointRef[]
}

export const pointsOf = (rule: Rule): PointsOfRule => {
  const senses = new Set<PointRef>()
  note(rule.while, senses)
  return { act: rule.act, senses: [...senses] }
}

/** The part of an address before the point's key. */
export const thingOf = (point: PointRef): string => point.slice(0, point.indexOf('/'))

/** A role of a template, which somebody has still to fill. */
export const isRole = (point: PointRef): boolean => point.startsWith('?')

function note(condition: Condition, senses: Set<PointRef>): void {
  switch (condition.is) {
    case 'compare':
    case 'rises':
    case 'falls':
      return void senses.add(measuredPoint(condition.of))
    case 'near':
      return void senses.add(condition.point)
    case 'sun':
      return
    case 'held':
    case 'within':
    case 'not':
      return note(condition.that, senses)
    case 'since':
      note(condition.that, senses)
      return note(condition.from, senses)
    case 'and':
    case 'or':
      for (const member of condition.of) note(member, senses)
  }
}

const measuredPoint = (measured: Measured): PointRef => measured.point
