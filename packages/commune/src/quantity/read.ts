/**
 * Reads amounts as people write them: `3 loaves`, `1 1/2 kg`, `½ cup`, `2,5 l`, `a dozen eggs`, `~150g`, „anderthalb Tassen“.
 * Takes the longest amount at the start of a text and leaves the rest, so that it serves recipes, tables and the say
 * field alike. A comma before exactly three digits parts thousands, any other comma is a decimal one; tables from other
 * countries say so with `decimalComma`.
 */
import { no, ok, type Result } from '@commune/protocol'
import { type Message, quantityMessage } from '../words/index.ts'
import { countAt, halfBehind, type Language, localNumber, phraseAt } from './household.ts'
import { measureNamed } from './units.ts'

export interface ReadOptions {
  /** What is counted when no unit follows: `3` for the thing `ladder` is three ladders. */
  readonly thing?: string
  /** `1.000,5` is a thousand and a half. */
  readonly decimalComma?: boolean
  /** Number words of these languages are read whatever stands behind them; of others only before a measure of their own. */
  readonly languages?: readonly Language[]
}

/** An amount at the start of a text, its measure if a known one follows, and what is left. */
export interface Amount {
  readonly n: bigint
  readonly d: bigint
  readonly unit: string | undefined
  readonly rest: string
}

/** Reads number and measure from the start; `undefined` when the text does not start with an amount. */
export const readAmountAndMeasure = (text: string, options: ReadOptions = {}): Result<Amount | undefined, Message> => {
  const read = readAmount(text.trimStart(), options)
  if (!read.ok || read.value === undefined) return read as Result<undefined, Message>
  const rest = read.value.rest.trimStart()
  const unit = unitAt(rest) ?? countAt(rest, options.languages)
  return ok({ n: read.value.n, d: read.value.d, unit: unit?.code, rest: unit ? rest.slice(unit.length) : rest })
}

