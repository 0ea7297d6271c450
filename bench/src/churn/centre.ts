/** Planning in one place, with what was known some rounds ago: by HiGHS, or by the leximin itself. */
import { leximin, mostFlow, type Reach } from '@commune/commune/levelling/testing'
import type { Centre } from '../levelling/highs.ts'
import { onlyEdges } from './place.ts'
import type { Team } from './team.ts'

/** Gives what each need receives in this round. */
export type Round = () => Promise<Float64Array>

const secondsMax = 60

export const byCentre = (team: Team, late: number, chance: () => number, highs: Centre): Round =>
  planned(team, late, chance, async (reach) => (await highs.solve(reach, secondsMax))?.along ?? new Float64Array(reach.edgeNeed.length))

export const byLeximin = (team: Team, late: number, chance: () => number): Round =>
  planned(team, late, chance, async (reach) => mostFlow(reach, reach.supply, leximin(reach), 1e-12).along)

function planned(team: Team, late: number, chance: () => number, solve: (reach: Reach & { readonly has: Float64Array }) => Promise<Float64Array>): Round {
  const plans: Float64Array[] = []
  const { place, givers } = team
  let [wantsBefore, supplyBefore] = [place.reach.wants.slice(), place.reach.supply.slice()]
  return async () => {
    team.turn()
    // It plans for all it can hear of; who is cut off is in another place for now.
    const { reach } = place
    const open = [...reach.edgeNeed.keys()].filter((edge) => givers.closed[edge] === 0 && !place.isApart(reach.edgeGiver[edge] as number))
    const edges = open.filter((edge) => place.isAwake(reach.edgeGiver[edge] as number))
    // One that is not late has heard of as much as the peers have: of a part it knows what was so a round ago.
    const heard = (now: Float64Array, before: Float64Array): Float64Array =>
      late > 0 ? now.slice() : now.map((amount, at) => (chance() < place.setting.stale ? (before[at] as number) : amount))
    const amounts = { wants: heard(reach.wants, wantsBefore), supply: heard(reach.supply, supplyBefore) }
    const known = { has: new Float64Array(reach.needs), ...onlyEdges({ ...reach, ...amounts }, edges) }
    // It plans around those who sleep: they will give what their last plan says.
    for (const edge of open) {
      if (place.isAwake(reach.edgeGiver[edge] as number)) continue
      const need = reach.edgeNeed[edge] as number
      const gives = Math.min(known.wants[need] as number, givers.shares[edge] as number)
      known.wants[need] = (known.wants[need] as number) - gives
      known.has[need] = (known.has[need] as number) + gives
    }
    ;[wantsBefore, supplyBefore] = [reach.wants.slice(), reach.supply.slice()]
    const along = await solve(known)
    const plan = new Float64Array(reach.edgeNeed.length)
    for (const [at, edge] of edges.entries()) plan[edge] = along[at] as number
    plans.push(plan)
    // Each giver that is awake and can be reached takes up the newest plan that has come.
    const newest = plans[Math.max(0, plans.length - 1 - late)] as Float64Array
    for (let giver = 0; giver < reach.givers; giver++) {
      if (!place.isAwake(giver) || place.isApart(giver)) continue
      const [from, to] = [reach.giverStart[giver] as number, reach.giverStart[giver + 1] as number]
      givers.shares.set(newest.subarray(from, to), from)
    }
    return team.give()
  }
}
