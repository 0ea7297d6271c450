/** An empty world: a garden at rest. A bed under straw, a hearth with an ember in its ash, a bench, an empty shelf. */
import { about } from '../ink/area.ts'
import type { Point } from '../ink/path.ts'
import { placeExtents, type PlaceKind } from '../places/place.ts'
import type { Arrangement, LabelLine, PlacedThing } from './arrangement.ts'
import type { Frame } from './frame.ts'
import { listOrder } from './order.ts'
import type { Field } from './places.ts'
import { asPressed, buttonsOf, pressedThings } from './press.ts'
import { alongside } from './routes.ts'
import type { PlaceScene } from './scene.ts'
import { labelFor, type Room, roomWithin, spiral } from './spots.ts'
import { middleFire, otherFires } from './things.ts'
import { onBench } from './wares.ts'

/** What stands beside each thing at rest. Nothing is asked. */
export const restWords = {
  bed: [
    'A bed', 'under straw, resting'
  ], fire: ['The fire', 'ash, with an ember in it'], shelf: ['A shelf', 'empty, and that is fine']
} as const

const lines = ([name, words]: readonly [string, string], narrow: boolean): LabelLine[] => [
  {
    text: name, face: narrow ? 'wareName' : 'placeName', tone: 'ink'
  }, { text: words, face: narrow ? 'kind' : 'state', tone: 'ink2' }
]

export const atRest = (scene: PlaceScene, frame: Frame): Arrangement => {
  const { ground, narrow } = frame
  const [wide, high] = [ground.right - ground.left, ground.bottom - ground.top]
  const scale = Math.max(0.42, Math.min(1.15, wide / 1000, high / 380))
  const at = (across: number, down: number): Point => [ground.left + wide * across, ground.top + high * down]
  const room = roomWithin(ground)
  const bed = thing('bed', 'garden', at(narrow ? 0.23 : 0.17, narrow ? 0.42 : 0.7), scale * 0.98, room, narrow)
  const shelf = thing('shelf', 'shelf', at(narrow ? 0.76 : 0.84, narrow ? 0.42 : 0.72), scale, room, narrow)
  const fireAt = at(narrow ? 0.36 : 0.47, narrow ? 0.78 : 0.68)
  const field: Field = {
    cellWidth: wide * 0.3, cellHeight: Math.min(high * 0.6, 205 * scale), scale, fire: fireAt, fireScale: scale * 0.96, footPx: 50,
    cellArea: () => about(...fireAt, { left: wide * 0.15, right: wide * 0.15, top: high * 0.3, bottom: high * 0.3 })
  }
  const fires = [
    ...middleFire(scene, frame, field, room), ...otherFires(scene, frame, field, room)
  ].map(fire => fire.id === 'hearth'
    ? { ...fire, label: labelFor(room, lines(restWords.fire, narrow), fire.solid, ['below', 'above']) }
    : fire)
  const beside = at(narrow ? 0.76 : 0.655, narrow ? 0.88 : 0.74)
  const benchSpots = [beside, ...spiral(beside, 12, wide)]
  const seats = onBench(room, frame, scene.wares, benchSpots, wide * (narrow ? 0.42 : 0.2))
  const path: Point[] = [
    [fireAt[0] + 10, fireAt[1] + 10], [fireAt[0] + 22 * scale, fireAt[1] + 90 * scale],
    [fireAt[0] - 50 * scale, frame.height + 40]
  ]
  const drawn = [bed, shelf, ...fires, ...seats]
  const pressed = pressedThings(drawn, frame)
  const things = asPressed(drawn, pressed)
  return {
    frame, worldKey: scene.worldKey, manner: 'free', things, currents: [], ties: [],
    footpaths: [{ points: path, widthPx: narrow ? 16 : 40 }],
    clearing: { x: fireAt[0], y: fireAt[1] + 4, rx: 200 * scale, ry: 84 * scale },
    meadow: narrow
      ? { x: ground.left + wide * 0.5, y: ground.top + high * 0.6, rx: wide * 0.46, ry: high * 0.36 }
      : { x: ground.left + wide * 0.5, y: fireAt[1] - 6, rx: wide * 0.44, ry: high * 0.46 },
    keepOff: [
      { left: bed.solid.left - 20, right: shelf.solid.right + 20, top: narrow ? bed.solid.top - 12 : fireAt[1] - 120 * scale, bottom: fireAt[1] + 110 * scale },
      ...room.taken(), ...things.map(each => each.solid), ...alongside(path, 24)
    ],
    buttons: buttonsOf(pressed, things, [], listOrder(scene, things, []), frame),
    ...(scene.moon ? { moon: scene.moon } : {})
  }
}

const thing = (id: 'bed' | 'shelf', kind: PlaceKind, [x, y]: Point, scale: number, room: Room, narrow: boolean): PlacedThing => {
  const reach = placeExtents[kind]
  const solid = about(
    x, y,
    {
      left: reach.halfWidth * scale, right: reach.halfWidth * scale, top: reach.top * scale,
      bottom: Math.min(18, reach.bottom) * scale
    }
  )
  room.take(solid)
  return {
    id: `rest ${id}`, role: 'decor', x, y, scale, solid,
    picture: { type: 'place', kind, details: { resting: true }, halfWidth: reach.halfWidth },
    label: labelFor(room, lines(restWords[id], narrow), solid, ['below', 'above'])
  }
}
