/**
 * Where wares stand: beside the place they say they stand at, or on the bench by the path.
 * Up to twelve stand freely with their names; up to sixty stand in rows of seven with a doorway; above that nobody's face
 * is drawn on the map of the commune, but one's own.
 */
import { kindWord, unnamedWord } from '../creatures/creature.ts'
import { about, type Area, together } from '../ink/area.ts'
import type { Point } from '../ink/path.ts'
import type { LabelLine, PlacedThing } from './arrangement.ts'
import type { Frame } from './frame.ts'
import type { SeatedPlace } from './places.ts'
import { rowMax, type SceneWare } from './scene.ts'
import { firstFree, labelArea, labelFor, type Room, sizeOfLines, spiral } from './spots.ts'
import { brokenWords } from './words.ts'

/** What a creature covers of its box, as shares of the box; it stands on its base point. */
export const bodyAt = ([x, y]: Point, creaturePx: number): Area =>
  about(x, y, { left: creaturePx * 0.36, right: creaturePx * 0.36, top: creaturePx * 0.86, bottom: 3 })

/** A ware's name and its word, as the lines of its label. */
export const wareLines = (ware: SceneWare, maxPx: number): LabelLine[] => {
  const name = ware.name?.trim()
  const word = ware.kind === 'oddware' ? ware.ownWord : kindWord(ware)
  const lines: LabelLine[] = brokenWords(name || unnamedWord(ware), 'wareName', maxPx, 1).map(text => ({ text, face: 'wareName', tone: 'ink' }))
  if (name && word) lines.push(...brokenWords(word, 'kind', maxPx, 1).map((text): LabelLine => ({ text, face: 'kind', tone: 'ink2' })))
  return lines
}

export const wareThing = (ware: SceneWare, [x, y]: Point, creaturePx: number): PlacedThing => ({
  id: ware.id, role: 'ware', x, y, scale: creaturePx / 100, picture: { type: 'ware', ware }, solid: bodyAt([x, y], creaturePx), sentence: ware.sentence
})

/** Stands one ware freely near a place, with its label below it. Undefined when there is no room. */
export const standNear = (room: Room, frame: Frame, ware: SceneWare, near: { x: number; y: number; solid: Area }): PlacedThing | undefined => {
  const { creaturePx } = frame
  const lines = wareLines(ware, frame.narrow ? 84 : 124)
  const half = (near.solid.right - near.solid.left) / 2
  const step = creaturePx * 0.82
  const beside = (side: number, away: number, down: number): Point => [near.x + side * (half + creaturePx * 0.3 + away), near.y + down]
  const first: Point[] = [
    beside(-1, 0, 12), beside(1, 0, 12), beside(-1, 8, -14), beside(1, 8, -14), beside(1, step, 20), beside(-1, step, 20), beside(-1, step, -16), beside(1, step, -16)
  ]
  const spots = function* (): Generator<Point> {
    yield* first
    yield* spiral([near.x, near.y + creaturePx * 0.5], 15, Math.max(frame.width, frame.height) * 0.6)
  }
  const point = firstFree(room, spots(), at => {
    const body = bodyAt(at, creaturePx)
    return [body, labelArea(lines, body, 'below')]
  })
  if (!point) return undefined
  const thing = wareThing(ware, point, creaturePx)
  room.take(thing.solid)
  return { ...thing, label: labelFor(room, lines, thing.solid) }
}

/** Seats wares on one bench; at most `rowMax`. Gives the bench too. */
export const onBench = (room: Room, frame: Frame, wares: readonly SceneWare[], [x, y]: Point, widthMaxPx: number): PlacedThing[] => {
  const { creaturePx } = frame
  const shown = wares.slice(0, rowMax)
  if (shown.length === 0) return []
  const step = Math.min(creaturePx * 1.06, (widthMaxPx - creaturePx * 0.8) / Math.max(1, shown.length - 1))
  const widthPx = Math.max(creaturePx * 1.9, step * (shown.length - 1) + creaturePx * 1.1)
  const bench: PlacedThing = {
    id: 'bench', role: 'decor', x, y, scale: 1, picture: { type: 'bench', widthPx },
    solid: about(x, y, { left: widthPx / 2, right: widthPx / 2, top: 26, bottom: 8 })
  }
  const seated = shown.map((ware, i) => wareThing(ware, [x + (i - (shown.length - 1) / 2) * step, y - 5], creaturePx))
  room.take(bench.solid, ...seated.map(thing => thing.solid))
  return [bench, ...seated.map((thing, i) => {
    const named = { ...thing.solid, bottom: bench.solid.bottom }
    return { ...thing, label: labelFor(room, wareLines(shown[i]!, Math.max(52, step - 4)), named, ['below', 'above']) }
  })]
}

/** A row shoulder to shoulder before a place, and a doorway when more are inside. Names are shown on focus. */
export const inRow = (frame: Frame, wares: readonly SceneWare[], seated: SeatedPlace, roomPx: number): PlacedThing[] => {
  const { creaturePx } = frame
  const doorPx = creaturePx * 0.5
  const least = creaturePx * 0.46
  const fits = Math.max(1, Math.min(rowMax, Math.floor((roomPx - doorPx - creaturePx * 0.6) / least) + 1))
  const shown = wares.slice(0, wares.length <= fits ? fits : Math.max(1, fits))
  const more = wares.length > shown.length
  const step = shown.length < 2 ? 0 : Math.min(creaturePx * 0.74, (roomPx - doorPx - creaturePx * 0.6) / (shown.length - 1))
  const y = seated.y + creaturePx * 0.38
  const left = seated.x - (step * (shown.length - 1) + (more ? doorPx : 0)) / 2
  const faces = shown.map((ware, i) => wareThing(ware, [left + i * step, y - (i % 2) * 3], creaturePx))
  if (!more) return faces
  const x = left + step * (shown.length - 1) + creaturePx * 0.36 + doorPx * 0.5
  return [...faces, { id: `doorway ${seated.place.id}`, role: 'decor', x, y, scale: creaturePx / 66, picture: { type: 'doorway' }, solid: about(x, y, { left: 16, right: 16, top: 44, bottom: 5 }) }]
}

/** The box about a row, for the label of its place. */
export const rowArea = (things: readonly PlacedThing[]): Area => together(things.map(thing => thing.solid))

/** Gives each of a row its hidden name, to be shown on focus. */
export const namedOnFocus = (things: readonly PlacedThing[], frame: Frame): PlacedThing[] => things.map(thing => {
  if (thing.picture.type !== 'ware') return thing
  const lines = wareLines(thing.picture.ware as SceneWare, frame.narrow ? 120 : 160)
  const area = labelArea(lines, thing.solid, 'above')
  const { width } = sizeOfLines(lines)
  const left = Math.max(frame.ground.left, Math.min(frame.ground.right - width, area.left))
  return { ...thing, label: { lines, area: { ...area, left, right: left + width }, anchor: 'middle', shown: false } }
})
