/**
 * No device outside an epoch's audience can open what was written under it (P6, K1, K3, K4). The audience is what its mint
 * and the gives inside it say, and whoever came in by an invitation with history. Every keyring is tried on every envelope.
 * And nobody writes under an epoch that was given to one with whom it shares no more.
 */
import { type EpochsState, type IdText, openEnvelope, parseEnvelope, toText } from '@commune/protocol'
import type { Commune } from '../run/commune.ts'
import { brief, type Checker } from './checker.ts'
import type { Sight } from './sight.ts'

export const confidentiality: Checker = {
  name: 'confidentiality',
  async check(sight) {
    const { commune } = sight
    const broken: string[] = [...commune.apart.breaches]
    commune.noteHistory()
    for (const world of commune.worlds) {
      const audiences = audiencesIn(commune, world)
      const sample = oneOfEachTag(sight, world)
      for (const peer of commune.peers) {
        const hosted = peer.peer?.inside.find(world)?.hosted
        if (!hosted || peer.ware === undefined) continue
        for (const [tag, bytes] of sample) {
          const envelope = parseEnvelope(bytes)
          if (!envelope.ok) continue
          for (const epoch of hosted.world.keyring.all()) {
            if (!openEnvelope(envelope.value, epoch.contentKey).ok) continue
            const audience = audiences.get(toText(epoch.id))
            const byHistory = commune.history.get(peer)?.has(toText(epoch.id))
            if (audience && !audience.has(peer.ware) && !byHistory) broken.push(`${peer.name} opens what was written under ${brief(tag)}, which was not given to it`)
          }
        }
      }
    }
    return broken
  }
}

/** Wares that each epoch was given to, as far as anybody has said. */
function audiencesIn(commune: Commune, world: IdText): Map<IdText, Set<IdText>> {
  const audiences = new Map<IdText, Set<IdText>>()
  const gives: { epoch: IdText; wares: readonly IdText[] }[] = []
  for (const peer of commune.peers) {
    const epochs = peer.peer?.inside.find(world)?.hosted.world.folds.state('epochs') as EpochsState | undefined
    if (!epochs) continue
    for (const { epoch, audience } of epochs.mints.values()) {
      const known = audiences.get(epoch) ?? new Set<IdText>()
      audiences.set(epoch, known)
      for (const ware of audience) known.add(ware)
    }
    gives.push(...epochs.gives.values())
  }
  for (const { epoch, wares } of gives) for (const ware of wares) audiences.get(epoch)?.add(ware)
  return audiences
}

/** One envelope under each epoch that anybody holds on a disk. */
function oneOfEachTag(sight: Sight, world: IdText): Map<IdText, Uint8Array> {
  const sample = new Map<IdText, Uint8Array>()
  for (const peer of sight.commune.peers) {
    for (const bytes of sight.onDisk(peer, world).values()) if (bytes[0] === 1) sample.set(toText(bytes.subarray(1, 17)), bytes)
  }
  return sample
}
