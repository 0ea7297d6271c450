/** The land behind a room: sky, hills, what grows, and what belongs to the room. */
import { join, type Markup } from '../drawing/ink/markup.ts'
import { growth, meadow } from '../drawing/land/ground.ts'
import { sky } from '../drawing/land/sky.ts'
import type { Frame } from '../drawing/layout/frame.ts'
import { moonAt } from '../theme/index.ts'

type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/**
 * The moon is that of `nowMs`. `scenery` gets the free ground and draws there; trees and grass keep off the middle of it. `sun`: where
 * it stands, as shares of width and horizon, where the land lies at the right.
 */
export const landWith = (frame: Frame, seed: string, nowMs: number, scenery?: (area: Area, narrow: boolean) => Markup, sun?: readonly [number, number]): Markup => {
  const { width, height, horizon, ground, narrow, head, ways } = frame
  const area: Area = { left: ground.left, top: horizon + 10, right: ground.right, bottom: ground.bottom }
  const [wide, high] = [area.right - area.left, area.bottom - area.top]
  const areaPx = wide * (height - horizon)
  // Where words stand on the land they begin nearer to its edge.
  const middle: Area = { left: area.left + wide * (sun ? 0.03 : 0.06), top: area.top - 40, right: area.right, bottom: area.bottom + 60 }
  // What stands there takes most of the ground.
  const wood = scenery ? 0.34 : 1
  return join(
    sky({ seed, width, height, horizon, clearOf: [head, ways], moon: moonAt(nowMs), sunAt: sun ?? (narrow ? [0.8, 0.44] : [Math.min(0.36, Math.max(0.2, (area.right - 46) / width)), 0.36]), sunRadius: narrow ? 17 : 24 }),
    meadow(area.left + wide * 0.5, area.top + high * 0.55, wide * 0.5, high * 0.34, `${seed} room`, 0.7),
    growth({
      seed: `${seed} room`, keepOff: scenery ? [middle] : [],
      area: { left: Math.max(4, area.left - 20), right: Math.max(60, area.right - 6), top: horizon + 8, bottom: height - 10 },
      trees: Math.round((areaPx / (narrow ? 8000 : 26_000)) * wood), small: Math.round(areaPx / (narrow ? 3600 : 5200)), treeScale: narrow ? 0.5 : 0.85
    }),
    scenery?.(area, narrow))
}
