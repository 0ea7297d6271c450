import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Log, SeriesStore } from '@commune/protocol'
import { pairsOf } from '@commune/protocol/testing'
import { openSqliteSeries } from './index.ts'

const log: Log = { note() {} }
const november = Date.UTC(2026, 10)

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'series-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const all = async (store: SeriesStore, series: string): Promise<[number, number][]> => pairsOf(await store.read(series, 0, Infinity))

/** What a column of a table says, of a store that is closed. */
function ask(folder: string, sql: string): unknown {
  const database = new DatabaseSync(join(folder, '2026-11.sqlite'), { readOnly: true })
  try {
    return Object.values(database.prepare(sql).get() ?? {})[0]
  } finally {
    database.close()
  }
}

test('more months than files stay open are written, read and forgotten like few', async () => {
  const folder = await freshFolder()
  let { store } = await openSqliteSeries({ folder, log })
  const months = Array.from({ length: 22 }, (_, index) => Date.UTC(2025, index))
  const said: [number, number][] = []
  for (let round = 0; round < 3; round++) {
    for (const [index, month] of months.entries()) {
      said.push([month + round, index * 10 + round])
      store.append('a', month + round, index * 10 + round)
      store.append(`only ${index}`, month, 1)
    }
    if (round > 0) await store.flush()
  }
  said.sort(([a], [b]) => a - b)
  expect(await all(store, 'a')).toEqual(said)
  expect(await store.names()).toHaveLength(23)
  await store.close()
  store = (await openSqliteSeries({ folder, log })).store
  expect(await all(store, 'a')).toEqual(said)
  expect(pairsOf(await store.read('a', 0, Infinity, 4))).toEqual(said.slice(-4))
  store.append('a', months[0]! + 1, 99)
  await store.forget(months[20]!)
  expect(await all(store, 'a')).toEqual(said.slice(-6))
  expect(await store.names()).toEqual(['a', 'only 20', 'only 21'])
  await store.close()
  expect((await readdir(folder)).toSorted()).toEqual(['2026-09.sqlite', '2026-10.sqlite', 'store.lock'])
})

test('rows of the tail become chunks when there are many of them, and nothing is there twice or gone', async () => {
  const folder = await freshFolder()
  let { store } = await openSqliteSeries({ folder, log })
  const names = Array.from({ length: 200 }, (_, index) => `s${index}`)
  let [number, flushes] = [0, 0]
  const rows: number[] = []
  for (; flushes < 30; flushes++) {
    for (let i = 0; i < 100; i++, number++) for (const name of names) store.append(name, november + number * 1_000, number % 1_000)
    await store.flush()
    if (flushes === 27) {
      await store.close()
      rows.push(Number(ask(folder, 'SELECT count(*) FROM tail')))
      store = (await openSqliteSeries({ folder, log })).store
    }
  }
  for (const name of ['s0', 's199']) {
    const { times, values } = await store.read(name, 0, Infinity)
    expect([times.length, times[0], times.at(-1), values.at(-1)]).toEqual([number, november, november + (number - 1) * 1_000, (number - 1) % 1_000])
  }
  await store.close()
  expect(rows[0]).toBeLessThan(10)
})

test('a reading that is said anew counts, whether the first was in a row of the tail, in a chunk, or in memory', async () => {
  const folder = await freshFolder()
  let { store } = await openSqliteSeries({ folder, log })
  const again = async (): Promise<void> => {
    await store.close()
    store = (await openSqliteSeries({ folder, log })).store
  }
  store.append('a', november, 1)
  await again()
  store.append('a', november, 2)
  // The first of them is in a row of the tail, the second in a chunk.
  for (let i = 1; i < 600; i++) store.append('a', november + i, i)
  await again()
  expect((await all(store, 'a'))[0]).toEqual([november, 2])
  store.append('a', november, 3)
  await again()
  expect((await all(store, 'a'))[0]).toEqual([november, 3])
  expect((await store.facts('a')).count).toBe(600)
  await store.close()
})

