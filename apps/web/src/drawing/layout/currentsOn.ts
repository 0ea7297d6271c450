/** Chooses, merges and routes the currents of a scene. At most seven are drawn; the rest are in the list. */
import { currentColour } from '../currents/colour.ts'
import { grown } from '../ink/area.ts'
import type { PlacedCurrent, PlacedThing } from './arrangement.ts'
import type { Frame } from './frame.ts'
import { pressedWay, type Pressed } from './press.ts'
import { alongside, costMost, holdsOf, type Obstacle, routeBetween } from './routes.ts'
import { drawnMax, type PlaceScene, type SceneCurrent } from './scene.ts'
import { mostUrgent } from './things.ts'

type Merged = SceneCurrent & { readonly merged: number }

/** Currents of one thing between the same two run as one wider current, under the most urgent one's name. */
const mergedCurrents = (currents: readonly SceneCurrent[]): Merged[] => {
  const together = new Map<string, Merged>()
  for (const each of mostUrgent(currents, currents.length)) {
    const way = JSON.stringify([each.from, each.to, each.rider, each.lent ?? false])
    const first = together.get(way)
    together.set(way, first ? { ...first, merged: first.merged + 1 } : { ...each, merged: 1 })
  }
  return [...together.values()]
}

/** A strip holds fewer ways than a page before they cross everything. */
const narrowMax = 3

const obstacleWeight: Partial<Record<PlacedThing['role'], number>> = { place: 9, fire: 16, ice: 9, ware: 9, actuator: 9 }

/** A cold hearth is decoration, and a fire all the same; a bench has people on it. */
const weightOf = (thing: PlacedThing): number => thing.picture.type === 'bench' ? 6 : obstacleWeight[thing.picture.type === 'fire' ? 'fire' : thing.role] ?? 1

/** The currents and where each is pressed, among the boxes of the things. A way that leaves no room for one is in the list alone. */
export const currentsOn = (
  scene: PlaceScene, frame: Frame, things: readonly PlacedThing[], pressed: readonly Pressed[]
): { currents: PlacedCurrent[]; pressed: Pressed[] } => {
  const byId = new Map(things.map(thing => [thing.id, thing]))
  const found: PlacedCurrent[] = []
  const ways: Obstacle[] = []
  const put = [...pressed]
  for (const each of mergedCurrents(scene.currents)) {
    if (found.length === (frame.narrow ? narrowMax : drawnMax.currents)) break
    const [from, to] = [byId.get(each.from), byId.get(each.to)]
    if (!from || !to || from === to) continue
    const obstacles: Obstacle[] = [
      ...things.flatMap((thing): Obstacle[] => [
        { area: thing === from || thing === to ? thing.solid : grown(thing.solid, 6), weight: weightOf(thing) },
        // A strand beside a word is read as one of its letters.
        ...(thing.label?.shown ? [{ area: grown(thing.label.area, 5), weight: 9 }] : [])
      ]),
      ...ways
    ]
    const points = routeBetween(from.solid, to.solid, obstacles, frame.ground, costMost[frame.narrow ? 'narrow' : 'wide'])
    if (!points || points.length < 3) continue
    const box = pressedWay(each.id, holdsOf(points), put, frame)
    if (!box) continue
    put.push(box)
    found.push({
      id: each.id, sentence: each.sentence, points, rider: each.rider, colour: currentColour(each.rider), lent: each.lent ?? false,
      merged: each.merged
    })
    // A way that runs along another costs at every step; one that only crosses it costs little.
    ways.push(...alongside(points, 15).map((area): Obstacle => ({ area, weight: 1.2 })))
  }
  return { currents: found, pressed: put }
}
