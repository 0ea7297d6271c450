/** The map of a commune: places in their seats, the fire in the middle, everything else where there is room, in a fixed order. */
import type { Arrangement, Manner, PlacedThing } from './arrangement.ts'
import { about, grown } from '../ink/area.ts'
import type { Point } from '../ink/path.ts'
import { hutReachPx } from '../places/furniture.ts'
import { placeExtents } from '../places/place.ts'
import { currentsOn } from './currentsOn.ts'
import type { Frame } from './frame.ts'
import { listOrder } from './order.ts'
import { asPressed, buttonsOf, pressedThings } from './press.ts'
import { alongside } from './routes.ts'
import { type Field, pathTo, seatPlaces, type SeatedPlace, type Spare } from './places.ts'
import { freeWaresMax, type PlaceScene, rowMax, rowWaresMax, type SceneWare } from './scene.ts'
import { labelFor, roomWithin, type Room, spiral } from './spots.ts'
import { actuatorsOn, icesOn, middleFire, otherFires, pulsesOn, tellsOnly } from './things.ts'
import { inRow, namedOnFocus, namedWhereRoom, onBench, rowArea, standNear } from './wares.ts'
import { brokenWords, type WordFace } from './words.ts'
import { tiesBetween } from './ties.ts'

/** Wares that a narrow strip shows freely. */
const narrowFreeMax = 7

const mannerOf = (frame: Frame, wares: number): Manner => {
  if (wares > rowWaresMax) return 'hamlets'
  return wares > (frame.narrow ? narrowFreeMax : freeWaresMax) ? 'rows' : 'free'
}

const spareFor = (frame: Frame, manner: Manner): Spare => {
  if (manner === 'rows') return { footPx: frame.narrow ? 32 : 76, besidePx: 0 }
  if (manner === 'hamlets') return { footPx: frame.narrow ? 32 : 64, besidePx: hutReachPx }
  return { footPx: frame.narrow ? 34 : 54, besidePx: 0 }
}

/** Lays out the whole commune. Needs at least one place. */
export const commune = (scene: PlaceScene, frame: Frame): Arrangement => {
  const manner = mannerOf(frame, scene.wares.length)
  const laid = layOut(scene, frame, manner)
  // A free arrangement that leaves somebody out gives way to rows, and rows in cells smaller than a few creatures to huts.
  const facesOf = (all: Arrangement): number => all.things.filter(thing => thing.role === 'ware').length
  if (manner === 'hamlets' || (manner === 'free' && facesOf(laid) === scene.wares.length)) return laid
  const { field } = seatPlaces(frame, scene.places, spareFor(frame, 'rows'))
  if (Math.min(field.cellWidth, field.cellHeight * 1.3) < frame.creaturePx * 1.7) return layOut(scene, frame, 'hamlets')
  return manner === 'rows' ? laid : layOut(scene, frame, 'rows')
}

