/**
 * How far whole numbers lie from where they were expected: what is written of the times and of the decimals of a chunk. Each way is
 * here twice, there and back, beside the other, because both have to reckon alike.
 *
 * With a stride only every so-manieth is worked out, to see what a way would cost. All numbers are small enough for what is reckoned to
 * be exact. `divisor` divides every step.
 */
import { zigzagMax } from './bits.ts'

/** Above the least. */
export function above(numbers: Float64Array, from: number, count: number, least: number, divisor: number, stride: number, into: Float64Array): number {
  let length = 0
  for (let i = 0; i < count; i += stride) into[length++] = (numbers[from + i]! - least) / divisor
  return length
}

/** From the one before, further by a usual step. */
export function steps(numbers: Float64Array, from: number, count: number, usual: number, divisor: number, stride: number, into: Float64Array): number {
  let length = 0
  for (let i = from + 1; i < from + count; i += stride) {
    const off = (numbers[i]! - numbers[i - 1]!) / divisor - usual
    into[length++] = off < zigzagMax && off >= -zigzagMax ? (off << 1) ^ (off >> 31) : off >= 0 ? off * 2 : off * -2 - 1
  }
  return length
}

/** By how much the step changed; before the first there was none. */
export function changes(numbers: Float64Array, from: number, count: number, divisor: number, stride: number, into: Float64Array): number {
  let length = 0
  for (let i = from + 1; i < from + count; i += stride) {
    const step = numbers[i]! - numbers[i - 1]!
    const off = (i === from + 1 ? step : step - numbers[i - 1]! + numbers[i - 2]!) / divisor
    into[length++] = off < zigzagMax && off >= -zigzagMax ? (off << 1) ^ (off >> 31) : off >= 0 ? off * 2 : off * -2 - 1
  }
  return length
}

/** From even steps that lead over `span` divisors from the first to the last. */
export function offGrid(numbers: Float64Array, from: number, count: number, span: number, divisor: number, stride: number, into: Float64Array): number {
  const first = numbers[from]!
  const even = span / (count - 1)
  let length = 0
  for (let i = 1; i < count; i += stride) {
    const off = (numbers[from + i]! - first) / divisor - Math.floor(i * even)
    into[length++] = off < zigzagMax && off >= -zigzagMax ? (off << 1) ^ (off >> 31) : off >= 0 ? off * 2 : off * -2 - 1
  }
  return length
}

export function fromAbove(read: Float64Array, count: number, least: number, divisor: number, into: Float64Array, at: number): void {
  for (let i = 0; i < count; i++) into[at + i] = least + read[i]! * divisor
}

export function fromSteps(read: Float64Array, count: number, first: number, usual: number, divisor: number, into: Float64Array, at: number): void {
  let number = first
  into[at] = number
  for (let i = 1; i < count; i++) {
    number += (read[i - 1]! + usual) * divisor
    into[at + i] = number
  }
}

export function fromChanges(read: Float64Array, count: number, first: number, divisor: number, into: Float64Array, at: number): void {
  let number = first
  let step = 0
  into[at] = number
  for (let i = 1; i < count; i++) {
    step += read[i - 1]!
    number += step * divisor
    into[at + i] = number
  }
}

export function fromGrid(read: Float64Array, count: number, first: number, span: number, divisor: number, into: Float64Array, at: number): void {
  const even = span / (count - 1)
  into[at] = first
  for (let i = 1; i < count; i++) into[at + i] = first + (Math.floor(i * even) + read[i - 1]!) * divisor
}

/** What all steps are multiples of; 1 where there is none. */
export function commonDivisor(numbers: Float64Array, from: number, count: number): number {
  let divisor = 0
  for (let i = from + 1; i < from + count; i++) {
    const step = Math.abs(numbers[i]! - numbers[i - 1]!)
    if (divisor < small && step < small) {
      // Whole numbers of 31 bits are divided several times as quickly.
      let [a, b] = [step | 0, divisor | 0]
      while (b !== 0) [a, b] = [b, a % b]
      divisor = a
    } else {
      let [a, b] = [step, divisor]
      while (b !== 0) [a, b] = [b, a % b]
      divisor = a
    }
    if (divisor === 1) return 1
  }
  return divisor === 0 ? 1 : divisor
}

const small = 0x7fff_ffff
const looksMax = 9
const looks = new Float64Array(looksMax)

/** The middle one of a few steps: near what is usual, whatever stands out. */
export function usualStep(numbers: Float64Array, from: number, count: number, divisor: number): number {
  const length = Math.min(looksMax, count - 1)
  for (let i = 0; i < length; i++) {
    const at = from + 1 + Math.floor((i * (count - 1)) / length)
    const step = (numbers[at]! - numbers[at - 1]!) / divisor
    let place = i
    while (place > 0 && looks[place - 1]! > step) {
      looks[place] = looks[place - 1]!
      place--
    }
    looks[place] = step
  }
  return looks[length >> 1]!
}
