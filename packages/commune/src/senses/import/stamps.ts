/**
 * Times as files write them. A format is chosen for a whole column; a cell that does not fit it is no time. What a cell says is a civil
 * time (as a clock on the wall shows it) or a moment, when it names its offset or counts from 1970.
 */
import { daysFromCivil } from '../../say/index.ts'

export type DateOrder = 'ymd' | 'dmy' | 'mdy'

export type TimeFormat =
  /** A date in this order, and most often a time of day behind it. ISO 8601 is `ymd`. */
  | { readonly is: 'date'; readonly order: DateOrder }
  /** A number that counts from 1970 in UTC. */
  | { readonly is: 'epoch'; readonly unit: 's' | 'ms' | 'us' | 'ns' }
  /** Days since 1899-12-30, as spreadsheets count. */
  | { readonly is: 'serial' }

export interface Stamp {
  /** Milliseconds of the civil time as if it were UTC, or of the moment itself. */
  readonly ms: number
  /** It is a moment: no zone is needed. */
  readonly isMoment: boolean
  /** It names a day and no time of it. */
  readonly isDay: boolean
}

const dayMs = 86_400_000

/** Years that readings can be from. */
const yearMin = 1970
const yearMax = 2199

const date = /^(?:\p{L}{2,10}\.?,? )?(\d{1,4})(?:st|nd|rd|th)?([./-]|\. ?| (?:de |of )?)(\d{1,2}|\p{L}{3,10}\.?)(?:[./-]|\. ?|,? (?:de |del )?)(\d{1,4})(?:,?[T ]+|$)(.*)$/u
const compact = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?(Z)?$/
/** A month and no day of it, as bills and statements are: the sign between cannot be one of a fraction. */
const monthOnly = /^(?:(\d{4})[-/](\d{1,2})|(\d{1,2})[-/](\d{4})|(\p{L}{3,10})\.?(?:[ -]| de(?:l)? )(\d{4}))$/u
export const isMonth = (cell: string): boolean => monthOnly.test(cell.trim())
const englishDate = /^(?:\p{L}{2,10}\.?,? )?(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,?[T ]+|$)(.*)$/u
const clock =
  /^(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?)?\s*([ap])?\.?(m)?\.?(?:\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}))?(?:\s*\[[\w/+-]{1,40}\])?$/i

const monthNames: readonly (readonly string[])[] = [
  ['jan', 'ene'],
  ['feb'],
  ['mar', 'mär', 'mrz'],
  ['apr', 'abr'],
  ['may', 'mai'],
  ['jun'],
  ['jul'],
  ['aug', 'ago'],
  ['sep'],
  ['oct', 'okt'],
  ['nov'],
  ['dec', 'dez', 'dic']
]
const monthNamed = (text: string): number | undefined => {
  const at = monthNames.findIndex((names) => names.some((name) => text.toLowerCase().startsWith(name)))
  return at < 0 ? undefined : at + 1
}

/** The three numbers of a date before anybody says which is which; `named`: the month was a word, or the year stands first. */
interface DateParts {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly yearFirst: boolean
  readonly monthNamed: boolean
  readonly dots: boolean
  readonly rest: string
}

function dateParts(text: string): DateParts | undefined {
  const squeezed = compact.exec(text)
  if (squeezed) {
    const [, y = '', m = '', d = '', hour, minute = '', second = '00', zulu = ''] = squeezed
    return {
      a: Number(y),
      b: Number(m),
      c: Number(d),
      yearFirst: true,
      monthNamed: false,
      dots: false,
      rest: hour === undefined ? '' : `${hour}:${minute}:${second}${zulu}`
    }
  }
  const monthly = monthOnly.exec(text)
  if (monthly) {
    const [, y, m, m2, y2, word = '', y3] = monthly
    const b = word === '' ? Number(m ?? m2) : monthNamed(word)
    return b === undefined ? undefined : { a: Number(y ?? y2 ?? y3), b, c: 1, yearFirst: true, monthNamed: word !== '', dots: false, rest: '' }
  }
  const worded = englishDate.exec(text)
  if (worded) {
    const month = monthNamed(worded[1] as string)
    return month === undefined
      ? undefined
      : {
          a: Number(worded[2]),
          b: month,
          c: Number(worded[3]),
          yearFirst: false,
          monthNamed: true,
          dots: false,
          rest: worded[4] ?? ''
        }
  }
  const found = date.exec(text)
  if (!found) return undefined
  const [, a = '', sign = '', b = '', c = '', rest = ''] = found
  const month = /^\d/.test(b) ? undefined : monthNamed(b)
  if (month === undefined && !/^\d/.test(b)) return undefined
  return {
    a: Number(a),
    b: month ?? Number(b),
    c: Number(c),
    yearFirst: a.length === 4,
    monthNamed: month !== undefined,
    dots: sign.startsWith('.'),
    rest
  }
}