/** Bins by the plainest way there is, as rows. */
function binsOf(pairs: readonly (readonly [number, number])[], stepMs: number): number[][] {
  return [...Map.groupBy(pairs, ([atMs]) => Math.floor(atMs / stepMs) * stepMs)].map(([start, group]) => {
    const values = group.map(([, value]) => value)
    return [start, values.length, values.reduce((sum, value) => sum + value, 0) / values.length, Math.min(...values), Math.max(...values), values[0]!, values.at(-1)!]
  })
}

async function expectBins(store: SeriesStore, pairs: readonly (readonly [number, number])[], fromMs: number, toMs: number, stepMs: number): Promise<void> {
  const { starts, counts, means, mins, maxs, firsts, lasts } = await store.bins('a', fromMs, toMs, stepMs)
  const found = Array.from(starts, (start, i) => [start, counts[i]!, Number(means[i]!.toFixed(9)), mins[i]!, maxs[i]!, firsts[i]!, lasts[i]!])
  const inTime = pairs.filter(([atMs]) => atMs >= fromMs && atMs < toMs)
  expect(found).toEqual(binsOf(inTime, stepMs).map(row => row.map((number, index) => (index === 2 ? Number(number.toFixed(9)) : number))))
}

test('hours that are known stay right when readings come late or anew, when one looks at parts of them, and after a start', async () => {
  const folder = await freshFolder()
  let { store } = await openSqliteSeries({ folder, log })
  const pairs = new Map(Array.from({ length: 30_000 }, (_, i) => [november - 3 * 86_400_000 + i * 61_000, Math.round(Math.sin(i / 90) * 2_000 + (i * 7919) % 13) / 100]))
  for (const [atMs, value] of pairs) store.append('a', atMs, value)
  await store.flush()
  const [from, to] = [november - 10 * 86_400_000, november + 40 * 86_400_000]
  const look = async (): Promise<void> => {
    const sorted = [...pairs].toSorted(([a], [b]) => a - b)
    for (const stepMs of [3_600_000, 86_400_000]) {
      await expectBins(store, sorted, from, to, stepMs)
      await expectBins(store, sorted, november + 1_234_567, november + 9 * 86_400_000 + 5_555, stepMs)
    }
  }
  const say = (atMs: number, value: number): void => {
    store.append('a', atMs, value)
    pairs.set(atMs, value)
  }
  await look()
  await look()
  say(november + 7_777, -50)
  say(november + 10 * 86_400_000 + 61_000, 50)
  await look()
  await store.flush()
  await look()
  await store.close()
  expect(ask(folder, 'SELECT count(*) FROM hours')).toBe(1)
  store = (await openSqliteSeries({ folder, log })).store
  await look()
  for (let i = 0; i < 700; i++) say(november + 20 * 3_600_000 + i * 11, i)
  await look()
  await store.flush()
  await look()
  await store.drop('a')
  expect((await store.bins('a', from, to, 3_600_000)).starts).toHaveLength(0)
  await store.close()
  expect(ask(folder, 'SELECT count(*) FROM hours')).toBe(0)
})

test('it flushes by itself within a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const folder = await freshFolder()
  const { store } = await openSqliteSeries({ folder, log })
  store.append('a', november, 1)
  expect(await readdir(folder)).not.toContain('2026-11.sqlite')
  vi.advanceTimersByTime(1_000)
  await new Promise(resolve => setImmediate(resolve))
  expect(await readdir(folder)).toContain('2026-11.sqlite')
  await store.close()
})

test('flushes that are asked for together are one', async () => {
  const folder = await freshFolder()
  const { store } = await openSqliteSeries({ folder, log })
  const flushes = Array.from({ length: 50 }, (_, index) => {
    store.append('a', november + index, index)
    return store.flush()
  })
  await Promise.all(flushes)
  await store.close()
  expect([ask(folder, 'SELECT count(*) FROM tail'), ask(folder, 'SELECT count(*) FROM chunk')]).toEqual([1, 0])
})
