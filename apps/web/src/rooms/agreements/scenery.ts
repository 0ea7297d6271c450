/** The post on the land beside the list: lit, with its pegs, as on the page of each agreement. */
import type { Scenery } from '../../app/room.tsx'
import { pegPost, pegPostHeight } from '../../drawing/agreements/pegs.ts'
import { placed } from '../../drawing/ink/markup.ts'

const pegs = 5

export const postOnLand: Scenery = (area, narrow) => {
  const [wide, high] = [area.right - area.left, area.bottom - area.top]
  const scale = narrow ? (high * 1.1) / pegPostHeight(pegs) : Math.min(1.3, (high * 0.8) / pegPostHeight(pegs))
  return placed(area.left + wide * (narrow ? 0.7 : 0.42), area.top + high * (narrow ? 1 : 0.86) - pegPostHeight(pegs) * scale, scale, pegPost(pegs, 3, true))
}
