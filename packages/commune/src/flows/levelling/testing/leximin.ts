/**
 * The truth that levelling is measured against: the amounts whose lowest is as high as it can be, then the second lowest, and so on,
 * each need up to what it asks for (per head, urgent ones first). There is exactly one such set of amounts, and it meets as much as can be met.
 *
 * By Fujishige's decomposition: fill all of a part to one common level; where that cannot flow, the part falls in two across the
 * narrowest cut, and each is done alone. Urgency is a level far above.
 */
import { mostFlow, type Paths } from './flow.ts'
import type { Reach } from './reach.ts'
import { usualAndTop } from './sweeps.ts'

/** What each need receives. Passes over `least`: with it there is no single best. */
export function leximin(reach: Reach): Float64Array {
  const amounts = new Float64Array(reach.needs)
  const [, top] = usualAndTop(reach)
  const floors = Float64Array.from(reach.urgency, (urgency) => (2 - urgency) * top * 1.01)
  const ids = (count: number): Int32Array => Int32Array.from({ length: count }, (_, at) => at)
  const parts = [{ givers: ids(reach.givers), needs: ids(reach.needs) }]
  const place = new Int32Array(reach.needs).fill(-1)
  for (let part = parts.pop(); part; part = parts.pop()) {
    const { givers, needs } = part
    if (givers.length === 0 || needs.length === 0) continue
    const supply = Float64Array.from(givers, (giver) => reach.supply[giver] as number)
    const total = supply.reduce((sum, each) => sum + each, 0)
    if (total === 0) continue
    const level = commonLevel(reach, floors, needs, total)
    const takes = Float64Array.from(needs, (need) => amountAtLevel(reach, floors, need, level))
    const { room, giverReached, needReached } = mostFlow(pathsOf(reach, givers, needs, place), supply, takes, 1e-13 * total)
    const missing = room.reduce((sum, each) => sum + each, 0)
    const near = { givers: givers.filter((_, at) => giverReached[at] === 1), needs: needs.filter((_, at) => needReached[at] === 1) }
    const isWhole = missing <= 1e-10 * total || near.needs.length === needs.length || (near.needs.length === 0 && near.givers.length === 0)
    if (isWhole) {
      for (const [at, need] of needs.entries()) amounts[need] = (takes[at] as number) - (room[at] as number)
      continue
    }
    parts.push(near, { givers: givers.filter((_, at) => giverReached[at] === 0), needs: needs.filter((_, at) => needReached[at] === 0) })
  }
  return amounts
}

/** The most that can be met at all. */
export function mostMet(reach: Reach): number {
  const total = reach.supply.reduce((sum, each) => sum + each, 0)
  const { room } = mostFlow(reach, reach.supply, reach.wants, 1e-13 * total)
  return reach.wants.reduce((sum, wants, at) => sum + wants - (room[at] as number), 0)
}

const amountAtLevel = ({ wants, heads }: Reach, floors: Float64Array, need: number, level: number): number =>
  Math.max(0, Math.min(wants[need] as number, (level - (floors[need] as number)) * (heads[need] as number)))

/** The level at which all of a part together take the total; as high as it goes when they ask for less. */
function commonLevel(reach: Reach, floors: Float64Array, needs: Int32Array, total: number): number {
  const bends: [level: number, slope: number][] = []
  for (const need of needs) {
    const heads = reach.heads[need] as number
    const floor = floors[need] as number
    bends.push([floor, heads], [floor + (reach.wants[need] as number) / heads, -heads])
  }
  bends.sort((a, b) => a[0] - b[0])
  let [left, slope, at] = [total, 0, 0]
  for (const [level, change] of bends) {
    if (slope * (level - at) >= left && slope > 0) return at + left / slope
    left -= slope * (level - at)
    ;[at, slope] = [level, slope + change]
  }
  return Number.POSITIVE_INFINITY
}

function pathsOf(reach: Reach, givers: Int32Array, needs: Int32Array, place: Int32Array): Paths {
  for (const [at, need] of needs.entries()) place[need] = at
  const giverStart = new Int32Array(givers.length + 1)
  const needsOf: number[] = []
  const giversOf: number[] = []
  for (const [at, giver] of givers.entries()) {
    for (let edge = reach.giverStart[giver] as number; edge < (reach.giverStart[giver + 1] as number); edge++) {
      const to = place[reach.edgeNeed[edge] as number] as number
      if (to < 0) continue
      needsOf.push(to)
      giversOf.push(at)
    }
    giverStart[at + 1] = needsOf.length
  }
  for (const need of needs) place[need] = -1
  const needStart = new Int32Array(needs.length + 1)
  for (const need of needsOf) needStart[need + 1] = (needStart[need + 1] as number) + 1
  for (let at = 0; at < needs.length; at++) needStart[at + 1] = (needStart[at + 1] as number) + (needStart[at] as number)
  const next = needStart.slice()
  const needEdges = new Int32Array(needsOf.length)
  for (const [edge, need] of needsOf.entries()) {
    needEdges[next[need] as number] = edge
    next[need] = (next[need] as number) + 1
  }
  return { giverStart, edgeNeed: Int32Array.from(needsOf), edgeGiver: Int32Array.from(giversOf), needStart, needEdges }
}
