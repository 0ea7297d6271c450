/**
 * What the series of the house tell: each about once a minute, with jitter, some late. Numbers run as slow waves with noise, so that they cross
 * what the rules ask for some times a day; meters count up in spells, doors stand open for a while, and steps pass.
 */
import type { Chance } from './chance.ts'
import { type Kind, kindOf, modes } from './house.ts'

export interface Batch {
  readonly series: Int32Array
  /** Numbers; yes is 1, a word its place in `modes`. */
  readonly values: Float64Array
  readonly atMs: Float64Array
  readonly comeMs: Float64Array
}

/** Values as the engine takes them, so that making them is not measured. */
export function valuesOf(batch: Batch): (number | boolean | string)[] {
  return Array.from(batch.values, (value, at) => {
    const kind = kindOf(batch.series[at] as number)
    return kind === 'door' ? value === 1 : kind === 'mode' ? (modes[value] as string) : value
  })
}

export function* traceOf(seriesCount: number, count: number, batchCount: number, fromMs: number, chance: Chance): Generator<Batch> {
  const everyMs = 60_000
  const state = new Float64Array(seriesCount)
  const phases = Float64Array.from({ length: seriesCount }, () => chance.next() * 2 * Math.PI)
  const spans = Float64Array.from({ length: seriesCount }, () => (2 + 10 * chance.next()) * 3_600_000)
  const stepMs = everyMs / seriesCount
  let nowMs = fromMs
  for (let done = 0; done < count; done += batchCount) {
    const length = Math.min(batchCount, count - done)
    const batch: Batch = { series: new Int32Array(length), values: new Float64Array(length), atMs: new Float64Array(length), comeMs: new Float64Array(length) }
    for (let at = 0; at < length; at++) {
      nowMs += 2 * stepMs * chance.next()
      const series = chance.upTo(seriesCount)
      const comeMs = Math.floor(nowMs)
      batch.series[at] = series
      batch.comeMs[at] = comeMs
      batch.atMs[at] = comeMs - (chance.next() < 0.05 ? chance.upTo(30_000) : chance.upTo(300))
      const wave = 50 + 45 * Math.sin((2 * Math.PI * nowMs) / (spans[series] as number) + (phases[series] as number))
      batch.values[at] = valueOf(kindOf(series), wave, state, series, chance)
    }
    yield batch
  }
}

function valueOf(kind: Kind, wave: number, state: Float64Array, series: number, chance: Chance): number {
  const was = state[series] as number
  switch (kind) {
    case 'door':
      return (state[series] = chance.next() < (was === 1 ? 0.2 : 0.02) ? 1 - was : was)
    case 'mode':
      return (state[series] = chance.next() < 0.02 ? chance.upTo(modes.length) : was)
    case 'meter':
      return (state[series] = was + (wave > 70 ? chance.upTo(20) : chance.next() < 0.05 ? 1 : 0))
    case 'step':
      return 1
    default:
      return Math.round((wave + 3 * (chance.next() + chance.next() - 1)) * 10) / 10
  }
}
