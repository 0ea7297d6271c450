/**
 * What every store of readings must do: one case for each sentence of the port's comment. Like `storeCases.ts` they name no test
 * runner, so that a page can run them on its real IndexedDB.
 */
import type { Bins, Readings, SeriesStore } from '../ports/series.ts'
import { seriesLimits } from '../ports/series.ts'
import { fails, refuses, same } from './expecting.ts'
import { seriesModelCase } from './seriesModel.ts'

/** A store of readings over bytes that outlive it. */
export interface SeriesUnderTest {
  readonly store: SeriesStore
  /** Closes what is open and opens the same bytes again; left out where there are none. */
  reopen?(): Promise<SeriesStore>
  /** Closes everything and removes all traces. */
  done(): Promise<void>
}

export interface SeriesCase {
  readonly title: string
  run(open: () => Promise<SeriesUnderTest>): Promise<void>
}

function simple(title: string, run: (store: SeriesStore, again: () => Promise<SeriesStore>) => Promise<void>): SeriesCase {
  return {
    title,
    async run(open) {
      const under = await open()
      try {
        await run(under.store, under.reopen ?? (async () => under.store))
      } finally {
        await under.done()
      }
    }
  }
}

const minuteMs = 60_000
const hourMs = 3_600_000
const [october, november, december] = [Date.UTC(2026, 9), Date.UTC(2026, 10), Date.UTC(2026, 11)]

export function readingsOf(pairs: readonly (readonly [atMs: number, value: number])[]): Readings {
  return { times: Float64Array.from(pairs, ([atMs]) => atMs), values: Float64Array.from(pairs, ([, value]) => value) }
}

/** Pairs, to compare. */
export function pairsOf({ times, values }: Readings): [number, number][] {
  return Array.from(times, (time, index) => [time, values[index]!])
}

function every(stepMs: number, count: number, fromMs: number): [number, number][] {
  return Array.from({ length: count }, (_, index) => [fromMs + index * stepMs, Math.round(Math.sin(index / 50) * 1_000 + (index % 7)) / 10])
}

async function all(store: SeriesStore, series: string): Promise<[number, number][]> {
  return pairsOf(await store.read(series, 0, Infinity))
}

function rows(bins: Bins): number[][] {
  return Array.from(bins.starts, (start, i) => [start, bins.counts[i]!, bins.means[i]!, bins.mins[i]!, bins.maxs[i]!, bins.firsts[i]!, bins.lasts[i]!])
}

