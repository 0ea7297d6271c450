/**
 * Which points a rule may speak of, with the names people know them by. Every face asks here, so that a name means the same in all.
 *
 * A name is text of others: it may hold any script, words of a language, quotes, or be the name of another thing as well. It is cut,
 * rid of control and direction characters, and never more than looked up. What a reference means is worked out by `resolve`; faces print the
 * shortest reference that `resolve` takes back to the very point.
 */
import type { ActPoint, Shape, Thing, ThingId } from '../../senses/index.ts'
import type { PointRef } from '../rule.ts'
import { isSpelled, spellings } from './spelling.ts'

export type PointUse = 'reading' | 'pulse' | 'act'

export interface LexiconPoint {
  readonly id: PointRef
  readonly use: PointUse
  /** The name of its thing. */
  readonly thing: string
  /** Its own name within the thing. */
  readonly name: string
  readonly shape: ActPoint['shape'] | { readonly is: 'pulse' }
  readonly about?: string
  readonly counter?: true
}

export interface Lexicon {
  readonly points: readonly LexiconPoint[]
  /** The point of this id, used so. */
  find(use: PointUse, id: string): LexiconPoint | undefined
  /** Points whose thing bears this name; those that bear it letter by letter, if there are any. */
  named(use: PointUse, thing: string): readonly LexiconPoint[]
  /** Names of things that have points of this use; each once. */
  things(use: PointUse): readonly string[]
  /** Names of points of this use; each once. */
  names(use: PointUse): readonly string[]
  /** Words that readings and acts may have as their value; each once. */
  readonly words: readonly string[]
  /** One point of each thing that a short name may mean, where short names are understood (`shorts.ts`). */
  short?(word: string): readonly LexiconPoint[]
}

/** Bounds of a lexicon: points over the first are left out. */
export const lexiconLimits = { pointsMax: 20_000, nameCharsMax: 80 } as const

/** The points of a thing, as a lexicon takes them. */
export const pointsOf = (id: ThingId, thing: Thing): LexiconPoint[] => {
  const at = (use: PointUse, key: string, name: string, shape: LexiconPoint['shape'], about?: string): LexiconPoint => ({
    id: `${id}/${key}`,
    use,
    thing: thing.name,
    name,
    shape,
    ...(about !== undefined && { about })
  })
  return [
    ...thing.readings.map((one) => ({
      ...at('reading', one.key, one.name, one.shape, one.about),
      ...(one.counter && { counter: one.counter })
    })),
    ...thing.pulses.map((one) => at('pulse', one.key, one.name, { is: 'pulse' }, one.about)),
    ...thing.acts.map((one) => at('act', one.key, one.name, one.shape, one.about))
  ]
}

export const lexiconOf = (given: readonly LexiconPoint[]): Lexicon => {
  const byId = new Map<string, LexiconPoint>()
  for (const point of given) {
    if (byId.size >= lexiconLimits.pointsMax) break
    const key = `${point.use} ${point.id}`
    const name = cleanName(point.name) || cleanName(point.id.slice(point.id.lastIndexOf('/') + 1)) || '?'
    if (!byId.has(key)) byId.set(key, { ...point, name, thing: cleanName(point.thing) || name })
  }
  const points = [...byId.values()]
  const byThing = grouped(points, (point) => [`${point.use} ${fold(point.thing)}`])
  const bySpelling = grouped(points, (point) => spellings(fold(point.thing)).slice(1).map((way) => `${point.use} ${way}`))
  const words = points.flatMap(({ shape }) => (shape.is === 'words' ? shape.of : []))
  const using = (use: PointUse, name: (point: LexiconPoint) => string): readonly string[] => [
    ...new Set(points.filter((point) => point.use === use).map(name))
  ]
  const things = { reading: using('reading', thingOf), pulse: using('pulse', thingOf), act: using('act', thingOf) }
  const names = { reading: using('reading', nameOf), pulse: using('pulse', nameOf), act: using('act', nameOf) }
  return {
    points,
    find: (use, id) => byId.get(`${use} ${id}`),
    named: (use, thing) => {
      const all = byThing.get(`${use} ${fold(thing)}`) ?? bySpelling.get(`${use} ${fold(thing)}`) ?? []
      const exact = all.filter((point) => point.thing === thing)
      return exact.length > 0 ? exact : all
    },
    things: (use) => things[use],
    names: (use) => names[use],
    words: [...new Set(words)]
  }
}

