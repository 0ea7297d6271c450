/** Times in files: ISO 8601 in Greenwich time, exact to the millisecond. */
import { civilFromDays, daysFromCivil, readDay } from '../say/index.ts'

const dayMs = 86_400_000

export const isoTime = (timeMs: number): string => {
  const days = Math.floor(timeMs / dayMs)
  const { year, month, day } = civilFromDays(days)
  const rest = timeMs - days * dayMs
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const minutes = `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}`
  const clock = `${minutes}:${two((rest / 1_000) % 60)}.${String(rest % 1_000).padStart(3, '0')}`
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock}Z`
}

const iso = /^(\d{4,6}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?$/

/** A time as `isoTime` writes it, or a day (its end); undefined when it is neither. */
export const readTime = (text: string, offsetMinutes = 0): number | undefined => {
  const found = iso.exec(text.trim())
  if (!found) return readDay(text, offsetMinutes)
  const [, date = '', hours, minutes, seconds = '0', fraction = '0'] = found
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const back = civilFromDays(daysFromCivil(year, month, day))
  if (back.month !== month || back.day !== day || Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) > 60)
    return undefined
  return (
    daysFromCivil(year, month, day) * dayMs +
    Number(hours) * 3_600_000 +
    Number(minutes) * 60_000 +
    Number(seconds) * 1_000 +
    Number(fraction.padEnd(3, '0'))
  )
}
