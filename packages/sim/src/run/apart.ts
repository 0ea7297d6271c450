/**
 * Who has said to share no more with whom, kept beside the peers' own state; whether what was said after that was written under
 * an epoch that was given to one of those; and whether one of those is still sent what others say (K3).
 */
import { envelopeId, type EpochsState, fromText, type IdText, parseEnvelope, toText } from '@commune/protocol'
import type { SimPeer } from '../peers/simPeer.ts'

/** A message that brings envelopes: a type, a channel, a number, whether there are more; then each behind its length (SPEC of sync). */
const [envelopesType, envelopesAt, lengthBytes] = [7, 14, 3]
/** Grants may go to anybody: nobody but those they are for can open them. */
const entryVersion = 1

export class Apart {
  /** With what lay on the disk of the one that parted: that may be on its way already. */
  readonly #wares = new Map<SimPeer, Map<IdText, ReadonlySet<IdText>>>()
  /** One sentence for each saying that was written for more than it should have been. */
  readonly breaches: string[] = []

  /** Any device of a ware may share again; only the one that said it is held to sharing no more. */
  note(at: SimPeer, ware: IdText, apart: boolean, held: ReadonlySet<IdText>): void {
    if (apart) this.#wares.set(at, new Map([[ware, held], ...(this.#wares.get(at) ?? [])]))
    else for (const [peer, wares] of this.#wares) if (peer.ware === at.ware || peer.ware === undefined) wares.delete(ware)
  }
  /** Whether this one shares no more with anybody. */
  isApart(at: SimPeer): boolean {
    return (this.#wares.get(at)?.size ?? 0) > 0
  }
  of(at: SimPeer): Set<IdText> {
    return new Set(this.#wares.get(at)?.keys())
  }

  /** Looks at a message on its way to another. */
  sent(at: SimPeer, to: SimPeer, world: IdText, message: Uint8Array): void {
    const before = this.#wares.get(at)?.get(to.ware ?? '')
    if (!before || message[0] !== envelopesType) return
    const hosted = at.peer?.inside.find(world)?.hosted
    if (!hosted?.apart().has(to.ware as IdText)) return
    // Whoever holds an epoch that is still in use, however it came by it, has a right to what goes with it.
    const usable = hosted.usable()
    if (to.epochsOnDisk(world).some((epoch) => usable.has(epoch))) return
    if ([...entriesIn(message)].some((id) => !before.has(id))) this.breaches.push(`${at.name} sends entries to ${to.name}, with whom it shares no more`)
  }

  /** Looks at what was just said, by one that was apart from these wares before. */
  async look(at: SimPeer, world: IdText, ids: readonly string[], before: ReadonlySet<IdText>): Promise<void> {
    const still = this.of(at).intersection(before)
    const hosted = at.peer?.inside.find(world)?.hosted
    if (still.size === 0 || !hosted || at.isLiar) return
    const epochs = hosted.world.folds.state('epochs') as EpochsState
    const [id] = ids
    const entry = id === undefined ? undefined : fromText(id.slice(0, id.lastIndexOf('.')))
    const lamport = hosted.world.tip?.lamport
    const [bytes] = entry && lamport !== undefined ? await hosted.world.read([{ lamport, id: entry }]) : []
    const envelope = bytes && parseEnvelope(bytes)
    const epoch = envelope?.ok ? hosted.world.keyring.byTag(envelope.value.tag) : undefined
    if (!epoch) return
    for (const { audience } of [...epochs.mints.values()].filter((mint) => mint.epoch === toText(epoch.id))) {
      const told = audience.filter((ware) => still.has(ware) && ware !== at.ware)
      if (told.length > 0) this.breaches.push(`${at.name} writes for ${told.length} with whom it shares no more`)
    }
  }
}

function* entriesIn(message: Uint8Array): Generator<IdText> {
  for (let at = envelopesAt; at + lengthBytes < message.length; ) {
    const end = at + lengthBytes + (((message[at] as number) << 16) | ((message[at + 1] as number) << 8) | (message[at + 2] as number))
    const envelope = message.subarray(at + lengthBytes, end)
    if (envelope[0] === entryVersion) yield toText(envelopeId(envelope))
    at = end
  }
}
