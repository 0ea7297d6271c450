/** What is written with a snapshot: how far it reaches and what the graph held (T4). */
import { type Address, decodeValue, encodeValue, type GraphSnapshot, type IdText, type Place, type Value } from '@commune/protocol'

export interface Checkpoint {
  /** All envelopes below this place are in the snapshot. */
  readonly place: Place
  /** Fingerprint of the rooms that made it. */
  readonly rooms: string
  readonly graph: GraphSnapshot
  /** What waits or is pending: read again on a start. */
  readonly held: readonly Address[]
  /** How many envelopes lie sealed under each tag that is not held. */
  readonly sealed: readonly (readonly [tag: string, count: number])[]
  /** Last entry this device wrote, and its epoch. */
  readonly tip: Address | null
  readonly tipEpoch: IdText | null
}

const form = 2

export const encodeCheckpoint = (checkpoint: Checkpoint): Uint8Array =>
  encodeValue([
    form,
    checkpoint.place,
    checkpoint.rooms,
    checkpoint.graph.heads.map(pair),
    checkpoint.graph.tips.map(([device, tips]) => [device, tips.map(pair)]),
    checkpoint.graph.forks.map((fork) => [fork.device, fork.prev]),
    checkpoint.graph.starts,
    checkpoint.held.map(pair),
    checkpoint.sealed as Value,
    checkpoint.tip && pair(checkpoint.tip),
    checkpoint.tipEpoch
  ])

/** Undefined when it is damaged or of another form: then all is taken in again from the log. */
export const decodeCheckpoint = (bytes: Uint8Array): Checkpoint | undefined => {
  const decoded = decodeValue(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value) || decoded.value.length !== 11 || decoded.value[0] !== form) return undefined
  type Pair = readonly [number, Uint8Array]
  const [, place, rooms, heads, tips, forks, starts, held, sealed, tip, tipEpoch] = decoded.value as unknown as [
    number, number, string, Pair[], [IdText, Pair[]][], [IdText, IdText | null][], [IdText, (IdText | null)[]][], Pair[], [string, number][], Pair | null, IdText | null
  ]
  return {
    place,
    rooms,
    graph: {
      heads: heads.map(address),
      tips: tips.map(([device, ends]) => [device, ends.map(address)] as const),
      forks: forks.map(([device, prev]) => ({ device, prev })),
      starts
    },
    held: held.map(address),
    sealed,
    tip: tip && address(tip),
    tipEpoch
  }
}

const pair = (of: Address): Value => [of.lamport, of.id]
const address = ([lamport, id]: readonly [number, Uint8Array]): Address => ({ lamport, id: id.slice() })
