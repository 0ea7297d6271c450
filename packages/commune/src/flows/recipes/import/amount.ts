/**
 * Amounts in lines of recipes and parts: a number or a range, a measure or what is counted, and a second measure beside it. Exact, as all
 * amounts here. Of a range the smaller is what is needed, for it is enough; the larger is kept.
 */
import { countUnit, makeQuantity, type Quantity, readAmountAndMeasure, scale, singular } from '../../../quantity/index.ts'
import { counted, countedAs, countedOf, kitchenMeasures } from './kitchen.ts'

export interface ReadAmount {
  readonly n: bigint
  readonly d: bigint
  /** The larger of a range. */
  readonly most?: { readonly n: bigint; readonly d: bigint }
  /** A measure or a count; undefined when no unit follows. */
  readonly unit: string | undefined
  readonly rest: string
}

interface Ratio {
  readonly n: bigint
  readonly d: bigint
  readonly rest: string
}

const about = /^(?:~|≈|<|>|=|\+|about\s|around\s|roughly\s|approx(?:imately|\.)?\s|appr\.\s?|ca\.?\s|circa\s|up to\s|at least\s|close to\s|from\s|overfilled\s)\s*/i
/** “1-1/2 cups”, “2 and 1/4”: one number, though it is written as two. */
const hyphened = /^(\d{1,6})\s*(?:-|\s+and\s+|\s*&\s*|\s)\s*(\d{1,3})\s*[/⁄]\s*(\d{1,3})(?![\d.,/])/
const vulgarBehind = /^(\d{1,6})\s*(?:-|\s+and\s+|\s*&\s*|\s)?\s*([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])/
const rangeSign = /^\s*(?:-|–|—|~|to\b|or\b)\s*(?=[\d½⅓⅔¼¾⅕⅛])/
const numberOnly = /^\d{1,15}(?:[.,]\d{1,6})?/

/** Reads the amount a line begins with; undefined when it begins with none. */
export const readLeading = (line: string): ReadAmount | undefined => {
  const text = line.replace(about, '')
  const first = readNumber(text)
  if (!first) return undefined
  const bracketed = /^\s*\((?:or|to)\s+(\d{1,4})\)/.exec(first.rest)
  if (bracketed) return withUnit(first, { n: BigInt(bracketed[1] as string), d: 1n, rest: first.rest.slice(bracketed[0].length) })
  // The unit may stand behind both numbers of a range, or behind each.
  const partOf = /^\s*of\s+an?\s+(?=\p{L})/iu.exec(first.rest)
  const ofUnit = partOf ? unitAtStart(first.rest.slice(partOf[0].length)) : undefined
  const unit = ofUnit ?? unitAtStart(first.rest)
  const behind = unit ? unit.rest : first.rest
  const sign = rangeSign.exec(behind)
  if (!sign) return { n: first.n, d: first.d, unit: unit?.code, rest: behind }
  const second = readNumber(behind.slice(sign[0].length))
  if (!second) return { n: first.n, d: first.d, unit: unit?.code, rest: behind }
  const secondUnit = unitAtStart(second.rest)
  if (unit && secondUnit?.code !== unit.code) return { n: first.n, d: first.d, unit: unit.code, rest: behind }
  // “500 g or 1 lb” are two measures of one amount; “2 eggs or 3 yolks” are two things.
  if (unit === undefined && /or\b/.test(sign[0]) && secondUnit === undefined && second.n * first.d !== (first.n + first.d) * second.d) return { n: first.n, d: first.d, unit: undefined, rest: behind }
  return withUnit(first, second)
}

function withUnit(first: Ratio, second: Ratio): ReadAmount {
  const unit = unitAtStart(second.rest)
  const rest = unit ? unit.rest : second.rest
  if (second.n * first.d <= first.n * second.d) return { n: first.n, d: first.d, unit: unit?.code, rest }
  return { n: first.n, d: first.d, most: { n: second.n, d: second.d }, unit: unit?.code, rest }
}

/** The quantity it comes to; what no unit follows counts the thing itself. */
export const quantityOf = ({ n, d, unit }: Pick<ReadAmount, 'n' | 'd' | 'unit'>, thing: string): Quantity | undefined => {
  const made = makeQuantity(n, d, unit ?? countUnit(thing) ?? '{piece}')
  return made.ok && made.value.n > 0n ? made.value : undefined
}

/** As large again for each: two cans of 400 g are 800 g. */
export const timesEach = (each: Quantity, { n, d }: Pick<ReadAmount, 'n' | 'd'>): Quantity | undefined => {
  const more = scale(each, n, d)
  return more.ok && more.value.n > 0n ? more.value : undefined
}

