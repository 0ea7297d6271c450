/**
 * Where the things of a map can be pressed: a box for each button, lying over one another in a known order.
 *
 * Always holds, for any scene on any frame: every button has a free part of at least `freePx` each way that no other button
 * covers (WCAG 2.5.8, target size), and lies on the page. Boxes are put in one by one, what leads on first; one that would have
 * no such part, or would take that of another, becomes smaller or moves within what it stands for. What finds nothing is drawn
 * and can be pressed in the list alone.
 */
import { about, type Area, grown, heightOf, meets, middleOf, widthOf } from '../ink/area.ts'
import type { Point } from '../ink/path.ts'
import type { PlacedButton, PlacedCurrent, PlacedThing, Role } from './arrangement.ts'

/** The least side of a button, px. */
const buttonPx = 28
/** What a finger finds at once: on a strip a button is as large as that where it takes nothing from another. */
const fingerPx = 44
/** What every button keeps free each way, px: WCAG asks for 24, the rest is for edges between pixels. */
export const freePx = 25

/** A box and how far up it lies: of two that meet, the higher one is hit. */
export type Pressed = { readonly id: string; readonly area: Area; readonly layer: number }

type Page = { readonly width: number; readonly height: number }

/** Small things lie over large ones. */
const layers: Record<Role, number> = { decor: 0, place: 1, current: 2, fire: 3, ice: 4, actuator: 5, ware: 6 }
/** More than all that is drawn in one role. */
const layerStep = 1000

/** Whoever leads on comes first; who stands before it leaves it room. */
const turns: readonly Role[] = ['place', 'fire', 'ice', 'actuator', 'ware']

/** The largest boxes of an area that none of the others covers; they may overlap one another. */
export const freeParts = (area: Area, over: readonly Area[]): Area[] => {
  let parts = [area]
  for (const other of over) {
    parts = parts.flatMap((part): Area[] => {
      if (!meets(part, other)) return [part]
      return [
        { ...part, right: other.left }, { ...part, left: other.right }, { ...part, bottom: other.top }, { ...part, top: other.bottom }
      ].filter(wideEnough)
    })
  }
  return parts
}

const wideEnough = (area: Area): boolean => widthOf(area) >= freePx && heightOf(area) >= freePx

const hasFree = (one: Pressed, all: readonly Pressed[]): boolean =>
  freeParts(one.area, all.filter(other => other.layer > one.layer && meets(other.area, one.area)).map(other => other.area)).some(wideEnough)

/** Whether a box can be put among others: it has a free part, and leaves each of them one. */
export const fitsAmong = (one: Pressed, among: readonly Pressed[]): boolean => {
  const near = among.filter(other => meets(other.area, one.area))
  if (!hasFree(one, near)) return false
  return near.every(other => other.layer > one.layer || hasFree(other, [...among, one]))
}

const onPage = (area: Area, { width, height }: Page): Area => {
  const right = Math.max(0, -area.left) || Math.min(0, width - area.right)
  const down = Math.max(0, -area.top) || Math.min(0, height - area.bottom)
  return { left: area.left + right, right: area.right + right, top: area.top + down, bottom: area.bottom + down }
}

/** The boxes of things, at most one for each that has a sentence, after those that are there already. */
export const pressedThings = (things: readonly PlacedThing[], page: Page, before: readonly Pressed[] = []): Pressed[] => {
  const put: Pressed[] = [...before]
  for (const role of turns) {
    const nearFirst = things.filter(thing => thing.role === role && thing.sentence !== undefined)
    // Of one role, who stands nearer to the one who looks lies over who stands behind.
    const below = Math.max(-1, ...before.map(({ layer }) => layer - layers[role] * layerStep).filter(over => over >= 0 && over < layerStep)) + 1
    const layerOf = new Map([...nearFirst].sort((a, b) => a.y - b.y || a.x - b.x).map((thing, i) => [thing.id, layers[role] * layerStep + below + i]))
    for (const { id, solid } of nearFirst) {
      const layer = layerOf.get(id)!
      const found = boxesOf(solid).map(area => ({ id, layer, area: onPage(area, page) })).find(one => fitsAmong(one, put))
      if (found) put.push(found)
    }
  }
  return put
}

const square = (x: number, y: number, acrossPx: number, downPx: number): Area =>
  about(x, y, { left: acrossPx / 2, right: acrossPx / 2, top: downPx / 2, bottom: downPx / 2 })