/** How something refers to a point. */
export interface Reference {
  /** Left out: whichever there is. */
  readonly thing?: string
  /** The point's own name, or what it is about: any of these. */
  readonly point?: { readonly named: string } | { readonly about: readonly string[] }
  /** The beginning of its id, where names do not tell it apart. */
  readonly tag?: string
}

export type Fits = (point: LexiconPoint) => boolean

/**
 * All points that a reference may mean: one if it is right. `fits` decides only among several, from the most to the least fitting.
 */
export const resolve = (
  lexicon: Lexicon,
  use: PointUse,
  reference: Reference,
  ...fits: readonly Fits[]
): readonly LexiconPoint[] => {
  const { point, tag } = reference
  const { thing } = reference
  let found = thing === undefined ? lexicon.points.filter((one) => one.use === use) : lexicon.named(use, thing)
  if (point !== undefined && 'about' in point) {
    found = found.filter(({ about }) => about !== undefined && point.about.includes(about))
  } else if (point !== undefined) {
    const exact = found.filter(({ name }) => name === point.named)
    const folded = found.filter(({ name }) => fold(name) === fold(point.named))
    found = exact.length > 0 ? exact : folded.length > 0 ? folded : found.filter(({ name }) => isSpelled(fold(point.named), fold(name)))
  }
  if (tag !== undefined) {
    const ways: Fits[] = [(one) => tagged(one) === tag, (one) => keyOf(one) === tag, (one) => tagged(one).startsWith(tag)]
    found = ways.map((way) => found.filter(way)).find((some) => some.length > 0) ?? []
  }
  for (const fit of fits) {
    if (found.length < 2) break
    const fitting = found.filter(fit)
    if (fitting.length > 0) found = fitting
  }
  return found
}

const tagCharsMin = 4

/**
 * What sets this point apart from others of its name, best first: the shortest beginning of its thing's id that none of them has, its key
 * within the thing, its whole id.
 */
export const tagsFor = (
  point: LexiconPoint,
  others: readonly LexiconPoint[]
): readonly [begin: string | undefined, key: string, id: string] => {
  const whole = tagged(point)
  const slash = whole.indexOf('/')
  let begin: string | undefined
  for (let chars = tagCharsMin; chars <= slash && begin === undefined; chars++) {
    const tag = whole.slice(0, chars)
    if (others.every((other) => other === point || !tagged(other).startsWith(tag))) begin = tag
  }
  return [begin, keyOf(point), whole]
}

const keyOf = (point: LexiconPoint): string => tagged(point).slice(tagged(point).indexOf('/') + 1)

/** The id of a point, and the bare name of a role. */
const tagged = ({ id }: LexiconPoint): string => (id.startsWith('?') ? id.slice(1) : id)

/** How names are compared where they are not the same letter by letter. */
export const fold = (name: string): string => name.normalize('NFC').toLowerCase().split(/\s+/u).filter(Boolean).join(' ')

const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu

const cleanName = (name: string): string =>
  name
    .replace(unseen, ' ')
    .trim()
    .slice(0, lexiconLimits.nameCharsMax)
    .replace(/[\ud800-\udbff]$/u, '')
    .trim()

const thingOf = (point: LexiconPoint): string => point.thing
const nameOf = (point: LexiconPoint): string => point.name

function grouped(points: readonly LexiconPoint[], keys: (point: LexiconPoint) => readonly string[]): Map<string, LexiconPoint[]> {
  const groups = new Map<string, LexiconPoint[]>()
  for (const point of points) {
    for (const key of keys(point)) {
      const group = groups.get(key)
      if (group) group.push(point)
      else groups.set(key, [point])
    }
  }
  return groups
}

/** A value that this shape can have; texts of numbers are none. */
export const shapeTakes = (shape: LexiconPoint['shape'] | Shape, value: unknown): boolean => {
  if (shape.is === 'yes-no') return typeof value === 'boolean'
  if (shape.is === 'words') return typeof value === 'string' && shape.of.includes(value)
  if (shape.is === 'text') return typeof value === 'string' && value.length <= shape.charsMax
  if (shape.is === 'press') return value === 'press'
  return shape.is === 'number' && typeof value === 'object' && value !== null
}
