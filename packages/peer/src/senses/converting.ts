/** How amounts in rules become numbers of what they are compared with. */
import { type Amount, type Convert, convertDifference, convertUnit } from '@commune/commune'

/** Through the units of what is sensed. What is told an hour is an amount of the unit an hour: “3 °C/h”, “2 kW” of a meter of kWh. */
export const convertAmount: Convert = ({ value, unit }: Amount, wanted, how) => {
  if (how === 'share') return unit === undefined ? value : convertUnit(value, unit, '%') === undefined ? undefined : (convertUnit(value, unit, '%') as number) / 100
  if (unit === undefined) return value
  if (how === 'value') return convertUnit(value, unit, wanted)
  if (wanted === undefined) return undefined
  const slash = unit.lastIndexOf('/')
  const per = slash < 0 ? undefined : hoursIn[unit.slice(slash + 1)]
  const each = per === undefined ? undefined : convertDifference(value, unit.slice(0, slash), wanted)
  return each === undefined || per === undefined ? convertUnit(value, unit, `${wanted}/h`) : each / per
}

const hoursIn: Readonly<Record<string, number>> = { h: 1, min: 1 / 60, s: 1 / 3_600, d: 24, day: 24 }
