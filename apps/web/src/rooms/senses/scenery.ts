/** What stands on the land beside water and energy: the barrel, as full as its tank says. */
import type { Scenery } from '../../app/room.tsx'
import { placed } from '../../drawing/ink/markup.ts'
import { place, placeExtents } from '../../drawing/places/place.ts'

export const barrelOnLand = (level: number | undefined): Scenery => (area, narrow) => {
  const { halfWidth, top } = placeExtents.water
  const [wide, high] = [area.right - area.left, area.bottom - area.top]
  const scale = Math.min((wide * 0.6) / (halfWidth * 2), (high * (narrow ? 0.9 : 0.62)) / top, 2.8)
  return placed(area.left + wide * (narrow ? 0.72 : 0.5), area.top + high * (narrow ? 0.94 : 0.76), scale, place('water', level === undefined ? {} : { level: Math.min(1, Math.max(0, level)) }))
}
