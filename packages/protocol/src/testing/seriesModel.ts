/** A store of readings against the simplest thing that could be one: a map from times to values for each name. */
import fc from 'fast-check'
import type { Bins, SeriesStore } from '../ports/series.ts'
import { same } from './expecting.ts'
import type { SeriesCase } from './seriesCases.ts'

type Pair = readonly [atMs: number, value: number]

type Step =
  | { readonly do: 'append', readonly series: string, readonly pairs: readonly Pair[] }
  | { readonly do: 'many', readonly series: string, readonly pairs: readonly Pair[] }
  | { readonly do: 'run', readonly series: string, readonly fromMs: number, readonly stepMs: number, readonly count: number, readonly seed: number }
  | { readonly do: 'flush' | 'reopen' }
  | { readonly do: 'look', readonly series: string, readonly fromMs: number, readonly toMs: number, readonly stepMs: number, readonly limit: number }
  | { readonly do: 'forget', readonly beforeMs: number, readonly series: string | undefined }
  | { readonly do: 'drop', readonly series: string }

const november = Date.UTC(2026, 10)
const dayMs = 86_400_000

function steps(): fc.Arbitrary<Step[]> {
  const series = fc.constantFrom('a', 'b')
  // On both sides of where a month ends, near enough for times to meet.
  const time = fc.oneof(fc.integer({ min: -40, max: 40 }).map(off => november + off), fc.integer({ min: -33 * dayMs, max: 40 * dayMs }).map(off => november + off))
  const value = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }))
  const pairs = fc.array(fc.tuple(time, value), { maxLength: 12 })
  return fc.array(fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('append' as const), series, pairs }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('many' as const), series, pairs }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('run' as const), series, fromMs: time, stepMs: fc.constantFrom(1, 700, 60_000, 600_000), count: fc.integer({ min: 1, max: 1_300 }), seed: fc.nat({ max: 1_000 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('flush' as const, 'reopen' as const) }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('look' as const), series, fromMs: time, toMs: time, stepMs: fc.constantFrom(7, 1_000, 3_600_000, dayMs), limit: fc.nat({ max: 900 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), beforeMs: time, series: fc.option(series, { nil: undefined }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), series }) }
  ), { maxLength: 14 })
}

type Model = Map<string, Map<number, number>>

export const seriesModelCase: SeriesCase = {
  title: '[P7] any readings, looks, forgettings and new starts give what a map of times gives',
  async run(open) {
    await fc.assert(fc.asyncProperty(steps(), async all => {
      const under = await open()
      try {
        await follow(under.store, under.reopen, all)
      } finally {
        await under.done()
      }
    }), { numRuns: 15 })
  }
}

async function follow(first: SeriesStore, reopen: (() => Promise<SeriesStore>) | undefined, all: readonly Step[]): Promise<void> {
  let store = first
  const model: Model = new Map([['a', new Map()], ['b', new Map()]])
  for (const step of all) {
    if (step.do === 'append') for (const [atMs, value] of step.pairs) store.append(step.series, atMs, value)
    if (step.do === 'many') store.appendMany(step.series, { times: Float64Array.from(step.pairs, ([atMs]) => atMs), values: Float64Array.from(step.pairs, ([, value]) => value) })
    if (step.do === 'append' || step.do === 'many') for (const [atMs, value] of step.pairs) model.get(step.series)!.set(atMs, value)
    if (step.do === 'run') {
      for (let i = 0; i < step.count; i++) {
        const [atMs, value] = [step.fromMs + i * step.stepMs, Math.round(Math.sin(i + step.seed) * 500) / 10]
        store.append(step.series, atMs, value)
        model.get(step.series)!.set(atMs, value)
      }
    }
    if (step.do === 'flush') await store.flush()
    if (step.do === 'reopen') store = (await reopen?.()) ?? store
    if (step.do === 'look') await look(store, model, step)
    if (step.do === 'forget') {
      await store.forget(step.beforeMs, step.series)
      for (const [name, kept] of model) if (step.series === undefined || step.series === name) for (const atMs of kept.keys()) if (monthEnd(atMs) <= step.beforeMs) kept.delete(atMs)
    }
    if (step.do === 'drop') {
      await store.drop(step.series)
      model.get(step.series)!.clear()
    }
  }
  store = (await reopen?.()) ?? store
  same(await store.names(), [...model].filter(([, kept]) => kept.size > 0).map(([name]) => name))
  for (const series of model.keys()) await look(store, model, { series, fromMs: 0, toMs: Infinity, stepMs: 3_600_000, limit: 100 })
}

/** Where months end around the times that are used here. */
const monthEnds = Array.from({ length: 12 }, (_, index) => Date.UTC(2026, 6 + index))

function monthEnd(atMs: number): number {
  return monthEnds.find(end => end > atMs)!
}

async function look(store: SeriesStore, model: Model, { series, fromMs, toMs, stepMs, limit }: Omit<Extract<Step, { do: 'look' }>, 'do'>): Promise<void> {
  const kept = [...model.get(series)!].sort(([a], [b]) => a - b)
  const found = kept.filter(([atMs]) => atMs >= fromMs && atMs < toMs)
  const pairs = async (most?: number): Promise<Pair[]> => {
    const { times, values } = await store.read(series, fromMs, toMs, most)
    return Array.from(times, (atMs, index) => [atMs, values[index]!])
  }
  same(await pairs(), found)
  same(await pairs(limit), limit === 0 ? [] : found.slice(-limit))
  compareBins(await store.bins(series, fromMs, toMs, stepMs), found, stepMs)
  const { count, firstMs, last } = await store.facts(series)
  same([count, firstMs, last?.atMs, last?.value], [kept.length, kept[0]?.[0], kept.at(-1)?.[0], withoutSign(kept.at(-1)?.[1])])
}

function compareBins(bins: Bins, found: readonly Pair[], stepMs: number): void {
  const groups = Map.groupBy(found, ([atMs]) => Math.floor(atMs / stepMs) * stepMs)
  same(Array.from(bins.starts), [...groups.keys()])
  for (const [index, group] of [...groups.values()].entries()) {
    const values = group.map(([, value]) => value + 0)
    const [min, max] = [Math.min(...values), Math.max(...values)]
    same([bins.counts[index], bins.mins[index], bins.maxs[index], bins.firsts[index], bins.lasts[index]], [values.length, min, max, values[0], values.at(-1)])
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const off = Math.abs(bins.means[index]! - mean)
    if (off > 1e-9 * (1 + Math.max(Math.abs(min), Math.abs(max)))) throw new Error(`a mean is off by ${off}`)
  }
}

/** Sums, of which bins and facts are made, know one zero. */
function withoutSign(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value + 0
}
