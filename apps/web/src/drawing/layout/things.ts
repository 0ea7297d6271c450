/** Fires, ices, actuators and pulses: the most urgent first, each where there is room. What finds none is in the list. */
import { fireExtent } from '../fire/fire.ts'
import { iceExtent } from '../ice/ice.ts'
import { about, type Area } from '../ink/area.ts'
import type { Point } from '../ink/path.ts'
import type { LabelLine, PlacedThing } from './arrangement.ts'
import type { Frame } from './frame.ts'
import type { Field, SeatedPlace } from './places.ts'
import { drawnMax, type DeviceKind, type PlaceScene, type SceneActuator, type SceneFire, type SceneIce } from './scene.ts'
import { firstFree, labelArea, labelFor, type Room, type Side, spiral, wordingFor } from './spots.ts'
import { brokenWords, stripLines, type WordFace } from './words.ts'

/** The most urgent, at most so many; of equals the earlier in the list. */
export const mostUrgent = <T extends { readonly urgency?: number }>(list: readonly T[], most: number): T[] =>
  list.map((item, i) => ({ item, i })).sort(
    (a, b) => (b.item.urgency ?? 0) - (a.item.urgency ?? 0) || a.i - b.i
  ).slice(0, most).map(({ item }) => item)

const scaled = (
  extent: Record<'left' | 'right' | 'top' | 'bottom', number>, scale: number
): Record<'left' | 'right' | 'top' | 'bottom', number> =>
  ({ left: extent.left * scale, right: extent.right * scale, top: extent.top * scale, bottom: extent.bottom * scale })

/** A name and its plain word, as a label. */
export const stateLines = (
  name: string, words: string, tone: 'ember' | 'ice', maxPx: number, nameFace: WordFace
): LabelLine[] => [
  ...brokenWords(name, nameFace, maxPx, 1).map((text): LabelLine => ({ text, face: nameFace, tone: 'ink' })),
  ...brokenWords(words, 'state', maxPx, 1).map((text): LabelLine => ({ text, face: 'state', tone }))
]

/** How high a fire stands, in shares of its extent: a pile of kindling is tall, ash is flat. */
const rise: Record<SceneFire['state'], number> = { ember: 0.36, kindling: 0.72, lit: 0.66, glowing: 0.92, ash: 0.36 }

/** The fire in the middle; with none, the cold hearth is drawn all the same, so that the middle is always the fire's. */
export const middleFire = (scene: PlaceScene, frame: Frame, field: Field, room: Room): PlacedThing[] => {
  const { fire: [x, y], fireScale: scale } = field
  const [first] = mostUrgent(scene.fires, 1)
  if (!first) {
    const solid = about(x, y, { ...scaled(fireExtent, scale), top: 40 * scale })
    room.take(solid)
    return [{ id: 'hearth', role: 'decor', x, y, scale, picture: { type: 'fire', state: 'ash', have: 0, need: 0 }, solid }]
  }
  const middle = labelled(first, [x, y], scale, frame, room)
  const seats = frame.narrow ? [] : [-1, 1].map((side): PlacedThing => {
    const at: Point = [x + side * 122 * scale, y + 22 * scale]
    return {
      id: `log ${side}`, role: 'decor', x: at[0], y: at[1], scale: scale * 0.9, picture: { type: 'logSeat' },
      solid: about(...at, scaled({ left: 29, right: 31, top: 8, bottom: 9 }, scale))
    }
  }).filter(seat => room.free(seat.solid))
  room.take(...seats.map(seat => seat.solid))
  return [...seats, middle]
}

/** The other fires, smaller, about the middle one. */
export const otherFires = (scene: PlaceScene, frame: Frame, field: Field, room: Room): PlacedThing[] => {
  const { fire: [x, y], fireScale } = field
  const scale = fireScale * (frame.narrow ? 0.66 : 0.56)
  return mostUrgent(scene.fires, drawnMax.fires).slice(1).flatMap(fire => {
    const around = [[-1, 0.1], [1, 0.1], [-0.9, -0.5], [0.9, -0.5], [-0.9, 0.6], [0.9, 0.6]].map(([across, down]): Point =>
      [x + across! * field.cellWidth * 0.52, y + down! * field.cellHeight])
    const lines = fireLines(fire, frame)
    const point = firstFree(room, chain(around, spiral([x, y], 20, field.cellWidth * 2)), at => {
      const solid = fireSolid(fire, at, scale)
      return [solid, labelArea(lines, solid, 'below')]
    })
    return point ? [labelled(fire, point, scale, frame, room)] : []
  })
}

