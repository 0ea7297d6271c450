/** The ideas garden on the map: a ring of stones with some of the pages growing in it. */
import { block, join, type Markup, placed, printed } from '../ink/markup.ts'
import { blob, type Point } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { type Plant, plant, plantHeight } from '../plants/plant.ts'

const plantsMax = 7

/** The pages come in the order they should stand: the first in front, in the middle. */
export const ideas = (pages: readonly Plant[]): Markup => {
  const shown = pages.slice(0, plantsMax)
  return join(
    block(blob(0, -22, 104, 40, 'ideas ground', 0.05), 'moss', 0.6),
    stones('back'),
    ...shown
      .map((page, i) => ({ page, spot: spots[i]! }))
      .sort((a, b) => a.spot[1] - b.spot[1])
      .map(({ page, spot: [x, y] }) => placed(x, y, 1, plant(page, 30 + (plantHeight(page.length) - 58) * 0.52 + 8))),
    stones('front'))
}

const spots: readonly Point[] = [[-14, -2], [34, -8], [-56, -8], [70, -14], [6, -30], [-40, -30], [46, -34]]

const stones = (side: 'back' | 'front'): Markup => {
  const chance = seeded('ideas wall ' + side)
  const count = side === 'back' ? 15 : 12
  return join(...Array.from({ length: count }, (_, i): Markup | false => {
    const angle = (side === 'back' ? Math.PI : 0) + (i + (side === 'back' ? 0.5 : 0.2)) / count * Math.PI
    const [x, y] = [Math.cos(angle) * 105, -20 + Math.sin(angle) * 39]
    // A gap in front lets the path in.
    if (side === 'front' && Math.abs(x) < 22) return false
    return printed(
      blob(x, y, chance.between(9.5, 12), chance.between(7, 9), `ideas stone ${side}${i}`, 0.12, 8),
      i % 2 === 0 ? 'stone2' : 'stone', { width: 1.9 }
    )
  }))
}
