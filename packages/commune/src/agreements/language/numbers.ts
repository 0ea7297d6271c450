/** Numbers and times as people write them. */
import { unitNamed, unitOf, units } from '../../senses/index.ts'
import type { Amount } from '../rule.ts'
import { quote } from './base.ts'
import { amountMax, amountMin } from './decode.ts'
import { isSpelled, spellings } from './spelling.ts'
import type { Language } from './language.ts'

export type Numerals = Pick<Language, 'decimalComma' | 'units' | 'unitsQuoted' | 'quotes'>

/** Every way to write a unit in this language, in lower case. */
export const unitsWritten = ({ units: names, unitsQuoted }: Numerals): readonly string[] => {
  const known = units.flatMap(({ code, names: more }) => [code, ...more, ...spoken(names[code]).flatMap(spellings)])
  const both = known.flatMap((name) => (name.includes('μ') ? [name, name.replaceAll('μ', '\u00b5')] : [name]))
  return [...new Set(both.map((name) => name.toLowerCase()))].filter((name) => !unitsQuoted.includes(name))
}

const spoken = (names: string | undefined): string[] =>
  (names ?? '')
    .split(' ')
    .filter(Boolean)
    .map((name) => name.replaceAll('_', ' '))

/** The code of the unit that is written so in this language. */
export const unitFrom = (written: string, { units: names }: Numerals): string | undefined => {
  const known = unitNamed(written)
  if (known) return known.code
  return Object.keys(names).find((code) => spoken(names[code]).some((name) => isSpelled(written, name)))
}

/** Reads digits with a decimal sign and signs between thousands; undefined for what is no number that can be compared. */
export const numberFrom = (written: string, decimalComma: boolean): number | undefined => {
  const text = written.replace('−', '-')
  const [decimal, thousands] = decimalComma ? [',', '.'] : ['.', ',']
  const parts = text.split(thousands)
  const grouped =
    parts.length > 1 &&
    parts.slice(1).every((part, index) => /^\d{3}$/.test(index === parts.length - 2 ? (part.split(decimal)[0] ?? '') : part))
  // A single sign that parts no thousands is meant as the decimal one: 1,5 in English, 1.5 in German.
  const plain = grouped ? parts.join('') : parts.length === 2 && !text.includes(decimal) ? parts.join(decimal) : text
  const value = Number(plain.replace(decimal, '.'))
  const size = Math.abs(value)
  return plain.includes(thousands) || Number.isNaN(value) || size > amountMax || (size > 0 && size < amountMin)
    ? undefined
    : value + 0
}

/** All digits of a number, without an exponent. */
export const numberText = (value: number, decimalComma: boolean): string => {
  const [mantissa = '', exponent = '0'] = String(Math.abs(value)).split('e')
  const [whole = '', part = ''] = mantissa.split('.')
  const power = Number(exponent)
  const digits = whole + part
  const point = whole.length + power
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = Math.max(point, 1)
  const behind = padded.slice(at)
  return `${value < 0 ? '−' : ''}${padded.slice(0, at)}${behind === '' ? '' : (decimalComma ? ',' : '.') + behind}`
}

export const amountText = ({ value, unit }: Amount, numerals: Numerals): string => {
  const number = numberText(value, numerals.decimalComma)
  if (unit === undefined) return number
  const isPlain = unitOf(unit) !== undefined && !numerals.unitsQuoted.includes(unit.toLowerCase())
  return `${number} ${isPlain ? unit : quote(unit, numerals.quotes)}`
}

const steps = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000]
] as const

/** `90 500` milliseconds are `1 min 30.5 s`. */
export const durationText = (ms: number, decimalComma: boolean): string => {
  let left = ms
  const parts: string[] = []
  for (const [unit, size] of steps) {
    const n = Math.floor(left / size)
    if (n > 0) parts.push(`${n} ${unit}`)
    left -= n * size
  }
  if (left > 0 || parts.length === 0) parts.push(`${numberText(left / 1_000, decimalComma)} s`)
  return parts.join(' ')
}

const sizes: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds in one of this unit. */
export const msOf = (written: string, numerals: Numerals): number | undefined => sizes[unitFrom(written, numerals) ?? '']
