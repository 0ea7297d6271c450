/**
 * The page a map is laid out on: its size, what lies over it, where the land begins.
 * Two arrangements: wide, with the list's sheet at the right, and a strip on top of a phone's list.
 */
import type { Area } from '../ink/area.ts'

export type Frame = {
  readonly width: number
  readonly height: number
  /** Where the land begins, px from the top. */
  readonly horizon: number
  /** Where things may stand and words may be. */
  readonly ground: Area
  /** A creature's box in px. */
  readonly creaturePx: number
  readonly narrow: boolean
  /** Where the header's words stand: no star and no tree is drawn there. */
  readonly head: Area
  /** Where the ways to the rooms stand: no star is drawn there. */
  readonly ways: Area
  /** The middle of the sun as shares of width and horizon. */
  readonly sunAt: readonly [number, number]
}

/** What lies over the map at each edge, in px. */
export type Cover = { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }

/** Below this width the phone's arrangement is used. */
export const narrowBelowPx = 700

const wideCover: Cover = { top: 96, right: 446, bottom: 112, left: 0 }
const narrowCover: Cover = { top: 92, right: 0, bottom: 10, left: 0 }

/** The frame for a size; `cover` overrides what lies over it (a sheet that is put away, a taller header). */
export const frameFor = (width: number, height: number, cover: Partial<Cover> = {}): Frame => {
  const narrow = width < narrowBelowPx
  const over = { ...(narrow ? narrowCover : wideCover), ...cover }
  const horizon = over.top + (narrow ? Math.min(80, height * 0.2) : Math.min(40, height * 0.05))
  const edge = narrow ? 6 : 16
  const ground: Area = {
    left: over.left + edge,
    top: narrow ? horizon - 56 : horizon - 12,
    right: Math.max(over.left + edge + 120, width - over.right - edge),
    bottom: Math.max(horizon + 80, height - over.bottom - (narrow ? 4 : 8))
  }
  const head: Area = {
    left: 0, top: 0, right: Math.min(width, over.right === 0 && !narrow ? 720 : narrow ? 230 : 340), bottom: over.top - 4
  }
  const ways: Area = { left: width - (narrow ? 124 : 830), top: 0, right: width, bottom: narrow ? 68 : 84 }
  return {
    width, height, horizon, ground, narrow, head, ways, creaturePx: narrow ? 56 : 66,
    sunAt: narrow ? [0.74, 0.58] : over.right === 0 ? [0.79, 0.5] : [Math.max(0.28, Math.min(0.42, 390 / width)), 0.46]
  }
}
