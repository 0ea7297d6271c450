/**
 * Reads when: `by friday`, `until tomorrow`, `tonight`, `in 3 days`, `before the 12th of May`, `by 2027-01-31`. Days are
 * those of the place (`offsetMinutes` east of Greenwich); a day named without an hour lasts until its end. The civil
 * calendar is computed (days from civil after H. Hinnant), so that no clock and no locale is asked.
 */

export interface When {
  /** The end of the time meant, in milliseconds since 1970. */
  readonly untilMs: number
  /** The words that said so, to be taken out of the line. */
  readonly from: number
  readonly to: number
}

const dayMs = 86_400_000
const hourMs = 3_600_000
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december'
]
const parts: Readonly<Record<string, number>> = {
  morning: 12,
  noon: 12,
  lunch: 13,
  afternoon: 18,
  evening: 22,
  night: 24,
  midnight: 24
}
const spelled = ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** Days from 1970-01-01 to a civil date. */
export const daysFromCivil = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yoe = y - era * 400
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468
}

/** The civil date of a day counted from 1970-01-01. */
export const civilFromDays = (days: number): { year: number; month: number; day: number } => {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const doe = z - era * 146_097
  const yoe = Math.floor((doe - Math.floor(doe / 1_460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 }
}

const isDate = (year: number, month: number, day: number): boolean => {
  const back = civilFromDays(daysFromCivil(year, month, day))
  return back.year === year && back.month === month && back.day === day
}

/** The end of a day written as `2026-08-31` or `31.8.2026`, or undefined when there is no such day. */
export const readDay = (text: string, offsetMinutes = 0): number | undefined => {
  const trimmed = text.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed)
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(trimmed)
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : dotted ? [dotted[3], dotted[2], dotted[1]] : []
  if (year === undefined || !isDate(Number(year), Number(month), Number(day))) return undefined
  return (daysFromCivil(Number(year), Number(month), Number(day)) + 1) * dayMs - offsetMinutes * 60_000
}

const lead = '(?:by|until|till|before|for|on|due)\\s+'
const dayPart = '(?:\\s+(?:at\\s+)?(morning|noon|lunch|afternoon|evening|night|midnight))?'
const patterns: readonly (readonly [
  RegExp,
  (found: RegExpExecArray, today: number, hour: number) => [day: number, hour: number] | undefined
])[] = [
  [new RegExp(`\\b${lead}(\\d{4})-(\\d{1,2})-(\\d{1,2})\\b`, 'i'), ([, y, m, d]) => civil(Number(y), Number(m), Number(d))],
  [
    new RegExp(`\\b${lead}(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${months.join('|')})(?:\\s+(\\d{4}))?\\b`, 'i'),
    ([, day, month, year], today) => dated(Number(day), monthOf(month), year, today)
  ],
  [
    new RegExp(`\\b${lead}(${months.join('|')})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?\\b`, 'i'),
    ([, month, day, year], today) => dated(Number(day), monthOf(month), year, today)
  ],
  [
    new RegExp(`\\b(?:${lead})?(?:(next|this)\\s+)?(${weekdays.join('|')})s?${dayPart}\\b`, 'i'),
    ([, which, name, part], today) => {
      const ahead = (weekdays.indexOf((name as string).toLowerCase()) - weekdayOf(today) + 7) % 7
      return [today + ahead + (which?.toLowerCase() === 'next' ? 7 : 0), hourOf(part)]
    }
  ],
  [
    new RegExp(`\\b(?:${lead})?(today|tomorrow|tonight)${dayPart}\\b`, 'i'),
    ([, name, part], today) => [today + (name?.toLowerCase() === 'tomorrow' ? 1 : 0), hourOf(part)]
  ],
  [
    new RegExp(`\\b(?:with)?in\\s+(\\d{1,3}|${spelled.join('|')}|an)\\s+(hour|day|week|month)s?\\b`, 'i'),
    ([, count, unit], today, hour) => {
      const n = /^\d/.test(count as string) ? Number(count) : Math.max(1, spelled.indexOf((count as string).toLowerCase()))
      if (unit?.toLowerCase() === 'hour') return [today, hour + n]
      return [today + n * (unit?.toLowerCase() === 'day' ? 1 : unit?.toLowerCase() === 'week' ? 7 : 30), 24]
    }
  ],
  [
    new RegExp(`\\b(?:${lead})?(this|next)\\s+week\\b`, 'i'),
    ([, which], today) => [today + ((7 - weekdayOf(today)) % 7) + (which?.toLowerCase() === 'next' ? 7 : 0), 24]
  ],
  [
    new RegExp(`\\b(?:${lead})?(?:the\\s+)?(this\\s+)?week-?end\\b`, 'i'),
    (_, today) => [today + ((7 - weekdayOf(today)) % 7), 24]
  ],
  [
    new RegExp(
      `\\b${lead}(?:this\\s+|the\\s+)?(noon|lunch|afternoon|evening|night|midnight)\\b|\\bthis\\s+(morning|afternoon|evening)\\b`,
      'i'
    ),
    ([, a, b], today) => [today, hourOf(a ?? b)]
  ]
]

/** The first time a line names, if it is still to come. */
export const readWhen = (line: string, nowMs: number, offsetMinutes = 0): When | undefined => {
  const local = nowMs + offsetMinutes * 60_000
  const today = Math.floor(local / dayMs)
  for (const [pattern, read] of patterns) {
    const found = pattern.exec(line)
    if (!found) continue
    const when = read(found, today, (local - today * dayMs) / hourMs)
    if (!when) continue
    const untilMs = Math.round(when[0] * dayMs + when[1] * hourMs - offsetMinutes * 60_000)
    if (untilMs > nowMs) return { untilMs, from: found.index, to: found.index + found[0].length }
  }
  return undefined
}

const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7
const hourOf = (part: string | undefined): number => (part === undefined ? 24 : (parts[part.toLowerCase()] ?? 24))
const monthOf = (name: string | undefined): number => months.indexOf((name ?? '').toLowerCase()) + 1
const civil = (year: number, month: number, day: number): [number, number] | undefined =>
  isDate(year, month, day) ? [daysFromCivil(year, month, day), 24] : undefined

/** A day of a month: this year, or next year when it has passed. */
function dated(day: number, month: number, year: string | undefined, today: number): [number, number] | undefined {
  if (year !== undefined) return civil(Number(year), month, day)
  const now = civilFromDays(today)
  const thisYear = civil(now.year, month, day)
  return thisYear && thisYear[0] >= today ? thisYear : civil(now.year + 1, month, day)
}
