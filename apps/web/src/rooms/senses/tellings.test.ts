import { expect, test } from 'vitest'
import type { ThingRow } from '@commune/commune'
import type { SensedRow } from '@commune/peer'
import { takeThingWords } from '../../words-later/things.ts'
import { english } from '../../words/index.ts'
import { tellsAs } from './portrayed.ts'
import { showing, tellingOf } from './tellings.ts'

takeThingWords()

const nowMs = Date.UTC(2027, 2, 12, 12)
const dayMs = 86_400_000
const id = 'a'.repeat(43) + '.0'
const thing = (name: string, readings: ThingRow['readings']): ThingRow => ({
  id, key: name, source: 'mqtt', device: 'd', bridge: 'w', keeper: 'w', name, with: [], leaves: [], readings, pulses: [], acts: [], called: { key: 'senses.named', params: { name } }
})
const door = { key: 'open', name: 'door', about: 'door', shape: { is: 'yes-no' } } as const
const warm = { key: 'warm', name: 'temperature', about: 'temperature', shape: { is: 'number', unit: '°C' }, staleMs: 3_600_000 } as const
const battery = { key: 'battery', name: 'battery', about: 'battery', shape: { is: 'number', unit: '%' } } as const
const count = { key: 'count', name: 'water', about: 'water', shape: { is: 'number', unit: 'm³' }, counter: true, staleMs: 3_600_000 } as const

const told = (one: ThingRow, device: 'door' | 'meter', ...rows: readonly SensedRow[]): readonly string[] => showing(one, device).flatMap((each) => {
  const telling = tellingOf(each, new Map(rows.map((row) => [row.point, row])), nowMs)
  return telling ? [english.say(telling.sentence(one.name!)), english.say(telling.short)] : []
})

test('a thing is told by what it is about: a thermometer that also feels a door is no door, and a door that knows its battery and its warmth is one', () => {
  expect(tellsAs(thing('Cellar thermometer', [warm, door]))).toBe(undefined)
  expect(tellsAs(thing('Cellar thermometer', [battery, warm, door]))).toBe(undefined)
  expect(tellsAs(thing('Yard door', [battery, door, warm]))).toBe('door')
  expect(tellsAs(thing('House water', [battery, count]))).toBe('meter')
})

test('[P7] a door of which nothing has been heard for days says so instead of being open now', () => {
  const yard = thing('Yard door', [door, battery])
  expect(told(yard, 'door', { point: `${id}/open`, value: true, atMs: nowMs - 60_000 })).toEqual(['Yard door is open.', 'open'])
  expect(told(yard, 'door', { point: `${id}/open`, value: true, atMs: nowMs - 2 * dayMs }))
    .toEqual(['Yard door was open; nothing has been heard of it for 2 days.', 'was open, quiet for 2 days'])
  // It moves seldom, but it lives: its battery was told an hour ago.
  expect(told(yard, 'door', { point: `${id}/open`, value: true, atMs: nowMs - 2 * dayMs }, { point: `${id}/battery`, value: 71, atMs: nowMs - 3_600_000 })).toEqual(['Yard door is open.', 'open'])
  expect(told(yard, 'door', { point: `${id}/open` })).toEqual([])
  expect(told(yard, 'door', { point: `${id}/open`, notTold: true })).toEqual([])
})

test('a meter that is too old to count stays, with what it showed and since when; one out of reach says that', () => {
  const water = thing('House water', [count])
  expect(told(water, 'meter', { point: `${id}/count`, value: 12, atMs: nowMs - 3 * dayMs, stale: true }))
    .toEqual(['House water showed 12\u00a0m³; nothing has been heard of it for 3 days.', 'was 12\u00a0m³, quiet for 3 days'])
  expect(told(water, 'meter', { point: `${id}/count`, unknown: 'unavailable', atMs: nowMs - 3 * dayMs })).toEqual(['House water: unknown, out of reach', 'unknown, out of reach'])
})
