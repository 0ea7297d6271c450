/** Time as people feel it. The exact time is one tap away; it is never the first thing said. */
import type { Message } from '@commune/commune'

const dayMs = 86_400_000

const dayOf = (ms: number): number => {
  const date = new Date(ms)
  return Math.round(new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() / dayMs)
}

/** Until when something holds. */
export const untilWords = (untilMs: number, nowMs: number): Message => {
  if (untilMs <= nowMs) return { key: 'web.until.over' }
  const days = dayOf(untilMs) - dayOf(nowMs)
  if (days === 0) return { key: new Date(untilMs).getHours() >= 17 ? 'web.until.tonight' : 'web.until.today' }
  if (days === 1) return { key: 'web.until.tomorrow' }
  if (days <= 13) return { key: 'web.until.days', params: { n: days } }
  if (days <= 60) return { key: 'web.until.weeks', params: { n: Math.round(days / 7) } }
  return days > 730 ? { key: 'web.until.long' } : { key: 'web.until.months', params: { n: Math.round(days / 30) } }
}

/** A day as one would name it after "until": tonight, tomorrow, Friday, 12 May. */
export const dayName = (ms: number, nowMs: number, locale: string): string => {
  // The end of a day is the first moment of the next.
  const [at, days] = [ms - 1, dayOf(ms - 1) - dayOf(nowMs)]
  if (days <= 1 && days >= 0) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
  const form: Intl.DateTimeFormatOptions = days > 1 && days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' }
  return new Intl.DateTimeFormat(locale, form).format(new Date(at))
}

/** How long ago a day was, as one would say it: today, yesterday, 3 days ago. */
export const daysAgo = (ms: number, nowMs: number, locale: string): string =>
  new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.min(0, dayOf(ms) - dayOf(nowMs)) || 0, 'day')

/** The exact time, as it is written where this locale is at home. */
export const exactly = (ms: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }).format(new Date(ms))

/** The last moment of a day, this many days from now: what a person means by "until Friday". */
export const endOfDay = (nowMs: number, daysOn: number): number => {
  const date = new Date(nowMs)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysOn, 23, 59, 0).getTime()
}

/** What an `<input type="date">` holds, from and to the last moment of a day here. */
export const dateOf = (ms: number): string => {
  const date = new Date(ms)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}
export const endOfDate = (text: string): number | undefined => {
  const [year, month, day] = text.split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  const ms = new Date(year, month - 1, day, 23, 59, 0).getTime()
  return Number.isFinite(ms) ? ms : undefined
}
