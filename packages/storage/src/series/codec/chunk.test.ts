import { expect, test } from 'vitest'
import { chunkReadingsMax, decodeChunk, encodeChunk } from './index.ts'

const begin = Date.UTC(2026, 10, 1)

/** A run of numbers that looks like chance and is the same each time. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 0x1_0000_0000
  }
}

const even = (stepMs: number, count = 512): Float64Array => Float64Array.from({ length: count }, (_, i) => begin + i * stepMs)

/** Bytes a reading, of a chunk that comes back as it was. */
function bytesOf(times: Float64Array, values: Float64Array): number {
  const bytes = encodeChunk({ times, values }, 0, times.length)
  expect(decodeChunk(bytes)).toEqual({ times, values })
  return bytes.length / times.length
}

const valuesOf = (next: (index: number) => number): Float64Array => Float64Array.from({ length: 512 }, (_, index) => next(index))

test('even times and one value take a few bytes for all of them', () => {
  expect(bytesOf(even(60_000), valuesOf(() => 21.5)) * 512).toBeLessThan(32)
})

test('a switch takes two bits a reading, a counter that grows evenly one and a little', () => {
  expect(bytesOf(even(1_000), valuesOf(index => Number(index % 37 < 9)))).toBeLessThan(0.3)
  expect(bytesOf(even(1_000), valuesOf(index => 12_345 + index * 3))).toBeLessThan(0.2)
})

test.each([
  ['decimals', (step: number) => (2_000 + step) / 100, 0.9],
  ['sixteenths, whose decimals are all multiples of 625', (step: number) => 20 + step / 16, 0.9],
  ['decimals as floats of 32 bits', (step: number) => Math.fround((2_000 + step) / 100), 0.9],
  ['negative ones', (step: number) => (step - 2_000) / 100, 0.9]
])('%s that wander by single steps take less than a byte', (_, value, most) => {
  const random = noise(7)
  let step = 0
  expect(bytesOf(even(60_000), valuesOf(() => value((step += Math.round(random() * 6 - 3)))))).toBeLessThan(most)
})

test('a few values that are no decimals cost what they are, not what the others are', () => {
  const random = noise(7)
  expect(bytesOf(even(60_000), valuesOf(index => (index % 100 === 5 ? 0.1 + 0.2 : Math.round(random() * 100) / 10)))).toBeLessThan(1.4)
})

test('values that nothing makes small take nine bytes at most, with their times', () => {
  const random = noise(3)
  expect(bytesOf(even(60_000), valuesOf(() => random() * 10 ** (random() * 600 - 300)))).toBeLessThan(9)
})

test('times that are late by a little cost the bits of that, a gap of a year a few bytes once', () => {
  const random = noise(11)
  const late = even(60_000).map(time => time + Math.floor(random() * 512))
  expect(bytesOf(late, valuesOf(() => 1)) * 8).toBeLessThan(11)
  const gap = late.map((time, index) => (index < 200 ? time : time + 31_536_000_000))
  expect(bytesOf(gap, valuesOf(() => 1)) * 512).toBeLessThan(bytesOf(late, valuesOf(() => 1)) * 512 + 100)
})

test('[E7] a chunk has 1 to 1,024 readings', () => {
  const readings = { times: even(1, chunkReadingsMax + 1), values: new Float64Array(chunkReadingsMax + 1) }
  expect(() => encodeChunk(readings, 0, 0)).toThrow(RangeError)
  expect(() => encodeChunk(readings, 0, chunkReadingsMax + 1)).toThrow(RangeError)
  expect(decodeChunk(encodeChunk(readings, 5, 6))).toEqual({ times: readings.times.slice(5, 6), values: new Float64Array(1) })
})

test('the bytes of a chunk are what they were: old readings open for ever', () => {
  const readings = { times: Float64Array.of(begin, begin + 1_000, begin + 2_500, begin + 3_000), values: Float64Array.of(20.5, 20.75, -3, 20.5) }
  expect(Buffer.from(encodeChunk(readings, 0, 4)).toString('hex')).toMatchInlineSnapshot(`"01040080a0bfc6b268f40306010607d704190062f2f802f0"`)
})
