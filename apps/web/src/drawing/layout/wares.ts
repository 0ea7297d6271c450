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
import { firstFree, labelArea, nameFor, type Room, sizeOfLines, spiral, wordingFor } from './spots.ts'
import { brokenWords, stripLines } from './words.ts'

/** What a creature covers of its box, as shares of the box; it stands on its base point. */
export const bodyAt = ([x, y]: Point, creaturePx: number): Area =>
  about(x, y, { left: creaturePx * 0.36, right: creaturePx * 0.36, top: creaturePx * 0.86, bottom: 3 })

/** A ware's name, in at most so many lines, and its word, as the lines of its label. */
export const wareLines = (ware: SceneWare, maxPx: number, nameMost = 1): LabelLine[] => {
  const name = ware.name?.trim()
  const word = ware.kind === 'oddware' ? ware.ownWord : kindWord(ware)
  const lines: LabelLine[] = brokenWords(
    name || unnamedWord(ware), 'wareName', maxPx, nameMost
  ).map(text => ({ text, face: 'wareName', tone: 'ink' }))
  if (name && word) lines.push(
    ...brokenWords(word, 'kind', maxPx, 1).map((text): LabelLine => ({ text, face: 'kind', tone: 'ink2' }))
  )
  return lines
}

/** What may stand under a ware on a strip, the best first. */
const stripWordings = (ware: SceneWare): LabelLine[][] => {
  const [, ...word] = wareLines(ware, 84)
  return stripLines(ware.name?.trim() || unnamedWord(ware), 'wareName', 84).map(lines => [...lines.map((text): LabelLine => ({ text, face: 'wareName', tone: 'ink' })), ...word])
}

export const wareThing = (ware: SceneWare, [x, y]: Point, creaturePx: number): PlacedThing => ({
  id: ware.id, role: 'ware', x, y, scale: creaturePx / 100, sentence: ware.sentence,
  picture: { type: 'ware', ware }, solid: bodyAt([x, y], creaturePx)
})

/** Stands one ware freely near a place, with its label below it. Undefined when there is no room. */
export const standNear = (
  room: Room, frame: Frame, ware: SceneWare, near: { x: number; y: number; solid: Area; footprint?: Area }
): PlacedThing | undefined => {
  const { creaturePx } = frame
  const lines = frame.narrow ? wareLines(ware, 84) : wareLines(ware, 124, 2)
  const half = (near.solid.right - near.solid.left) / 2
  const step = creaturePx * 0.82
  const reach = half + creaturePx * 0.3
  const beside = (side: number, away: number, down: number): Point => [near.x + side * (reach + away), near.y + down]
  const first: Point[] = [
    beside(-1, 0, 12), beside(1, 0, 12), beside(-1, 8, -14), beside(1, 8, -14),
    beside(1, step, 20), beside(-1, step, 20), beside(-1, step, -16), beside(1, step, -16)
  ]
  if (frame.narrow && near.footprint) {
    // On a strip one stands before the sides of a place, and says one's name only where there is room.
    const before = ([-1, 1] as const).map((side): Point => [near.x + side * Math.min(half, creaturePx * 0.84), near.y + 8])
    const spot = before.find(at => room.freeBut(bodyAt(at, creaturePx), near.footprint!))
    if (spot) {
      const thing = wareThing(ware, spot, creaturePx)
      room.take(thing.solid)
      return { ...thing, label: wordingFor(room, stripWordings(ware), thing.solid, ['below']) }
    }
  }
  const spots = function* (): Generator<Point> {
    yield* first
    yield* spiral([near.x, near.y + creaturePx * 0.5], 15, Math.max(frame.width, frame.height) * 0.6)
  }
  const point = firstFree(room, spots(), at => {
    const body = bodyAt(at, creaturePx)
    return [body, labelArea(lines, body, 'below')]
  })
  // Where a name has no room, it is shown on focus.
  const bare = point ?? firstFree(room, spots(), at => [bodyAt(at, creaturePx)])
  if (!bare) return undefined
  const thing = wareThing(ware, bare, creaturePx)
  room.take(thing.solid)
  return { ...thing, label: frame.narrow ? wordingFor(room, [...stripWordings(ware), lines], thing.solid) : nameFor(room, lines, thing.solid) }
}

/**
 * Seats wares on one bench; at most `rowMax`. Gives the bench too. The bench stands at the first spot that has room for it,
 * and where none has, those who would sit there stand nearby or are in the list alone.
 */
