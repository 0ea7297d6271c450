/**
 * Where everything of a plan stands. Wide: sources below one another at the left, makings in the middle, the table at the right. On a phone
 * the same from top to bottom. Each has its own ground, so no name ever lies on another; rivers run between.
 */
import type { Area } from '../ink/area.ts'
import { heightOf, widthOf } from '../ink/area.ts'
import { bezierAt, type Point } from '../ink/path.ts'
import { placeExtents, type PlaceKind, placeKind } from '../places/place.ts'
import type { LabelLine, PlacedLabel } from '../layout/arrangement.ts'
import { brokenWords, faces, widthOfWords } from '../layout/words.ts'
import { type PlanGraph, graphOf } from './graph.ts'
import type { PlanMaking, PlanScene, PlanSource, PlanTone, PlanWay } from './scene.ts'

export type Stood<T> = { readonly what: T; readonly x: number; readonly y: number; readonly scale: number }
export type PlacedPlate = { readonly words: string; readonly tone: PlanTone; readonly area: Area }
export type PlacedRiver = { readonly way: PlanWay; readonly points: readonly Point[]; readonly widthPx: number; readonly note?: { readonly label: PlacedLabel; readonly from: Point; readonly to: Point } }

export type PlacedSource = Stood<PlanSource> & {
  readonly kind: PlaceKind
  readonly plate: PlacedPlate
  /** Where its river begins. */
  readonly spring: Point
  /** The middle of its ware, where there is room for one. */
  readonly wareAt?: Point
}

export type PlacedPlan = {
  readonly sources: readonly PlacedSource[]
  readonly makings: readonly Stood<PlanMaking>[]
  readonly end: Stood<PlanScene['end']>
  readonly rivers: readonly PlacedRiver[]
  readonly labels: readonly PlacedLabel[]
}

const plateHigh = 30
/** What a source's words take below its drawing, and the least that is left for that. */
const wordsHigh = faces.placeName.lineHeight + faces.state.lineHeight + plateHigh + 14
const drawnLeast = 84
const tableReach = { halfWidth: 150, top: 200, bottom: 72 } as const
const basinReach = { halfWidth: 54, high: 36 } as const

export const layPlan = (scene: PlanScene, ground: Area, narrow: boolean): PlacedPlan => {
  const graph = graphOf(scene, narrow)
  const laid = narrow ? narrowPlaces(scene, graph, ground) : widePlaces(scene, graph, ground)
  return { ...laid, rivers: riversOf(graph, laid, scene, narrow) }
}

type Places = Omit<PlacedPlan, 'rivers'>

