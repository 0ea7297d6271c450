/** What was answered as said is on its author's own disk for good, whatever crashed, and its author's peer shows it. */
import { brief, type Checker } from './checker.ts'

export const durability: Checker = {
  name: 'durability',
  async check(sight) {
    const { honest, worlds, ledger } = sight.commune
    const broken: string[] = []
    for (const world of worlds) {
      for (const peer of honest) {
        const sayings = ledger.sayingsOf(peer.name, world)
        if (sayings.length === 0) continue
        const held = sight.onDisk(peer, world)
        const graph = peer.peer?.inside.find(world)?.hosted.world.graph
        for (const { entry } of sayings) {
          if (!held.has(entry)) broken.push(`${peer.name} said ${brief(entry)}, and its disk has it no more`)
          else if (graph?.isWaiting(entry) || graph?.isPending(entry)) broken.push(`${peer.name} said ${brief(entry)}, and it counts no more at its own peer`)
        }
      }
    }
    return broken
  }
}
