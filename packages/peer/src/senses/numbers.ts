/** How what is sensed lies in a series: a number as it is, no and yes as 0 and 1, a word as its place among the words of its point. */
import type { Shape, Value } from '@commune/commune'

/** Undefined: such a value is not kept in a series, or is none of this shape. */
export const numberOf = (value: Value, shape: Shape): number | undefined => {
  switch (shape.is) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined
    case 'yes-no':
      return typeof value === 'boolean' ? Number(value) : undefined
    case 'words': {
      const place = typeof value === 'string' ? shape.of.indexOf(value) : -1
      return place < 0 ? undefined : place
    }
    case 'text':
      return undefined
  }
}

export const valueOf = (kept: number, shape: Shape): Value | undefined => {
  switch (shape.is) {
    case 'number':
      return kept
    case 'yes-no':
      return kept !== 0
    case 'words':
      return shape.of[kept]
    case 'text':
      return undefined
  }
}

/** Whether a point of this shape takes such a value. */
export const fits = (value: Value, shape: Shape): boolean =>
  shape.is === 'text' ? typeof value === 'string' && value.length <= shape.charsMax : numberOf(value, shape) !== undefined