export const seriesCases: readonly SeriesCase[] = [
  simple('an empty store has nothing', async store => {
    same(await store.names(), [])
    same(await all(store, 'a'), [])
    same(rows(await store.bins('a', 0, Infinity, 1_000)), [])
    same((await store.facts('a')).count, 0)
    same([(await store.facts('a')).firstMs, (await store.facts('a')).last], [undefined, undefined])
    await store.forget(december)
    await store.drop('a')
    await store.flush()
  }),
  simple('what was appended is seen at once, and after a flush, and by who opens it anew', async (store, again) => {
    store.append('a', november + 5, 1.5)
    same(await all(store, 'a'), [[november + 5, 1.5]])
    store.append('a', november + 9, -2)
    await store.flush()
    same(await all(store, 'a'), [[november + 5, 1.5], [november + 9, -2]])
    same(await all(await again(), 'a'), [[november + 5, 1.5], [november + 9, -2]])
  }),
  simple('names are any text, and come in the order of their code units', async (store, again) => {
    const names = ['ä', 'a', 'b/c', '💧 tank', '__proto__', ' ', 'x'.repeat(seriesLimits.nameCharsMax), '2026-11', 'B', '\0']
    for (const [index, name] of names.entries()) store.append(name, november, index)
    same(await store.names(), names.toSorted())
    const later = await again()
    same(await later.names(), names.toSorted())
    for (const [index, name] of names.entries()) same(await all(later, name), [[november, index]])
  }),
  simple('[E7] what is no reading is refused, and all of a run where one of it is none', async store => {
    for (const value of [Number.NaN, Infinity, -Infinity]) await refuses((async () => store.append('a', november, value))(), RangeError, 'finite')
    for (const time of [-1, 0.5, seriesLimits.timeEndMs, Number.NaN, Infinity]) await refuses((async () => store.append('a', time, 1))(), RangeError, 'millisecond')
    for (const name of ['', 'x'.repeat(seriesLimits.nameCharsMax + 1), '\ud800']) await refuses((async () => store.append(name, november, 1))(), RangeError, 'name')
    await refuses((async () => store.appendMany('a', readingsOf([[november, 1], [november + 1, Number.NaN]])))(), RangeError, 'finite')
    await refuses((async () => store.appendMany('a', { times: new Float64Array(2), values: new Float64Array(1) }))(), RangeError, 'as many')
    same(await store.names(), [])
    store.append('a', 0, 1)
    store.append('a', seriesLimits.timeEndMs - 1, Number.MAX_VALUE)
    same(await all(store, 'a'), [[0, 1], [seriesLimits.timeEndMs - 1, Number.MAX_VALUE]])
  }),
  simple('[E7] a step of bins is a whole number of milliseconds, and an answer does not become endless', async store => {
    store.append('a', november, 1)
    for (const step of [0, -1, 0.5, Number.NaN, Infinity]) await refuses(store.bins('a', 0, Infinity, step), RangeError, 'step')
    for (const limit of [-1, 0.5, Number.NaN]) await refuses(store.read('a', 0, Infinity, limit), RangeError, 'limit')
  }),
  simple('a time begins with its first millisecond and ends before its last; none is left out between months', async store => {
    const pairs = every(hourMs, 24 * 70, october)
    store.appendMany('a', readingsOf(pairs))
    for (const [from, to] of [[november, december], [november + 1, december + 1], [november - hourMs, november], [december, december], [december, november]] as const) {
      same(pairsOf(await store.read('a', from, to)), pairs.filter(([time]) => time >= from && time < to))
    }
    same(pairsOf(await store.read('a', -Infinity, Infinity)), pairs)
  }),
  simple('a limit gives the newest', async store => {
    const pairs = every(minuteMs, 3_000, november - 1_500 * minuteMs)
    store.appendMany('a', readingsOf(pairs))
    for (const limit of [0, 1, 2, 600, 2_000, 5_000]) same(pairsOf(await store.read('a', 0, Infinity, limit)), limit === 0 ? [] : pairs.slice(-limit))
    same(pairsOf(await store.read('a', 0, pairs[1_000]![0], 3)), pairs.slice(997, 1_000))
  }),
  simple('what came late is in its place, and of two at one time the later to come counts', async (store, again) => {
    const pairs = every(minuteMs, 2_000, november)
    store.appendMany('a', readingsOf(pairs.filter((_, index) => index % 3 !== 1)))
    await store.flush()
    for (const [time, value] of pairs.filter((_, index) => index % 3 === 1).toReversed()) store.append('a', time, value)
    store.append('a', pairs[700]![0], 99)
    store.append('a', pairs[700]![0], 77)
    const expected = pairs.map(([time, value], index) => [time, index === 700 ? 77 : value])
    same(await all(store, 'a'), expected)
    same((await store.facts('a')).count, 2_000)
    await store.flush()
    same(await all(store, 'a'), expected)
    same(await all(await again(), 'a'), expected)
  }),
  simple('the order within a run does not matter, and of two at one time the one behind counts', async store => {
    store.appendMany('a', readingsOf([[november + 3, 3], [november + 1, 1], [november + 3, 33], [november + 2, 2], [october, 0]]))
    same(await all(store, 'a'), [[october, 0], [november + 1, 1], [november + 2, 2], [november + 3, 33]])
  }),
  simple('what the caller does to its arrays, and to an answer, changes nothing', async store => {
    const given = readingsOf([[november, 1], [november + 1, 2]])
    store.appendMany('a', given)
    given.values.fill(9)
    const answer = await store.read('a', 0, Infinity)
    answer.values.fill(8)
    answer.times.fill(8)
    same(await all(store, 'a'), [[november, 1], [november + 1, 2]])
  }),
  simple('bins say how many, mean, least, most, first and last of each span that has any', async store => {
    store.appendMany('a', readingsOf([[november, 1], [november + 10, 5], [november + 999, 3], [november + 3_000, -7], [november - 1, 2]]))
    same(rows(await store.bins('a', 0, Infinity, 1_000)), [[november - 1_000, 1, 2, 2, 2, 2, 2], [november, 3, 3, 1, 5, 1, 3], [november + 3_000, 1, -7, -7, -7, -7, -7]])
    same(rows(await store.bins('a', november + 5, november + 3_000, 1_000)), [[november, 2, 4, 3, 5, 5, 3]])
  }),
  simple('bins of huge numbers are numbers', async store => {
    store.appendMany('a', readingsOf(Array.from({ length: 700 }, (_, i) => [november + i, i % 2 === 0 ? Number.MAX_VALUE : Number.MAX_VALUE / 2])))
    const { means, maxs } = await store.bins('a', 0, Infinity, hourMs)
    same([means.length, Number.isFinite(means[0]), means[0]! <= maxs[0]!], [1, true, true])
  }),
  simple('facts are the first, the last and how many, over all months', async store => {
    const pairs = every(hourMs, 2_000, october)
    store.appendMany('a', readingsOf(pairs))
    const { count, firstMs, last, bytes } = await store.facts('a')
    same([count, firstMs, last?.atMs, last?.value, bytes > 0], [2_000, october, pairs.at(-1)![0], pairs.at(-1)![1], true])
  }),
  simple('[V4] what is forgotten is whole months that have ended, of all or of one', async (store, again) => {
    const pairs = every(hourMs, 24 * 80, october)
    for (const series of ['a', 'b']) store.appendMany(series, readingsOf(pairs))
    store.append('old', october, 1)
    await store.flush()
    await store.forget(december - 1, 'a')
    same((await all(store, 'a'))[0]![0], november)
    same((await all(store, 'b'))[0]![0], october)
    await store.forget(december)
    const later = await again()
    same(await later.names(), ['a', 'b'])
    for (const series of ['a', 'b']) same(await all(later, series), pairs.filter(([time]) => time >= december))
    later.append('a', october + 5, 4)
    same((await all(later, 'a'))[0], [october + 5, 4])
  }),
  simple('[V4] what was not flushed yet is forgotten as well', async (store, again) => {
    store.append('a', october, 1)
    store.append('b', october, 1)
    await store.forget(november, 'a')
    same(await store.names(), ['b'])
    await store.forget(november)
    same(await store.names(), [])
    await store.flush()
    same(await (await again()).names(), [])
  }),
  simple('[V4] a series that is dropped is gone, and the others are not', async (store, again) => {
    const pairs = every(minuteMs, 1_000, november)
    for (const series of ['a', 'b']) store.appendMany(series, readingsOf(pairs))
    store.append('a', december, 1)
    await store.flush()
    store.append('a', december + 1, 1)
    store.append('b', december + 1, 1)
    await store.drop('a')
    const later = await again()
    same(await later.names(), ['b'])
    same(await all(later, 'a'), [])
    same((await all(later, 'b')).length, 1_001)
    later.append('a', december, 5)
    same(await all(later, 'a'), [[december, 5]])
  }),
  simple('closed, it refuses everything and may be closed again', async store => {
    store.append('a', november, 1)
    await store.close()
    await store.close()
    await fails((async () => store.append('a', november, 1))(), 'closed')
    await fails(store.read('a', 0, 1), 'closed')
    await fails(store.bins('a', 0, 1, 1), 'closed')
    await fails(store.flush(), 'closed')
    await fails(store.names(), 'closed')
  }),
  seriesModelCase
]
