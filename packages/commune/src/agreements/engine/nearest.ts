/**
 * Why not: the parts of a rule that stand in the way of its condition, the nearest to giving way first. Of an `and` all that are not so
 * stand in the way; of an `or` the way with the fewest, and of these the nearest; of a `not` what keeps its member so. What is
 * unknown stands in the way of yes and of no.
 */
import type { Truth } from '../rule.ts'
import type { Why } from './why.ts'

/** The parts that would have to change for the whole to become yes; none when it is yes. */
export function standsInTheWay(why: Why): readonly Why[] {
  return blocking(why, true).toSorted((a, b) => farness(a) - farness(b))
}

function blocking(why: Why, wanted: Exclude<Truth, undefined>): readonly Why[] {
  if (why.truth === wanted) return []
  const { condition, of } = why
  switch (condition.is) {
    case 'and':
    case 'or':
      return (condition.is === 'and') === wanted ? of.flatMap((member) => blocking(member, wanted)) : fewest(of, wanted)
    case 'not':
      return of.flatMap((member) => blocking(member, !wanted))
    case 'held':
    case 'within': {
      // It counts on, in a gap as well: whatever its member is, time will do.
      if (condition.is === 'held' && wanted && why.leftMs !== undefined) return [why]
      const those = of.flatMap((member) => blocking(member, wanted))
      // It is as wanted now, and only time is missing.
      return those.length > 0 ? those : [why]
    }
    case 'since': {
      const [that, from] = of as readonly [Why, Why]
      const broken = blocking(that, wanted)
      if (!wanted) return broken
      // It has to become so from now on; where it is so already, anew.
      return [...broken, ...(from.truth === true ? [why] : blocking(from, true))]
    }
    default:
      return [why]
  }
}

function fewest(of: readonly Why[], wanted: boolean): readonly Why[] {
  let best: readonly Why[] = []
  for (const [index, member] of of.entries()) {
    const those = blocking(member, wanted)
    if (index === 0 || those.length < best.length || (those.length === best.length && farthest(those) < farthest(best))) best = those
  }
  return best
}

function farthest(whys: readonly Why[]): number {
  return Math.max(0, ...whys.map(farness))
}

/** How far from giving way, in a measure of its own: shares of the amount, shares of the time; what has no distance comes last. */
function farness({ measured, leftMs, condition }: Why): number {
  if (measured?.distance !== undefined) {
    const { distance, against } = measured
    return Math.abs(distance) / Math.max(1, ...against.map(Math.abs))
  }
  if (leftMs !== undefined && (condition.is === 'held' || condition.is === 'within')) return leftMs / condition.ms
  return Number.MAX_VALUE
}
