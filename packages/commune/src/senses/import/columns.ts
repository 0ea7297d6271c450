/** What one column may be, from its cells alone. */
import { type Decimal, decimalOf, isMissing, missingNumbers, numberIn, unitBehind, yesNoIn } from './numbers.ts'
import { importLimits } from './limits.ts'
import type { SeriesKind } from './layout.ts'
import { sameDimension, unitNamed } from '../units/index.ts'

export interface ColumnGuess {
  /** Nothing that can be kept: text of many kinds, or nothing at all. */
  readonly kind: SeriesKind | 'text' | 'empty'
  /** Numbers that were taken for none, with how often they stand there. */
  readonly odd: readonly { readonly value: number; readonly n: number }[]
  /** Point and comma could be either. */
  readonly unclear: boolean
}

/** What is known of the whole table. */
export interface Usual {
  readonly delimiter: string
  /** The sign that parts fractions in other columns, where that is clear. */
  readonly decimal?: Decimal
}

export const guessColumn = (cells: readonly string[], name: string, { delimiter, decimal: others }: Usual): ColumnGuess => {
  const said = cells.filter((cell) => !isMissing(cell))
  if (said.length === 0) return { kind: 'empty', odd: [], unclear: false }
  const { decimal, unclear } = decimalOf(said, delimiter, others)
  const numbers: number[] = []
  for (const cell of said) {
    const value = numberIn(cell, decimal)
    if (value !== undefined) numbers.push(value)
  }
  if (numbers.length >= said.length * 0.8) {
    const odd = oddNumbers(numbers)
    const kept = numbers.filter((value) => !odd.some((one) => one.value === value))
    const unit = unitIn(name) ?? commonUnit(said)
    const counter = isCounter(kept, name, unit)
    return {
      kind: {
        is: 'number',
        decimal,
        missing: odd.map(({ value }) => value),
        ...(unit !== undefined && { unit }),
        ...(counter && { counter: true })
      },
      odd,
      unclear
    }
  }
  if (said.every((cell) => yesNoIn(cell) !== undefined)) return { kind: { is: 'yes-no' }, odd: [], unclear: false }
  const words = new Set<string>()
  for (const cell of said) if (words.size <= importLimits.wordsMax) words.add(cell.trim())
  const isWords =
    words.size > 1 &&
    words.size <= importLimits.wordsMax &&
    words.size <= Math.max(3, said.length / 3) &&
    [...words].every((word) => word.length <= importLimits.nameCharsMax)
  return { kind: isWords ? { is: 'words', of: [...words].toSorted() } : 'text', odd: [], unclear: false }
}

/** Of the numbers that programs write for none, those that stand far from all others of their column. */
function oddNumbers(numbers: readonly number[]): { value: number; n: number }[] {
  const candidates = missingNumbers.filter((value) => numbers.includes(value))
  if (candidates.length === 0) return []
  const others = numbers.filter((value) => !missingNumbers.includes(value)).toSorted((a, b) => a - b)
  if (others.length < 4) return []
  // The middle nine tenths, so that one wild reading hides nothing.
  const low = others[Math.floor(others.length * 0.05)] as number
  const high = others[Math.min(others.length - 1, Math.floor(others.length * 0.95))] as number
  const width = Math.max(high - low, Math.abs(high) * 0.05, 1e-9)
  const least = others[0] as number
  const most = others.at(-1) as number
  return candidates
    .filter(
      (value) => (value < 0 ? least >= 0 || value < low - 2 * width : value > high + 2 * width) && (value < least || value > most)
    )
    .map((value) => ({ value, n: numbers.filter((one) => one === value).length }))
}

const unitLike =
  /^(?:°?[CFK]|%.{0,4}|[^\s()]{1,10}\/[^\s()]{1,8}|[µμmkMGhc]?(?:Wh?|VAh?|varh?|V|Ah?|Pa|bar|l|L|g|m|Hz|J|s|B|Ω)|m[²³23]|lx|lux|ppm|ppb|dB.?|rpm|min|h|d|pH|°)$/