const widePlaces = (scene: PlanScene, graph: PlanGraph, ground: Area): Places => {
  const [wide, high] = [widthOf(ground), heightOf(ground)]
  const count = Math.max(1, graph.sources.length)
  const moreHigh = graph.left > 0 ? 26 : 0
  const slot = (high - moreHigh) / count
  const labels: PlacedLabel[] = []
  const x = ground.left + Math.max(118, wide * 0.135)
  const stand = slot - wordsHigh < drawnLeast ? sourceBeside : sourceAbove
  const sources = graph.sources.map((what, i) => {
    const { label, ...source } = stand(what, { left: ground.left, right: ground.left + wide * 0.3, top: ground.top + slot * i, bottom: ground.top + slot * (i + 1) }, x)
    labels.push(label)
    return source
  })
  if (graph.left > 0) labels.push(labelAt(x, ground.bottom - moreHigh, [{ text: scene.more(graph.left), face: 'state', tone: 'ink2' }]))
  const middles = graph.columns.length
  const tableScale = Math.min(0.98, (wide * 0.3) / (tableReach.halfWidth * 2), (high * 0.5) / (tableReach.top + tableReach.bottom))
  const end = { what: scene.end, x: ground.right - tableReach.halfWidth * tableScale - wide * 0.035, y: ground.top + high * 0.48 + (tableReach.top * tableScale) / 2, scale: tableScale }
  const tableWide = tableReach.halfWidth * 2 * tableScale + wide * 0.05
  labels.push(labelAt(end.x, end.y + tableReach.bottom * tableScale + 14, [
    { text: cut(scene.end.name, 'placeName', tableWide), face: 'placeName', tone: 'ink' },
    ...brokenWords(scene.end.words, 'state', tableWide, 2).map((text): LabelLine => ({ text, face: 'state', tone: 'ink' }))
  ]))
  const [first, last] = [ground.left + wide * (middles > 1 ? 0.4 : 0.5), ground.left + wide * 0.56]
  const makings = graph.columns.flatMap((column, c) => column.map((what, i) => {
    const scale = Math.min(0.92, 0.92 - (middles - 1) * 0.12, (high / column.length) / 150)
    return { what, x: middles > 1 ? first + ((last - first) * c) / (middles - 1) : (first + last) / 2, y: ground.top + (high * (i + 0.5)) / column.length, scale }
  }))
  for (const { what, x: mx, y, scale } of makings) labels.push(labelAt(mx + 6, y + basinReach.high * scale + 4, [{ text: cut(what.name, 'placeName', wide * 0.2), face: 'placeName', tone: 'ink' }]))
  return { sources, makings, end, labels }
}

type SourceStands = PlacedSource & { readonly label: PlacedLabel }

const linesOf = (what: PlanSource, maxPx: number): LabelLine[] => [
  { text: cut(what.name, 'placeName', maxPx), face: 'placeName', tone: 'ink' }, { text: cut(what.words, 'state', maxPx), face: 'state', tone: 'ink' }
]

/** Few sources: each stands above its words, its ware beside it. */
const sourceAbove = (what: PlanSource, slot: Area, x: number): SourceStands => {
  const kind = what.kind ?? placeKind(what.name)
  const { top, halfWidth } = placeExtents[kind]
  const maxPx = widthOf(slot) * 0.9
  const scale = Math.min(1, (heightOf(slot) - wordsHigh) / top, (widthOf(slot) * 0.68) / (halfWidth * 2))
  const y = slot.top + (heightOf(slot) - wordsHigh + top * scale) / 2
  const label = labelAt(x, y + 8, linesOf(what, maxPx))
  return {
    what, x, y, scale, kind, label, plate: plateAt(what, x, label.area.bottom + 4, maxPx), spring: [x + halfWidth * scale + 16, y - top * scale * 0.3],
    ...(what.ware && { wareAt: [x - halfWidth * scale - 24, y - 20] as const })
  }
}

/** Many: each stands beside its words, and they stand closer. */
const sourceBeside = (what: PlanSource, slot: Area): SourceStands => {
  const kind = what.kind ?? placeKind(what.name)
  const { top, halfWidth } = placeExtents[kind]
  const drawnWide = 110
  const scale = Math.min(0.8, (heightOf(slot) - 12) / top, drawnWide / (halfWidth * 2))
  const middle = (slot.top + slot.bottom) / 2
  const left = slot.left + drawnWide + 14
  const lines = linesOf(what, slot.right - left)
  const high = faces.placeName.lineHeight + faces.state.lineHeight + 4
  const labelTop = middle - (high + plateHigh + 4) / 2
  const label: PlacedLabel = {
    lines, anchor: 'start', shown: true,
    area: { left, right: left + Math.max(...lines.map(({ text, face }) => widthOfWords(text, face))) + 4, top: labelTop, bottom: labelTop + high }
  }
  const plate = plateAt(what, left, label.area.bottom + 2, slot.right - left)
  const shift = left - plate.area.left
  const moved = { ...plate, area: { ...plate.area, left, right: plate.area.right + shift } }
  return {
    what, x: slot.left + drawnWide / 2, y: middle + (top * scale) / 2, scale, kind, label, plate: moved,
    spring: [Math.max(label.area.right, moved.area.right) + 18, middle]
  }
}

