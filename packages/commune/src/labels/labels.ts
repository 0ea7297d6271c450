/** What stands on the label of a portion or of a place, and where its code leads. */
import { shown } from '../quantity/index.ts'
import type { PortionRow } from '../flows/index.ts'
import { flowsMessage, type Words } from '../words/index.ts'
import type { Label } from './layout.ts'

/** A link that opens this portion in the app that is opened at `base`. */
export const portionLink = (base: string, id: string): string => `${base.replace(/#.*$/, '')}#/portion/${encodeURIComponent(id)}`
/** A link that opens what stands at this place. */
export const placeLink = (base: string, place: string): string => `${base.replace(/#.*$/, '')}#/stock/${encodeURIComponent(place)}`

/** The day, as in 2027-08-31: short, and the same in every language. */
const day = (timeMs: number, offsetMinutes: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC', dateStyle: 'short' }).format(timeMs + offsetMinutes * 60_000)

/** `offsetMinutes` east of Greenwich: there the days end. */
export const portionLabel = (row: PortionRow, base: string, words: Words, offsetMinutes = 0): Label => {
  const amounts = [row.quantity, ...(row.also ? [row.also] : [])].map((each) => words.say(shown(each)))
  const lines = [amounts.join(', '), row.batch, row.place, row.keepsUntilMs === undefined ? undefined : words.say(flowsMessage('stock.label-keeps', { day: day(row.keepsUntilMs - 1, offsetMinutes) }))]
  return { title: row.thing, lines: lines.filter((line) => line !== undefined), link: portionLink(base, row.id) }
}

export const placeLabel = (place: string, path: readonly string[], base: string): Label => ({
  title: place,
  lines: path.length > 0 ? [path.join(' · ')] : [],
  link: placeLink(base, place)
})
