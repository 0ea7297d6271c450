/**
 * Nothing counts as said by somebody who did not say it (P2, E4). A peer commits what it says before anybody hears of it, so
 * whatever counts anywhere as said by an honest device lies on that device's own disk; it forks nowhere, is never taken for
 * a copy, speaks for no ware but its own, and nobody but a device of its own ware ends it (I3).
 */
import { rooms, unknownRoom } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import type { SimPeer } from '../peers/simPeer.ts'
import { brief, type Checker } from './checker.ts'
import type { Envelopes } from './sight.ts'

interface Fact {
  readonly device?: IdText | null
  readonly origin?: { readonly id: string; readonly device: IdText | null }
}

export const authorship: Checker = {
  name: 'authorship',
  async check(sight) {
    const { honest, worlds, ended } = sight.commune
    const broken = new Set<string>()
    for (const world of worlds) {
      const authors = new Map<IdText, Author>()
      for (const peer of honest) {
        const { device, ware } = peer
        if (device !== undefined && peer.joined.has(world)) authors.set(device, { peer, ware, own: sight.onDisk(peer, world) })
      }
      for (const peer of honest) {
        const hosted = peer.peer?.inside.find(world)?.hosted
        if (!hosted) continue
        const { identities } = hosted
        const { copied, graph, folds } = hosted.world
        if (copied && authors.get(peer.device ?? '')?.peer === peer) broken.add(`${peer.name} takes itself for a copy`)
        for (const { device } of graph.forks) {
          const author = authors.get(device)
          if (author) broken.add(`${author.peer.name} never forked, and ${peer.name} says so`)
        }
        for (const [device, author] of authors) {
          const ware = identities.wareOfDevice(device)
          // A liar that is a device of the same ware may end it, and does.
          const mayLie = sight.commune.peers.some((other) => other.isLiar && other.ware === author.ware)
          if (author.ware !== undefined && !mayLie && !ended.has(device) && identities.devices(author.ware).some((view) => view.device === device && view.ended))
            broken.add(`${author.peer.name} was ended by nobody who may, and ${peer.name} says so`)
          if (ware !== undefined && ware !== author.ware) broken.add(`${author.peer.name} speaks for a ware not its own at ${peer.name}`)
        }
        for (const [device, entry] of saidIn(folds)) {
          const author = authors.get(device)
          if (author && !author.own.has(entry)) broken.add(`${peer.name} takes ${brief(entry)} for a word of ${author.peer.name}, who does not have it`)
        }
      }
    }
    return [...broken]
  }
}

interface Author {
  readonly peer: SimPeer
  readonly ware: IdText | undefined
  readonly own: Envelopes
}

/** Of the text of an id; what is longer is that of a statement. */
const idChars = 43
const roomNames = ['identity', 'epochs', ...rooms.map(({ name }) => name), unknownRoom.name]

/** Devices with the entries from which their statements were folded, some more than once. */
function* saidIn(folds: { state(room: string): object }): Generator<[device: IdText, entry: IdText]> {
  for (const room of roomNames) {
    for (const table of Object.values(folds.state(room)) as Iterable<[string, Fact]>[]) {
      for (const [key, fact] of table) {
        const by = fact.origin ? fact.origin.device : fact.device
        const id = fact.origin ? fact.origin.id : key
        if (by && id.length > idChars) yield [by, id.slice(0, idChars)]
      }
    }
  }
}
