/**
 * Nothing counts as said by somebody who did not say it (P2, E4). A peer commits what it says before anybody hears of it, so
 * whatever counts anywhere as said by an honest device lies on that device's own disk; it forks nowhere, is never taken for
 * a copy, and speaks for no ware but its own.
 */
import type { IdText } from '@commune/protocol'
import { brief, type Checker } from './checker.ts'

interface Fact {
  readonly device?: IdText | null
  readonly origin?: { readonly id: string; readonly device: IdText | null }
}

export const authorship: Checker = {
  name: 'authorship',
  async check(sight) {
    const { honest, worlds } = sight.commune
    const broken: string[] = []
    for (const world of worlds) {
      const said = new Map(honest.map((peer) => [peer, entriesByDevice(peer.peer?.inside.find(world)?.hosted.world.folds)]))
      for (const author of honest) {
        const device = author.device
        if (device === undefined || !author.joined.has(world)) continue
        const own = sight.onDisk(author, world)
        for (const peer of honest) {
          const hosted = peer.peer?.inside.find(world)?.hosted
          if (!hosted) continue
          if (peer === author && hosted.world.copied) broken.push(`${peer.name} takes itself for a copy`)
          if (hosted.world.graph.forks.some((fork) => fork.device === device)) broken.push(`${author.name} never forked, and ${peer.name} says so`)
          const ware = hosted.identities.wareOfDevice(device)
          if (ware !== undefined && ware !== author.ware) broken.push(`${author.name} speaks for a ware not its own at ${peer.name}`)
          for (const entry of said.get(peer)?.get(device) ?? []) {
            if (!own.has(entry)) broken.push(`${peer.name} takes ${brief(entry)} for a word of ${author.name}, who does not have it`)
          }
        }
      }
    }
    return broken
  }
}

/** Of the text of an id; what is longer is that of a statement. */
const idChars = 43
const rooms = ['identity', 'epochs', 'wares', 'worlds', 'flows', 'ideas', 'undo', 'unknown']

/** Entries from which the statements of each device were folded. */
function entriesByDevice(folds: { state(room: string): object } | undefined): Map<IdText, Set<IdText>> {
  const devices = new Map<IdText, Set<IdText>>()
  if (!folds) return devices
  for (const room of rooms) {
    for (const table of Object.values(folds.state(room)) as Iterable<[string, Fact]>[]) {
      for (const [key, fact] of table) {
        const by = fact.origin ? fact.origin.device : fact.device
        const id = fact.origin ? fact.origin.id : key
        if (!by || id.length <= idChars) continue
        const entries = devices.get(by)
        if (entries) entries.add(id.slice(0, idChars))
        else devices.set(by, new Set([id.slice(0, idChars)]))
      }
    }
  }
  return devices
}
