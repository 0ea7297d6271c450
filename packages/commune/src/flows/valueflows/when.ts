/** Times in ValueFlows documents: ISO 8601 with the offset as people write it, `2019-04-08T8:00:00-5:00` too. */
import { civilFromDays, daysFromCivil } from '../../say/index.ts'

const form = /^\s*(\d{4,6})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(?:(Z)|([+-])(\d{1,2}):?(\d{2})?)?)?\s*$/i
const dayMs = 86_400_000

/** Milliseconds since 1970; a day alone ends with it, and a time without an offset is that of Greenwich. */
export const readWhen = (text: string): number | undefined => {
  const found = form.exec(text)
  if (!found) return undefined
  const [, y, m, d, hours, minutes = '0', seconds = '0', part = '', , sign, offHours = '0', offMinutes = '0'] = found
  const [year, month, day] = [Number(y), Number(m), Number(d)]
  const days = daysFromCivil(year, month, day)
  const back = civilFromDays(days)
  if (back.month !== month || back.day !== day) return undefined
  if (hours === undefined) return (days + 1) * dayMs - 1
  if (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) > 60 || Number(offHours) > 14 || Number(offMinutes) > 59) return undefined
  const offset = (Number(offHours) * 60 + Number(offMinutes)) * (sign === '-' ? -1 : 1)
  return days * dayMs + ((Number(hours) * 60 + Number(minutes) - offset) * 60 + Number(seconds)) * 1_000 + Number(part.padEnd(3, '0').slice(0, 3))
}