const layOut = (scene: PlaceScene, frame: Frame, manner: Manner): Arrangement => {
  const { field, seated } = seatPlaces(frame, scene.places, spareFor(frame, manner))
  const room = roomWithin(frame.ground)
  room.take(...seated.map(each => each.footprint))
  const path = mainPath(field, frame)
  const crowd = crowdOf(scene, seated)
  const rows = seated.map(each => manner === 'rows' ? rowOf(each, frame, crowd.get(each.place.id) ?? [], room) : [])
  const fire = middleFire(scene, frame, field, room)
  const places = seated.map((each, i) => placeThing(each, frame, manner, crowd.get(each.place.id) ?? [], rows[i]!, room))
  const bench = (): PlacedThing[] => benchOn(scene, frame, manner, crowd.get('') ?? [], field, room)
  // A wide page has room for all; on a strip what carries a state comes before who sits where.
  const early = frame.narrow ? [] : bench()
  const fires = [...fire, ...otherFires(scene, frame, field, room)]
  const [telling, acting] = [true, false].map(tells => scene.actuators.filter(({ device }) => tellsOnly({ type: device }) === tells))
  const actuators = actuatorsOn({ ...scene, actuators: acting! }, frame, field, room, seated, path)
  const ices = icesOn(scene, frame, field, room, seated)
  const benched = frame.narrow ? bench() : early
  const wares = waresOn(scene, frame, manner, crowd, seated, field, room, new Set(benched.map(thing => thing.id)))
  const inRows = frame.narrow ? namedWhereRoom(rows.flat(), room) : rows.flat()
  const pulses = pulsesOn(scene, [...actuators, ...places], path, room)
  const drawn = [...fires, ...ices, ...actuators, ...places, ...inRows, ...benched, ...wares, ...pulses]
  const footpaths = [
    { points: path, widthPx: frame.narrow ? 14 : 24 },
    ...seated.map(each => ({ points: pathTo(field.fire, each), widthPx: Math.max(9, 20 * field.scale) }))
  ]
  const pressedFirst = pressedThings(drawn, frame)
  const flow = currentsOn(scene, frame, asPressed(drawn, pressedFirst), pressedFirst)
  const { currents } = flow
  // What only tells stands where no way runs over it or its words.
  room.take(...currents.flatMap(({ points }) => alongside(points, 11)))
  const tellers = frame.narrow ? [] : actuatorsOn({ ...scene, actuators: telling! }, frame, field, room, seated, path)
  const pressed = pressedThings(tellers, frame, flow.pressed)
  const things = asPressed([...drawn, ...tellers], pressed)
  return {
    frame, worldKey: scene.worldKey, manner, things, currents, footpaths,
    ties: tiesBetween(things),
    clearing: {
      x: field.fire[0], y: field.fire[1] + 12 * field.fireScale, rx: Math.min(field.cellWidth * 0.62, 210),
      ry: Math.min(field.cellHeight * 0.42, 100)
    },
    keepOff: [
      ...room.taken(), ...things.map(thing => grown(thing.solid, 6)),
      ...footpaths.flatMap(({ points }) => alongside(points, 15)), ...currents.flatMap(({ points }) => alongside(points, 18))
    ],
    buttons: buttonsOf(pressed, things, currents, listOrder(scene, things, currents), frame),
    ...(scene.moon ? { moon: scene.moon } : {})
  }
}

/** The path from the fire down and out of the picture. */
const mainPath = ({ fire: [x, y], cellHeight, cellWidth }: Field, frame: Frame): Point[] => [
  [x, y], [
    x - cellWidth * 0.02, y + cellHeight * 0.34
  ], [x - cellWidth * 0.16, y + cellHeight * 0.8], [x - cellWidth * 0.1, Math.max(frame.height + 30, y + cellHeight * 1.5)]
]

/** Wares by the id of the place they stand at; `''` for those who say none or one that nobody knows. */
const crowdOf = (scene: PlaceScene, seated: readonly SeatedPlace[]): Map<string, SceneWare[]> => {
  const known = new Set(scene.places.map(place => place.id))
  const shown = new Set(seated.map(each => each.place.id))
  const crowd = new Map<string, SceneWare[]>()
  for (const ware of scene.wares) {
    const at = ware.place !== undefined && known.has(ware.place) ? ware.place : ''
    // A place that is not drawn keeps its wares in the list alone.
    if (at !== '' && !shown.has(at)) continue
    const there = crowd.get(at) ?? []
    if (ware.id === scene.self) there.unshift(ware)
    else there.push(ware)
    crowd.set(at, there)
  }
  return crowd
}

/** The row before a place, in a row manner, with its room taken before any label is put. */
const rowOf = (each: SeatedPlace, frame: Frame, here: readonly SceneWare[], room: Room): PlacedThing[] => {
  if (here.length === 0) return []
  const row = namedOnFocus(inRow(frame, here, each, (each.cell.right - each.cell.left) * 0.94), frame)
  room.take(...row.map(thing => thing.solid))
  return row
}

