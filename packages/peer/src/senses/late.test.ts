/** What stands for now when clocks are wrong: that of the device here, and that of what senses. */
import type { PointId, ReadingPoint, ThingRow } from '@commune/commune'
import { ok } from '@commune/protocol'
import { memorySeries } from '@commune/storage/series'
import { expect, test } from 'vitest'
import { Bridged, noActs } from './bridged.ts'
import { keepReading } from './byHand.ts'
import { Now } from './now.ts'

const hourMs = 3_600_000
const level: ReadingPoint = { key: 'level', name: 'level', shape: { is: 'number', unit: 'l' } }
const point: PointId = 't/level'

const tank = () => {
  const clock = { atMs: 1_794_988_800_000, nowMs: () => clock.atMs, after: () => () => undefined }
  const now = new Now(clock.nowMs)
  const series = memorySeries()
  const row = { id: 't', key: 'tank', readings: [level], pulses: [], acts: [] } as unknown as ThingRow
  const bridged = new Bridged({
    ...{ source: 'mqtt', clock, log: { note: () => undefined }, series, now, bridge: noActs },
    say: () => Promise.resolve(ok([])),
    known: () => row,
    keeps: () => true,
    here: () => undefined,
    changed: () => undefined
  })
  return { clock, now, bridged, byHand: (value: number) => keepReading(point, level, value, clock.atMs, { now, series }), value: () => (now.last(point) as { known?: { value: unknown } }).known?.value }
}

test('what a person says counts after the clock here was set back', async () => {
  const { clock, byHand, value } = tank()
  await byHand(10)
  clock.atMs -= hourMs
  await byHand(20)
  expect(value()).toBe(20)
})

test('what comes from a thing that was out of reach counts, however far behind its clock is', () => {
  const { clock, bridged, value } = tank()
  bridged.reading('tank', 'level', 10, clock.atMs - hourMs)
  bridged.unknown('tank', undefined, 'unavailable')
  expect(value()).toBeUndefined()
  clock.atMs += 60_000
  bridged.reading('tank', 'level', 20, clock.atMs - hourMs)
  expect(value()).toBe(20)
  // What waited longer on its way stands for now no more.
  bridged.reading('tank', 'level', 15, clock.atMs - 2 * hourMs)
  expect(value()).toBe(20)
})

test('a thing whose clock is far ahead silences nothing that it tells later', () => {
  const { clock, bridged, value } = tank()
  bridged.reading('tank', 'level', 10, clock.atMs + 10 * hourMs)
  clock.atMs += 1_000
  bridged.reading('tank', 'level', 20, clock.atMs)
  expect(value()).toBe(20)
})
