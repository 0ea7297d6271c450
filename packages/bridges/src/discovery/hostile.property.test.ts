import fc from 'fast-check'
import { expect, it } from 'vitest'
import { faultsOfThing } from './testing/points.ts'
import { discoveryLimits } from './index.ts'
import { Hub } from './testing/hub.ts'
import { payloads } from './testing/fixtures.ts'

const kinds = [...new Set(payloads().map(({ component }) => component))]
const keys = [
  ...new Set(payloads().flatMap(({ payload }) => (typeof payload === 'object' && payload !== null ? Object.keys(payload) : [])))
]

const value = fc.oneof(
  fc.constantFrom<unknown>(
    'a',
    'b/c',
    '',
    '~',
    '#',
    '+/x',
    '{{ value }}',
    '{{ value_json.a }}',
    '{{ value | int }}',
    '{{ nothing }}',
    'None',
    '5',
    0,
    1,
    -1,
    1e9,
    0.5,
    true,
    false,
    null
  ),
  fc.constantFrom<unknown>(['a', 'b'], ['a', 'a', ''], [[]], {}, { topic: 'av' }, [{ topic: 'av' }, 1], { identifiers: ['x'] }),
  fc.jsonValue({ maxDepth: 2 })
)
const config = fc.dictionary(fc.constantFrom(...keys, '~', 'device', 'availability', 'origin', '__proto__'), value, {
  maxKeys: 14,
  noNullPrototype: true
})
const message = fc.oneof(
  fc.constantFrom('', 'ON', 'OFF', 'None', '5', '{"a":1}', 'online', '{"state":"ON","color":{"r":1}}', '1,2,3', 'null'),
  fc.string({ maxLength: 30 }),
  fc.jsonValue().map((json) => JSON.stringify(json))
)

it('[E7] any settings under the keys that there are make a thing that holds its own rules, or are refused by name', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds, 'device', 'other'),
      config,
      fc.array(message, { maxLength: 6 }),
      (kind, settings, messages) => {
        const hub = new Hub()
        hub.say(`homeassistant/${kind}/one/config`, JSON.stringify(settings))
        const things = hub.discovery.things()
        if (things.length === 0) expect(hub.named).not.toEqual([])
        for (const thing of things) expect(faultsOfThing(thing)).toEqual([])
        for (const topic of [...hub.discovery.topics, 'a', 'b/c', 'av'])
          for (const one of messages) check(hub, hub.say(topic, one))
        for (const thing of hub.discovery.things()) {
          for (const { key } of thing.acts)
            for (const asked of [true, 5, 'a', '#ff0000', undefined]) hub.discovery.act(thing.key, key, asked, 1)
        }
        check(hub, hub.discovery.pass(1e12))
      }
    ),
    { numRuns: 600 }
  )
})

/** Readings are of the shape of their point, and of points that there are. */
function check(hub: Hub, told: ReturnType<Hub['say']>): void {
  for (const one of told) {
    if (one.is !== 'reading' && one.is !== 'unknown') continue
    const point = hub.discovery.thingOf(one.thing)?.readings.find(({ key }) => key === one.point)
    expect(point, one.point).toBeDefined()
    if (one.is !== 'reading' || point === undefined) continue
    const { shape } = point
    if (shape.is === 'number') expect(Number.isFinite(one.value)).toBe(true)
    else if (shape.is === 'yes-no') expect(typeof one.value).toBe('boolean')
    else if (shape.is === 'words') expect(shape.of).toContain(one.value)
    else expect(String(one.value).length).toBeLessThanOrEqual(Math.max(shape.charsMax, discoveryLimits.textCharsMax))
  }
}

it('[E7] any message on any topic is heard without harm', () => {
  const hub = new Hub()
  for (const { component, payload } of payloads().slice(0, 200))
    hub.announce(component, payload as Record<string, unknown>, `x${component}`)
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(...hub.discovery.topics), fc.string(), fc.constantFrom('homeassistant/sensor/a/config')),
      fc.uint8Array({ maxLength: 60 }),
      fc.boolean(),
      (topic, bytes, retained) => {
        hub.discovery.hear({ key: 'any' }, topic, bytes, 1, retained)
      }
    )
  )
})

it('what is announced and taken away in any order leaves nothing behind', () => {
  const step = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 }), fc.constantFrom('set', 'move', 'clear'))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const hub = new Hub()
      const listened = new Set<string>()
      const follow = (told: ReturnType<Hub['say']>): void => {
        for (const one of told) {
          if (one.is === 'listen') listened.add(one.topic)
          else if (one.is === 'unlisten') listened.delete(one.topic)
        }
      }
      const say = (at: number, device: number, what: string): void => {
        const entity = { unique_id: `u${at % 4}`, state_topic: `t/${at % 3}`, availability_topic: `av/${device}` }
        const payload =
          what === 'clear'
            ? ''
            : what === 'move'
              ? { migrate_discovery: true }
              : at < 4
                ? { ...entity, device: { identifiers: [device] } }
                : {
                    device: { identifiers: [device] },
                    origin: { name: 'o' },
                    components: { a: { platform: 'sensor', ...entity } }
                  }
        follow(hub.say(at < 4 ? `homeassistant/sensor/x${at}/config` : `homeassistant/device/x${at}/config`, payload))
      }
      for (const [at, device, what] of steps) {
        say(at, device, what)
        expect([...listened].toSorted()).toEqual([...hub.discovery.topics].toSorted())
      }
      for (let at = 0; at < 6; at++) say(at, 0, 'clear')
      expect([hub.discovery.things(), hub.discovery.topics, [...listened]]).toEqual([[], [], []])
    }),
    { numRuns: 300 }
  )
})
