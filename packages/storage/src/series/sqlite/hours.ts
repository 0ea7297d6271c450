/**
 * What a month of a series sums up to by the hour: worked out once, when somebody looks at a long time, and kept until a chunk of it
 * changes. A year by the hour is then a dozen rows, and no chunk is looked into.
 *
 * As bytes six chunks one behind the other, each with its length in front as two bytes, low one first: first times with first
 * values, last times with last values, then at times 0, 1, 2, … the least, the most, the means, and how many.
 */
import type { Readings } from '@commune/protocol'
import { decodeChunk, encodeChunk } from '../codec/index.ts'
import type { Part } from '../shelf/parts.ts'
import { placeOf } from '../shelf/readings.ts'
import { type Sums, sumsOf } from '../shelf/sums.ts'
import type { Opened } from './opened.ts'
import { checkOf } from './schema.ts'

const hourMs = 3_600_000
/** Below it, looking into the chunks is as quick. */
const readingsMin = 4_000
const columns = 6

/** By the hour, in order; `parts` in order. */
function hourSums(parts: readonly Part[]): Sums[] {
  const hours: Sums[] = []
  for (const part of parts) {
    const readings = part.load()
    for (let from = 0; from < readings.times.length;) {
      const hour = Math.floor(readings.times[from]! / hourMs)
      const to = placeOf(readings.times, (hour + 1) * hourMs)
      const sums = sumsOf(readings, from, to)
      const last = hours.at(-1)
      if (last !== undefined && Math.floor(last.firstMs / hourMs) === hour) hours[hours.length - 1] = together(last, sums)
      else hours.push(sums)
      from = to
    }
  }
  return hours
}

function together(a: Sums, b: Sums): Sums {
  const count = a.count + b.count
  return {
    firstMs: a.firstMs, lastMs: b.lastMs, count, mean: a.mean * (a.count / count) + b.mean * (b.count / count),
    min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), first: a.first, last: b.last
  }
}

/** One hour at least, and no more than a month has. */
export function packHours(hours: readonly Sums[]): Uint8Array {
  const column = (of: (hour: Sums) => number): Float64Array => Float64Array.from(hours, of)
  const order = Float64Array.from(hours.keys())
  const pairs: Readings[] = [
    { times: column(({ firstMs }) => firstMs), values: column(({ first }) => first) },
    { times: column(({ lastMs }) => lastMs), values: column(({ last }) => last) },
    ...[column(({ min }) => min), column(({ max }) => max), column(({ mean }) => mean), column(({ count }) => count)].map(values => ({ times: order, values }))
  ]
  const chunks = pairs.map(pair => encodeChunk(pair, 0, hours.length))
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + 2 + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set([chunk.length & 255, chunk.length >>> 8], at)
    bytes.set(chunk, at + 2)
    at += 2 + chunk.length
  }
  return bytes
}

/** Undefined when these bytes are none. */
export function unpackHours(bytes: Uint8Array): Sums[] | undefined {
  const found: Readings[] = []
  let at = 0
  while (found.length < columns) {
    const length = (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256
    const readings = decodeChunk(bytes.subarray(at + 2, at + 2 + length))
    if (readings === undefined || readings.times.length !== (found[0] ?? readings).times.length) return undefined
    found.push(readings)
    at += 2 + length
  }
  const [firsts, lasts, mins, maxs, means, counts] = found as [Readings, Readings, Readings, Readings, Readings, Readings]
  return at !== bytes.length ? undefined : Array.from(firsts.times, (firstMs, index) => ({
    firstMs,
    lastMs: lasts.times[index]!,
    count: counts.values[index]!,
    mean: means.values[index]!,
    min: mins.values[index]!,
    max: maxs.values[index]!,
    first: firsts.values[index]!,
    last: lasts.values[index]!
  }))
}

/** The hours of a series, from its row, as they were worked out since, or from all its parts where there are many. */
export function hoursFor(opened: Opened, id: number, row: readonly [crc: number, bytes: Uint8Array] | undefined, parts: () => readonly Part[]): Sums[] | undefined {
  const bytes = opened.hours.get(id) ?? (row !== undefined && row[0] === checkOf(id, row[1]) ? row[1] : undefined)
  const known = bytes && unpackHours(bytes)
  if (known !== undefined) return known
  const all = parts()
  if (all.reduce((sum, { sums }) => sum + sums.count, 0) < readingsMin) return undefined
  const hours = hourSums(all)
  opened.hours.set(id, packHours(hours))
  return hours
}
