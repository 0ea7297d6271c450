/** Seats places on a frame and says where the fire and the paths are. */
import { about, type Area, grown, heightOf, widthOf } from '../ink/area.ts'
import { fireExtent } from '../fire/fire.ts'
import type { Point } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { placeExtents, placeKind, placeScale, type PlaceKind } from '../places/place.ts'
import type { Frame } from './frame.ts'
import type { ScenePlace } from './scene.ts'
import { footprint } from './spots.ts'
import { type Cell, narrowSeating, type Seating, seatStray, wideSeating } from './seats.ts'

export type SeatedPlace = {
  readonly place: ScenePlace
  readonly kind: PlaceKind
  readonly x: number
  readonly y: number
  readonly scale: number
  /** What it covers, with room for huts in a hamlet. */
  readonly solid: Area
  /** What the drawing alone covers. */
  readonly drawn: Area
  /** What it keeps others off. */
  readonly footprint: Area
  readonly cell: Area
}

/** The field of cells on a frame. */
export type Field = {
  readonly cellWidth: number
  readonly cellHeight: number
  /** Scale of the place drawings, 1 as drawn. */
  readonly scale: number
  /** The middle of the hearth, with room for its words below. */
  readonly fire: Point
  readonly fireScale: number
  /** How far the base line of a place lies above the lower edge of its cell. */
  readonly footPx: number
  readonly cellArea: (cell: Cell) => Area
}

/** The greatest reach of any place drawing, in px at scale 1. */
const widestPx = 2 * Math.max(...Object.entries(placeExtents).map(([kind, e]) => e.halfWidth * placeScale[kind as PlaceKind]))
const tallestPx = Math.max(...Object.entries(placeExtents).map(([kind, e]) => e.top * placeScale[kind as PlaceKind]))
const deepestPx = Math.max(...Object.entries(placeExtents).map(([kind, e]) => e.bottom * placeScale[kind as PlaceKind]))

/** Below this scale a place cannot be told from another; places that would need it are in the list alone. */
const scaleLeast = { wide: 0.3, narrow: 0.2 } as const
const scaleMost = 1.02

/** The seats of a page. */
export const seatingOn = (frame: Frame): Seating => frame.narrow ? narrowSeating : wideSeating

/** What is kept for words and wares below each base line, and beside each drawing (px at its own scale) for huts. */
export type Spare = { readonly footPx: number; readonly besidePx: number }

/** The field that shows seats up to `highestSeat`. */
export const fieldOn = (frame: Frame, highestSeat: number, { footPx, besidePx }: Spare): Field => {
  const shown = seatingOn(frame).field(highestSeat)
  const [cellWidth, cellHeight] = [
    widthOf(frame.ground) / (shown.right - shown.left + 1), heightOf(frame.ground) / (shown.bottom - shown.top + 1)
  ]
  const foot = Math.min(footPx, cellHeight * 0.4)
  const scale = Math.max(
    0.01,
    Math.min(
      scaleMost, (cellWidth - (frame.narrow ? 22 : 8)) / (widestPx + 2 * besidePx), (cellHeight - foot - 4) / tallestPx,
      foot / deepestPx
    )
  )
  const [middleX, middleY] = [
    frame.ground.left + (0.5 - shown.left) * cellWidth, frame.ground.top + (0.5 - shown.top) * cellHeight
  ]
  const cellArea = ([across, down]: Cell): Area => ({
    left: middleX + (across - 0.5) * cellWidth, right: middleX + (across + 0.5) * cellWidth,
    top: middleY + (down - 0.5) * cellHeight, bottom: middleY + (down + 0.5) * cellHeight
  })
  const fireScale = Math.max(frame.narrow ? 0.34 : 0.4, Math.min(frame.narrow ? 0.72 : 1, (cellHeight - 34) / 172))
  const wordsPx = frame.narrow ? 45 : 50
  return {
    cellWidth, cellHeight, scale, fireScale, footPx: foot, cellArea,
    fire: [middleX, middleY + cellHeight / 2 - wordsPx - fireExtent.bottom * fireScale]
  }
}

/** The number of a place's seat. */
const seatOf = (place: ScenePlace, index: number): number => Math.max(0, Math.floor(place.seat ?? index))

/** The highest seat that still has a readable drawing on this frame. */
const highestSeatOn = (frame: Frame, places: readonly ScenePlace[], spare: Spare): number => {
  const wanted = places.map(seatOf).filter(seat => seat < seatingOn(frame).count).sort((a, b) => a - b)
  while (
    wanted.length > 1 && fieldOn(frame, wanted.at(-1)!, spare).scale < scaleLeast[frame.narrow ? 'narrow' : 'wide']
  ) wanted.pop()
  return wanted.at(-1) ?? 0
}

/** Seats all places that fit; two that claim one seat (said at the same time, far apart) keep it in order of id. */
export const seatPlaces = (
  frame: Frame, places: readonly ScenePlace[], spare: Spare
): { field: Field; seated: SeatedPlace[] } => {
  const highest = highestSeatOn(frame, places, spare)
  const seating = seatingOn(frame)
  const field = fieldOn(frame, highest, spare)
  const bySeat = new Map<number, ScenePlace>()
  const claims = places.map(
    (place, i) => ({ place, seat: seatOf(place, i) })
  ).sort((a, b) => a.seat - b.seat || (a.place.id < b.place.id ? -1 : 1))
  for (const { place, seat } of claims) {
    let free = seat
    while (bySeat.has(free)) free++
    if (free < seating.count && seating.field(free) === seating.field(highest) || free <= highest) bySeat.set(free, place)
  }
  const seated = [...bySeat].map(([seat, place]) => seatedAt(field, seating.cell(seat), seat, place, spare.besidePx))
  return { field, seated: seated.sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place)) }
}

const seatedAt = (field: Field, where: Cell, seat: number, place: ScenePlace, besidePx: number): SeatedPlace => {
  const kind = place.kind ?? placeKind(place.name)
  const scale = field.scale * placeScale[kind]
  const cell = field.cellArea(where)
  const [strayX, strayY] = seatStray(seat)
  const reach = placeExtents[kind]
  const slackX = Math.max(0, field.cellWidth / 2 - (widestPx / 2 + besidePx) * field.scale)
  const baseY = cell.bottom - field.footPx
  const slackY = Math.max(0, baseY - tallestPx * field.scale - cell.top)
  const [x, y] = [
    (cell.left + cell.right) / 2 + strayX * Math.min(26, slackX * 0.6), baseY - slackY * 0.5 + strayY * Math.min(14, slackY * 0.5)
  ]
  const solid = about(
    x, y,
    {
      left: (reach.halfWidth + besidePx) * scale, right: (reach.halfWidth + besidePx) * scale, top: reach.top * scale,
      bottom: reach.bottom * scale
    }
  )
  return { place, kind, x, y, scale, solid, drawn: grown(solid, -besidePx * scale, 0), footprint: footprint(solid), cell }
}

/** Footpaths from the fire to each place, each with a bend of its own. */
export const pathTo = (from: Point, seated: SeatedPlace): Point[] => {
  const to: Point = [seated.x, seated.y + 8]
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const bend = seeded('path ' + seated.place.id).between(-0.13, 0.13)
  return [
    from, [from[0] + dx * 0.36 - dy * bend, from[1] + dy * 0.36 + dx * bend],
    [from[0] + dx * 0.7 - dy * bend * 0.7, from[1] + dy * 0.7 + dx * bend * 0.7], to
  ]
}