export const onBench = (
  room: Room, frame: Frame, wares: readonly SceneWare[], spots: readonly Point[], widthMaxPx: number
): PlacedThing[] => {
  const { creaturePx } = frame
  const shown = wares.slice(0, rowMax)
  if (shown.length === 0) return []
  // They sit as wide as there is room, and closer together before nobody sits at all.
  for (const share of [1, 0.8, 0.62]) {
    const step = Math.min(creaturePx * 1.06, (widthMaxPx * share - creaturePx * 0.8) / Math.max(1, shown.length - 1))
    const widthPx = Math.max(creaturePx * (frame.narrow ? 1.5 : 1.9), step * (shown.length - 1) + creaturePx * 1.1)
    const reach = { left: widthPx / 2, right: widthPx / 2, top: creaturePx * 0.86 + 9, bottom: 8 }
    const spot = firstFree(room, spots, at => [about(...at, reach)])
    if (spot) return seatedOn(room, frame, shown, spot, widthPx, step)
  }
  return []
}

const seatedOn = (
  room: Room, frame: Frame, shown: readonly SceneWare[], [x, y]: Point, widthPx: number, step: number
): PlacedThing[] => {
  const { creaturePx } = frame
  room.take(about(x, y, { left: widthPx / 2, right: widthPx / 2, top: creaturePx * 0.86 + 9, bottom: 8 }))
  const bench: PlacedThing = {
    id: 'bench', role: 'decor', x, y, scale: 1, picture: { type: 'bench', widthPx },
    solid: about(x, y, { left: widthPx / 2, right: widthPx / 2, top: 26, bottom: 8 })
  }
  const seated = shown.map(
    (ware, i) => ({ ...wareThing(ware, [x + (i - (shown.length - 1) / 2) * step, y - 9], creaturePx), depth: y + 1 })
  )
  return [bench, ...seated.map((thing, i) => {
    const named = { ...thing.solid, bottom: bench.solid.bottom }
    return { ...thing, label: nameFor(room, wareLines(shown[i]!, 124, frame.narrow ? 1 : 2), named, ['below', 'above']) }
  })]
}

/** Before a place: a row shoulder to shoulder, and a doorway when more are inside. Names are shown on focus. */
export const inRow = (frame: Frame, wares: readonly SceneWare[], seated: SeatedPlace, roomPx: number): PlacedThing[] =>
  frame.narrow ? atSides(frame, wares, seated) : shoulderToShoulder(frame, wares, seated, roomPx)

const doorwayAt = (id: string, x: number, y: number, scale: number): PlacedThing => ({
  id: `doorway ${id}`, role: 'decor', x, y, scale, picture: { type: 'doorway' },
  solid: about(x, y, { left: 16 * scale, right: 16 * scale, top: 46 * scale, bottom: 5 * scale })
})

const shoulderToShoulder = (
  frame: Frame, wares: readonly SceneWare[], { x, y, place }: SeatedPlace, roomPx: number
): PlacedThing[] => {
  const { creaturePx } = frame
  const doorPx = creaturePx * 0.5
  const least = creaturePx * 0.46
  const fits = Math.max(1, Math.min(rowMax, Math.floor((roomPx - doorPx - creaturePx * 0.6) / least) + 1))
  const shown = wares.slice(0, fits)
  const more = wares.length > shown.length
  const step = shown.length < 2 ? 0 : Math.min(creaturePx * 0.74, (roomPx - doorPx - creaturePx * 0.6) / (shown.length - 1))
  const feet = y + creaturePx * 0.38
  const left = x - (step * (shown.length - 1) + (more ? doorPx : 0)) / 2
  const faces = shown.map((ware, i) => wareThing(ware, [left + i * step, feet - (i % 2) * 3], creaturePx))
  return more ? [
    ...faces, doorwayAt(place.id, left + step * (shown.length - 1) + creaturePx * 0.36 + doorPx * 0.5, feet, creaturePx / 66)
  ] : faces
}

/** On a strip there is no room for a row: one at each side of the place, and a doorway between them. */
const atSides = ({ creaturePx }: Frame, wares: readonly SceneWare[], { x, y, solid, place }: SeatedPlace): PlacedThing[] => {
  const half = Math.min((solid.right - solid.left) / 2, creaturePx * 0.78)
  const shown = wares.slice(0, 2)
  const faces = shown.map((ware, i) => wareThing(ware, [x + (i === 0 ? -1 : 1) * half, y + 7], creaturePx))
  return wares.length > shown.length ? [...faces, doorwayAt(place.id, x, y + 6, 0.62)] : faces
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

/** On a strip, names of a row that have room after all else are shown too. */
export const namedWhereRoom = (things: readonly PlacedThing[], room: Room): PlacedThing[] => things.map(thing => {
  if (thing.picture.type !== 'ware' || !thing.label || thing.label.shown) return thing
  const label = nameFor(room, thing.label.lines.slice(0, 1), thing.solid, ['below', 'above'])
  return label.shown ? { ...thing, label } : thing
})
