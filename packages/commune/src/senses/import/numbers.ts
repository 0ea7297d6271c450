/**
 * Numbers as people and programs write them: decimal point or comma, groups of three, a unit behind. Which of point and comma is which is
 * decided by the whole column, never by one cell: `1,234` alone may be either.
 */

export type Decimal = '.' | ','

/** Written for “there is none”; compared in lower case. */
const missingWords = new Set([
  '',
  'unknown',
  'unavailable',
  'nan',
  'null',
  'none',
  'nil',
  'n/a',
  'na',
  '#n/a',
  '#na',
  '#value!',
  '-',
  '--',
  '---',
  '?',
  'undefined',
  'missing',
  'no data',
  'nodata',
  'error',
  'inf',
  '-inf',
  'infinity'
])
export const isMissing = (cell: string): boolean => {
  // Nearly every cell is a number, and no word for none begins with a digit.
  const first = cell.charCodeAt(0)
  return !(first >= 48 && first <= 57) && missingWords.has(cell.trim().toLowerCase())
}

/** Numbers that programs write in place of none. They count as that only where they stand far from all others of their column. */
export const missingNumbers: readonly number[] = [-200, -999, -999.9, -9999, -99_999, -32_768, 65_535, 9_999, 99_999, 999.9, 85]

const groupSigns = /(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))/g

interface Shape {
  readonly digits: string
  readonly unit: string
}

/** The number and what stands behind it; undefined when it begins with none. */
function partsOf(cell: string): Shape | undefined {
  const found = /^([+\-\u2212]?[\d.,\u00a0\u202f\u2009'’ ]*\d[.,]?(?:[eE][+-]?\d{1,3})?)\s*([^\d\s].{0,15})?$/u.exec(cell.trim())
  // A span of time, a fraction, a number to another base: what it begins with is not what it says.
  if (!found || /^(?:[:/\\\-–+*×^]\s*\d|x[\da-f])/i.test(found[2] ?? '')) return undefined
  return { digits: (found[1] as string).replace('\u2212', '-').replace(groupSigns, ''), unit: found[2] ?? '' }
}

/** The unit that stands behind a number in its cell, if any. */
export const unitBehind = (cell: string): string | undefined => {
  const unit = partsOf(cell)?.unit
  return unit === undefined || unit === '' ? undefined : unit
}

const plain: Readonly<Record<Decimal, RegExp>> = {
  '.': /^[+-]?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][+-]?\d+)?$/,
  ',': /^[+-]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)?(?:,\d*)?(?:[eE][+-]?\d+)?$/
}

/** The number of a cell in the way of its column; undefined when it is none. Infinite ones are none. */
export const numberIn = (cell: string, decimal: Decimal): number | undefined => {
  // Nearly all cells are plain; they need none of what follows.
  if (decimal === '.' && /^-?\d{1,15}(?:\.\d{1,17})?$/.test(cell)) return Number(cell)
  const parts = partsOf(cell)
  if (!parts || !plain[decimal].test(parts.digits)) return undefined
  const text = decimal === '.' ? parts.digits.replaceAll(',', '') : parts.digits.replaceAll('.', '').replace(',', '.')
  const value = Number(text)
  return text !== '' && Number.isFinite(value) ? value : undefined
}

export interface DecimalGuess {
  readonly decimal: Decimal
  /** Every cell could be read either way. */
  readonly unclear: boolean
  /** Some cell can be read in this way alone. */
  readonly isSaid: boolean
}

/**
 * Which sign parts the fractions of a column. Where every cell could be either, the file decides (`others`: what its other columns have);
 * else the sign that stands there does, as programs hardly ever write groups; only a comma within a table of commas is a group, since
 * somebody took the trouble to quote it.
 */
export const decimalOf = (cells: Iterable<string>, delimiter: string, others?: Decimal): DecimalGuess => {
  let point = 0
  let comma = 0
  const either = { '.': 0, ',': 0 }
  for (const cell of cells) {
    const digits = partsOf(cell)?.digits
    if (digits === undefined || !/[.,]/.test(digits)) continue
    const byPoint = plain['.'].test(digits)
    const byComma = plain[','].test(digits)
    if (byPoint && byComma) either[digits.includes('.') ? '.' : ',']++
    else if (byPoint) point++
    else if (byComma) comma++
  }
  if (point !== comma) return { decimal: point > comma ? '.' : ',', unclear: false, isSaid: true }
  const unclear = either['.'] + either[','] > 0
  if (others !== undefined) return { decimal: others, unclear: false, isSaid: false }
  if (!unclear) return { decimal: delimiter === ';' ? ',' : '.', unclear, isSaid: false }
  return { decimal: either['.'] > either[','] || delimiter === ',' ? '.' : ',', unclear, isSaid: false }
}

const yes = new Set([
  'on',
  'true',
  'yes',
  'open',
  'opened',
  'detected',
  'wet',
  'auf',
  'offen',
  'abierto',
  'ja',
  'an',
  'sí',
  'si',
  'oui'
])
const noWords = new Set(['off', 'false', 'no', 'closed', 'clear', 'dry', 'zu', 'geschlossen', 'cerrado', 'nein', 'aus', 'non'])

/** Yes and no as words. */
export const yesNoIn = (cell: string): boolean | undefined => {
  const word = cell.trim().toLowerCase()
  return yes.has(word) ? true : noWords.has(word) ? false : undefined
}
