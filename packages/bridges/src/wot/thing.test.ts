import { describe, expect, test } from 'vitest'
import { readThing } from './read.ts'
import { thingOf } from './thing.ts'
import { unitFrom } from './units.ts'

const thingWith = (parts: object) => {
  const read = readThing(
    JSON.stringify({
      '@context': 'https://www.w3.org/2022/wot/td/v1.1',
      title: 'Lamp',
      id: 'urn:lamp',
      base: 'http://lamp.local/',
      securityDefinitions: { none: { scheme: 'nosec' } },
      security: 'none',
      ...parts
    })
  )
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return thingOf(read.value)
}
const forms = [{ href: 'x', subprotocol: 'longpoll' }]

describe('what a description brings in', () => {
  test('a property is a reading, and an act told by it where it can be written', () => {
    const { thing } = thingWith({
      properties: { level: { title: 'Level', type: 'integer', unit: 'percent', minimum: 0, maximum: 100, forms } }
    })
    const shape = { is: 'number', unit: '%', min: 0, max: 100, step: 1 }
    expect(thing.readings).toEqual([{ key: 'level', name: 'Level', about: 'light', shape }])
    expect(thing.acts).toEqual([{ key: 'set/level', name: 'Level', about: 'light', shape, toldBy: 'level' }])
  })

  test('an object is parted into its plain members, and written only when it has one', () => {
    const { thing } = thingWith({
      properties: {
        air: {
          type: 'object',
          readOnly: true,
          properties: { temperature: { type: 'number', unit: 'qudt:DEG_C' }, list: { type: 'array', items: {} } },
          forms
        },
        goal: { type: 'object', properties: { threshold: { type: 'number' } }, forms }
      }
    })
    expect(thing.readings.map(({ key, name }) => [key, name])).toEqual([
      ['air/temperature', 'air: temperature'],
      ['goal/threshold', 'goal: threshold']
    ])
    expect(thing.acts.map(({ key }) => key)).toEqual(['set/goal/threshold'])
  })

  test('[P6] what tells whether somebody is there is a pulse, and whereabouts are not taken in', () => {
    const { thing, left } = thingWith({
      properties: {
        motion: { type: 'boolean', readOnly: true, forms },
        seen: { '@type': 'saref:Occupancy', type: 'boolean', readOnly: true, forms },
        people: { '@type': 'Presence', type: 'integer', readOnly: true, forms },
        location: { type: 'string', readOnly: true, forms }
      }
    })
    expect(thing.readings).toEqual([])
    expect(thing.pulses.map(({ key, about }) => [key, about])).toEqual([
      ['motion', 'motion'],
      ['seen', 'occupancy']
    ])
    expect(left.map(({ place, message }) => [place, message.key])).toEqual([
      ['/properties/people', 'wot.felt'],
      ['/properties/location', 'wot.whereabouts']
    ])
  })

  test('an action without input is pressed, one with a plain input takes a value, and an event is a pulse', () => {
    const { thing } = thingWith({
      actions: {
        toggle: { forms },
        fade: { input: { type: 'object', properties: { level: { type: 'number', minimum: 0 } } }, forms },
        mix: { input: { type: 'object', properties: { r: {}, g: {} }, required: ['r'] }, forms }
      },
      events: { overheating: { data: { type: 'string' }, forms } }
    })
    expect(thing.acts.map(({ key, shape }) => [key, shape])).toEqual([
      ['do/toggle', { is: 'press' }],
      ['do/fade', { is: 'number', min: 0 }]
    ])
    expect(thing.pulses).toEqual([{ key: 'event/overheating', name: 'overheating', ttlMs: 10_000 }])
  })

  test('what would have to be followed in a way that is not spoken is left out by name', () => {
    const { thing, left } = thingWith({
      properties: { a: { type: 'boolean', forms: [{ href: 'a', op: 'observeproperty' }] } },
      events: { hot: { forms: [{ href: 'hot', subprotocol: 'websub' }] } }
    })
    expect([thing.readings, thing.pulses]).toEqual([[], []])
    expect(left.map(({ place, message }) => [place, message.key])).toEqual([
      ['/properties/a', 'wot.subprotocol'],
      ['/events/hot', 'wot.subprotocol']
    ])
  })

  test('what is reached by a protocol that is not spoken, or has a gap that nobody fills, is left out by name', () => {
    const { thing, left } = thingWith({
      uriVariables: { n: { type: 'integer' }, fixed: { type: 'string', const: 'main' } },
      properties: {
        a: { type: 'boolean', forms: [{ href: 'coap://lamp.local/a' }] },
        b: { type: 'boolean', forms: [{ href: 'b/{n}' }] },
        c: { type: 'boolean', readOnly: true, forms: [{ href: 'c/{fixed}{?n}' }] }
      }
    })
    expect(thing.readings.map(({ key }) => key)).toEqual(['c'])
    expect(left.map(({ message }) => message.key)).toEqual(['wot.protocol', 'wot.variable-open'])
  })
})

test.each([
  ['qudt:DEG_C', '°C'],
  ['http://qudt.org/vocab/unit/DEG_C', '°C'],
  ['om:degreeCelsius', '°C'],
  ['Cel', '°C'],
  ['celsius', '°C'],
  ['percent', '%'],
  ['unit:KiloW-HR', 'kWh'],
  ['kWh', 'kWh'],
  ['mW', 'mW'],
  ['MW', 'MW'],
  ['lux', 'lx'],
  ['[ppm]', 'ppm'],
  ['\u00b5g/m³', 'μg/m³'],
  ['m3/h', 'm³/h'],
  ['blips', 'blips'],
  ['unit:UNITLESS', undefined],
  ['', undefined]
])('the unit %s is %s', (written, code) => {
  expect(unitFrom(written)).toBe(code)
})
