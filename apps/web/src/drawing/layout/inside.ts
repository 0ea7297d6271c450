/**
 * One place from inside: its drawing at the back, its wares before it, each with its name. Where there are more than the
 * page holds, they stand in corners, each a few faces and "and more"; a corner is looked into in turn.
 */
import { about } from '../ink/area.ts'
import type { Point } from '../ink/path.ts'
import { placeExtents, placeKind, placeScale } from '../places/place.ts'
import type { Arrangement, PlacedThing } from './arrangement.ts'
import type { Frame } from './frame.ts'
import { listOrder } from './order.ts'
import { alongside } from './routes.ts'
import type { PlaceScene, ScenePlace, SceneWare } from './scene.ts'
import { labelFor, roomWithin, type Room } from './spots.ts'
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

type Grid = { readonly columns: number; readonly rows: number; readonly stepX: number; readonly stepY: number; readonly left: number; readonly top: number }

const gridOn = ({ ground, creaturePx, narrow }: Frame): Grid => {
  const head = narrow ? 92 : 190
  const [stepX, stepY] = [creaturePx * (narrow ? 1.32 : 1.7), creaturePx + (narrow ? 24 : 42)]
  const columns = Math.max(2, Math.floor((ground.right - ground.left) / stepX))
  const rows = Math.max(1, Math.floor((ground.bottom - ground.top - head) / stepY))
  return { columns, rows, stepX: (ground.right - ground.left) / columns, stepY, left: ground.left, top: ground.top + head }
}

export const inside = (scene: PlaceScene, frame: Frame, place: ScenePlace, corner: number | undefined): Arrangement => {
  const here = scene.wares.filter(ware => ware.place === place.id)
  const room = roomWithin(frame.ground)
  const back = backdrop(frame, place, room)
  const each = facesInside(frame)
  const things = [back, ...(corner === undefined && here.length > each
    ? corners(frame, here, place, room)
    : grid(frame, corner === undefined ? here : cornerWares(here, frame, corner), room))]
  const path: Point[] = [[back.x, back.y + 8], [back.x - 20, (back.y + frame.ground.bottom) / 2], [back.x + 30, frame.height + 30]]
  return {
    frame, worldKey: scene.worldKey, manner: 'inside', things, currents: [], ties: [],
    footpaths: [{ points: path, widthPx: frame.narrow ? 18 : 34 }],
    keepOff: [...room.taken(), ...things.map(thing => thing.solid), ...alongside(path, 20)],
    order: listOrder(scene, things, []),
    ...(scene.moon ? { moon: scene.moon } : {})
  }
}

const backdrop = (frame: Frame, place: ScenePlace, room: Room): PlacedThing => {
  const kind = place.kind ?? placeKind(place.name)
  const reach = placeExtents[kind]
  const high = frame.narrow ? 74 : 150
  const scale = Math.min(placeScale[kind] * 1.25, high / reach.top)
  const [x, y] = [(frame.ground.left + frame.ground.right) / 2, frame.ground.top + high + 6]
  const solid = about(x, y, { left: reach.halfWidth * scale, right: reach.halfWidth * scale, top: reach.top * scale, bottom: Math.min(reach.bottom * scale, 16) })
  room.take(solid)
  const lines = brokenWords(place.name, frame.narrow ? 'wareName' : 'placeName', 260, 1)
    .map(text => ({ text, face: frame.narrow ? 'wareName' as const : 'placeName' as const, tone: 'ink' as const }))
  const details = {
    ...(place.stock ? { stock: place.stock } : {}), ...(place.pages ? { pages: place.pages } : {}), ...(place.level === undefined ? {} : { level: place.level })
  }
  return {
    id: place.id, role: 'place', x, y, scale, solid, sentence: place.sentence,
    picture: { type: 'place', kind, details, halfWidth: reach.halfWidth }, label: labelFor(room, lines, solid, ['right', 'left', 'below'])
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
  return things.map((thing, i) => ({ ...thing, label: labelFor(room, wareLines(wares[i]!, stepX - 6), thing.solid, ['below']) }))
}

const cornerFaces = 3

/** Corners of a crowded place: three faces each on a bench, the rest behind a doorway. Each corner is a button. */
const corners = (frame: Frame, here: readonly SceneWare[], place: ScenePlace, room: Room): PlacedThing[] => {
  const each = facesInside(frame)
  const count = Math.ceil(here.length / each)
  const { ground, creaturePx, narrow } = frame
  const widthPx = creaturePx * 2.9
  const columns = Math.max(1, Math.min(count, Math.floor((ground.right - ground.left) / (widthPx + 24))))
  const { top, stepY } = gridOn(frame)
  return Array.from({ length: count }, (_, corner): PlacedThing[] => {
    const members = cornerWares(here, frame, corner)
    const inRow = Math.min(columns, count - Math.floor(corner / columns) * columns)
    const step = (ground.right - ground.left) / inRow
    const [x, y] = [ground.left + (corner % columns + 0.5) * step, top + Math.floor(corner / columns) * (stepY + (narrow ? 10 : 34)) + creaturePx + 8 + (narrow ? 0 : (corner % 2) * 52)]
    const faces = members.slice(0, cornerFaces).map((ware, i): PlacedThing => {
      const { sentence: _, ...thing } = wareThing(ware, [x - widthPx * 0.36 + i * creaturePx * 0.66, y - 9], creaturePx)
      return { ...thing, id: `${thing.id} in corner`, role: 'decor', depth: y + 1 }
    })
    const doorX = x + widthPx * 0.36
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
      { id: `doorway ${corner}`, role: 'decor', x: doorX, y, scale: creaturePx / 66, picture: { type: 'doorway' }, solid: about(doorX, y, { left: 16, right: 16, top: 44, bottom: 5 }) }
    ]
  }).flat()
}

const cornerMark = ' corner '

/** The id of a corner's button. */
export const cornerId = (placeId: string, corner: number): string => `${placeId}${cornerMark}${corner}`

/** Reads a corner's id back: which place and which corner. */
export const cornerOf = (id: string): { readonly place: string; readonly corner: number } | undefined => {
  const at = id.lastIndexOf(cornerMark)
  const corner = Number(id.slice(at + cornerMark.length))
  return at < 0 || !Number.isInteger(corner) ? undefined : { place: id.slice(0, at), corner }
}
