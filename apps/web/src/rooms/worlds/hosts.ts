/** Who stands at the gate: oneself, and somebody else if there is anybody; and the way that leads through it. */
import type { Scenery } from '../../app/room.tsx'
import { creature, type Portrayed } from '../../drawing/creatures/creature.ts'
import { join, placed } from '../../drawing/ink/markup.ts'
import { footpath } from '../../drawing/land/ground.ts'

const spots: readonly (readonly [number, number])[] = [[0.435, 0.93], [0.535, 0.85], [0.6, 0.99]]
const px = 92

export const hosts = (wares: readonly Portrayed[]): Scenery => (area) => {
  const [wide, high] = [area.right - area.left, area.bottom - area.top]
  const x = area.left + wide * 0.285
  return join(
    footpath([[x, area.top + high * 0.8], [x - 4, area.bottom], [x - 40, area.bottom + 180]], 150),
    ...wares.slice(0, spots.length).map((ware, i) => placed(area.left + wide * spots[i]![0] - px / 2, area.top + high * spots[i]![1] - px, px / 100, creature(ware))))
}
