/**
 * Finds the power of ten that makes whole numbers of values.
 *
 * `m / 10^p`, both exact, is rounded to the double nearest to that decimal (IEEE 754), which is what reading "21.37" gives. So the
 * test is the way back itself, and what passes it comes back bit for bit. A whole number found with fewer places stays exact with more.
 */
import { room } from './room.ts'

/** The whole numbers lie in `room.whole`; where one stands apart, so does the number before it, to cost nothing there. */
export interface Decimals {
  readonly places: number
  /** Floats of 32 bits that were decimals before they were rounded. */
  readonly single: boolean
  /** Indices of values that are no such number. */
  readonly apart: readonly number[]
}

const placesMax = 12
const singlePlacesMax = 8
/** Steps between such numbers, and changes of steps, are exact. */
const wholeMax = 2 ** 50
/** One in so many may stand apart. */
const apartShare = 8

const powers = Array.from({ length: placesMax + 1 }, (_, places) => 10 ** places)

export function findDecimals(values: Float64Array, from: number, count: number, single: boolean): Decimals | undefined {
  const most = single ? singlePlacesMax : placesMax
  const tooMany = Math.floor(count / apartShare) + 1
  const whole = room.whole
  const apart: number[] = []
  let places = 0
  let scale = 1
  let previous = 0
  for (let i = 0; i < count; i++) {
    const value = values[from + i]!
    let number = Math.round(value * scale)
    if (!isIt(number, scale, value, single)) {
      const needed = placesOf(value, places + 1, most, single)
      if (needed === undefined) {
        apart.push(i)
        if (apart.length >= tooMany) return undefined
        number = previous
      } else {
        if (!carryOver(whole, i, powers[needed - places]!)) return undefined
        places = needed
        scale = powers[places]!
        number = Math.round(value * scale)
      }
    }
    whole[i] = number
    previous = number
  }
  return { places, single, apart }
}

function placesOf(value: number, from: number, most: number, single: boolean): number | undefined {
  for (let places = from; places <= most; places++) {
    const scale = powers[places]!
    if (isIt(Math.round(value * scale), scale, value, single)) return places
  }
  return undefined
}

function isIt(whole: number, scale: number, value: number, single: boolean): boolean {
  const back = single ? Math.fround(whole / scale) : whole / scale
  return back === value && whole <= wholeMax && whole >= -wholeMax && (value !== 0 || Object.is(value, 0))
}

/** Those found so far, with more places; false when one becomes too large. */
function carryOver(whole: Float64Array, count: number, factor: number): boolean {
  for (let i = 0; i < count; i++) {
    const number = whole[i]! * factor
    if (number > wholeMax || number < -wholeMax) return false
    whole[i] = number
  }
  return true
}
