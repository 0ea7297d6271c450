/** How amounts in rules become numbers of what they are compared with. */
import { type Amount, type Convert, convertDifference, convertUnit } from '@commune/commune'

/** Through the units of what is sensed. So much an hour is an amount of its own dimension, “3 °C”, “300 l”, or one with a time: “3 °C/h”. */
export const convertAmount: Convert = ({ value, unit }: Amount, wanted, how) => {
  if (how === 'share') return unit === undefined ? value : convertUnit(value, unit, '%') === undefined ? undefined : (convertUnit(value, unit, '%') as number) / 100
  if (unit === undefined) return value
  if (how === 'value') return convertUnit(value, unit, wanted)
  if (wanted === undefined) return undefined
  const plain = convertDifference(value, unit, wanted)
  if (plain !== undefined) return plain
  const slash = unit.lastIndexOf('/')
  const per = slash < 0 ? undefined : hoursIn[unit.slice(slash + 1)]
  const each = per === undefined ? undefined : convertDifference(value, unit.slice(0, slash), wanted)
  return each === undefined || per === undefined ? undefined : each / per
}

const hoursIn: Readonly<Record<string, number>> = { h: 1, min: 1 / 60, s: 1 / 3_600, d: 24, day: 24 }