const narrowPlaces = (scene: PlanScene, graph: PlanGraph, ground: Area): Places => {
  const [wide, high] = [widthOf(ground), heightOf(ground)]
  const slot = wide / Math.max(1, graph.sources.length)
  const drawnHigh = Math.min(86, high * 0.21)
  const labels: PlacedLabel[] = []
  const sources = graph.sources.map((what, i) => {
    const kind = what.kind ?? placeKind(what.name)
    const { top, halfWidth } = placeExtents[kind]
    const scale = Math.min(0.62, drawnHigh / top, (slot * 0.8) / (halfWidth * 2))
    const [x, y] = [ground.left + slot * (i + 0.5), ground.top + drawnHigh]
    const label = labelAt(x, y + 3, [{ text: cut(what.name, 'smallName', slot - 8), face: 'smallName', tone: 'ink' }])
    labels.push(label)
    const plate = plateAt(what, x, label.area.bottom + 2, slot - 6)
    return { what, x, y, scale, kind, plate, spring: [x, plate.area.bottom + 12] as const }
  })
  const tableScale = Math.min(0.66, (wide * 0.56) / (tableReach.halfWidth * 2), (high * 0.34) / (tableReach.top + tableReach.bottom))
  const end = { what: scene.end, x: ground.left + wide * 0.5, y: ground.bottom - tableReach.bottom * tableScale - 2, scale: tableScale }
  const [from, to] = [ground.top + drawnHigh + 62, end.y - tableReach.top * tableScale]
  const rows = graph.columns.length
  const makings = graph.columns.flatMap((column, c) => column.map((what, i) => ({
    what, x: ground.left + (wide * (i + 0.5)) / column.length, y: from + ((to - from) * (c + 0.6)) / Math.max(1, rows), scale: 0.5
  })))
  for (const { what, x, y, scale } of makings) labels.push(besides(x + basinReach.halfWidth * scale + 6, y, cut(what.name, 'smallName', wide / 2 - 40)))
  return { sources, makings, end, labels }
}

const cut = (text: string, face: LabelLine['face'], maxPx: number): string => brokenWords(text, face, maxPx, 1)[0] ?? ''

/** Lines below one another about `x`, from `top` down. */
const labelAt = (x: number, top: number, lines: readonly LabelLine[]): PlacedLabel => {
  const wide = Math.max(...lines.map(({ text, face }) => widthOfWords(text, face))) + 4
  const high = lines.reduce((sum, { face }) => sum + faces[face].lineHeight, 4)
  return { lines, anchor: 'middle', shown: true, area: { left: x - wide / 2, right: x + wide / 2, top, bottom: top + high } }
}

const besides = (x: number, y: number, text: string): PlacedLabel => ({
  lines: [{ text, face: 'smallName', tone: 'ink' }], anchor: 'start', shown: true,
  area: { left: x, right: x + widthOfWords(text, 'smallName') + 4, top: y - 12, bottom: y + 12 }
})

const plateAt = ({ plate }: PlanSource, x: number, top: number, maxPx: number): PlacedPlate => {
  const words = cut(plate.words, 'state', maxPx - 14)
  const half = Math.min(maxPx, Math.max(92, widthOfWords(words, 'state') + 22)) / 2
  return { words, tone: plate.tone, area: { left: x - half, right: x + half, top, bottom: top + plateHigh } }
}

