/**
 * One place from inside: its drawing at the back, its wares before it, each with its name. Where there are more than the
 * page holds, they stand in corners, each a few faces and "and more"; a corner is looked into in turn.
 */
import { about } from '../ink/area.ts'
import type { Point } from '../ink/path.ts'
import { placeExtents, placeKind, placeScale } from '../places/place.ts'
import type { Arrangement, PlacedThing } from './arrangement.ts'
import type { Frame } from './frame.ts'
import { cornerId, moreCornersId } from './corner.ts'
import { listOrder } from './order.ts'
import { asPressed, buttonsOf, pressedThings } from './press.ts'
import { alongside } from './routes.ts'
import type { PlaceScene, ScenePlace, SceneWare, Zoom } from './scene.ts'
import { labelFor, nameFor, roomWithin, type Room } from './spots.ts'
import { wareLines, wareThing } from './wares.ts'
import { brokenWords } from './words.ts'

/** How many faces one look holds on a frame: 40 on a wide page, fewer on a strip. */
export const facesInside = (frame: Frame): number => {
  const { columns, rows } = gridOn(frame)
  return Math.max(4, Math.min(40, columns * rows))
}

/** The ids of a corner's wares: corners follow the order of the scene, so that they never change as others come. */
export const cornerWares = (wares: readonly SceneWare[], frame: Frame, corner: number): readonly SceneWare[] =>
  wares.slice(corner * facesInside(frame), (corner + 1) * facesInside(frame))

type Grid = Readonly<Record<'columns' | 'rows' | 'stepX' | 'stepY' | 'left' | 'top', number>>

const gridOn = ({ ground, creaturePx, narrow }: Frame): Grid => {
  const head = narrow ? 92 : 190
  const [stepX, stepY] = [creaturePx * (narrow ? 1.32 : 1.7), creaturePx + (narrow ? 24 : 42)]
  const columns = Math.max(2, Math.floor((ground.right - ground.left) / stepX))
  const rows = Math.max(1, Math.floor((ground.bottom - ground.top - head) / stepY))
  return { columns, rows, stepX: (ground.right - ground.left) / columns, stepY, left: ground.left, top: ground.top + head }
}

export const inside = (scene: PlaceScene, frame: Frame, place: ScenePlace, { corner, fromCorner = 0 }: Zoom): Arrangement => {
  const here = scene.wares.filter(ware => ware.place === place.id)
  const room = roomWithin(frame.ground)
  const back = backdrop(frame, place, room)
  const drawn = [back, ...(corner === undefined && here.length > facesInside(frame)
    ? corners(frame, here, place, room, fromCorner)
    : grid(frame, corner === undefined ? here : cornerWares(here, frame, corner), room))]
  const pressed = pressedThings(drawn, frame)
  const things = asPressed(drawn, pressed)
  const path: Point[] = [
    [back.x, back.y + 8], [back.x - 20, (back.y + frame.ground.bottom) / 2], [back.x + 30, frame.height + 30]
  ]
  return {
    frame, worldKey: scene.worldKey, manner: 'inside', things, currents: [], ties: [],
    footpaths: [{ points: path, widthPx: frame.narrow ? 18 : 34 }],
    keepOff: [...room.taken(), ...things.map(thing => thing.solid), ...alongside(path, 20)],
    buttons: buttonsOf(pressed, things, [], listOrder(scene, things, []), frame),
    ...(scene.moon ? { moon: scene.moon } : {})
  }
}

const backdrop = (frame: Frame, place: ScenePlace, room: Room): PlacedThing => {
  const kind = place.kind ?? placeKind(place.name)
  const reach = placeExtents[kind]
  const high = frame.narrow ? 74 : 150
  const scale = Math.min(placeScale[kind] * 1.25, high / reach.top)
  const [x, y] = [(frame.ground.left + frame.ground.right) / 2, frame.ground.top + high + 6]
  const solid = about(
    x, y,
    {
      left: reach.halfWidth * scale, right: reach.halfWidth * scale, top: reach.top * scale,
      bottom: Math.min(reach.bottom * scale, 16)
    }
  )
  room.take(solid)
  const lines = brokenWords(place.name, frame.narrow ? 'wareName' : 'placeName', 260, 1)
    .map(text => ({ text, face: frame.narrow ? 'wareName' as const : 'placeName' as const, tone: 'ink' as const }))
  const details = {
    ...(
      place.stock ? { stock: place.stock } : {}
    ), ...(place.pages ? { pages: place.pages } : {}), ...(place.level === undefined ? {} : { level: place.level })
  }
  return {
    id: place.id, role: 'place', x, y, scale, solid, sentence: place.sentence,
    picture: {
      type: 'place', kind, details, halfWidth: reach.halfWidth
    }, label: labelFor(room, lines, solid, ['right', 'left', 'below'])
  }
}

