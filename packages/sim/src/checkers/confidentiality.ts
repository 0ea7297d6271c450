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
      const openedBy = openedIn(oneOfEachTag(sight, world))
      for (const peer of commune.peers) {
        const { ware } = peer
        const hosted = peer.peer?.inside.find(world)?.hosted
        if (!hosted || ware === undefined) continue
        for (const epoch of hosted.world.keyring.all()) {
          const opened = openedBy(epoch.contentKey)
          if (opened.length === 0) continue
          const audience = audiences.get(toText(epoch.id))
          const byHistory = commune.history.get(peer)?.has(toText(epoch.id))
          if (!audience || audience.has(ware) || byHistory) continue
          for (const tag of opened) broken.push(`${peer.name} opens what was written under ${brief(tag)}, which was not given to it`)
        }
      }
    }
    return broken
  }
}

/** Says which of these envelopes a key opens, by their tags. A key that many hold is tried once: whoever has it, it opens the same. */
function openedIn(sample: ReadonlyMap<IdText, Uint8Array>): (contentKey: Uint8Array) => readonly IdText[] {
  const envelopes = [...sample].flatMap(([tag, bytes]) => {
    const envelope = parseEnvelope(bytes)
    return envelope.ok ? [{ tag, envelope: envelope.value }] : []
  })
  const tried = new Map<string, readonly IdText[]>()
  return (contentKey) => {
    const key = toText(contentKey)
    const opened = tried.get(key) ?? envelopes.filter(({ envelope }) => openEnvelope(envelope, contentKey).ok).map(({ tag }) => tag)
    tried.set(key, opened)
    return opened
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
