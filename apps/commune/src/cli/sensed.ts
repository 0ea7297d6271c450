/** What things tell and do, as words of a terminal. */
import { type ActRow, isOpening, parseQuantity, type PointOf, type Shape, type ThingRow, type Value } from '@commune/commune'
import type { SensedRow } from '@commune/peer'
import { cliMessage, say, sentence } from '../words/index.ts'
import { pickNamed } from './ids.ts'
import { exitCodes, Stop } from './stop.ts'
import { clean } from './table.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** “a moment ago”, “3 hours ago”. */
export const agoWords = (ms: number): string => {
  if (ms < minuteMs) return sentence('ago.now')
  if (ms < hourMs) return sentence('ago.minutes', { n: Math.floor(ms / minuteMs) })
  if (ms < dayMs) return sentence('ago.hours', { n: Math.floor(ms / hourMs) })
  return sentence('ago.days', { n: Math.floor(ms / dayMs) })
}

/** “40 seconds”, “10 minutes”, “3 hours”, “7 days”: as many as are full. */
export const spanWords = (ms: number): string => {
  if (ms < minuteMs) return sentence('span.seconds', { n: Math.max(1, Math.round(ms / 1_000)) })
  if (ms < hourMs) return sentence('span.minutes', { n: Math.round(ms / minuteMs) })
  if (ms < dayMs) return sentence('span.hours', { n: Math.round(ms / hourMs) })
  return sentence('span.days', { n: Math.round(ms / dayMs) })
}

/** A value as people read it: “3.5 lx”, “yes”, “closed”. */
export const valueWords = (value: Value, shape: Shape | { readonly is: 'press' }): string => {
  if (typeof value === 'boolean') return sentence(value ? 'things.yes' : 'things.no')
  if (typeof value === 'string') return clean(value)
  const number = Number.isInteger(value) ? String(value) : String(Math.round(value * 1_000) / 1_000)
  return shape.is === 'number' && shape.unit !== undefined ? `${number} ${clean(shape.unit)}` : number
}

/** What is asked of a point, as people say it: “on”, “60 %”. */
export const askedWords = (value: Value, { shape, about }: Pick<ActRow, 'shape' | 'about'>): string => {
  if (typeof value !== 'boolean') return valueWords(value, shape)
  if (isOpening(about)) return sentence(value ? 'things.opened' : 'things.closed')
  return sentence(value ? 'things.on' : 'things.off')
}

/** What a point takes: “0 to 100 %”, “open or closed”. */
export const shapeWords = (shape: ActRow['shape']): string => {
  switch (shape.is) {
    case 'press':
      return sentence('things.press')
    case 'text':
      return sentence('things.text')
    case 'yes-no':
      return `${sentence('things.yes')} / ${sentence('things.no')}`
    case 'words':
      return shape.of.map(clean).join(' / ')
    case 'number':
      return boundsWords(shape.min, shape.max, shape.unit) ?? sentence('things.any-number')
  }
}

/** Undefined: none are set. */
export const boundsWords = (min: number | undefined, max: number | undefined, unit: string | undefined): string | undefined => {
  const withUnit = (number: number): string => (unit === undefined ? String(number) : `${number} ${clean(unit)}`)
  if (min !== undefined && max !== undefined) return sentence('things.from-to', { least: min, most: withUnit(max) })
  if (min !== undefined) return sentence('things.at-least', { least: withUnit(min) })
  return max === undefined ? undefined : sentence('things.at-most', { most: withUnit(max) })
}

/** One line for what a reading or a pulse tells. */
export const sensedLine = (of: Extract<PointOf, { kind: 'reading' | 'pulse' }>, row: SensedRow | undefined, nowMs: number): string => {
  const name = clean(of.point.name)
  if (row?.notTold) return sentence('things.point-kept', { name })
  if (of.kind === 'pulse') return sentence(row?.near ? 'things.near' : 'things.not-near', { name })
  if (row?.unknown !== undefined) return sentence('things.point-unknown', { name, why: whyWords(row.unknown) })
  if (row?.value === undefined) return sentence('things.point-never', { name })
  const value = valueWords(row.value, of.point.shape)
  const ago = agoWords(nowMs - (row.atMs ?? nowMs))
  return sentence(row.stale ? 'things.point-stale' : 'things.point-at', { name, value, ago })
}

const whyWords = (why: string): string =>
  sentence(why === 'unreadable' ? 'things.unreadable' : why === 'gone' ? 'things.gone-why' : 'things.unavailable')

/** The one thing of this name, or whose id begins so. */
export const pickThing = (typed: string, rows: readonly ThingRow[]): ThingRow => {
  const id = pickNamed(typed, rows)
  return rows.find((row) => row.id === id) as ThingRow
}

/** The act point that is meant: the one named, or the only one there is. */
export const pickAct = (thing: ThingRow, typed: string | undefined): ActRow => {
  const called = clean(say(thing.called))
  const [only, second] = thing.acts
  if (!only) throw new Stop(cliMessage('thing.does-nothing', { thing: called }))
  const wanted = typed?.trim().toLowerCase()
  const found = wanted === undefined ? (second ? undefined : only) : thing.acts.find((act) => act.key.toLowerCase() === wanted || act.name.toLowerCase() === wanted)
  if (!found) throw new Stop(cliMessage('thing.which-point', { thing: called, points: thing.acts.map((act) => clean(act.key)).join(', ') }))
  return found
}

/** The value a person means for a point. Stops with what the point takes. */
export const valueFor = (thing: ThingRow, act: ActRow, text: string): Value | 'press' => {
  const { shape } = act
  const typed = text.trim()
  const lower = typed.toLowerCase()
  if (shape.is === 'press' && lower === 'press') return 'press'
  if (shape.is === 'yes-no' && /^(yes|on|true|open|1)$/.test(lower)) return true
  if (shape.is === 'yes-no' && /^(no|off|false|closed|0)$/.test(lower)) return false
  if (shape.is === 'text' && typed.length <= shape.charsMax) return typed
  if (shape.is === 'words') {
    const word = shape.of.find((each) => each.toLowerCase() === lower)
    if (word !== undefined) return word
  }
  if (shape.is === 'number' && /^-?\d+([.,]\d+)?(\s*\S+)?$/.test(typed)) {
    const number = Number.parseFloat(typed.replace(',', '.'))
    const unit = typed.replace(/^-?\d+([.,]\d+)?\s*/, '')
    const fits = (shape.min === undefined || number >= shape.min) && (shape.max === undefined || number <= shape.max)
    if (fits && (unit === '' || unit === shape.unit)) return number
  }
  throw new Stop(cliMessage('hold.value', { thing: clean(say(thing.called)), point: clean(act.name), text: typed.slice(0, 60), how: shapeWords(shape) }), exitCodes.usage)
}

/** A length of time: “30 min”, “2 h”, “1 day”. Stops when it is none. */
export const spanMs = (text: string): number => {
  const read = parseQuantity(text.trim())
  const ms = read.ok ? msOf[read.value.unit] : undefined
  const number = read.ok && ms !== undefined ? (Number(read.value.n) / Number(read.value.d)) * ms : Number.NaN
  if (!Number.isFinite(number) || number < 1_000) throw new Stop(cliMessage('span.wrong', { text: text.slice(0, 60) }), exitCodes.usage)
  return Math.round(number)
}

const msOf: Readonly<Record<string, number>> = { s: 1_000, min: minuteMs, h: hourMs, day: dayMs, week: 7 * dayMs }
