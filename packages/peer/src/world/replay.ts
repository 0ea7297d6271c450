/** Taking a world in again from its log: at a start, and when there are new keys, new rooms, or a snapshot that cannot be read. */
import type { Address, EnvelopeLog, Place, Placed, Tree } from '@commune/protocol'
import { keepClassOf } from './intake.ts'
import type { Keyring } from './keyring.ts'
import type { Opener } from './opener.ts'
import type { Filing, Standing } from './standing.ts'

/** Bytes pending at which signatures are checked though more is on the way. */
export const pendingBytesMax = 33_554_432
const replayedAtOnce = 2_000

export interface Replaying {
  readonly log: EnvelopeLog
  readonly tree: Tree
  readonly standing: Standing
  readonly opener: Opener
  readonly keyring: Keyring
  /** Dead addresses were read: one that others said is dead may lie in the log all the same. */
  readonly anyDead: boolean
}

/** Takes in all that lies at or after a place, and folds what counts. Says how many envelopes there were. */
export async function replayFrom(replaying: Replaying, place: Place): Promise<number> {
  const { log, tree, standing, anyDead } = replaying
  let count = 0
  standing.replaying = true
  try {
    for await (const placed of log.scan(place)) {
      for (let start = 0; start < placed.length; start += replayedAtOnce) {
        const part = placed.slice(start, start + replayedAtOnce)
        const filings = await filingsOf(replaying, part)
        const items = filings.map(({ address, place: at }) => ({ ...address, place: at }))
        await tree.insertMany(items)
        if (anyDead) await tree.setPlaces(items)
        // The set may hold already what lies further on: an entry waits for it here as it did when it came.
        const reached = (part.at(-1) as Placed).place
        await standing.file(filings, (at) => at > reached)
      }
      count += placed.length
      if (standing.graph.heldBytes > pendingBytesMax) standing.settle()
    }
    standing.settle()
  } finally {
    standing.replaying = false
  }
  return count
}

/** Files again what waited or was pending at a snapshot that reaches up to a place; what came later is missing until it is replayed. */
export async function replayHeld(replaying: Replaying, held: readonly Uint8Array[], reached: Place): Promise<void> {
  const { standing } = replaying
  const filings: Filed[] = []
  for (let start = 0; start < held.length; start += replayedAtOnce) {
    filings.push(...(await filingsOf(replaying, held.slice(start, start + replayedAtOnce).map((bytes) => ({ place: 0, bytes })))))
  }
  standing.replaying = true
  try {
    await standing.file(filings, (at) => at >= reached)
  } finally {
    standing.replaying = false
  }
}

interface Filed extends Filing {
  readonly address: Address
  readonly place: Place
}

async function filingsOf({ standing, opener, keyring }: Replaying, placed: readonly Placed[]): Promise<Filed[]> {
  const openings = await opener.open(placed.map(({ bytes }) => bytes), keyring.contentKeys)
  return openings.flatMap((opening, index) => {
    const { address } = opening
    if (!address) return []
    const { place, bytes } = placed[index] as Placed
    const node = opening.state === 'open' ? standing.nodeOf(opening) : undefined
    return [{ opening, address, place, node: typeof node === 'string' ? undefined : node, lapses: keepClassOf(bytes) > 0 }]
  })
}