/** All faces of a look, in rows that are set off against one another. */
const grid = (frame: Frame, wares: readonly SceneWare[], room: Room): PlacedThing[] => {
  const { columns, stepX, top, left, ...step } = gridOn(frame)
  const across = Math.min(columns, Math.max(1, Math.ceil(Math.sqrt(wares.length * 1.7))))
  const rows = Math.ceil(wares.length / across)
  // Few wares stand farther apart, so that they fill the ground before the place.
  const stepY = Math.min(step.stepY * 1.5, (frame.ground.bottom - top) / Math.max(1, rows))
  const things = wares.map((ware, i) => {
    const [row, column] = [Math.floor(i / across), i % across]
    const inRow = Math.min(across, wares.length - row * across)
    const wide = Math.min(stepX * 1.35, columns * stepX / across)
    const spare = columns * stepX - inRow * wide
    const x = left + spare / 2 + (column + 0.5) * wide + (row % 2 === 0 ? -1 : 1) * Math.min(12, spare / 4)
    return wareThing(ware, [x, top + row * stepY + frame.creaturePx], frame.creaturePx)
  })
  room.take(...things.map(thing => thing.solid))
  return things.map((thing, i) => ({ ...thing, label: nameFor(room, wareLines(wares[i]!, stepX - 6), thing.solid, ['below']) }))
}

const cornerFaces = 3

/**
 * Corners of a crowded place: three faces each on a bench, the rest behind a doorway. Each corner is a button; where there
 * are more than the page holds, the last button leads to the next ones.
 */
const corners = (frame: Frame, here: readonly SceneWare[], place: ScenePlace, room: Room, from: number): PlacedThing[] => {
  const count = Math.ceil(here.length / facesInside(frame))
  const { ground, creaturePx, narrow } = frame
  const { top, stepY } = gridOn(frame)
  const widthPx = creaturePx * 2.9
  const rowPx = stepY + (narrow ? 8 : 52)
  const columns = Math.max(1, Math.floor((ground.right - ground.left) / (widthPx + 16)))
  const capacity = Math.max(2, columns * Math.max(1, Math.floor((ground.bottom - top) / rowPx)))
  const first = Math.max(0, Math.min(count - 1, Math.floor(from)))
  const left = count - first
  const shown = left > capacity ? capacity - 1 : left
  const slots = Array.from({ length: shown + (left > capacity ? 1 : 0) }, (_, slot): PlacedThing[] => {
    const inRow = Math.min(columns, shown + (left > capacity ? 1 : 0) - Math.floor(slot / columns) * columns)
    const step = (ground.right - ground.left) / inRow
    const x = ground.left + (slot % columns + 0.5) * step
    const y = top + Math.floor(slot / columns) * rowPx + creaturePx + 4 + (narrow ? 0 : (slot % 2) * 34)
    return slot < shown
      ? cornerAt([x, y], frame, here, place, first + slot, count, room)
      : moreCorners([x, y], frame, place, first + shown, count, room)
  })
  return slots.flat()
}

const doorway = (id: string, x: number, y: number, scale: number): PlacedThing =>
  (
    {
      id, role: 'decor', x, y, scale, picture: { type: 'doorway' },
      solid: about(x, y, { left: 16, right: 16, top: 44, bottom: 5 })
    }
  )

const cornerAt = (
  [x, y]: Point, frame: Frame, here: readonly SceneWare[], place: ScenePlace, corner: number, count: number, room: Room
): PlacedThing[] => {
  const { creaturePx } = frame
  const widthPx = creaturePx * 2.9
  const members = cornerWares(here, frame, corner)
  const faces = members.slice(0, cornerFaces).map((ware, i): PlacedThing => {
    const { sentence: _, ...thing } = wareThing(ware, [x - widthPx * 0.36 + i * creaturePx * 0.66, y - 9], creaturePx)
    return { ...thing, id: `${thing.id} in corner`, role: 'decor', depth: y + 1 }
  })
  const solid = about(x, y, { left: widthPx / 2, right: widthPx / 2, top: creaturePx, bottom: 8 })
  room.take(solid)
  const words = members.length === 1 ? 'one ware' : `${members.length} wares`
  return [
    {
      id: cornerId(place.id, corner), role: 'place', x, y, scale: 1, picture: { type: 'bench', widthPx }, solid,
      sentence: `${place.name}, corner ${corner + 1} of ${count}: ${words}.`,
      label: labelFor(room, [{ text: words, face: 'wareName', tone: 'ink' }], solid, ['below'])
    },
    ...faces,
    doorway(`doorway ${corner}`, x + widthPx * 0.36, y, creaturePx / 66)
  ]
}

const moreCorners = ([x, y]: Point, frame: Frame, place: ScenePlace, next: number, count: number, room: Room): PlacedThing[] => {
  const solid = about(x, y, { left: 40, right: 40, top: 54, bottom: 8 })
  room.take(solid)
  const words = count - next === 1 ? 'one more corner' : `${count - next} more corners`
  return [{
    id: moreCornersId(place.id, next), role: 'place', x, y, scale: frame.creaturePx / 56, picture: { type: 'doorway' }, solid,
    sentence: `${place.name}: ${words}.`, label: labelFor(
      room, [{ text: words, face: 'wareName', tone: 'ink' }], solid, ['below']
    )
  }]
}
