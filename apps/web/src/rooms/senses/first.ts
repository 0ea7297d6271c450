/** A value to begin from, where somebody is to choose one. */
import type { ActRow, Value } from '@commune/commune'

/** Something it would do: neither the least nor the most. */
export const firstOf = ({ shape, will }: ActRow): Value => {
  if (shape.is === 'yes-no') return true
  if (shape.is === 'words') return will?.words?.find((word) => shape.of.includes(word)) ?? shape.of[0] ?? ''
  if (shape.is !== 'number') return ''
  const [least, most] = [will?.min ?? shape.min ?? 0, will?.max ?? shape.max ?? 100]
  const step = shape.step ?? (most - least >= 10 ? 1 : 0)
  const middle = least + (most - least) * 0.6
  return step > 0 ? Math.round(middle / step) * step : middle
}
