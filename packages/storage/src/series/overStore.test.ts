import { expect, test } from 'vitest'
import type { Clock, Log, SeriesStore } from '@commune/protocol'
import { seriesContract } from '@commune/protocol/testing'
import { memoryDisk } from '../memory/index.ts'
import { openStoreSeries } from './index.ts'

const log: Log = { note() {} }
const clock: Clock = { nowMs: () => 0, after: () => () => {} }
const november = Date.UTC(2026, 10)

seriesContract('a store of keys and values in memory', async () => {
  const disk = memoryDisk()
  let under = await disk.open()
  let store: SeriesStore = (await openStoreSeries({ store: under, clock, log })).store
  return {
    store,
    async reopen() {
      await store.close()
      await under.close()
      under = await disk.open()
      store = (await openStoreSeries({ store: under, clock, log })).store
      return store
    },
    async done() {
      await store.close()
      await under.close()
    }
  }
})

const many = (count: number): { times: Float64Array, values: Float64Array } =>
  ({ times: Float64Array.from({ length: count }, (_, i) => november + i * 60_000), values: Float64Array.from({ length: count }, (_, i) => i % 17) })

test('[S5] what was flushed is there after a crash, whole, and what was not may be gone', async () => {
  const disk = memoryDisk()
  const { store } = await openStoreSeries({ store: await disk.open(), clock, log })
  store.appendMany('a', many(3_000))
  await store.flush()
  store.append('a', november + 5, 99)
  const flushed = store.flush().catch(error => error.fault)
  for (let i = 0; i < 20 && disk.unresolved === 0; i++) await Promise.resolve()
  disk.crash(0)
  expect(await flushed).toBe('closed')
  const again = (await openStoreSeries({ store: await disk.open(), clock, log })).store
  const { times, values } = await again.read('a', 0, Infinity)
  expect(times).toEqual(many(3_000).times)
  expect(values).toEqual(many(3_000).values)
})

test('[S5] a store without room loses nothing that is held, says so, and takes it when there is room', async () => {
  const disk = memoryDisk()
  const { store } = await openStoreSeries({ store: await disk.open(), clock, log })
  disk.faults.bytesMax = 100
  store.appendMany('a', many(3_000))
  await expect(store.flush()).rejects.toMatchObject({ fault: 'full' })
  store.append('a', november + 1, 5)
  expect((await store.facts('a')).count).toBe(3_001)
  expect(() => { for (let i = 0; i < 300_000; i++) store.append('a', november + i, 1) }).toThrow('room')
  disk.faults.bytesMax = Infinity
  const { count } = await store.facts('a')
  await store.flush()
  await store.close()
  expect(count).toBeGreaterThan(190_000)
})

test('a chunk that is damaged is named, and the others are read', async () => {
  const disk = memoryDisk()
  const first = await openStoreSeries({ store: await disk.open(), clock, log })
  first.store.appendMany('a', many(3_000))
  first.store.append('a', Date.UTC(2026, 9), 1)
  await first.store.flush()
  const keys = disk.contents('s/m').map(([key]) => key)
  disk.damage(keys[2]!)
  disk.crash()
  const again = await openStoreSeries({ store: await disk.open(), clock, log })
  const { count } = await again.store.facts('a')
  expect(count).toBeLessThan(3_001)
  expect(count).toBeGreaterThan(2_000)
  expect(again.damaged().map(({ month }) => month)).toEqual(['2026-11'])
  again.store.append('a', november + 1, 4)
  await again.store.flush()
  await again.store.forget(Date.UTC(2026, 11))
  expect([again.damaged(), await again.store.names()]).toEqual([[], []])
})

test('it flushes by itself when its time has come', async () => {
  const due: (() => void)[] = []
  const disk = memoryDisk()
  const after: Clock['after'] = (_, run) => {
    due.push(run)
    return () => {}
  }
  const { store } = await openStoreSeries({ store: await disk.open(), clock: { nowMs: () => 0, after }, log })
  store.append('a', november, 1)
  expect([due.length, disk.contents('').length]).toEqual([1, 0])
  due[0]!()
  await store.names()
  expect(disk.contents('').length).toBe(2)
})
