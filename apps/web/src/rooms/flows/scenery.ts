/** What stands on the land beside needs, offers and stock: a laid table, a shelf. It repeats what the lists say, and no more. */
import { join, placed } from '../../drawing/ink/markup.ts'
import { place, placeExtents } from '../../drawing/places/place.ts'
import type { Stocked } from '../../drawing/places/shelf.ts'
import type { Scenery } from '../../app/room.tsx'

const fitted = (kind: 'kitchen' | 'shelf' | 'garden', stock: readonly Stocked[], share: number): Scenery => (area, narrow) => {
  const { halfWidth, top } = placeExtents[kind]
  const [wide, high] = [area.right - area.left, area.bottom - area.top]
  const scale = Math.min((wide * 0.74) / (halfWidth * 2), (high * (narrow ? 0.86 : 0.46)) / top)
  return placed(area.left + wide * share, area.top + high * (narrow ? 0.92 : 0.62), scale, place(kind, { stock }))
}

/** Two neighbours: who gives and who needs, with nothing about whom. */
export const table: Scenery = (area, narrow) => {
  if (narrow) return join(fitted('kitchen', [], 0.26)(area, true), fitted('garden', [], 0.72)(area, true))
  const high = area.bottom - area.top
  return join(
    fitted('kitchen', [], 0.5)({ ...area, bottom: area.top + high * 0.62 }, false),
    fitted('garden', [], 0.5)({ ...area, top: area.top + high * 0.44 }, false))
}

export const shelfWith = (stock: readonly Stocked[]): Scenery => fitted('shelf', stock, 0.5)