/** What a button may be, the best first: the whole thing, smaller about its middle, a square somewhere on it. */
function boxesOf(solid: Area): Area[] {
  const [x, y] = middleOf(solid)
  const shares = [1, 0.8, 0.6, 0].map(share => square(x, y, Math.max(buttonPx, widthOf(solid) * share), Math.max(buttonPx, heightOf(solid) * share)))
  const within = grown(solid, 8)
  const steps = [0, 0.25, 0.5, 0.75, 1]
  const squares = steps.flatMap(across => steps.map((down): Area => square(
    within.left + buttonPx / 2 + across * Math.max(0, widthOf(within) - buttonPx), within.top + buttonPx / 2 + down * Math.max(0, heightOf(within) - buttonPx), buttonPx, buttonPx
  )))
  const away = (area: Area): number => Math.hypot(middleOf(area)[0] - x, middleOf(area)[1] - y)
  return [...shares, ...squares.sort((a, b) => away(a) - away(b))]
}

const wayReach = [{ left: 24, right: 24, top: 18, bottom: 18 }, { left: 14, right: 14, top: 14, bottom: 14 }] as const

/**
 * Where a way can be taken hold of: first where it covers nothing, nearest to the middle of the points; else where everything keeps
 * its free part. Undefined where there is no such point: then the way cannot be pressed.
 */
export const pressedWay = (id: string, points: readonly Point[], put: readonly Pressed[], page: Page): Pressed | undefined => {
  const layer = layers.current * layerStep + put.length
  const middle = (points.length - 1) / 2
  const nearest = points.map((point, i) => ({ point, away: Math.abs(i - middle) })).sort((a, b) => a.away - b.away)
  const boxes = wayReach.flatMap(reach => nearest.map(({ point }): Pressed => ({ id, layer, area: onPage(about(...point, reach), page) })))
  return boxes.find(one => put.every(other => !meets(other.area, one.area))) ?? boxes.find(one => fitsAmong(one, put))
}

/** The side of the largest free square of a box, as far as that helps a finger. */
const fingerRoom = (one: Pressed, all: readonly Pressed[]): number => Math.min(fingerPx, Math.max(0, ...freeParts(
  one.area, all.filter(other => other.layer > one.layer && meets(other.area, one.area)).map(other => other.area)
).map(part => Math.min(widthOf(part), heightOf(part)))))

/** The least a box is larger, then to one side, so that a finger finds it. */
const fingerBoxes = (area: Area): Area[] => {
  const [across, down] = [fingerPx - widthOf(area), fingerPx - heightOf(area)].map(lack => Math.max(0, lack))
  const shares = [0.5, 0, 1] as const
  return shares.flatMap(left => shares.map((up): Area => ({
    left: area.left - across! * left, right: area.right + across! * (1 - left), top: area.top - down! * up, bottom: area.bottom + down! * (1 - up)
  })))
}

/** On a strip, which is for fingers: each box as large as a finger needs, as far as no other has less of it then. The smallest grow first. */
export const forFingers = (pressed: readonly Pressed[], page: Page & { readonly narrow: boolean }): Pressed[] => {
  if (!page.narrow) return [...pressed]
  const put = new Map(pressed.map(one => [one.id, one]))
  const smallFirst = [...pressed].sort((a, b) => Math.min(widthOf(a.area), heightOf(a.area)) - Math.min(widthOf(b.area), heightOf(b.area)))
  for (const { id } of smallFirst) {
    const now = put.get(id)!
    const others = [...put.values()].filter(other => other.id !== id)
    const [room, rooms] = [fingerRoom(now, others), new Map(others.map(other => [other.id, fingerRoom(other, [...others, now])]))]
    if (room >= fingerPx) continue
    const better = fingerBoxes(now.area).map((area): Pressed => ({ ...now, area: onPage(area, page) })).find(one =>
      fingerRoom(one, others) > room && others.every(other => !meets(other.area, one.area) || fingerRoom(other, [...others, one]) >= rooms.get(other.id)!))
    if (better) put.set(id, better)
  }
  return [...put.values()]
}

/** The buttons in the order of the list. Things and ways without a box are none. */
export const buttonsOf = (
  boxed: readonly Pressed[], things: readonly PlacedThing[], currents: readonly PlacedCurrent[], order: readonly string[], page: Page & { readonly narrow: boolean }
): PlacedButton[] => {
  const boxes = new Map(forFingers(boxed, page).map(one => [one.id, one]))
  const sentences = new Map([...things, ...currents].map(each => [each.id, each.sentence]))
  return order.flatMap((id): PlacedButton[] => {
    const [box, sentence] = [boxes.get(id), sentences.get(id)]
    return box && sentence !== undefined ? [{ id, sentence, area: box.area, layer: box.layer }] : []
  })
}

/** A thing without a box is drawn, and is no button. */
export const asPressed = (things: readonly PlacedThing[], pressed: readonly Pressed[]): PlacedThing[] => {
  const boxes = new Set(pressed.map(one => one.id))
  return things.map(thing => {
    if (thing.sentence === undefined || boxes.has(thing.id)) return thing
    const { sentence: _, ...drawn } = thing
    return drawn
  })
}
