/**
 * Who disappears among others in a mean over several: people who live with the same thing are one household, and so are those who each
 * live with somebody of it. Else three who share a flat, each with a thing of their own and some in common, would be seven among whom to hide.
 */
import type { PointOf } from '@commune/commune'
import { peopleOf } from './readingsHere.ts'

type Reading = Extract<PointOf, { kind: 'reading' }>

/** Points by household; a household is called by all of its people, in order. */
export function householdsOf(points: readonly Reading[]): ReadonlyMap<string, readonly Reading[]> {
  const groups: { people: Set<string>; points: Reading[] }[] = []
  for (const point of points) {
    const people = new Set(peopleOf(point.thing))
    const joined = { people, points: [point] }
    for (const known of groups.filter((each) => !each.people.isDisjointFrom(people))) {
      for (const one of known.people) people.add(one)
      joined.points.unshift(...known.points)
      groups.splice(groups.indexOf(known), 1)
    }
    groups.push(joined)
  }
  return new Map(groups.map((group) => [[...group.people].toSorted().join(), group.points]))
}
