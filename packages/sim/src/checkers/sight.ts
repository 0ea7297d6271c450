/** A commune as checkers see it at one moment: what several of them look at is read and worked out once for all of them. */
import type { World, WorldSummary } from '@commune/peer'
import { envelopeId, type IdText, toText } from '@commune/protocol'
import type { SimPeer } from '../peers/simPeer.ts'
import type { Commune } from '../run/commune.ts'

/** Envelopes by the text of their ids. */
export type Envelopes = ReadonlyMap<IdText, Uint8Array>

const segmentHeadBytes = 3
const lengthBytes = 3

/** Envelopes of a value of a disk: no disk changes the bytes of a value, it takes others in their place. */
const read = new WeakMap<Uint8Array, readonly (readonly [IdText, Uint8Array])[]>()

export class Sight {
  readonly commune: Commune
  readonly #disks = new Map<string, Envelopes>()
  readonly #digests = new Map<World['folds'], string>()
  readonly #summaries = new Map<string, Promise<WorldSummary | undefined>>()

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
    if (slot !== undefined) for (const [, segment] of peer.disk.contents(`w${slot}/l/`)) for (const [id, bytes] of readSegment(segment)) found.set(id, bytes)
    this.#disks.set(key, found)
    return found
  }

  digestOf(folds: World['folds']): string {
    const digest = this.#digests.get(folds) ?? folds.digest()
    this.#digests.set(folds, digest)
    return digest
  }

  /** What a peer shows of a world; undefined when it does not run, or shows nothing of it. */
  summaryOf(peer: SimPeer, world: IdText): Promise<WorldSummary | undefined> {
    const key = `${peer.name}/${world}`
    const summary = this.#summaries.get(key) ?? ask(peer, world)
    this.#summaries.set(key, summary)
    return summary
  }
}

async function ask(peer: SimPeer, world: IdText): Promise<WorldSummary | undefined> {
  const answer = await peer.peer?.ask('world', { world })
  return answer?.ok ? answer.value : undefined
}

function readSegment(segment: Uint8Array): readonly (readonly [IdText, Uint8Array])[] {
  const known = read.get(segment)
  if (known) return known
  const envelopes = [...envelopesOf(segment)].map((bytes) => [toText(envelopeId(bytes)), bytes] as const)
  read.set(segment, envelopes)
  return envelopes
}

/** Envelopes of one segment, read without the log's own code: that is among what is checked. */
function* envelopesOf(segment: Uint8Array): Generator<Uint8Array> {
  for (let at = segmentHeadBytes; at + lengthBytes <= segment.length; ) {
    const length = ((segment[at] as number) << 16) | ((segment[at + 1] as number) << 8) | (segment[at + 2] as number)
    yield segment.subarray(at + lengthBytes, at + lengthBytes + length)
    at += lengthBytes + length
  }
}
