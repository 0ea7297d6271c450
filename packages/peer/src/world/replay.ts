/** Taking a world in again from its log: at a start, and when there are new keys, new rooms, or a snapshot that cannot be read. */
import type { EnvelopeLog, Place, Placed, Tree } from '@commune/protocol'
import { keepClassOf } from './intake.ts'
import type { Keyring } from './keyring.ts'
import type { Opener } from './opener.ts'
import type { Standing } from './standing.ts'

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
  const { log, standing } = replaying
  let count = 0
  for await (const placed of log.scan(place)) {
    await replay(replaying, placed, true)
    count += placed.length
  }
  standing.replaying = true
  standing.settle()
  standing.replaying = false
  return count
}

/** Files these again; `insert` puts them into the ordered set as well, where they are not yet. */
export async function replay({ tree, standing, opener, keyring, anyDead }: Replaying, placed: readonly Placed[], insert: boolean): Promise<void> {
  standing.replaying = true
  for (let start = 0; start < placed.length; start += replayedAtOnce) {
    const part = placed.slice(start, start + replayedAtOnce)
    const openings = await opener.open(part.map((item) => item.bytes), keyring.contentKeys)
    const items = openings.flatMap((opening, index) => {
      if (!opening.address) return []
      const node = opening.state === 'open' ? standing.nodeOf(opening) : undefined
      return [{ opening, node: typeof node === 'string' ? undefined : node, lapses: keepClassOf((part[index] as Placed).bytes) > 0, item: { ...opening.address, place: (part[index] as Placed).place } }]
    })
    if (insert) await tree.insertMany(items.map((each) => each.item))
    if (insert && anyDead) await tree.setPlaces(items.map((each) => each.item))
    await standing.file(items)
  }
  if (standing.graph.heldBytes > pendingBytesMax) standing.settle()
  standing.replaying = false
}
