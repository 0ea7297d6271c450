import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TestCommune } from '../testing/index.ts'
import { readSpoken } from './spoken.ts'
import type { Thing } from './thing.ts'

const commune = new TestCommune()
const [me, other] = [commune.ware(), commune.ware()]
const hand = (by: typeof me, name: string, readings: Thing['readings'], more: { place?: string; source?: string } = {}): string =>
  commune.wish(by, { wish: 'thing', source: more.source ?? 'hand', thing: { key: name, name, readings, pulses: [], acts: [], ...(more.place !== undefined && { place: more.place }) } })
const soil = hand(me, 'Soil by the gate', [{ key: 'said', name: 'soil', shape: { is: 'words', of: ['dry', 'moist', 'wet'] } }], { place: 'Garden' })
const meter = hand(me, 'Water meter', [{ key: 'count', name: 'count', shape: { is: 'number', unit: 'm³', min: 0 }, counter: true }])
const shed = hand(me, 'Shed', [{ key: 'warm', name: 'temperature', shape: { is: 'number', unit: '°C' } }, { key: 'door', name: 'door', shape: { is: 'yes-no' } }])
hand(other, 'Brook', [{ key: 'said', name: 'brook', shape: { is: 'words', of: ['dry', 'full'] } }])
hand(me, 'Cellar', [{ key: 'said', name: 'cellar', shape: { is: 'words', of: ['dry', 'wet'] } }], { source: 'mqtt' })
const things = commune.views.things.list()
const read = (line: string) => readSpoken(line, things, me.ware).map(({ thing, point, value }) => [thing.id, point.key, value])

test('what somebody senses is read off a line in any of the names it goes by', () => {
  for (const line of ['soil is dry', 'The soil is dry.', 'Soil by the gate: dry', 'soil dry', 'Der Soil ist dry', 'soil in the garden is Dry']) expect(read(line)).toEqual([[soil, 'said', 'dry']])
  expect(read('the shed temperature is 12,5')).toEqual([[shed, 'warm', 12.5]])
  expect(read('door of the shed is open')).toEqual([[shed, 'door', true]])
})

test('a number comes in any unit that converts, and a line with another unit or another word is none', () => {
  expect(read('water meter is 1 204.5 m³')).toEqual([[meter, 'count', 1_204.5]])
  expect(read('water meter is 250 l')).toEqual([[meter, 'count', 0.25]])
  expect(read('shed temperature is 50 °F')).toEqual([[shed, 'warm', 10]])
  for (const line of ['water meter is 12 kWh', 'water meter is -4', 'soil is crumbly', 'soil', 'is dry', '']) expect(read(line)).toEqual([])
})

test('[P2] of what another brought in, or what a device tells by itself, nothing is said by hand', () => {
  expect(read('brook is dry')).toEqual([])
  expect(read('cellar is wet')).toEqual([])
})

test('a needed loaf, an idea or anything else that is typed is no reading, and nothing throws', () => {
  for (const line of ['I need 3 kg of soil', 'We have 3 kg of rice in the cellar until friday', 'what if the soil sang?']) expect(read(line)).toEqual([])
  fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 450 }), fc.lorem()), (line) => { expect(readSpoken(line, things, me.ware).length).toBeLessThanOrEqual(5) }), { numRuns: 100 })
})
