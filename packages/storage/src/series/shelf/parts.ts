/**
 * The chunks of a series in a month, in order, none reaching into another, and what has to be done to them for readings to come in.
 *
 * Readings that follow the last chunk become new ones. A late one goes into the chunk it falls into, which is written anew, or two of
 * it when it becomes too large: so an hour that comes a week late costs a few chunks and not the week. A chunk is cut where an
 * hour ends when that leaves it large enough: what comes often is then answered by the hour from sums alone.
 */
import type { Readings } from '@commune/protocol'
import { encodeChunk } from '../codec/index.ts'
import { merge, none, placeOf, slice } from './readings.ts'
import { type Sums, sumsOf } from './sums.ts'

/** One chunk, where it lies being nobody's business here. */
export interface Part {
  readonly sums: Sums
  /** Good until any part is loaded again. */
  load(): Readings
}

export interface NewPart {
  readonly sums: Sums
  readonly bytes: Uint8Array
}

/** A chunk becomes no larger by being filled; one that is written anew may, up to `readingsMax`. */
export const readingsFull = 512
/** A chunk with so many is not filled any more. */
export const readingsEnough = 256
const readingsMax = 768
const hourMs = 3_600_000

/** Where readings in order are to be cut, as indices: the ends of all pieces, the last being the length. */
export function cuts({ times }: Readings): number[] {
  const ends: number[] = []
  let from = 0
  while (times.length - from > readingsEnough) {
    const most = Math.min(from + readingsFull, times.length)
    // Where the hour began of the first reading that does not fit, or of the last of all.
    const hour = placeOf(times, Math.floor(times[Math.min(most, times.length - 1)]! / hourMs) * hourMs)
    from = hour - from >= readingsEnough ? hour : most
    ends.push(from)
  }
  if (from < times.length) ends.push(times.length)
  return ends
}

export function makeParts(readings: Readings, ends: readonly number[] = cuts(readings)): NewPart[] {
  let from = 0
  return ends.map(to => {
    const made = { sums: sumsOf(readings, from, to), bytes: encodeChunk(readings, from, to) }
    from = to
    return made
  })
}

export interface Settled<P extends Part> {
  /** To be taken away. */
  readonly gone: P[]
  /** To be put in their place. */
  readonly made: NewPart[]
}

/** Takes `fresh` in, which is in order. `parts` are those of its time and the last one before it, or more of them. */
export function settle<P extends Part>(parts: readonly P[], fresh: Readings): Settled<P> {
  const gone: P[] = []
  const made: NewPart[] = []
  let from = 0
  for (let index = -1; index < parts.length && from < fresh.times.length; index++) {
    const part = parts[index]
    const next = parts[index + 1]
    const to = next === undefined ? fresh.times.length : placeOf(fresh.times, next.sums.firstMs)
    if (to === from) continue
    const piece = slice(fresh, from, to)
    from = to
    if (part === undefined || !joins(part.sums, piece)) {
      made.push(...makeParts(piece))
      continue
    }
    const all = merge(part.load(), piece)
    gone.push(part)
    made.push(...makeParts(all, reachesInto(part.sums, piece) && all.times.length <= readingsMax ? [all.times.length] : cuts(all)))
  }
  return { gone, made }
}

function joins(sums: Sums, piece: Readings): boolean {
  return reachesInto(sums, piece) || (sums.count < readingsEnough && sums.count + piece.times.length <= readingsFull)
}

function reachesInto(sums: Sums, piece: Readings): boolean {
  return piece.times[0]! <= sums.lastMs
}

/** Tells a visitor what is there from `fromMs` up to and without `toMs`, in order: whole chunks where it takes them, readings else. */
export interface Visitor {
  /** All of a chunk, and nothing came later for its time: true when its sums were enough. */
  part(sums: Sums): boolean
  readings(readings: Readings): void
}

/** `parts` are all that have a reading in that time, in order; what is in `tail` came later than they did. */
export function walk(parts: Iterable<Part>, tail: Readings, fromMs: number, toMs: number, visitor: Visitor): void {
  let [at, end] = [placeOf(tail.times, fromMs), placeOf(tail.times, toMs)]
  const tell = (readings: Readings): void => {
    if (readings.times.length > 0) visitor.readings(readings)
  }
  for (const part of parts) {
    const { firstMs, lastMs } = part.sums
    if (lastMs < fromMs || firstMs >= toMs) continue
    const before = Math.min(end, Math.max(at, placeOf(tail.times, firstMs)))
    tell(slice(tail, at, before))
    at = before
    const after = Math.min(end, placeOf(tail.times, lastMs + 1))
    const over = after > at ? slice(tail, at, after) : none
    at = Math.max(at, after)
    const isInside = firstMs >= fromMs && lastMs < toMs
    if (over === none && isInside && visitor.part(part.sums)) continue
    const own = part.load()
    const all = isInside ? own : slice(own, placeOf(own.times, fromMs), placeOf(own.times, toMs))
    tell(over === none ? all : merge(all, over))
  }
  tell(slice(tail, at, end))
}