const fluid = /^fl(?:uid|\.)?\s*(?:oz|ounces?)\.?(?![\p{L}\p{N}])/iu
// A word goes on behind a hyphen: three T-shirts are no tablespoons.
const unitWord = /^(?:[\p{L}]+[²³23]?)\.?(?![\p{L}\p{N}]|['’-]\p{L})/u

/** The measure a text begins with, and how many letters name it. */
export function unitAt(text: string): { code: string; length: number } | undefined {
  const phrase = phraseAt(text)
  if (phrase) return phrase
  const ounces = fluid.exec(text)
  if (ounces) return { code: 'floz', length: ounces[0].length }
  const word = unitWord.exec(text)?.[0]
  if (word === undefined) return undefined
  const found = measureNamed(word.endsWith('.') ? word.slice(0, -1) : word)
  return found && { code: found.code, length: word.length }
}

const vulgar: ReadonlyMap<string, readonly [bigint, bigint]> = new Map([
  ['½', [1n, 2n]],
  ['⅓', [1n, 3n]],
  ['⅔', [2n, 3n]],
  ['¼', [1n, 4n]],
  ['¾', [3n, 4n]],
  ['⅕', [1n, 5n]],
  ['⅖', [2n, 5n]],
  ['⅗', [3n, 5n]],
  ['⅘', [4n, 5n]],
  ['⅙', [1n, 6n]],
  ['⅚', [5n, 6n]],
  ['⅛', [1n, 8n]],
  ['⅜', [3n, 8n]],
  ['⅝', [5n, 8n]],
  ['⅞', [7n, 8n]]
])
const spelled: ReadonlyMap<string, bigint> = new Map(
  [
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
    'sixteen seventeen eighteen nineteen twenty'
  ]
    .flatMap((names) => names.split(' '))
    .map((name, index) => [name, BigInt(index + 1)] as const)
)

interface Ratio {
  readonly n: bigint
  readonly d: bigint
  readonly rest: string
}

const about = /^(?:~|≈|about\s|around\s|approx(?:imately|\.)?\s|ca\.?\s|circa\s)\s*/i
const wild = /^[+-]?(?:nan|infinity|∞|\d+(?:[.,]\d+)?e[+-]?\d+|0[xob][\da-f]+)(?![\p{L}])/iu
const rangeAfter = /^\s*(?:-|–|to\s)\s*[\d½⅓¼¾⅔⅛]/
const mixed = /^(\d{1,15})\s+(\d{1,6})\s*[/⁄]\s*(\d{1,6})(?![\d.,])/
const fraction = /^(\d{1,15})\s*[/⁄]\s*(\d{1,15})(?![\d.,])/
const digits = /^\d[\d.,'’\u00a0\u202f]*/

export function readAmount(text: string, options: ReadOptions): Result<Ratio | undefined, Message> {
  const body = text.replace(about, '')
  const short = text.slice(0, 60)
  if (/^[-−]\s*[\d.,½¼¾⅓⅔]/.test(body)) return no(quantityMessage('quantity.negative'))
  if (wild.test(body)) return no(quantityMessage('quantity.plain', { text: short }))
  const read = localNumber(body, options.languages) ?? readDozens(body) ?? readDigits(body.replace(/^\+/, ''), options) ?? readSpelled(body)
  if (read === undefined || !('n' in read)) return read === undefined ? ok(undefined) : no(read)
  if (rangeAfter.test(read.rest)) return no(quantityMessage('quantity.range', { text: short }))
  return ok(read)
}

function readDigits(text: string, options: ReadOptions): Ratio | Message | undefined {
  const two = mixed.exec(text)
  if (two) {
    const [all, whole, n, d] = two as unknown as [string, string, string, string]
    return ratio(BigInt(whole) * BigInt(d) + BigInt(n), BigInt(d), text.slice(all.length))
  }
  const over = fraction.exec(text)
  if (over) return ratio(BigInt(over[1] as string), BigInt(over[2] as string), text.slice(over[0].length))
  const glyph = vulgar.get(text[0] ?? '')
  if (glyph) return { n: glyph[0], d: glyph[1], rest: text.slice(1) }
  const run = digits.exec(text)?.[0].replace(/[.,'’\u00a0\u202f]+$/, '')
  if (run === undefined) return undefined
  const number = readNumber(run, options.decimalComma === true)
  if (!('n' in number)) return number
  const rest = text.slice(run.length)
  const tail = /^[\s\u2009]?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])/.exec(rest)
  const part = tail && vulgar.get(tail[1] as string)
  if (tail && part && number.d === 1n) return { n: number.n * part[1] + part[0], d: part[1], rest: rest.slice(tail[0].length) }
  const half = number.d === 1n ? halfBehind(rest) : undefined
  return half === undefined ? { n: number.n, d: number.d, rest } : { n: number.n * 2n + 1n, d: 2n, rest: half }
}

/** One run of digits with its points, commas and thousands marks. */
function readNumber(run: string, decimalComma: boolean): { n: bigint; d: bigint } | Message {
  let text = run.replace(/['’\u00a0\u202f]/g, '')
  if (decimalComma) text = text.replace(/\.(?=\d{3}(?!\d))/g, '').replace(',', '.')
  else if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) text = text.replaceAll(',', '')
  else if (/^\d+,\d+$/.test(text)) text = text.replace(',', '.')
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (!parts) return quantityMessage('quantity.unread', { text: run.slice(0, 60) })
  const [, whole = '', decimals = ''] = parts
  if (whole.replace(/^0+/, '').length + decimals.length > 15) return quantityMessage('quantity.digits')
  return { n: BigInt(whole + decimals), d: 10n ** BigInt(decimals.length) }
}

function ratio(n: bigint, d: bigint, rest: string): Ratio | Message {
  return d === 0n ? quantityMessage('quantity.nothing-over-nothing') : { n, d, rest }
}

const halfDozen = /^half\s+a\s+dozen\b\s*/i
const dozens = /^(a|one|two|three|four|five|six|\d{1,3})\s+dozens?\b\s*/i
const partOf = /^(?:an?\s+|one\s+)?(half|quarter|third)\b\s*(?:of\s+)?(?:an?\s+)?/i
const couple = /^a\s+couple\s+(?:of\s+)?/i
const article = /^an?\s+(?=\S)/i
const word = /^([a-z]+)\b\s*/i

function readDozens(text: string): Ratio | undefined {
  const six = halfDozen.exec(text)
  if (six) return { n: 6n, d: 1n, rest: text.slice(six[0].length) }
  const twelve = dozens.exec(text)
  if (twelve) {
    const name = (twelve[1] as string).toLowerCase()
    const times = /^\d/.test(name) ? BigInt(name) : (spelled.get(name) ?? 1n)
    return { n: times * 12n, d: 1n, rest: text.slice(twelve[0].length) }
  }
  return undefined
}

function readSpelled(text: string): Ratio | undefined {
  const part = partOf.exec(text)
  if (part) {
    const d = { half: 2n, quarter: 4n, third: 3n }[(part[1] as string).toLowerCase() as 'half' | 'quarter' | 'third']
    return { n: 1n, d, rest: text.slice(part[0].length) }
  }
  const two = couple.exec(text)
  if (two) return { n: 2n, d: 1n, rest: text.slice(two[0].length) }
  const one = article.exec(text)
  if (one) return { n: 1n, d: 1n, rest: text.slice(one[0].length) }
  const named = word.exec(text)
  const value = named && spelled.get((named[1] as string).toLowerCase())
  return named && value !== undefined && value !== null ? { n: value, d: 1n, rest: text.slice(named[0].length) } : undefined
}