function readNumber(text: string): Ratio | undefined {
  const two = hyphened.exec(text)
  if (two) {
    const [all, whole, n, d] = two as unknown as [string, string, string, string]
    // “1 - 3/2” would be no one number.
    if (BigInt(n) < BigInt(d)) return { n: BigInt(whole) * BigInt(d) + BigInt(n), d: BigInt(d), rest: text.slice(all.length) }
  }
  const vulgar = vulgarBehind.exec(text)
  if (vulgar) {
    const part = readAmountAndMeasure(vulgar[2] as string)
    if (part.ok && part.value) return { n: BigInt(vulgar[1] as string) * part.value.d + part.value.n, d: part.value.d, rest: text.slice(vulgar[0].length) }
  }
  const plain = /^(\d{1,6})\s*[/⁄]\s*(\d{1,6})(?![\d.,/])/.exec(text)
  if (plain) return plain[2] === '0' ? undefined : { n: BigInt(plain[1] as string), d: BigInt(plain[2] as string), rest: text.slice(plain[0].length) }
  const sign = /^[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]/u.exec(text)?.[0]
  const part = sign === undefined ? undefined : readAmountAndMeasure(sign)
  if (part?.ok && part.value && sign) return { n: part.value.n, d: part.value.d, rest: text.slice(sign.length) }
  const number = numberOnly.exec(text)?.[0]
  // The number alone: measures, ranges and what follows are ours.
  if (number !== undefined) {
    const thousands = /^\d{1,3}(?:,\d{3})+(?![\d,])/.exec(text)?.[0]
    const digits = thousands ?? number
    const read = readAmountAndMeasure(digits)
    return read.ok && read.value && !/^\.?\d/.test(text.slice(digits.length)) && !/^[eE][+-]?\d/.test(text.slice(digits.length)) ? { n: read.value.n, d: read.value.d, rest: text.slice(digits.length) } : undefined
  }
  const spelled = readAmountAndMeasure(text)
  if (!spelled.ok || !spelled.value || /^[-−+]/.test(text)) return undefined
  const { n, d, unit, rest } = spelled.value
  return { n, d, rest: unit === undefined ? rest : text.slice(text.length - rest.length - unitLength(text, rest)) }
}

/** How many letters the measure has that was taken along with a number in words. */
const unitLength = (text: string, rest: string): number => /[\p{L}.²³]+\s*$/u.exec(text.slice(0, text.length - rest.length))?.[0].length ?? 0

/** A measure, or what is counted, that a text begins with. */
export const unitAtStart = (text: string): { readonly code: string; readonly rest: string } | undefined => {
  const trimmed = text.replace(/^[\s\u00a0]+/, '').replace(/^-(?=(?:inch|ounce|pound|gram|cup|liter|litre|quart|oz|cm|mm)\b)/i, '')
  const two = /^(tea|table)\s+(spoons?)\b/i.exec(trimmed)
  if (two) return { code: (two[1] as string).toLowerCase() === 'tea' ? 'tsp' : 'tbsp', rest: trimmed.slice(two[0].length) }
  const [word = ''] = /^\p{L}+[²³]?/u.exec(trimmed) ?? []
  const behind = trimmed.slice(word.length)
  if (word !== '' && !/^['’-]\p{L}/u.test(behind)) {
    const known = word === 'T' ? 'tbsp' : kitchenMeasures.get(word.toLowerCase())
    if (known !== undefined && (word.length > 1 || /^[\s.(]/.test(behind))) return { code: known, rest: behind.replace(/^\./, '') }
    const noun = singular(word.toLowerCase())
    if ((counted.has(noun) || counted.has(word.toLowerCase())) && (!countedOf.has(noun) || /^\s*(?:$|of\b|\()/.test(behind))) {
      const code = countUnit(countedAs.get(noun) ?? noun)
      if (code !== undefined) return { code, rest: behind.replace(/^\(e?s\)/, '').replace(/^\.(?!\d)/, '') }
    }
  }
  const measured = readAmountAndMeasure(`1 ${trimmed}`)
  if (!measured.ok || measured.value?.unit === undefined || isTime.has(measured.value.unit)) return undefined
  return { code: measured.value.unit, rest: measured.value.rest.replace(/^\(s\)/, '') }
}

/** Nobody takes three minutes of something. */
const isTime: ReadonlySet<string> = new Set(['s', 'min', 'h', 'day', 'week', 'J', 'kJ', 'MJ', 'Wh', 'kWh', 'W', 'kW'])

/** Whether the unit measures, and does not count. */
export const isMeasured = (unit: string | undefined): boolean => unit !== undefined && !unit.startsWith('{')
