/**
 * A line that tells what somebody senses: “soil is dry”, “water meter: 1 204.5 l”. It is a reading only where a thing stands here that was
 * written down by hand and that somebody may say something of; whoever typed the line sees what was understood before it is said.
 *
 * Names are text of others: they are compared, never run. Of the same name in several things each is offered, the likeliest first.
 */
import type { IdText } from '@commune/protocol'
import type { ReadingPoint, Shape, Value } from './thing.ts'
import { convertUnit, unitNamed } from './units/index.ts'
import type { ThingRow } from './views.ts'

export interface Spoken {
  readonly thing: ThingRow
  readonly point: ReadingPoint
  /** In the unit of its point. */
  readonly value: Value
  /** As it was written. */
  readonly written: string
}

export const spokenLimits = { charsMax: 400, foundMax: 5 } as const

/** Words between what is sensed and what it is like, in the languages of the sentences. */
const verbs: ReadonlySet<string> = new Set(['is', 'are', 'reads', 'shows', 'says', 'ist', 'sind', 'zeigt', 'es', 'está', 'son', 'están', 'marca', '=', ':'])
const articles: ReadonlySet<string> = new Set(['the', 'our', 'my', 'der', 'die', 'das', 'el', 'la', 'los', 'las', 'in', 'at', 'by', 'of', 'on', 'im', 'am', 'en', 'de', 'del'])
const yes: ReadonlySet<string> = new Set(['yes', 'on', 'open', 'wet', 'true', 'ja', 'an', 'offen', 'nass', 'sí', 'si', 'abierto', 'abierta', 'mojado', 'mojada'])
const none: ReadonlySet<string> = new Set(['no', 'off', 'closed', 'shut', 'dry', 'false', 'nein', 'aus', 'zu', 'trocken', 'cerrado', 'cerrada', 'seco', 'seca'])

/** What a line tells of things that `me` brought in by hand; empty when it tells of none. */
export const readSpoken = (line: string, things: readonly ThingRow[], me: IdText): readonly Spoken[] => {
  if (line.length > spokenLimits.charsMax) return []
  const words = line.normalize('NFC').replace(/[.!]+\s*$/, '').replace(/([:=])(?=\s|$)/g, ' $1 ').split(/\s+/).filter((word) => word !== '')
  if (words.length < 2) return []
  const found: { readonly spoken: Spoken; readonly rank: number }[] = []
  for (const thing of things) {
    if (thing.source !== 'hand' || thing.gone === true || thing.bridge !== me) continue
    for (const point of thing.readings) {
      const best = splits(words).flatMap(({ named, told }) => {
        const rank = named.length === 0 ? 0 : rankOf(named, thing, point)
        const value = rank > 0 ? valueIn(told, point.shape) : undefined
        return value === undefined ? [] : [{ spoken: { thing, point, value, written: told }, rank }]
      })
      const [first] = best.toSorted((a, b) => b.rank - a.rank)
      if (first) found.push(first)
    }
  }
  return found.toSorted((a, b) => b.rank - a.rank).slice(0, spokenLimits.foundMax).map(({ spoken }) => spoken)
}

/** Each way to cut the line into what is sensed and what it is like: at its first verb, or, without one, before any of its words. */
function splits(words: readonly string[]): readonly { readonly named: string; readonly told: string }[] {
  const verb = words.findIndex((word, index) => index > 0 && verbs.has(word.toLowerCase()))
  const cut = (at: number, skip: number): { named: string; told: string } => ({ named: plain(words.slice(0, at).join(' ')), told: words.slice(at + skip).join(' ') })
  if (verb > 0 && verb < words.length - 1) return [cut(verb, 1)]
  return words.length > 12 ? [] : words.slice(1).map((_, index) => cut(index + 1, 0))
}

const plain = (text: string): string => text.toLowerCase().split(/\s+/).filter((word) => word !== '' && !articles.has(word)).join(' ')

/** How well a name fits: both names, the point's own, its thing's where that has but one. 0: not at all. */
function rankOf(named: string, thing: ThingRow, point: ReadingPoint): number {
  const [own, its, place] = [plain(point.name), plain(thing.name ?? ''), plain(thing.place ?? '')]
  const both = [`${its} ${own}`, `${own} ${its}`, ...(place === '' ? [] : [`${own} ${place}`, `${its} ${place}`])]
  if (its !== '' && both.includes(named)) return 3
  if (named === its && named !== '') return thing.readings.length === 1 ? 2.5 : named === own ? 2 : 1
  return named === own && named !== '' ? 2 : 0
}

/** A number as it is written by hand: spaces between thousands, a comma or a point before what is less than one. */
const amount = /^([-+−]?\d[\d\u00a0\u202f ]*(?:[.,]\d+)?)\s*(.*)$/u

function valueIn(told: string, shape: Shape): Value | undefined {
  const text = told.trim()
  switch (shape.is) {
    case 'yes-no':
      return yes.has(text.toLowerCase()) ? true : none.has(text.toLowerCase()) ? false : undefined
    case 'words':
      return shape.of.find((word) => word.toLowerCase() === text.toLowerCase())
    case 'text':
      return text === '' || text.length > shape.charsMax ? undefined : text
    case 'number': {
      const match = amount.exec(text)
      if (!match) return undefined
      const number = Number(match[1]!.replace(/[\u00a0\u202f ]/g, '').replace('−', '-').replace(',', '.'))
      if (!Number.isFinite(number)) return undefined
      const unit = match[2] === '' ? undefined : unitNamed(match[2]!)?.code
      if (match[2] !== '' && unit === undefined && match[2] !== shape.unit) return undefined
      const value = unit === undefined || unit === shape.unit ? number : convertUnit(number, unit, shape.unit)
      return value === undefined || (shape.min !== undefined && value < shape.min) || (shape.max !== undefined && value > shape.max) ? undefined : value
    }
  }
}