/** `2026-03-01 10:00:00`, as most files write it, digit by digit: a quarter of the work of an expression. */
function isoSeconds(text: string): number | undefined {
  if (text.length !== 19) return undefined
  for (let at = 0; at < 19; at++) {
    const code = text.charCodeAt(at)
    const fits =
      at === 4 || at === 7
        ? code === 45
        : at === 10
          ? code === 32 || code === 84
          : at === 13 || at === 16
            ? code === 58
            : code >= 48 && code <= 57
    if (!fits) return undefined
  }
  const two = (at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48
  const [hour, minute, second] = [two(11), two(14), two(17)]
  const day = hour > 23 || minute > 59 || second > 59 ? undefined : dayNumber(two(0) * 100 + two(2), two(5), two(8))
  return day === undefined ? undefined : day * dayMs + hour * 3_600_000 + minute * 60_000 + second * 1_000
}

/** A cell in this format; undefined when it is no time. */
export const stampIn = (cell: string, format: TimeFormat): Stamp | undefined => {
  const text = cell.trim()
  if (text.length > 60) return undefined
  if (format.is === 'epoch') return epochIn(text, format.unit)
  if (format.is === 'serial') {
    const days = /^\d{1,6}(?:[.,]\d{1,17})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
    return days >= 25_569 && days < 110_000
      ? { ms: Math.round((days - 25_569) * dayMs), isMoment: false, isDay: Number.isInteger(days) }
      : undefined
  }
  const common = isoSeconds(text)
  if (common !== undefined) return { ms: common, isMoment: false, isDay: false }
  const parts = dateParts(text)
  if (!parts) return undefined
  const day = dayOf(parts, format.order)
  if (day === undefined) return undefined
  if (parts.rest === '') return { ms: day * dayMs, isMoment: false, isDay: true }
  const time = clockIn(parts.rest)
  if (!time) return undefined
  const ms = day * dayMs + time.ms
  return time.offsetMin === undefined
    ? { ms, isMoment: false, isDay: false }
    : { ms: ms - time.offsetMin * 60_000, isMoment: true, isDay: false }
}

function dayOf({ a, b, c, yearFirst, monthNamed: named }: DateParts, order: DateOrder): number | undefined {
  const [year, month, day] = yearFirst
    ? [a, b, c]
    : named
      ? [c, b, a]
      : order === 'ymd'
        ? [a, b, c]
        : order === 'dmy'
          ? [c, b, a]
          : [c, a, b]
  return dayNumber(year < 100 ? 2_000 + year : year, month, day)
}

/** Days since 1970; undefined of a day that is none. */
function dayNumber(full: number, month: number, day: number): number | undefined {
  if (full < yearMin || full > yearMax || month < 1 || month > 12 || day < 1 || day > daysIn(full, month)) return undefined
  return daysFromCivil(full, month, day)
}

const daysIn = (year: number, month: number): number =>
  month === 2 ? ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** Time of day and the offset it names. 24:00 is the end of the day. */
export const clockIn = (cell: string): { readonly ms: number; readonly offsetMin?: number } | undefined => {
  const found = clock.exec(cell.trim())
  if (!found) return undefined
  const [, h = '', m, s = '0', fraction = '', half, , zone] = found
  if (m === undefined && half === undefined) return undefined
  let hour = Number(h)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  const minute = Number(m ?? '0')
  const second = Number(s)
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && (minute > 0 || second > 0))) return undefined
  const ms = hour * 3_600_000 + minute * 60_000 + second * 1_000 + Number(fraction.padEnd(3, '0').slice(0, 3))
  return zone === undefined ? { ms } : { ms, offsetMin: offsetIn(zone) }
}

/**
 * What a column of hours counts, by its name and all its cells: from 1 to 24 (23 and 25 where the clock changes), as those write who sell
 * electricity, each the hour that ends then; or 0 to 23, as a clock shows it. Undefined when it is no column of hours.
 */
export const hoursOf = (name: string, cells: readonly string[]): 'end' | 'start' | undefined => {
  if (!hourWords.test(name.trim()) || cells.length === 0 || !cells.every((cell) => hourIn(cell) !== undefined)) return undefined
  const hours = cells.map((cell) => hourIn(cell) as number)
  const [hasZero, most] = [hours.includes(0), hours.reduce((max, hour) => Math.max(max, hour), 0)]
  if (hasZero) return most <= 23 ? 'start' : undefined
  return most <= 25 ? 'end' : undefined
}
const hourWords = /^(?:horas?|hours?|hr|h|stunden?|std\.?)$/i

