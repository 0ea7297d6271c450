/** A commune as checkers see it at one moment: what lies on which disk is read once for all of them. */
import { envelopeId, type IdText, toText } from '@commune/protocol'
import type { SimPeer } from '../peers/simPeer.ts'
import type { Commune } from '../run/commune.ts'

/** Envelopes by the text of their ids. */
export type Envelopes = ReadonlyMap<IdText, Uint8Array>

const segmentHeadBytes = 3
const lengthBytes = 3

export class Sight {
  readonly commune: Commune
  readonly #disks = new Map<string, Envelopes>()

  constructor(commune: Commune) {
    this.commune = commune
  }

  /** What a peer would find of a world after a restart; nothing when it never took part. */
  onDisk(peer: SimPeer, world: IdText): Envelopes {
    const key = `${peer.name}/${world}`
    const known = this.#disks.get(key)
    if (known) return known
    const slot = peer.slotOf(world)
    const found = new Map<IdText, Uint8Array>()
    if (slot !== undefined) for (const [, segment] of peer.disk.contents(`w${slot}/l/`)) for (const bytes of envelopesOf(segment)) found.set(toText(envelopeId(bytes)), bytes)
    this.#disks.set(key, found)
    return found
  }
}

/** Envelopes of one segment, read without the log's own code: that is among what is checked. */
function* envelopesOf(segment: Uint8Array): Generator<Uint8Array> {
  for (let at = segmentHeadBytes; at + lengthBytes <= segment.length; ) {
    const length = ((segment[at] as number) << 16) | ((segment[at + 1] as number) << 8) | (segment[at + 2] as number)
    yield segment.subarray(at + lengthBytes, at + lengthBytes + length)
    at += lengthBytes + length
  }
}