const fireLines = (fire: SceneFire, frame: Frame): LabelLine[] =>
  stateLines(fire.name, fire.words, 'ember', frame.narrow ? 200 : 230, frame.narrow ? 'wareName' : 'placeName')

const fireSolid = (fire: SceneFire, at: Point, scale: number): Area =>
  about(...at, scaled({ ...fireExtent, top: Math.max(40, fireExtent.top * rise[fire.state]) }, scale))

const labelled = (fire: SceneFire, at: Point, scale: number, frame: Frame, room: Room): PlacedThing => {
  const solid = fireSolid(fire, at, scale)
  room.take(solid)
  return {
    id: fire.id, role: 'fire', x: at[0], y: at[1], scale, solid, sentence: fire.sentence,
    picture: { type: 'fire', state: fire.state, have: fire.have ?? 0, need: fire.need ?? 0 },
    label: labelFor(room, fireLines(fire, frame), solid, ['below', 'above', 'right', 'left'])
  }
}

function* chain<T>(...lists: Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list
}

/** Ices near the place of what they hold, else anywhere around the fire; where words are long, by their first word alone. */
export const icesOn = (
  scene: PlaceScene, frame: Frame, field: Field, room: Room, seated: readonly SeatedPlace[]
): PlacedThing[] => {
  const scale = frame.narrow ? 0.6 : Math.max(0.6, Math.min(0.92, field.scale * 0.95))
  return mostUrgent(scene.ices, drawnMax.ices).flatMap((ice: SceneIce) => {
    const home = seated.find(each => each.place.id === ice.place)
    const near: Point = home ? [home.x, home.y + 30] : [
      field.fire[0] + field.cellWidth * 0.7, field.fire[1] + field.cellHeight * 0.1
    ]
    const solidAt = (at: Point): Area => about(
      ...at, scaled({ ...iceExtent, bottom: ice.state === 'melting' ? iceExtent.bottom : 8 }, scale)
    )
    for (const lines of iceLines(ice, frame)) {
      const point = firstFree(
        room, spiral(near, 12, Math.hypot(frame.width, frame.height) * 0.5),
        at => [solidAt(at), labelArea(lines, solidAt(at), 'below')]
      )
      if (!point) continue
      room.take(solidAt(point))
      return [{
        id: ice.id, role: 'ice', x: point[0], y: point[1], scale, solid: solidAt(point), sentence: ice.sentence,
        picture: { type: 'ice', state: ice.state, ...(ice.about ? { about: ice.about } : {}) },
        label: labelFor(room, lines, solidAt(point))
      }]
    }
    return []
  })
}

/** The words of an ice, the fullest first. */
const iceLines = (ice: SceneIce, frame: Frame): LabelLine[][] => {
  const short = ice.words.split(':')[0]!
  const face: WordFace = frame.narrow ? 'wareName' : 'smallName'
  return [
    stateLines(
      ice.name, ice.words, 'ice', frame.narrow ? 160 : 230, face
    ), stateLines(ice.name, short, 'ice', 160, face), [{ text: short.slice(0, 24), face: 'state', tone: 'ice' }]
  ]
}

const deviceExtent = {
  lamp: { left: 12, right: 28, top: 80, bottom: 8 }, tap: { left: 12, right: 32, top: 54, bottom: 10 },
  pump: { left: 24, right: 36, top: 58, bottom: 10 }, door: { left: 30, right: 22, top: 54, bottom: 12 }, meter: { left: 19, right: 20, top: 54, bottom: 10 }
} as const satisfies Record<DeviceKind, unknown>

/** Doors and meters only tell: what acts, and whoever stands here, has its room before them. A phone's strip leaves them to its list. */
export const tellsOnly = ({ type }: { readonly type: string }): boolean => type === 'door' || type === 'meter'

