/** What leaves of a played thing, what its meter says was used, and a reading by hand: worked out as a peer does, of played readings. */
import { allowed, budgetWords, counterNoteWords, DayBudget, preview, readCounter, reveals, usedAsReadings, usedBetween, type LeavingChoice, type PointId, type ReadingPoint, type ThingRow } from '@commune/commune'
import type { LeavingRow, UsedRow } from '@commune/peer'
import type { Readings } from '@commune/protocol'
import { playedHistory } from './played.ts'

const dayMs = 86_400_000
const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) }

const readingsOf = (thing: ThingRow, point: PointId, fromMs: number, toMs: number, stepMs: number, nowMs: number): Readings => {
  const row = playedHistory(thing, point, fromMs, toMs, stepMs, nowMs)
  return { times: Float64Array.from(row?.starts ?? []), values: Float64Array.from(row?.lasts ?? []) }
}

export const leavingOn = (thing: ThingRow, key: string, tried: LeavingChoice | undefined, nowMs: number): LeavingRow | undefined => {
  const usual = thing.leaves.find(({ point }) => point === key)?.choice
  const choice = tried ?? usual
  const point: PointId = `${thing.id}/${key}`
  if (!choice) return undefined
  const reading = thing.readings.find((each) => each.key === key)
  const fit = allowed(choice, reading?.shape ?? 'pulse')
  const budget = choice.transform.is === 'counted' ? new DayBudget(choice.transform.dayMilli) : undefined
  const row = {
    point, choice, reveals: reveals(choice), ...(!fit.ok && { wrong: fit.error }),
    ...(budget && { budget: { wholeMilli: budget.dayMilli, leftMilli: budget.leftMilli(nowMs), words: budgetWords(budget, nowMs) } })
  }
  if (!reading) return { ...row, published: [], count: 0, here: null, kept: { count: 0 } }
  const fromMs = nowMs - 7 * dayMs
  const raw = readingsOf(thing, point, fromMs, nowMs, 600_000, nowMs)
  const readings = reading.counter ? usedAsReadings(readCounter(raw).uses) : raw
  const shown = fit.ok ? preview({ readings, choice, shape: reading.shape, nowMs, random }) : undefined
  const published = shown?.ok ? shown.value.published.slice(-500) : []
  const [firstMs, lastMs] = [raw.times[0], raw.times.at(-1)]
  return {
    ...row, published, count: shown?.ok ? shown.value.count : 0, here: playedHistory(thing, point, fromMs, nowMs, 3_600_000, nowMs) ?? null,
    kept: { count: raw.times.length, ...(firstMs !== undefined && { firstMs }), ...(lastMs !== undefined && { lastMs }) }
  }
}

export const usedOn = (thing: ThingRow, point: ReadingPoint, { fromMs, toMs, stepMs }: { readonly fromMs: number; readonly toMs: number; readonly stepMs: number }, nowMs: number): UsedRow => {
  const address: PointId = `${thing.id}/${point.key}`
  const first = Math.floor(fromMs / stepMs) * stepMs
  const edges = Float64Array.from({ length: Math.ceil((toMs - first) / stepMs) + 1 }, (_, i) => first + i * stepMs)
  const { uses, notes } = readCounter(readingsOf(thing, address, first - stepMs, toMs, Math.max(600_000, Math.floor(stepMs / 6)), nowMs))
  const { used, spread, knownMs } = usedBetween(uses, edges)
  const known = [...used.keys()].filter((i) => knownMs[i]! > 0)
  const unit = point.shape.is === 'number' ? point.shape.unit : undefined
  return {
    point: address, step: stepMs, starts: known.map((i) => edges[i]!), used: known.map((i) => used[i]!), spread: known.map((i) => spread[i]!), knownMs: known.map((i) => knownMs[i]!),
    sum: known.reduce((sum, i) => sum + used[i]!, 0), notes: notes.map((note) => ({ is: note.is, atMs: note.atMs, words: counterNoteWords(note, unit) })),
    resets: notes.filter(({ is }) => is === 'begins-anew' || is === 'lower').length
  }
}
