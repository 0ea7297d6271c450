/** A plan, drawn: rivers below, then what they come from, the basins where something is made, and the table. */
import { basin, river } from '../currents/current.ts'
import { creature } from '../creatures/creature.ts'
import { glyphs } from '../glyphs/glyph.ts'
import type { Area } from '../ink/area.ts'
import { block, grouped, join, type Markup, outlined, placed, printed, stroke } from '../ink/markup.ts'
import { blob, box, type Point, short } from '../ink/path.ts'
import { place } from '../places/place.ts'
import { feastTable } from '../places/furniture.ts'
import type { Colour } from '../../theme/index.ts'
import type { PlacedPlan, PlacedPlate, PlacedRiver } from './layout.ts'
import type { PlanTone, PlanWay } from './scene.ts'

export const drawPlan = (plan: PlacedPlan, ground: Area): Markup => join(
  block(blob((ground.left + ground.right) / 2, (ground.top + ground.bottom) / 2, (ground.right - ground.left) * 0.46, (ground.bottom - ground.top) * 0.47, 'plan ground', 0.06), 'land2', 0.6),
  ...plan.rivers.map(drawRiver),
  ...plan.sources.map(({ what, kind, x, y, scale, plate, wareAt }) => join(
    placed(x, y, scale, place(kind)),
    wareAt !== undefined && what.ware !== undefined && placed(wareAt[0], wareAt[1], 0.46, placed(-50, -50, 1, creature(what.ware))),
    drawPlate(plate))),
  ...plan.makings.map(({ x, y, scale }) => placed(x, y, scale, basin)),
  placed(plan.end.x, plan.end.y, plan.end.scale, feastTable(glyphs[plan.end.what.glyph], waiting(plan.end.what.glyph), plan.end.what.there, plan.end.what.wanted)))

/** What is not there: the loaf has its own dashed drawing, everything else is a shade of itself. */
const waiting = (glyph: PlanWay['rider']): Markup => glyph === 'loaf' ? glyphs.hollowLoafOnWhite : grouped('waited-for', glyphs[glyph])

/** The bed of a river by what rides on it: grain is straw, fire is ember, hands and leaves are moss. */
const beds: readonly (readonly [Colour, readonly PlanWay['rider'][]])[] = [
  ['straw', ['sack', 'nuts', 'cheese', 'egg', 'log', 'jar', 'bottle', 'bundle']],
  ['ember', ['twigs', 'flame', 'pot', 'loaf', 'bowl', 'machine', 'apple', 'root']],
  ['water', ['drop', 'tap', 'barrel', 'rain', 'jug', 'fish', 'ice']]
]
const bedOf = (rider: PlanWay['rider']): Colour => beds.find(([, names]) => names.includes(rider))?.[0] ?? 'moss'

const drawRiver = ({ way, points, widthPx, note }: PlacedRiver): Markup => join(
  river({ points, widthPx, full: way.full, colour: bedOf(way.rider) }),
  way.full > 0 && ridersOf(points, way),
  arrow(points, widthPx),
  note !== undefined && stroke(`M${short(note.from[0])} ${short(note.from[1])}L${short(note.to[0])} ${short(note.to[1])}`, 'emberInk', { width: 2.2 }))

/** One on a short river, two on a long one. */
const ridersOf = (points: readonly Point[], way: PlanWay): Markup => {
  const [from, to] = [points[0]!, points.at(-1)!]
  return Math.hypot(to[0] - from[0], to[1] - from[1]) < 110 ? rider(points, 0.45, way) : join(rider(points, 0.3, way), rider(points, 0.62, way))
}

const rider = (points: readonly Point[], share: number, { rider: name }: PlanWay): Markup => {
  const [x, y] = points[Math.round(share * (points.length - 1))]!
  return placed(x, y, 1, grouped('rider', glyphs[name]))
}

/** An open chevron across the river's mouth. */
const arrow = (points: readonly Point[], widthPx: number): Markup => {
  const [bx, by] = points.at(-1)!
  const [ax, ay] = points.at(-2)!
  const turn = (Math.atan2(by - ay, bx - ax) * 180) / Math.PI
  const half = short(Math.max(8, widthPx * 0.34))
  return placed(bx, by, 1, stroke(`M-14 -${half}L0 0L-14 ${half}`, 'limb', { width: 3.4 }), turn)
}

const plateColours: Readonly<Record<PlanTone, Colour>> = { yes: 'moss', less: 'straw', open: 'paper', no: 'stone' }

/** A little board with its word; an answer that is not there yet has a dashed edge. */
const drawPlate = ({ area, tone }: PlacedPlate): Markup => {
  const shape = box(area.left, area.top, area.right - area.left, area.bottom - area.top)
  return tone === 'open' ? join(outlined(shape, 'paper', 0, 'paper'), stroke(shape, 'line', { width: 2, dash: '6 4' })) : printed(shape, plateColours[tone], { width: 2.2, right: 2, down: 2 })
}
