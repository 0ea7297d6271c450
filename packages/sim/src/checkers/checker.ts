/** What a checker is: looks at a commune between two steps, changes nothing, and says what is broken. */
import { EnvelopeLog, envelopeId, type IdText, toText } from '@commune/protocol'
import type { Commune } from '../run/commune.ts'
import type { SimPeer } from '../peers/simPeer.ts'

export interface Checker {
  readonly name: string
  /** One sentence for each promise that is broken now. */
  check(commune: Commune): Promise<string[]>
}

/** Envelopes of a world on a peer's disk, by the text of their ids; none when it never took part. */
export const envelopesOnDisk = async (peer: SimPeer, world: IdText): Promise<ReadonlyMap<IdText, Uint8Array>> => {
  const found = new Map<IdText, Uint8Array>()
  const slot = peer.slotOf(world)
  if (slot === undefined) return found
  await peer.onDisk(async (store) => {
    const log = await EnvelopeLog.open(store, `w${slot}/`)
    for await (const placed of log.scan(0)) for (const { bytes } of placed) found.set(toText(envelopeId(bytes)), bytes)
  })
  return found
}

/** Short enough for a line. */
export const brief = (id: string): string => id.slice(0, 8)
