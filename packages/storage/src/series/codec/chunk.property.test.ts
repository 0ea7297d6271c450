import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Readings } from '@commune/protocol'
import { chunkReadingsMax, decodeChunk, encodeChunk } from './index.ts'

/** Times that any clock may say, as steps from a beginning: even ones, gaps of years, whole seconds. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 100_000 }) },
  { weight: 2, arbitrary: fc.constantFrom(1, 1_000, 60_000) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 10_000_000_000 }) }
)

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.integer({ min: -5_000, max: 5_000 }).map(whole => whole / 100),
  fc.integer({ min: -5_000, max: 5_000 }).map(whole => Math.fround(whole / 10)),
  fc.constantFrom(0, -0, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 0.1 + 0.2, 2 ** 53, 1e22, 5e-324)
)

/** Mostly of one kind, so that every way of writing values is met. */
const values = (length: number): fc.Arbitrary<number[]> => fc.oneof(
  ...[value, fc.integer({ min: -5_000, max: 5_000 }).map(whole => whole / 100), fc.integer({ min: 0, max: 1 }), fc.integer({ min: -900, max: 900 }).map(whole => Math.fround(whole / 10)),
    fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(7.25),
    fc.oneof({ weight: 40, arbitrary: fc.integer({ min: 0, max: 90_000 }).map(whole => whole / 1_000) }, { weight: 1, arbitrary: value })
  ].map(each => fc.array(each, { minLength: length, maxLength: length })))

const readings: fc.Arbitrary<Readings> = fc.tuple(fc.integer({ min: 0, max: 7_258_118_400_000 }), fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: chunkReadingsMax })))
  .chain(([begin, length]) => fc.tuple(fc.constant(begin), fc.array(step, { minLength: length - 1, maxLength: length - 1 }), values(length)))
  .map(([begin, steps, all]) => {
    let time = begin
    return { times: Float64Array.from([begin, ...steps.map(each => (time += each))]), values: Float64Array.from(all) }
  })

const bitsOf = (numbers: Float64Array): Uint8Array => new Uint8Array(numbers.buffer)

test('[P7] any finite doubles at any rising whole milliseconds come back bit for bit', () => {
  fc.assert(fc.property(readings, ({ times, values: all }) => {
    const back = decodeChunk(encodeChunk({ times, values: all }, 0, times.length))
    expect(back).toBeDefined()
    expect(bitsOf(back!.times)).toEqual(bitsOf(times))
    expect(bitsOf(back!.values)).toEqual(bitsOf(all))
  }), { numRuns: 400 })
})

test('[E7] bytes that are no chunk are refused, whatever they are, and nothing is thrown', () => {
  fc.assert(fc.property(readings, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }), fc.nat({ max: 20 }), (all, changes, cut) => {
    const bytes = encodeChunk(all, 0, all.times.length)
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte
    const back = decodeChunk(bytes.subarray(0, bytes.length - cut))
    if (back === undefined) return
    expect(back.values.every(Number.isFinite)).toBe(true)
    for (let i = 1; i < back.times.length; i++) expect(back.times[i]! > back.times[i - 1]!).toBe(true)
  }), { numRuns: 400 })
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
    decodeChunk(Uint8Array.of(1, ...bytes))
    decodeChunk(bytes)
  }))
})
