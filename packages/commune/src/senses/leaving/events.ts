/** What is counted of readings: how often something happened, not how often it was told. */
import type { Shape } from '../thing.ts'

/**
 * How many happened, where `value` follows `before` (undefined: nothing was told yet), as they lie in a series. Of yes and no each time
 * that it becomes yes; of words each time that it becomes another; a number says itself how many.
 */
export const eventsIn = (before: number | undefined, value: number, shape: Shape): number => {
  switch (shape.is) {
    case 'yes-no':
      return value >= 1 && !(before !== undefined && before >= 1) ? 1 : 0
    case 'words':
      return before !== undefined && before !== value ? 1 : 0
    case 'number':
      return Number.isFinite(value) && value >= 1 ? Math.min(Math.floor(value), Number.MAX_SAFE_INTEGER) : 0
    case 'text':
      return 0
  }
}