/** A place with its label. */
const placeThing = (
  each: SeatedPlace, frame: Frame, manner: Manner, here: readonly SceneWare[], row: readonly PlacedThing[], room: Room
): PlacedThing => {
  const { place, kind, x, y, scale, cell } = each
  const details = {
    ...(place.stock ? { stock: place.stock } : {}), ...(place.pages ? { pages: place.pages } : {}),
    ...(place.level === undefined ? {} : { level: place.level }), ...(place.resting ? { resting: true } : {})
  }
  const hamlet = manner === 'hamlets' && here.length > 0 ? { hamletOf: here.length } : {}
  const solid = 'hamletOf' in hamlet ? each.solid : each.drawn
  const more = row.some(thing => thing.picture.type === 'doorway')
  const crowdWords = manner === 'hamlets' && here.length > 0 ? waresWord(here.length) : more ? 'and more inside' : undefined
  const words = frame.narrow ? undefined : place.words ?? crowdWords
  const face: WordFace = frame.narrow ? 'wareName' : 'placeName'
  const most = Math.max(70, Math.min(210, (cell.right - cell.left) * 0.9))
  const lines = [
    ...brokenWords(place.name, face, most, 1).map(text => ({ text, face, tone: 'ink' as const })),
    ...(words ? brokenWords(words, 'state', most, 1) : []).map(text => ({ text, face: 'state' as const, tone: 'ink2' as const }))
  ]
  return {
    id: place.id, role: 'place', x, y, scale, solid, sentence: place.sentence,
    picture: { type: 'place', kind, details, halfWidth: placeExtents[kind].halfWidth, ...hamlet },
    label: labelFor(room, lines, row.length > 0 ? { ...solid, bottom: Math.max(y + 4, rowArea(row).bottom - 2) } : solid)
  }
}

const waresWord = (count: number): string => count === 1 ? 'one ware' : `${count} wares`

/** Spots for the bench: by the path below the fire, to its right, to its left. */
const benchSpots = ({ fire, cellWidth, cellArea }: Field, frame: Frame): Point[] => {
  const below = cellArea([0, 1]).bottom
  const low = below <= frame.ground.bottom + 1 ? below - (frame.narrow ? 24 : 52) : frame.ground.bottom - 12
  const steps = [0.08, 0.2, -0.2, 0.36, -0.36, 0.55, -0.55]
  const near = [0, 1, 2].flatMap(row => steps.map((step): Point => [fire[0] + cellWidth * step, low - row * 26]))
  return frame.narrow ? [...near, ...spiral([fire[0], low], 14, frame.width)] : near
}

/** The bench by the path, with those who say no place. Of a hamlet only oneself sits there. */
const benchOn = (
  scene: PlaceScene, frame: Frame, manner: Manner, unplaced: readonly SceneWare[], field: Field, room: Room
): PlacedThing[] => {
  const spots = benchSpots(field, frame)
  if (manner === 'hamlets') return onBench(room, frame, unplaced.filter(ware => ware.id === scene.self), spots, field.cellWidth)
  const seats = onBench(room, frame, unplaced, spots, field.cellWidth * (manner === 'rows' ? 0.8 : 0.94))
  const last = seats.at(-1)
  if (manner === 'free' || unplaced.length <= rowMax || !last) return seats
  const [x, y] = [last.solid.right + 22, seats[0]!.y]
  return [
    ...seats,
    {
      id: 'doorway bench', role: 'decor', x, y, scale: 1, picture: { type: 'doorway' },
      solid: about(x, y, { left: 16, right: 16, top: 44, bottom: 5 })
    }
  ]
}

/** Where no bench fits, so many of those who say no place stand by the path all the same. */
const strollersMax = 3

/** Those who stand by themselves: everybody in a free arrangement, in a hamlet oneself. */
const waresOn = (
  scene: PlaceScene, frame: Frame, manner: Manner, crowd: Map<string, SceneWare[]>, seated: readonly SeatedPlace[], field: Field,
  room: Room, benched: ReadonlySet<string>
): PlacedThing[] => {
  const bench = benchSpots(field, frame)[0]!
  const unplaced = crowd.get('') ?? []
  const strollers = benched.size > 0 ? [] : unplaced.slice(0, strollersMax)
  const late = manner === 'free'
    ? unplaced.filter(ware => !benched.has(ware.id))
    : strollers.filter(ware => manner === 'rows' || ware.id === scene.self)
  const byThePath = { x: bench[0], y: bench[1], solid: about(...bench, { left: 80, right: 80, top: 30, bottom: 8 }) }
  return [
    ...seated.flatMap(each => (crowd.get(each.place.id) ?? [])
      .filter(ware => manner === 'free' || (manner === 'hamlets' && ware.id === scene.self))
      .map(ware => standNear(room, frame, ware, each))),
    ...late.map(ware => standNear(room, frame, ware, byThePath))
  ].filter(thing => thing !== undefined)
}
