/**
 * Who has said to share no more with whom, kept beside the peers' own state; and whether what was said after that was written
 * under an epoch that was given to one of those (K3).
 */
import { type EpochsState, fromText, type IdText, parseEnvelope, toText } from '@commune/protocol'
import type { SimPeer } from '../peers/simPeer.ts'

export class Apart {
  readonly #wares = new Map<SimPeer, Set<IdText>>()
  /** One sentence for each saying that was written for more than it should have been. */
  readonly breaches: string[] = []

  /** Any device of a ware may share again; only the one that said it is held to sharing no more. */
  note(at: SimPeer, ware: IdText, apart: boolean): void {
    if (apart) this.#wares.set(at, this.of(at).union(new Set([ware])))
    else for (const [peer, wares] of this.#wares) if (peer.ware === at.ware || peer.ware === undefined) wares.delete(ware)
  }
  of(at: SimPeer): Set<IdText> {
    return new Set(this.#wares.get(at))
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
