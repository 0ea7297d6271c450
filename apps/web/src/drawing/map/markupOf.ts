/** From an arrangement's data to drawn markup: one thing, or all of the ground. */
import { creature } from '../creatures/creature.ts'
import { tie } from '../currents/current.ts'
import { fire } from '../fire/fire.ts'
import { glyphs } from '../glyphs/glyph.ts'
import { iceAbout, sheet } from '../ice/ice.ts'
import { join, type Markup, placed } from '../ink/markup.ts'
import { seeded } from '../ink/seed.ts'
import { clearing, footpath, growth, meadow } from '../land/ground.ts'
import { sky } from '../land/sky.ts'
import type { Arrangement, Picture } from '../layout/arrangement.ts'
import { doorStand, meterStand, pumpStand } from '../places/devices.ts'
import { bench, doorway, hamlet, logSeat, nearRings, pathLamp, tapPost } from '../places/furniture.ts'
import { place } from '../places/place.ts'

/** The drawing of one thing about its base point, at scale 1. Creatures come in their box with the feet at the base. */
export const markupOf = (picture: Picture, id: string): Markup => {
  switch (picture.type) {
    case 'place': {
      const drawing = place(picture.kind, picture.details)
      return picture.hamletOf === undefined ? drawing : join(drawing, hamlet(id, picture.hamletOf, picture.halfWidth))
    }
    case 'ware': return placed(-50, -94, 1, creature(picture.ware))
    case 'fire': return fire(picture.state, { have: picture.have, need: picture.need })
    case 'ice': return iceAbout(picture.state, id, picture.about ? placed(0, -28, 2, glyphs[picture.about]) : sheet)
    case 'lamp': return pathLamp(picture.acts)
    case 'tap': return tapPost(picture.acts)
    case 'pump': return pumpStand(picture.acts)
    case 'door': return doorStand(picture.acts)
    case 'meter': return meterStand(picture.acts)
    case 'bench': return bench(picture.widthPx)
    case 'doorway': return doorway
    case 'logSeat': return logSeat
    case 'near': return nearRings
  }
}

/** Sky, hills, meadows, paths and everything that grows; painted first. */
export const groundOf = (
  { frame, worldKey, footpaths, clearing: trodden, meadow: wide, keepOff, moon, ties }: Arrangement
): Markup => {
  const { width, height, horizon, ground, narrow, sunAt, head, ways } = frame
  const areaPx = (ground.right - ground.left) * (height - horizon)
  return join(
    sky({
      seed: worldKey, width, height, horizon, sunAt, clearOf: [head, ways],
      sunRadius: narrow ? 19 : Math.min(44, horizon * 0.18), ...(moon ? { moon } : {})
    }),
    wide ? meadow(wide.x, wide.y, wide.rx, wide.ry, worldKey) : join(...meadows(worldKey, frame)),
    trodden && clearing(trodden.x, trodden.y, trodden.rx, trodden.ry),
    ...footpaths.map(({ points, widthPx }) => footpath(points, widthPx)),
    growth({
      seed: worldKey, keepOff: [head, ...keepOff],
      area: {
        left: -14, right: Math.min(width + 14, ground.right + 40), top: horizon + (narrow ? 2 : 6),
        bottom: narrow ? height - 6 : Math.min(height - 20, ground.bottom + 8)
      },
      trees: Math.round(
        areaPx / (narrow ? 7000 : 24_000)
      ), small: Math.round(areaPx / (narrow ? 3600 : 4300)), treeScale: narrow ? 0.5 : 0.85
    }),
    ...ties.map(({ from, to }) => tie(from, to)))
}

/** A few clearings of darker land, larger than anything that stands on them. */
const meadows = (worldKey: string, { ground, horizon, narrow }: Arrangement['frame']): Markup[] => {
  const chance = seeded('meadows:' + worldKey)
  const [wide, high] = [ground.right - ground.left, ground.bottom - horizon]
  return Array.from({ length: narrow ? 3 : 5 }, (_, i) => meadow(
    ground.left + wide * (
      i % 2 === 0 ? chance.between(0.02, 0.42) : chance.between(0.58, 0.98)
    ), horizon + high * chance.between(0.18, 0.95),
    wide * chance.between(0.2, 0.32), high * chance.between(0.14, 0.24), worldKey + i, chance.between(0.6, 0.85)))
}
