/** No portion was ever promised twice: what its device said to leave it was there (T7). */
import { brief, type Checker } from './checker.ts'

export const stock: Checker = {
  name: 'stock',
  async check({ commune: { honest, worlds } }) {
    const broken = new Set<string>()
    const devices = new Map(honest.map((peer) => [peer.device, peer.name]))
    for (const world of worlds) {
      for (const peer of honest) {
        const views = peer.peer?.inside.find(world)?.views()
        if (!views) continue
        for (const portion of views.stock.portions()) {
          if (portion.over && devices.has(portion.device)) broken.add(`more left portion ${brief(portion.id)} of ${devices.get(portion.device)} than was there, says ${peer.name}`)
        }
      }
    }
    return [...broken]
  }
}
