/**
 * Readings that come by hand: what a person reads off something or notices, and what was kept elsewhere before. They lie where all
 * readings lie. Of one time there is one reading afterwards, so that the same file may be brought in twice.
 */
import { convertUnit, type PointId, type ReadingPoint, type ThingRow, unitCode, type Value } from '@commune/commune'
import { type IdText, no, ok, seriesLimits } from '@commune/protocol'
import type { Acts, Outcome } from '../api/api.ts'
import type { Amounted } from '../api/senses.ts'
import { deviceOf } from '../me/me.ts'
import type { Inside } from '../peer/inside.ts'
import { peerMessage } from '../words/index.ts'
import type { Bridged } from './bridged.ts'
import { fits, numberOf } from './numbers.ts'

const manyMax = 50_000
/** A clock that is a little ahead. */
const aheadMsMax = 60_000

type Into = { readonly row: ThingRow; readonly reading: ReadingPoint; readonly address: PointId }
const noActs = { act: () => Promise.resolve(ok(null)) }
const byHand = new WeakMap<Inside, Map<IdText, Bridged | undefined>>()

export const senseHere = async (inside: Inside, { world, thing, point, value: given, atMs }: Acts['sense'][0]): Promise<Outcome<Acts['sense'][1]>> => {
  const into = intoOf(inside, world, thing, point)
  if (!into || into.row.source !== 'hand') return no(peerMessage('peer.nothing-found'))
  const { row, reading } = into
  const value = valueIn(given, reading)
  const nowMs = inside.ports.clock.nowMs()
  const at = atMs ?? nowMs
  if (value === undefined || !isMoment(at, nowMs)) return no(peerMessage('peer.not-taken', { thing: row.called }))
  handOf(inside, world)?.reading(row.key, point, value, at)
  await inside.ports.senses?.series.flush()
  return ok({ value, atMs: at })
}

export const senseMany = async (inside: Inside, { world, thing, point, times, values }: Acts['senseMany'][0]): Promise<Outcome<Acts['senseMany'][1]>> => {
  const into = intoOf(inside, world, thing, point)
  const series = inside.ports.senses?.series
  if (!into || !series || times.length !== values.length || times.length > manyMax) return no(peerMessage('peer.nothing-found'))
  const nowMs = inside.ports.clock.nowMs()
  const fresh = new Map<number, number>()
  let refused = 0
  for (const [at, atMs] of times.entries()) {
    const number = isMoment(atMs, nowMs) ? keptNumber(values[at], into.reading) : undefined
    if (number === undefined) refused++
    else fresh.set(atMs, number)
  }
  const all = [...fresh.keys()].sort((a, b) => a - b)
  const before = all.length === 0 ? undefined : await series.read(into.address, all[0] as number, (all.at(-1) as number) + 1)
  const known = new Map<number, number>(before ? Array.from(before.times, (atMs, at) => [atMs, before.values[at] as number]) : [])
  const written = all.filter((atMs) => known.get(atMs) !== fresh.get(atMs))
  series.appendMany(into.address, { times: Float64Array.from(written), values: Float64Array.from(written, (atMs) => fresh.get(atMs) as number) })
  await series.flush()
  const changed = written.filter((atMs) => known.has(atMs)).length
  return ok({ read: times.length, kept: written.length - changed, known: times.length - refused - written.length, changed, refused })
}

function intoOf(inside: Inside, world: IdText, thing: string, point: string): Into | undefined {
  const row = inside.find(world)?.views().things.one(thing)
  const reading = row?.readings.find((each) => each.key === point)
  return row && reading && !row.gone && row.device === deviceOf(inside.me()) ? { row, reading, address: `${thing}/${point}` } : undefined
}

function handOf(inside: Inside, world: IdText): Bridged | undefined {
  const known = byHand.get(inside) ?? new Map<IdText, Bridged | undefined>()
  byHand.set(inside, known)
  if (!known.has(world)) known.set(world, inside.senses.bridge(world, 'hand', noActs))
  return known.get(world)
}

const isMoment = (atMs: number, nowMs: number): boolean => Number.isSafeInteger(atMs) && atMs >= 0 && atMs < seriesLimits.timeEndMs && atMs <= nowMs + aheadMsMax

function valueIn(given: Amounted, { shape }: ReadingPoint): Value | undefined {
  const { value, unit } = typeof given === 'object' ? given : { value: given, unit: undefined }
  const taken = unit === undefined ? value : shape.is === 'number' && typeof value === 'number' ? convertUnit(value, unitCode(unit), shape.unit) : undefined
  if (taken === undefined || !fits(taken, shape)) return undefined
  if (shape.is !== 'number') return taken
  return (taken as number) < (shape.min ?? -Infinity) || (taken as number) > (shape.max ?? Infinity) ? undefined : taken
}

/** Yes and no come as 1 and 0 as well, words as their place. */
function keptNumber(value: Value | undefined, { shape }: ReadingPoint): number | undefined {
  if (value === undefined) return undefined
  if (shape.is === 'yes-no' && (value === 0 || value === 1)) return value
  if (shape.is === 'words' && typeof value === 'number') return Number.isInteger(value) && value >= 0 && value < shape.of.length ? value : undefined
  return numberOf(value, shape)
}