/** An hour of a day as a number alone. */
export const hourIn = (cell: string): number | undefined => (/^\s*\d{1,2}\s*$/.test(cell) ? Number(cell) : undefined)

function offsetIn(zone: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? '0'))
}

const perMs: Readonly<Record<'s' | 'ms' | 'us' | 'ns', number>> = { s: 0.001, ms: 1, us: 1_000, ns: 1_000_000 }

function epochIn(text: string, unit: 's' | 'ms' | 'us' | 'ns'): Stamp | undefined {
  if (!/^\d{1,20}(?:\.\d{1,9})?$/.test(text)) return undefined
  const ms = Math.round(Number(text) / perMs[unit])
  return ms >= 0 && ms < daysFromCivil(yearMax + 1, 1, 1) * dayMs ? { ms, isMoment: true, isDay: false } : undefined
}

/** What the cells of a column allow. */
export interface FormatGuess {
  readonly format: TimeFormat
  /** `dmy` and `mdy` both fit every cell. */
  readonly unclear: boolean
}

/** The format that nearly every cell has; undefined when it is no column of times. Cells are looked at until the order is clear. */
export const formatOf = (cells: readonly string[], more: () => Iterable<string> = () => []): FormatGuess | undefined => {
  if (cells.length === 0) return undefined
  const enough = (fits: (cell: string) => boolean): boolean => cells.filter(fits).length >= cells.length * 0.9
  const isDate = (cell: string): boolean => cell.trim().length <= 60 && dateParts(cell.trim()) !== undefined
  if (enough(isDate)) return orderOf(cells, more)
  for (const unit of ['s', 'ms', 'us', 'ns'] as const) {
    // From 2001 on, so that small whole numbers are not taken for seconds.
    const format = { is: 'epoch', unit } as const
    if (enough((cell) => (epochIn(cell.trim(), unit)?.ms ?? 0) > 978_307_200_000)) return { format, unclear: false }
  }
  return undefined
}

/**
 * Days as spreadsheets count them, of a column whose name says that it holds times: numbers of the years 1990 to 2100 that hardly ever go back.
 */
export const serialOf = (cells: readonly string[]): FormatGuess | undefined => {
  const format = { is: 'serial' } as const
  const days = cells.map((cell) => stampIn(cell, format)?.ms ?? Number.NaN)
  if (days.length < 2 || !days.every((ms) => ms > 631_152_000_000 && ms < 4_102_444_800_000)) return undefined
  const back = days.filter((ms, at) => at > 0 && ms < (days[at - 1] as number)).length
  return back <= days.length * 0.01 || back >= (days.length - 1) * 0.99 ? { format, unclear: false } : undefined
}

function orderOf(cells: readonly string[], more: () => Iterable<string>): FormatGuess | undefined {
  let dmy = 0
  let mdy = 0
  let dots = 0
  let open = 0
  const see = (cell: string): void => {
    const parts = dateParts(cell.trim())
    if (!parts || parts.yearFirst || parts.monthNamed) return
    open++
    if (parts.dots) dots++
    if (parts.a > 12 && parts.b <= 12) dmy++
    if (parts.b > 12 && parts.a <= 12) mdy++
  }
  for (const cell of cells) see(cell)
  if (open === 0 || isYearFirst(cells)) return { format: { is: 'date', order: 'ymd' }, unclear: false }
  if (dmy === 0 && mdy === 0 && dots < open)
    for (const cell of more()) {
      see(cell)
      if (dmy + mdy > 0) break
    }
  if (dmy > mdy) return { format: { is: 'date', order: 'dmy' }, unclear: false }
  if (mdy > dmy) return { format: { is: 'date', order: 'mdy' }, unclear: false }
  // Dots part days from months; nobody writes the month first with them.
  return { format: { is: 'date', order: 'dmy' }, unclear: dots < open }
}

/** Of years with two digits: whether they stand in front, as the years of a table are fewer than its days. */
function isYearFirst(cells: readonly string[]): boolean {
  const years = { ymd: new Set<number>(), dmy: new Set<number>(), mdy: new Set<number>() }
  for (const cell of cells) {
    const parts = dateParts(cell.trim())
    if (!parts) continue
    if (parts.yearFirst || parts.monthNamed || parts.a > 99 || parts.c > 99) return false
    for (const order of ['ymd', 'dmy', 'mdy'] as const) {
      years[order].add(dayOf(parts, order) === undefined ? Number.NaN : order === 'ymd' ? parts.a : parts.c)
    }
  }
  const count = (order: DateOrder): number => (years[order].has(Number.NaN) ? Number.POSITIVE_INFINITY : years[order].size)
  return count('ymd') < Math.min(count('dmy'), count('mdy'))
}
