/** Some of those who are here, on open ground. However many there are, a dozen stand for all; the list has everybody. */
import type { Scenery } from '../../app/room.tsx'
import { creature, type Portrayed } from '../../drawing/creatures/creature.ts'
import { join, placed } from '../../drawing/ink/markup.ts'

const spots: readonly (readonly [number, number])[] = [
  [0.5, 0.62], [0.26, 0.56], [0.74, 0.58], [0.14, 0.74], [0.4, 0.78], [0.64, 0.8], [0.88, 0.74], [0.3, 0.94], [0.56, 0.98], [0.8, 0.96], [0.12, 0.42], [0.88, 0.42]
]

export const meadow = (wares: readonly Portrayed[]): Scenery => (area, narrow) => {
  const [wide, high] = [area.right - area.left, area.bottom - area.top]
  // One alone is met from near.
  const px = (narrow ? 60 : 82) * (wares.length === 1 ? (narrow ? 1.6 : 3) : 1)
  const shown = wares.slice(0, narrow ? 6 : spots.length)
  const standing = shown.map((ware, i) => {
    const [x, y] = narrow ? [(i + 0.5) / shown.length, 0.72 + (i % 2) * 0.18] : spots[i]!
    return { y, drawing: placed(area.left + wide * x - px / 2, area.top + high * y - px * 0.94, px / 100, creature(ware)) }
  })
  return join(...standing.sort((a, b) => a.y - b.y).map(({ drawing }) => drawing))
}
