/**
 * The values of a chunk, in whichever way takes fewest bits. Each gives back the very same doubles, the sign of zero as well.
 *
 * - `same`: all are one.
 * - `decimal`: each is a whole number over one power of ten, as sensors print them; `single`: the same, rounded to a float of 32 bits
 *   (21.3 from such a sensor is 21.299999237060547). Written are the whole numbers: how far above the least, or from the one before,
 *   or by how much that distance changed, divided by what all are multiples of. Few that are no such number stand apart, as doubles.
 *   (Compare Afroozeh, Kuffó and Boncz, ALP: Adaptive Lossless floating-Point Compression, SIGMOD 2023.)
 * - `xor`: bits that differ from the value before (Pelkonen and others, Gorilla, VLDB 2015).
 * - `raw`: eight bytes each.
 */
import { beginWriting, type Cost, endWriting, putBits, putRice, riceCost, takeBits, takeRice, unzigzag, zigzag } from './bits.ts'
import type { Head, Pen } from './bytes.ts'
import { type Decimals, findDecimals } from './decimals.ts'
import { above, changes, commonDivisor, fromAbove, fromChanges, fromSteps, steps } from './residuals.ts'
import { room, strideOf } from './room.ts'
import { putXor, takeXor } from './xor.ts'

const same = 0
const decimal = 1
const single = 2
const xor = 3
const raw = 4
const wayMax = 4

interface DecimalPlan {
  readonly way: typeof decimal | typeof single
  readonly found: Decimals
  /** 0: above the least; 1: from the one before; 2: by how much that distance changed. */
  readonly order: number
  readonly first: number
  readonly divisor: number
  readonly k: number | undefined
  readonly bits: number
}

export type ValuePlan = DecimalPlan | { readonly way: typeof same | typeof xor | typeof raw }

/** Above so many bits a value it is worth looking whether another way takes fewer. */
const dearBits = 30
const apartBits = 80

export function planValues(values: Float64Array, from: number, count: number): ValuePlan {
  const first = values[from]!
  let different = 0
  while (different < count && Object.is(values[from + different], first)) different++
  if (different === count) return { way: same }
  const found = findDecimals(values, from, count, false) ?? findDecimals(values, from, count, true)
  const plan = found && planDecimals(found, count)
  if (plan !== undefined && plan.bits < dearBits) return plan
  const xorBits = bitsOfXor(values, from, count) / count
  if (plan !== undefined && plan.bits <= Math.min(xorBits, 64)) return plan
  return { way: xorBits < 64 ? xor : raw }
}

/** It is written to see how long it becomes; whoever writes the chunk begins anew. */
function bitsOfXor(values: Float64Array, from: number, count: number): number {
  beginWriting(0)
  putXor(values, from, count)
  return endWriting() * 8
}

function planDecimals(found: Decimals, count: number): DecimalPlan {
  const { whole, values: into } = room
  const divisor = commonDivisor(whole, 0, count)
  let least = whole[0]!
  for (let i = 1; i < count; i++) least = Math.min(least, whole[i]!)
  const stride = strideOf(count)
  const apart = (found.apart.length * apartBits) / count
  const way = found.single ? single : decimal
  const plan = (order: number, first: number, { k, bits }: Cost, length: number): DecimalPlan =>
    ({ way, found, order, first, divisor, k: k ?? riceCost(into, length).k, bits: bits + apart })

  const byLevel = riceCost(into, above(whole, 0, count, least, divisor, stride, into))
  const bySteps = riceCost(into, steps(whole, 0, count, 0, divisor, stride, into))
  const byChanges = riceCost(into, changes(whole, 0, count, divisor, stride, into))
  if (bySteps.bits <= Math.min(byLevel.bits, byChanges.bits)) return plan(1, whole[0]!, bySteps, steps(whole, 0, count, 0, divisor, 1, into))
  if (byLevel.bits <= byChanges.bits) return plan(0, least, byLevel, above(whole, 0, count, least, divisor, 1, into))
  return plan(2, whole[0]!, byChanges, changes(whole, 0, count, divisor, 1, into))
}

