/** Times as people say them, in the time of this machine: read from what is typed, and put in words. */
import { readDay, readWhen } from '@commune/commune'
import { cliMessage, sentence } from '../words/index.ts'
import { Stop } from './stop.ts'

const dayMs = 86_400_000

/** Minutes east of Greenwich here, at that moment. */
export const offsetMinutes = (timeMs: number): number => -new Date(timeMs).getTimezoneOffset()

/** “friday”, “in 3 days”, “2026-08-31”: the end of it. Stops when it names no time to come. */
export const readUntil = (text: string, nowMs: number): number => {
  const offset = offsetMinutes(nowMs)
  const untilMs =
    readDay(text, offset) ?? readWhen(text, nowMs, offset)?.untilMs ?? readWhen(`until ${text}`, nowMs, offset)?.untilMs
  if (untilMs === undefined) throw new Stop(cliMessage('cli.when', { text: text.slice(0, 60) }))
  return untilMs
}

/** The day that ends at this time or in which it lies: “today”, “Friday”, “12 May”. */
export const dayWords = (timeMs: number, nowMs: number): string => {
  // The end of a day is the first moment of the next.
  const shownMs = timeMs - 1
  const days = dayOf(shownMs) - dayOf(nowMs)
  if (days === 0) return sentence('when.today')
  if (days === 1) return sentence('when.tomorrow')
  if (days === -1) return sentence('when.yesterday')
  if (days > 1 && days < 7) return format(shownMs, { weekday: 'long' })
  const sameYear = new Date(shownMs).getFullYear() === new Date(nowMs).getFullYear()
  return format(shownMs, { day: 'numeric', month: 'long', ...(!sameYear && { year: 'numeric' }) })
}

/** Day and hour: “Friday, 18:30”. */
export const atTime = (timeMs: number, nowMs: number): string =>
  sentence('when.at', {
    day: dayWords(timeMs + 1, nowMs),
    time: format(timeMs, { hour: '2-digit', minute: '2-digit', hour12: false })
  })

const dayOf = (timeMs: number): number => Math.floor((timeMs + offsetMinutes(timeMs) * 60_000) / dayMs)
const format = (timeMs: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', options).format(timeMs)
