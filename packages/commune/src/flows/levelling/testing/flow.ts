/**
 * The most that can flow from givers to needs at once (Dinic's algorithm), on flat arrays. A centre that sees everything: tests and benches
 * measure the givers against it.
 */
import type { Reach } from './reach.ts'

export type Paths = Pick<Reach, 'giverStart' | 'edgeNeed' | 'edgeGiver' | 'needStart' | 'needEdges'>

export interface Flow {
  /** What goes along each edge. */
  readonly along: Float64Array
  /** What each need still could take. */
  readonly room: Float64Array
  /** Givers and needs that what is left over at some giver could come to if only somebody further on gave way. */
  readonly giverReached: Uint8Array
  readonly needReached: Uint8Array
}

/** Amounts at or below `tolerance` count as nothing. */
export function mostFlow(paths: Paths, supply: Float64Array, takes: Float64Array, tolerance: number): Flow {
  const { giverStart, edgeNeed, edgeGiver, needStart, needEdges } = paths
  const givers = supply.length
  const needs = takes.length
  const along = new Float64Array(edgeNeed.length)
  const left = supply.slice()
  const room = takes.slice()
  for (let giver = 0; giver < givers; giver++) {
    for (let edge = giverStart[giver] as number; edge < (giverStart[giver + 1] as number); edge++) {
      const need = edgeNeed[edge] as number
      const amount = Math.min(left[giver] as number, room[need] as number)
      if (amount > 0) push(edge, amount, giver, need)
    }
  }
  const giverDepth = new Int32Array(givers)
  const needDepth = new Int32Array(needs)
  const giverNext = new Int32Array(givers)
  const needNext = new Int32Array(needs)
  const queue = new Int32Array(givers + needs)
  for (let end = layers(); end >= 0; end = layers()) {
    giverNext.set(giverStart.subarray(0, givers))
    needNext.set(needStart.subarray(0, needs))
    for (let giver = 0; giver < givers; giver++) {
      let isOpen = giverDepth[giver] === 0
      while (isOpen && (left[giver] as number) > tolerance) isOpen = pushOne(giver, end)
    }
  }
  return {
    along,
    room,
    giverReached: Uint8Array.from(giverDepth, (depth) => (depth >= 0 ? 1 : 0)),
    needReached: Uint8Array.from(needDepth, (depth) => (depth >= 0 ? 1 : 0))
  }

  function push(edge: number, amount: number, giver: number, need: number): void {
    along[edge] = (along[edge] as number) + amount
    left[giver] = (left[giver] as number) - amount
    room[need] = (room[need] as number) - amount
  }

  /** Numbers all by their distance from what is left over; gives the depth of the nearest need with room, or -1. */
  function layers(): number {
    giverDepth.fill(-1)
    needDepth.fill(-1)
    let [head, tail, end] = [0, 0, -1]
    for (let giver = 0; giver < givers; giver++) {
      if ((left[giver] as number) <= tolerance) continue
      giverDepth[giver] = 0
      queue[tail++] = giver
    }
    while (head < tail) {
      const node = queue[head++] as number
      if (node < givers) {
        for (let edge = giverStart[node] as number; edge < (giverStart[node + 1] as number); edge++) {
          const need = edgeNeed[edge] as number
          if ((needDepth[need] as number) >= 0) continue
          needDepth[need] = (giverDepth[node] as number) + 1
          if (end < 0 && (room[need] as number) > tolerance) end = needDepth[need] as number
          queue[tail++] = givers + need
        }
        continue
      }
      const need = node - givers
      if (end >= 0 && (needDepth[need] as number) >= end) continue
      for (let at = needStart[need] as number; at < (needStart[need + 1] as number); at++) {
        const edge = needEdges[at] as number
        const giver = edgeGiver[edge] as number
        if ((along[edge] as number) <= tolerance || (giverDepth[giver] as number) >= 0) continue
        giverDepth[giver] = (needDepth[need] as number) + 1
        queue[tail++] = giver
      }
    }
    return end
  }

  /** Sends as much as one way through the layers can take. */
  function pushOne(from: number, end: number): boolean {
    const way: number[] = []
    let giver = from
    for (;;) {
      const edge = forward(giver)
      if (edge < 0) {
        const back = way.pop()
        if (back === undefined) return false
        needNext[edgeNeed[back] as number] = (needNext[edgeNeed[back] as number] as number) + 1
      } else way.push(edge)
      // Here the way ends in a need: on from it, or back out of it.
      for (;;) {
        const need = edgeNeed[way.at(-1) as number] as number
        if ((room[need] as number) > tolerance) return send(way, from, need)
        const back = (needDepth[need] as number) < end ? backward(need) : -1
        if (back >= 0) {
          way.push(back)
          giver = edgeGiver[back] as number
          break
        }
        const forth = way.pop() as number
        giver = edgeGiver[forth] as number
        giverNext[giver] = (giverNext[giver] as number) + 1
        break
      }
    }
  }

  function forward(giver: number): number {
    for (let edge = giverNext[giver] as number; edge < (giverStart[giver + 1] as number); edge++) {
      giverNext[giver] = edge
      if (needDepth[edgeNeed[edge] as number] === (giverDepth[giver] as number) + 1) return edge
    }
    giverNext[giver] = giverStart[giver + 1] as number
    return -1
  }

  function backward(need: number): number {
    for (let at = needNext[need] as number; at < (needStart[need + 1] as number); at++) {
      needNext[need] = at
      const edge = needEdges[at] as number
      if ((along[edge] as number) > tolerance && giverDepth[edgeGiver[edge] as number] === (needDepth[need] as number) + 1) return edge
    }
    needNext[need] = needStart[need + 1] as number
    return -1
  }

  function send(way: readonly number[], from: number, to: number): boolean {
    let amount = Math.min(left[from] as number, room[to] as number)
    for (let at = 1; at < way.length; at += 2) amount = Math.min(amount, along[way[at] as number] as number)
    for (const [at, edge] of way.entries()) along[edge] = (along[edge] as number) + (at % 2 === 0 ? amount : -amount)
    left[from] = (left[from] as number) - amount
    room[to] = (room[to] as number) - amount
    return true
  }
}
