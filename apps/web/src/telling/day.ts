/** The line under the name of the place: the time of day as people feel it, never a clock. */
import type { Message } from '@commune/commune'
import { type Light, lightAt, type Moment, partOfDay } from '../theme/index.ts'

/** "Morning". Where somebody holds the page at another light than the sun gives, both are said: the picture shows one of them. */
export const dayMessage = (moment: Moment, chosen?: Light): Message => {
  const outside: Message = { key: `web.day.${partOfDay(moment)}` }
  if (chosen === undefined || chosen === lightAt(moment)) return outside
  return { key: 'web.day.held', params: { outside, light: { key: `web.day.held-${chosen}` } } }
}