/** `Temp (°C)`, `Temp(°C)`, `Power [W]`, `Water / m³`, `Energy in kWh`. In brackets that touch the word only what looks like a unit is one. */
export const unitIn = (name: string): string | undefined => {
  const [, gap, bracketed] = /(\s|^)?[([]\s*([^()[\]]{1,20})\s*[)\]]\s*$/.exec(name) ?? []
  if (bracketed !== undefined && (unitLike.test(bracketed.trim()) || (gap !== undefined && !/^\d+$/.test(bracketed.trim()))))
    return bracketed.trim()
  const last = /(?:\/|\bin|\s)\s*(\S{1,12})\s*$/u.exec(name)?.[1]
  return last !== undefined && last.length < name.trim().length && unitLike.test(last) ? last : undefined
}

/** The name without the unit in it. */
export const nameWithout = (name: string): string => {
  const plain = unitIn(name) === undefined ? name.trim() : name.replace(/\s*[([][^()[\]]{1,20}[)\]]\s*$/, '').trim()
  return (plain === '' ? name.trim() : plain).slice(0, importLimits.nameCharsMax)
}

/** The unit in which most cells are, where all have one and each can be brought to it. */
function commonUnit(cells: readonly string[]): string | undefined {
  if (unitBehind(cells[0] ?? '') === undefined) return undefined
  const counts = new Map<string | undefined, number>()
  for (const cell of cells) {
    const unit = unitBehind(cell)
    counts.set(unit, (counts.get(unit) ?? 0) + 1)
    if (unit === undefined || counts.size > unitsMax) return undefined
  }
  const [first, ...others] = [...counts].toSorted((a, b) => b[1] - a[1]).map(([unit]) => unit)
  const dimensioned = (unit: string | undefined): string | undefined => unitNamed(unit ?? '')?.code
  return others.every((unit) => dimensioned(unit) !== undefined && sameDimension(dimensioned(unit), dimensioned(first))) ? first : undefined
}
const unitsMax = 8

const meterWords = /meter|counter|total|cumul|stand\b|zähler|bezug|einspeis|reading|index|consum|contador|lectura|odometer/i
/** Of these one counts; a tank holds litres too, and a flow is so many of them an hour. */
const meterUnits = /^(?:[kMG]?Wh|[kMG]?varh|m³|m3|m\^3|ft³|ft3|gal)$/i

/** A meter only grows; that its name or unit says so too keeps a warm day from being one. */
function isCounter(values: readonly number[], name: string, unit: string | undefined): boolean {
  if (values.length < 2 || !(meterWords.test(name) || meterUnits.test(unit ?? ''))) return false
  let drops = 0
  for (let at = 1; at < values.length; at++) if ((values[at] as number) < (values[at - 1] as number)) drops++
  return drops <= values.length * 0.01 && (values.at(-1) as number) > (values[0] as number)
}

/** Whether a column only counts the rows: 1, 2, 3, … */
export const isRowNumbers = (cells: readonly string[]): boolean => {
  if (cells.length < 3) return false
  const first = Number(cells[0])
  return Number.isInteger(first) && cells.every((cell, at) => /^\d+$/.test(cell.trim()) && Number(cell) === first + at)
}

const presenceWords =
  /occupan|motion|presence|\bpresent\b|anwesen|bewegung|presencia|ocupaci|movimiento|^(?:person|device_tracker)\.|\b(?:lat|lon|lng|latitude|longitude|gps|geolocation|whereabouts)\b/i

/** Whether somebody is there is felt and never kept, nor where anybody is: such a series is not taken in unless a person names it. */
export const tellsPresence = (name: string): boolean =>
  presenceWords.test(name.replaceAll('_', ' ').replace(/^(person|device tracker)\b/i, (word) => word.replace(' ', '_')))
