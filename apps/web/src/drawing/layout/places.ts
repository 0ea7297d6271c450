/** Seats places on a frame and says where the fire and the paths are. */
import { about, type Area, heightOf, middleOf, widthOf } from '../ink/area.ts'
import type { Point } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import { placeExtents, placeKind, placeScale, type PlaceKind } from '../places/place.ts'
import type { Frame } from './frame.ts'
import type { ScenePlace } from './scene.ts'
import { type Cell, fieldFor, seatCell, seatsCount, seatStray } from './seats.ts'

export type SeatedPlace = {
  readonly place: ScenePlace
  readonly kind: PlaceKind
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly solid: Area
  readonly cell: Area
}

/** The field of cells on a frame. */
export type Field = {
  readonly cellWidth: number
  readonly cellHeight: number
  /** Scale of the place drawings, 1 as drawn. */
  readonly scale: number
  /** The base point of the fire's cell. */
  readonly fire: Point
  readonly cellArea: (cell: Cell) => Area
}

/** The greatest reach of any place drawing, in px at scale 1. */
const widestPx = 2 * Math.max(...Object.entries(placeExtents).map(([kind, e]) => e.halfWidth * placeScale[kind as PlaceKind]))
const tallestPx = Math.max(...Object.entries(placeExtents).map(([kind, e]) => e.top * placeScale[kind as PlaceKind]))
const deepestPx = Math.max(...Object.entries(placeExtents).map(([kind, e]) => e.bottom * placeScale[kind as PlaceKind]))

/** Below this scale a place cannot be told from another; places that would need it are in the list alone. */
const scaleLeast = 0.2
const scaleMost = 1.02

/** The field that shows seats up to `highestSeat`. `footPx` is kept below each base line for words and wares. */
export const fieldOn = (frame: Frame, highestSeat: number, footPx: number): Field => {
  const [wide, deep] = fieldFor(highestSeat)
  const [cellWidth, cellHeight] = [widthOf(frame.ground) / (wide * 2 + 1), heightOf(frame.ground) / (deep * 2 + 1)]
  const foot = Math.min(footPx, cellHeight * 0.4)
  const scale = Math.max(0.01, Math.min(scaleMost, (cellWidth - 8) / widestPx, (cellHeight - foot - 4) / tallestPx, foot / deepestPx))
  const [middleX, middleY] = middleOf(frame.ground)
  const cellArea = ([across, down]: Cell): Area => ({
    left: middleX + (across - 0.5) * cellWidth, right: middleX + (across + 0.5) * cellWidth,
    top: middleY + (down - 0.5) * cellHeight, bottom: middleY + (down + 0.5) * cellHeight
  })
  return { cellWidth, cellHeight, scale, fire: [middleX, middleY + cellHeight / 2 - foot], cellArea }
}

/** The number of a place's seat. */
const seatOf = (place: ScenePlace, index: number): number => Math.max(0, Math.floor(place.seat ?? index))

/** The highest seat that still has a readable drawing on this frame. */
const highestSeatOn = (frame: Frame, places: readonly ScenePlace[], footPx: number): number => {
  const wanted = places.map(seatOf).filter(seat => seat < seatsCount).sort((a, b) => a - b)
  while (wanted.length > 1 && fieldOn(frame, wanted.at(-1)!, footPx).scale < scaleLeast) wanted.pop()
  return wanted.at(-1) ?? 0
}

/** Seats all places that fit; two that claim one seat (said at the same time, far apart) keep it in order of id. */
export const seatPlaces = (frame: Frame, places: readonly ScenePlace[], footPx: number): { field: Field; seated: SeatedPlace[] } => {
  const highest = highestSeatOn(frame, places, footPx)
  const field = fieldOn(frame, highest, footPx)
  const bySeat = new Map<number, ScenePlace>()
  const claims = places.map((place, i) => ({ place, seat: seatOf(place, i) })).sort((a, b) => a.seat - b.seat || (a.place.id < b.place.id ? -1 : 1))
  for (const { place, seat } of claims) {
    let free = seat
    while (bySeat.has(free)) free++
    if (free <= highest || (free < seatsCount && sameField(free, highest))) bySeat.set(free, place)
  }
  const seated = [...bySeat].map(([seat, place]) => seatedAt(field, seat, place))
  return { field, seated: seated.sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place)) }
}

const sameField = (a: number, b: number): boolean => fieldFor(a).join() === fieldFor(b).join()

const seatedAt = (field: Field, seat: number, place: ScenePlace): SeatedPlace => {
  const kind = place.kind ?? placeKind(place.name)
  const scale = field.scale * placeScale[kind]
  const cell = field.cellArea(seatCell(seat))
  const [strayX, strayY] = seatStray(seat)
  const reach = placeExtents[kind]
  const slackX = Math.max(0, field.cellWidth / 2 - widestPx * field.scale / 2)
  const baseY = cell.bottom - (field.cellArea([0, 0]).bottom - field.fire[1])
  const slackY = Math.max(0, baseY - tallestPx * field.scale - cell.top)
  const [x, y] = [(cell.left + cell.right) / 2 + strayX * Math.min(26, slackX * 0.6), baseY - slackY * 0.5 + strayY * Math.min(14, slackY * 0.5)]
  const solid = about(x, y, { left: reach.halfWidth * scale, right: reach.halfWidth * scale, top: reach.top * scale, bottom: reach.bottom * scale })
  return { place, kind, x, y, scale, solid, cell }
}

/** Footpaths from the fire to each place, each with a bend of its own. */
export const pathTo = (from: Point, seated: SeatedPlace): Point[] => {
  const to: Point = [seated.x, seated.y + 8]
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const bend = seeded('path ' + seated.place.id).between(-0.13, 0.13)
  return [from, [from[0] + dx * 0.36 - dy * bend, from[1] + dy * 0.36 + dx * bend], [from[0] + dx * 0.7 - dy * bend * 0.7, from[1] + dy * 0.7 + dx * bend * 0.7], to]
}