const noBits = 31

/** Writes what stands before the bits. */
export function putValuesHead(pen: Pen, plan: ValuePlan, values: Float64Array, from: number): void {
  pen.varint(plan.way)
  if (plan.way === same) pen.double(values[from]!)
  if (!('found' in plan)) return
  pen.varint(plan.found.places * 3 + plan.order)
  pen.varint(plan.k ?? noBits)
  pen.varint(zigzag(plan.first))
  pen.varint(plan.divisor)
  pen.varint(plan.found.apart.length)
  for (const index of plan.found.apart) {
    pen.varint(index)
    pen.double(values[from + index]!)
  }
}

export function putValuesBits(plan: ValuePlan, values: Float64Array, from: number, count: number): void {
  if (plan.way === xor) putXor(values, from, count)
  else if (plan.way === raw) putRaw(values, from, count)
  else if ('found' in plan && plan.k !== undefined) putRice(room.values, plan.order === 0 ? count : count - 1, plan.k)
}

const double = new DataView(new ArrayBuffer(8))

function putRaw(values: Float64Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) {
    double.setFloat64(0, values[from + i]!)
    putBits(double.getUint32(0), 32)
    putBits(double.getUint32(4), 32)
  }
}

export interface ValueHead {
  readonly way: number
  readonly first: number
  readonly places: number
  readonly order: number
  readonly k: number
  readonly divisor: number
  /** Index and value, one after the other. */
  readonly apart: readonly number[]
}

const placesMax = 22

/** Undefined when it is none. */
export function takeValuesHead(head: Head, count: number): ValueHead | undefined {
  const way = head.varint()
  if (way > wayMax) return undefined
  if (way === same) return { way, first: head.double(), places: 0, order: 0, k: noBits, divisor: 1, apart: [] }
  if (way === xor || way === raw) return { way, first: 0, places: 0, order: 0, k: noBits, divisor: 1, apart: [] }
  const both = head.varint()
  const [k, first, divisor, length] = [head.varint(), unzigzag(head.varint()), head.varint(), head.varint()]
  if (both > placesMax * 3 + 2 || length > count) return undefined
  const apart: number[] = []
  for (let i = 0; i < length; i++) {
    const index = head.varint()
    if (index >= count) return undefined
    apart.push(index, head.double())
  }
  return { way, first, places: Math.floor(both / 3), order: both % 3, k, divisor, apart }
}

/** Whether nothing but finite numbers can come of it: whole numbers below 2^120 over a power of ten. */
export function isPlain({ way, apart }: ValueHead): boolean {
  return (way === decimal || way === single) && apart.length === 0
}

/** Reads the bits and fills in `count` values from `at` on. */
export function takeValues(head: ValueHead, count: number, values: Float64Array, at: number): void {
  if (head.way === same) values.fill(head.first, at, at + count)
  else if (head.way === xor) takeXor(values, at, count)
  else if (head.way === raw) takeRaw(values, at, count)
  else takeDecimals(head, count, values, at)
}

function takeRaw(values: Float64Array, at: number, count: number): void {
  for (let i = 0; i < count; i++) {
    double.setUint32(0, takeBits(32))
    double.setUint32(4, takeBits(32))
    values[at + i] = double.getFloat64(0)
  }
}

function takeDecimals({ way, first, places, order, k, divisor, apart }: ValueHead, count: number, values: Float64Array, at: number): void {
  const read = room.values
  const scale = 10 ** places
  if (k === noBits) read.fill(0, 0, count)
  else takeRice(read, order === 0 ? count : count - 1, k, order !== 0)
  if (order === 0) fromAbove(read, count, first, divisor, values, at)
  else if (order === 1) fromSteps(read, count, first, 0, divisor, values, at)
  else fromChanges(read, count, first, divisor, values, at)
  if (scale !== 1) for (let i = at; i < at + count; i++) values[i]! /= scale
  if (way === single) for (let i = at; i < at + count; i++) values[i] = Math.fround(values[i]!)
  for (let i = 0; i < apart.length; i += 2) values[at + apart[i]!] = apart[i + 1]!
}
