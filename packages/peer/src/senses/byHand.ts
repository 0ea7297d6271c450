/**
 * Readings that come by hand: what a person reads off something or notices, and what was kept elsewhere before. They lie where all
 * readings lie, and go out as all readings do.
 */
import { convertUnit, type Message, type PointId, type ReadingPoint, type Shape, unitCode, type Value } from '@commune/commune'
import { no, ok, type Result, seriesLimits, type SeriesStore } from '@commune/protocol'
import type { Amounted, BroughtRow } from '../api/senses.ts'
import { peerMessage } from '../words/index.ts'
import type { Now } from './now.ts'
import { fits, numberOf, valueOf } from './numbers.ts'

/** A clock that is a little ahead. */
const aheadMsMax = 60_000
/** Readings that are taken in before it is looked what is there already, and written. */
const batchMax = 20_000

/** A value as its point takes it; or what would be right, in words. */
export const readByHand = (given: Amounted, point: ReadingPoint): Result<Value, Message> => {
  const { shape } = point
  const value = shape.is === 'number' ? numberIn(given, shape) : ok(typeof given === 'object' ? given.value : wordIn(given, shape))
  if (!value.ok) return value
  if (!fits(value.value, shape)) return no(rightFor(point))
  if (shape.is !== 'number') return value
  const { min, max } = shape
  const amount = value.value as number
  return (min !== undefined && amount < min) || (max !== undefined && amount > max) ? no(rightFor(point)) : value
}

function numberIn(given: Amounted, shape: Extract<Shape, { is: 'number' }>): Result<Value, Message> {
  const { value, unit } = typeof given === 'object' ? given : typeof given === 'string' ? partsIn(given) : { value: given, unit: undefined }
  if (unit === undefined || unit.trim() === '') return ok(value)
  const converted = typeof value === 'number' ? convertUnit(value, unitCode(unit), shape.unit) : undefined
  return converted === undefined ? no(peerMessage(shape.unit === undefined ? 'peer.sense-no-unit' : 'peer.sense-unit', { given: unit.slice(0, 40), unit: shape.unit ?? '' })) : ok(converted)
}

/** “21.5 °C”, “21,5” and “21”: a number, then a unit. */
function partsIn(text: string): { readonly value: Value; readonly unit: string | undefined } {
  const parts = /^\s*([-+]?\d+(?:[.,]\d+)?)\s*(\D.*)?$/su.exec(text.slice(0, 100))
  return parts ? { value: Number(parts[1]!.replace(',', '.')), unit: parts[2]?.trim() } : { value: text, unit: undefined }
}

/** A word is known in any capitals. */
const wordIn = (given: Value, shape: Shape): Value =>
  shape.is === 'words' && typeof given === 'string' && !shape.of.includes(given) ? (shape.of.find((word) => word.toLowerCase() === given.trim().toLowerCase()) ?? given) : given

function rightFor({ name, shape }: ReadingPoint): Message {
  switch (shape.is) {
    case 'yes-no':
      return peerMessage('peer.sense-yes-no', { point: name })
    case 'words':
      return peerMessage('peer.sense-words', { point: name, words: shape.of.slice(0, 12) })
    case 'text':
      return peerMessage('peer.sense-text', { point: name, most: shape.charsMax })
    case 'number': {
      const unit = shape.unit === undefined ? '' : ` ${shape.unit}`
      const { min, max } = shape
      if (min !== undefined && max !== undefined) return peerMessage('peer.sense-between', { point: name, least: `${min}${unit}`, most: `${max}${unit}` })
      if (min !== undefined) return peerMessage('peer.sense-least', { point: name, least: `${min}${unit}` })
      if (max !== undefined) return peerMessage('peer.sense-most', { point: name, most: `${max}${unit}` })
      return peerMessage('peer.sense-number', { point: name, unit })
    }
  }
}

export const isMoment = (atMs: number, nowMs: number): boolean => Number.isSafeInteger(atMs) && atMs >= 0 && atMs < seriesLimits.timeEndMs && atMs <= nowMs + aheadMsMax