/** Rivers leave a source at its side (on a phone below its plate) and come in spread along the edge of what they run into. */
const riversOf = (graph: PlanGraph, laid: Places, scene: PlanScene, narrow: boolean): PlacedRiver[] => {
  const along = (way: PlanWay): number => springOf(way.from, laid, narrow)[narrow ? 0 : 1]
  const into = (id: string): PlanWay[] => graph.ways.filter(({ to }) => to === id).sort((a, b) => along(a) - along(b))
  const widthPx = narrow ? 20 : Math.max(20, Math.min(50, 190 / Math.max(1, graph.sources.length)))
  return graph.ways.map((way) => {
    const siblings = into(way.to)
    const at = siblings.indexOf(way) - (siblings.length - 1) / 2
    const passes = way.to === scene.end.id && graph.columns.length > 0 && laid.sources.some(({ what }) => what.id === way.from)
    const points = flow(springOf(way.from, laid, narrow), mouthOf(way.to, at, siblings.length, laid, narrow), narrow, passes)
    const note = way.short === undefined || narrow ? undefined : noteAt(points, widthPx, way.short)
    return { way, points, widthPx: way.to === scene.end.id ? widthPx * 1.1 : widthPx, ...(note && { note }) }
  })
}

const springOf = (id: string, { sources, makings }: Places, narrow: boolean): Point => {
  const source = sources.find(({ what }) => what.id === id)
  if (source) return source.spring
  const making = makings.find(({ what }) => what.id === id)!
  return narrow ? [making.x, making.y + basinReach.high * making.scale] : [making.x + basinReach.halfWidth * making.scale, making.y]
}

const mouthOf = (id: string, at: number, count: number, { makings, end }: Places, narrow: boolean): Point => {
  const making = makings.find(({ what }) => what.id === id)
  const [x, y, scale, reach] = making ? [making.x, making.y, making.scale, basinReach] as const : [end.x, end.y - tableReach.top * end.scale * 0.52, end.scale, tableReach] as const
  const spread = Math.min(34, 120 / Math.max(1, count)) * scale
  if (narrow) return [x + at * spread * 1.4, making ? y - basinReach.high * scale * 0.7 : end.y - tableReach.top * end.scale - 4]
  return [x - reach.halfWidth * scale * (making ? 0.94 : 0.98), y + at * spread]
}

const steps = 10

/** A slow bend from one to the other; what passes by where things are made keeps to its side for longer. */
const flow = (from: Point, to: Point, narrow: boolean, passes: boolean): Point[] => {
  if (passes) {
    const away: Point = narrow ? [from[0] + (from[0] < to[0] ? -60 : 60), to[1]] : [from[0] + (to[0] - from[0]) * 0.8, from[1] + (from[1] < to[1] ? -40 : 70)]
    return Array.from({ length: steps + 1 }, (_, i) => bezierAt(from, away, away, to, i / steps))
  }
  const [dx, dy] = [(to[0] - from[0]) * 0.5, (to[1] - from[1]) * 0.5]
  const [a, b]: [Point, Point] = narrow ? [[from[0], from[1] + dy], [to[0], to[1] - dy]] : [[from[0] + dx, from[1]], [to[0] - dx, to[1]]]
  return Array.from({ length: steps + 1 }, (_, i) => bezierAt(from, a, b, to, i / steps))
}

/** Above the river and to its right, where the bend leaves room. */
const noteAt = (points: readonly Point[], widthPx: number, words: string): PlacedRiver['note'] => {
  const [x, y] = points[Math.floor(steps * 0.4)]!
  const falls = points.at(-1)![1] > points[0]![1]
  const top = falls ? y - widthPx * 0.5 - 40 : y + widthPx * 0.5 + 18
  const lines = brokenWords(words, 'state', 190, 2).map((text): LabelLine => ({ text, face: 'state', tone: 'ember' }))
  const left = x + 22
  const area = { left, right: left + Math.max(...lines.map(({ text }) => widthOfWords(text, 'state'))) + 4, top, bottom: top + lines.length * faces.state.lineHeight + 4 }
  return { label: { lines, anchor: 'start', shown: true, area }, from: [left - 2, (area.top + area.bottom) / 2], to: [x - 4, y + (falls ? -1 : 1) * widthPx * 0.42] }
}
