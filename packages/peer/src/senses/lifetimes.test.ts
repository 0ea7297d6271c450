/** How long readings are kept here. */
import { setImmediate } from 'node:timers/promises'
import type { ThingRow } from '@commune/commune'
import { TestCommune } from '@commune/commune/testing'
import { memorySeries } from '@commune/storage/series'
import { expect, test } from 'vitest'
import { StepClock } from '../testing/index.ts'
import { Lifetimes } from './lifetimes.ts'

const dayMs = 86_400_000

test('each reading is kept as long as was chosen for it, in whole months, and what is of no known thing is left alone', async () => {
  const clock = new StepClock(() => setImmediate())
  const commune = new TestCommune()
  const box = commune.ware()
  const readings = ['short', 'long', 'ever'].map((key) => ({ key, name: key, shape: { is: 'number' } as const }))
  const id = commune.wish(box, { wish: 'thing', source: 'mqtt', thing: { key: 'eye', name: 'Eye', readings, pulses: [], acts: [] } })
  for (const [point, hereDays] of [['short', 40], ['long', 200], ['ever', undefined]] as const) {
    commune.wish(box, { wish: 'leave', thing: id, point, choice: { class: 'household', transform: { is: 'stays' }, lifetime: hereDays === undefined ? {} : { hereDays } } })
  }
  const forgotten: [number, string | undefined][] = []
  const kept = memorySeries()
  const series = { ...kept, forget: (beforeMs: number, name?: string) => {
    forgotten.push([beforeMs, name])
    return kept.forget(beforeMs, name)
  } }
  for (let day = 400; day > 0; day--) {
    for (const name of [`${id}/short`, `${id}/long`, `${id}/ever`, 'of another/world']) series.append(name, clock.nowMs() - day * dayMs, 1)
  }
  const things = (): readonly ThingRow[] => commune.views.things.list()
  const lifetimes = new Lifetimes({ clock, series, things, log: { note: () => undefined } })
  lifetimes.soon()
  await clock.pass(dayMs)
  const counts = await Promise.all([`${id}/short`, `${id}/long`, `${id}/ever`, 'of another/world'].map(async (name) => (await series.facts(name)).count))
  expect(counts[0]).toBeGreaterThanOrEqual(39)
  expect(counts[0]).toBeLessThan(40 + 31)
  expect(counts[1]).toBeLessThan(200 + 31)
  expect(counts.slice(2)).toEqual([400, 400])
  // Where all that is kept has its time, months that are over for all go at once.
  await kept.drop('of another/world')
  commune.wish(box, { wish: 'leave', thing: id, point: 'ever', choice: { class: 'household', transform: { is: 'stays' }, lifetime: { hereDays: 300 } } })
  forgotten.length = 0
  await clock.pass(dayMs)
  expect(forgotten[0]).toEqual([expect.any(Number), undefined])
  expect((await series.facts(`${id}/ever`)).count).toBeLessThan(300 + 31)
  lifetimes.end()
})

test('a clock that is wrong for an hour makes nothing be forgotten, and one that was moved on for good does', async () => {
  const clock = new StepClock(() => setImmediate())
  const series = memorySeries()
  const [beginMs, leap] = [clock.nowMs(), { ms: 0 }]
  const things = [{ id: 'eye', leaves: [{ point: 'light', choice: { class: 'household', transform: { is: 'stays' }, lifetime: { hereDays: 40 } } }] }] as unknown as ThingRow[]
  const wrong = { nowMs: () => clock.nowMs() + leap.ms, after: (ms: number, run: () => void) => clock.after(ms, run) }
  for (let day = 20; day > 0; day--) series.append('eye/light', beginMs - day * dayMs, 1)
  // At a start, before the network says what time it is.
  leap.ms = 3_000 * dayMs
  const lifetimes = new Lifetimes({ clock: wrong, series, things: () => things, log: { note: () => undefined } })
  const count = async () => (await series.facts('eye/light')).count
  // What is told meanwhile has its time from the same clock.
  const tell = () => series.append('eye/light', wrong.nowMs(), 1)
  tell()
  lifetimes.soon()
  await clock.pass(3_600_000)
  lifetimes.soon()
  await clock.pass(3_600_000)
  expect(await count()).toBe(21)
  leap.ms = 0
  await clock.pass(2 * dayMs)
  expect(await count()).toBe(21)
  // And later on.
  leap.ms = 3_000 * dayMs
  tell()
  await clock.pass(21_600_000)
  leap.ms = 0
  await clock.pass(dayMs)
  expect(await count()).toBe(22)
  leap.ms = 3_000 * dayMs
  await clock.pass(dayMs)
  expect(await count()).toBe(2)
  lifetimes.end()
})