/** Lamps and taps by the place they stand at, else along the path. */
export const actuatorsOn = (
  scene: PlaceScene, frame: Frame, field: Field, room: Room, seated: readonly SeatedPlace[], path: readonly Point[]
): PlacedThing[] => scene.actuators.slice(0, drawnMax.actuators).flatMap((device: SceneActuator, i) => {
  const scale = Math.max(0.5, Math.min(0.8, field.scale * 0.82))
  const home = seated.find(each => each.place.id === device.place)
  const solidAt = (at: Point): Area => about(...at, scaled(deviceExtent[device.device], scale))
  const words: LabelLine[] = brokenWords(device.words, 'kind', 150, frame.narrow ? 1 : 2).map(
    text => ({ text, face: 'kind', tone: device.acts ? 'ink' : 'ink2' })
  )
  // On a strip too: a word such as "rests" says nothing without what rests.
  const asName = (lines: readonly string[]): LabelLine[] => lines.map(text => ({ text, face: 'wareName', tone: 'ink' }))
  const names = device.name === undefined ? [[]] : frame.narrow ? stripLines(device.name, 'wareName', 100) : [brokenWords(device.name, 'wareName', 130, 2)]
  const named = asName(names[0]!)
  const tells = tellsOnly({ type: device.device })
  const spots = (reach = 1): Iterable<Point> => home
    ? chain(besidePlace(home, scale), spiral([home.x, home.y + 30], 14, field.cellWidth * reach))
    : chain(besidePath(path, i, frame), spiral(path[1]!, 18, field.cellWidth * 1.2 * reach))
  // What only tells is worth little without its word: first where there is room for both, then for its name.
  const withWords = (lines: readonly LabelLine[], side: Side): Point | undefined => firstFree(room, spots(1.5), at => [solidAt(at), labelArea(lines, solidAt(at), side)])
  const both = [...named, ...words]
  const told = tells ? withWords(both, 'below') ?? withWords(both, 'right') ?? withWords(named, 'below') : undefined
  const point = told ?? firstFree(room, spots(), at => [solidAt(at)])
  if (!point) return []
  const solid = solidAt(point)
  room.take(solid)
  const label = wordingFor(room, [...names.map(lines => [...asName(lines), ...words]), ...names.slice(0, -1).map(asName), [...asName(names.at(-1)!), ...words]], solid)
  return [{
    id: device.id, role: 'actuator', x: point[0], y: point[1], scale, solid, sentence: device.sentence,
    picture: { type: device.device, acts: device.acts }, label
  }]
})

const besidePlace = ({ x, y, solid }: SeatedPlace, scale: number): Point[] => [
  [
    solid.right + 16 * scale, y + 10
  ], [solid.left - 30 * scale, y + 10], [x + (solid.right - x) * 0.5, y + 34], [x - (x - solid.left) * 0.6, y + 34]
]

const besidePath = (path: readonly Point[], turn: number, frame: Frame): Point[] => {
  const side = turn % 2 === 0 ? 1 : -1
  const away = frame.narrow ? 26 : 44
  const [a, b, c] = [path[1]!, path[2]!, path[3]!]
  const along = (
    from: Point, to: Point, share: number
  ): Point => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
  const points = [along(a, b, 0.42), along(a, b, 0.9), along(b, c, 0.35), along(a, b, 0.1)]
  return [...points.map(([x, y]): Point => [x + side * away, y]), ...points.map(([x, y]): Point => [x - side * away, y])]
}

/** Rings near a lamp, at a place, or on the path, where they cover as little as can be. */
export const pulsesOn = (scene: PlaceScene, things: readonly PlacedThing[], path: readonly Point[], room: Room): PlacedThing[] =>
  scene.pulses.slice(0, drawnMax.pulses).flatMap((pulse, i): PlacedThing[] => {
    const by = things.find(thing => thing.id === pulse.near)
    const [x, y]: Point = by ? [by.x, by.y] : [path[1]![0] + i * 30, (path[1]![1] + path[2]![1]) / 2]
    const down = by?.role === 'place' ? 24 : 6
    const solidAt = ([px, py]: Point): Area => about(px, py, { left: 32, right: 32, top: 15, bottom: 15 })
    const spots = by ? [
      [x - 40, y + down], [x + 44, y + down], [x, y + down + 16], [x - 26, y + down]
    ] as const : [[x, y]] as const
    // Below a place stands its name: then beside that, before it is written over.
    const around = by?.role === 'place' ? chain(spots, spiral([x, y + down], 10, 130)) : spots
    const at = firstFree(room, around, point => [solidAt(point)]) ?? (by ? spots.at(-1)! : undefined)
    return at === undefined ? [] : [
      { id: `near ${pulse.id}`, role: 'decor', x: at[0], y: at[1], scale: 1, picture: { type: 'near' }, solid: solidAt(at) }
    ]
  })
