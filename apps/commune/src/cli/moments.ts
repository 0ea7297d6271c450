/** When something begins and how long it lasts, from what is typed. */
import { measures, parseQuantity } from '@commune/commune'
import { cliMessage } from '../words/index.ts'
import { Stop } from './stop.ts'
import { offsetMinutes, readUntil } from './when.ts'

const dayMs = 86_400_000

/** “18:00” (the next one), “friday 18:00”, “2027-08-31T18:00”. */
export const readMoment = (text: string, nowMs: number): number => {
  const whole = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})$/.exec(text.trim()) ?? /^(?:(.+?)\s+)?(?:at\s+)?(\d{1,2}):(\d{2})$/.exec(text.trim())
  const [hours, minutes] = [Number(whole?.[2]), Number(whole?.[3])]
  if (!whole || hours > 23 || minutes > 59) throw new Stop(cliMessage('book.moment', { text: text.slice(0, 60) }))
  const day = whole[1]
  const intoDay = (hours * 60 + minutes) * 60_000
  // The end of a day is the first moment of the next.
  if (day !== undefined) return readUntil(day, nowMs) - dayMs + intoDay
  const offsetMs = offsetMinutes(nowMs) * 60_000
  const today = Math.floor((nowMs + offsetMs) / dayMs) * dayMs - offsetMs + intoDay
  return today > nowMs ? today : today + dayMs
}

/** “2 h”, in milliseconds. */
export const readLength = (text: string): number => {
  const quantity = parseQuantity(text, {})
  const unit = quantity.ok ? measures.find(({ code, dimension }) => code === quantity.value.unit && dimension === 'time') : undefined
  if (!quantity.ok || !unit) throw new Stop(cliMessage('book.length', { text: text.slice(0, 60) }))
  return Number((quantity.value.n * unit.n * 1_000n) / (quantity.value.d * unit.d))
}

/** `ID=AMOUNT`, as often as it was said. */
export const readPairs = (typed: readonly string[] | undefined): { readonly id: string; readonly amount: string }[] =>
  (typed ?? []).map((text) => {
    const at = text.indexOf('=')
    const [id, amount] = [text.slice(0, at).trim(), text.slice(at + 1).trim()]
    if (at < 1 || amount === '') throw new Stop(cliMessage('pair.wrong', { text: text.slice(0, 60) }))
    return { id, amount }
  })
