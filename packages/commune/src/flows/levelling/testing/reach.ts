/**
 * Who reaches whom, for tests and benches: needs and givers by number, an edge for each giver that can serve a need, kept twice (by giver
 * and by need) in flat arrays, so that a hundred thousand needs fit.
 */

export interface Reach {
  readonly needs: number
  readonly givers: number
  /** What each need asks for. */
  readonly wants: Float64Array
  readonly heads: Float64Array
  readonly least: Float64Array
  readonly urgency: Uint8Array
  readonly turn: Float64Array
  /** What each giver has to spare. */
  readonly supply: Float64Array
  /** The edges of giver g are `giverStart[g]` up to and without `giverStart[g + 1]`. */
  readonly giverStart: Int32Array
  readonly edgeNeed: Int32Array
  readonly edgeGiver: Int32Array
  /** The edges of need n stand in `needEdges` from `needStart[n]` on. */
  readonly needStart: Int32Array
  readonly needEdges: Int32Array
}

/** What a need may say beside its amount. */
export interface Said {
  readonly wants: number
  readonly heads?: number
  readonly least?: number
  readonly urgency?: 0 | 1 | 2
}

/** `pairs` are `[giver, need]`; a pair named twice counts once. */
export function reachOf(needs: readonly (number | Said)[], supply: readonly number[], pairs: readonly (readonly [number, number])[]): Reach {
  const said = needs.map((need): Said => (typeof need === 'number' ? { wants: need } : need))
  const keys = Float64Array.from(new Set(pairs.map(([giver, need]) => giver * needs.length + need))).sort()
  const edgeGiver = Int32Array.from(keys, (key) => Math.floor(key / needs.length))
  const edgeNeed = Int32Array.from(keys, (key) => key % needs.length)
  const giverStart = starts(edgeGiver, supply.length)
  const needStart = starts(edgeNeed, needs.length)
  const next = needStart.slice()
  const needEdges = new Int32Array(keys.length)
  for (let edge = 0; edge < keys.length; edge++) {
    const need = edgeNeed[edge] as number
    needEdges[next[need] as number] = edge
    next[need] = (next[need] as number) + 1
  }
  return {
    needs: needs.length,
    givers: supply.length,
    wants: Float64Array.from(said, ({ wants }) => wants),
    heads: Float64Array.from(said, ({ heads }) => heads ?? 1),
    least: Float64Array.from(said, ({ least }) => least ?? 0),
    urgency: Uint8Array.from(said, ({ urgency }) => urgency ?? 1),
    turn: Float64Array.from(said, (_, at) => (at * 0.618_033_988_75) % 1),
    supply: Float64Array.from(supply),
    giverStart,
    edgeNeed,
    edgeGiver,
    needStart,
    needEdges
  }
}

function starts(ends: Int32Array, count: number): Int32Array {
  const start = new Int32Array(count + 1)
  for (const end of ends) start[end + 1] = (start[end + 1] as number) + 1
  for (let at = 0; at < count; at++) start[at + 1] = (start[at + 1] as number) + (start[at] as number)
  return start
}