/** Keeps one reading: it stands for now where none that is later does, and is durable when this resolves. */
export const keepReading = async (address: PointId, point: ReadingPoint, value: Value, atMs: number, { now, series }: { readonly now: Now; readonly series: SeriesStore }): Promise<void> => {
  noteNow(now, address, value, atMs)
  const number = numberOf(value, point.shape)
  if (number === undefined) return
  series.append(address, atMs, number)
  await series.flush()
}

const noteNow = (now: Now, address: PointId, value: Value, atMs: number): void => {
  if (!now.isLate(address, atMs)) now.note(address, { known: { value, atMs } })
}

export interface Bringing {
  readonly address: PointId
  readonly point: ReadingPoint
  readonly now: Now
  readonly series: SeriesStore
  nowMs(): number
  /** Called with each batch that is durable. */
  readonly onProgress?: ((sofar: BroughtRow) => void) | undefined
  /** Stops after the batch under way when it says so. */
  readonly signal?: { readonly aborted: boolean } | undefined
}

/**
 * Takes readings in, in any order, as they come: numbers in the unit of the point, yes and no as such or as 1 and 0, words. Of one time
 * there is one reading afterwards, so that the same file may be brought in twice.
 */
export const bringReadings = async (readings: Iterable<readonly [atMs: number, value: Value]> | AsyncIterable<readonly [atMs: number, value: Value]>, into: Bringing): Promise<BroughtRow> => {
  const counts = { read: 0, kept: 0, known: 0, changed: 0, refused: 0 }
  let batch = new Map<number, number>()
  let last: readonly [number, number] | undefined
  const write = async (): Promise<void> => {
    if (batch.size > 0) await writeBatch(batch, counts, into)
    batch = new Map()
    into.onProgress?.({ ...counts })
  }
  for await (const [atMs, value] of readings) {
    counts.read++
    const number = isMoment(atMs, into.nowMs()) ? keptNumber(value, into.point.shape) : undefined
    if (number === undefined) counts.refused++
    else {
      // Within one file the later line counts, as in the store.
      if (batch.has(atMs)) counts[batch.get(atMs) === number ? 'known' : 'changed']++
      batch.set(atMs, number)
      if (last === undefined || atMs >= last[0]) last = [atMs, number]
    }
    if (batch.size >= batchMax) {
      await write()
      if (into.signal?.aborted === true) break
    }
  }
  await write()
  const value = last && valueOf(last[1], into.point.shape)
  if (last && value !== undefined) noteNow(into.now, into.address, value, last[0])
  return counts
}

async function writeBatch(batch: ReadonlyMap<number, number>, counts: { kept: number; known: number; changed: number }, { address, series }: Bringing): Promise<void> {
  const [firstMs, lastMs] = [...batch.keys()].reduce(([least, most], atMs) => [Math.min(least, atMs), Math.max(most, atMs)] as const, [Infinity, -Infinity] as const)
  const there = await series.read(address, firstMs, lastMs + 1)
  const known = new Map<number, number>()
  for (const [index, atMs] of there.times.entries()) if (batch.has(atMs)) known.set(atMs, there.values[index]!)
  const fresh = [...batch].filter(([atMs, value]) => known.get(atMs) !== value)
  const changed = fresh.filter(([atMs]) => known.has(atMs)).length
  series.appendMany(address, { times: Float64Array.from(fresh, ([atMs]) => atMs), values: Float64Array.from(fresh, ([, value]) => value) })
  await series.flush()
  counts.known += batch.size - fresh.length
  counts.changed += changed
  counts.kept += fresh.length - changed
}

const keptNumber = (value: Value, shape: Shape): number | undefined => {
  if (shape.is === 'yes-no' && (value === 1 || value === 0)) return value
  if (shape.is === 'words' && typeof value === 'number') return Number.isInteger(value) && value >= 0 && value < shape.of.length ? value : undefined
  return numberOf(value, shape)
}
