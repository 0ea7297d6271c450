import { describe, expect, it } from 'vitest'
import { brief, Hub } from './testing/hub.ts'

const device = { identifiers: ['0x1'], name: 'Hall', manufacturer: 'Maker', model: 'M1', suggested_area: 'Hall' }

describe('a thing gathers the entities of one device', () => {
  it('short keys, the base and the device form say the same as long ones', () => {
    const [long, short, whole] = [new Hub(), new Hub(), new Hub()]
    const config = {
      name: 'Heat',
      unique_id: 'u1',
      state_topic: 'hall/t',
      unit_of_measurement: '°C',
      value_template: '{{ value_json.t }}',
      device
    }
    long.say('homeassistant/sensor/0x1/t/config', config)
    short.say('homeassistant/sensor/0x1/t/config', {
      '~': 'hall',
      name: 'Heat',
      uniq_id: 'u1',
      stat_t: '~/t',
      unit_of_meas: '°C',
      val_tpl: '{{ value_json.t }}',
      dev: { ids: '0x1', name: 'Hall', mf: 'Maker', mdl: 'M1', sa: 'Hall' }
    })
    const { device: _, ...own } = config
    whole.say('homeassistant/device/0x1/config', { dev: device, o: { name: 'box' }, cmps: { t: { p: 'sensor', ...own } } })
    expect(long.discovery.things()).toEqual([
      {
        key: 'id.0x1',
        name: 'Hall',
        maker: 'Maker',
        model: 'M1',
        place: 'Hall',
        pulses: [],
        acts: [],
        readings: [{ key: 'sensor.u1', name: 'Heat', shape: { is: 'number', unit: '°C' } }]
      }
    ])
    expect(short.discovery.things()).toEqual(long.discovery.things())
    expect(whole.discovery.things()).toEqual(long.discovery.things())
  })

  it('an entity without a device is a thing by itself', () => {
    const hub = new Hub()
    const key = hub.announce('switch', { name: 'Pump', command_topic: 'pump/set' })
    expect(hub.discovery.things()).toMatchObject([{ key, name: 'Pump', acts: [{ key: `${key}.on-set` }] }])
  })

  it('a device is known again by any of its marks', () => {
    const hub = new Hub()
    hub.announce('sensor', { state_topic: 'a', device: { identifiers: ['x'], connections: [['mac', 'AA:BB']] } }, 'a')
    hub.announce('sensor', { state_topic: 'b', device: { connections: [['mac', 'aa:bb']] } }, 'b')
    expect(hub.discovery.things()).toMatchObject([{ key: 'id.x', readings: [{ key: 'sensor.a' }, { key: 'sensor.b' }] }])
  })

  it('an empty message takes away what was announced there, and the thing with its last entity', () => {
    const hub = new Hub()
    hub.announce('sensor', { state_topic: 'a', device }, 'a')
    hub.announce('sensor', { state_topic: 'b', device }, 'b')
    expect(hub.say('homeassistant/sensor/a/config', '')).toMatchObject([
      { is: 'unlisten', topic: 'a' },
      { is: 'thing', thing: 'id.0x1' }
    ])
    expect(hub.say('homeassistant/sensor/b/config', '')).toMatchObject([
      { is: 'unlisten', topic: 'b' },
      { is: 'gone', thing: 'id.0x1' }
    ])
    expect([hub.discovery.things(), hub.discovery.topics]).toEqual([[], []])
  })

  it('going over to the other form keeps the keys and what was known', () => {
    const hub = new Hub()
    hub.say('homeassistant/sensor/0x1/t/config', { unique_id: 'u1', state_topic: 'hall/t', unit_of_measurement: '°C', device })
    hub.say('hall/t', '21')
    expect(brief(hub.say('homeassistant/sensor/0x1/t/config', { migrate_discovery: true }))).toEqual([
      'sensor.u1 ? discovery.moving'
    ])
    expect(hub.discovery.things()).toHaveLength(1)
    const told = hub.say('homeassistant/device/0x1/config', {
      dev: device,
      o: { name: 'box' },
      cmps: { t: { p: 'sensor', unique_id: 'u1', state_topic: 'hall/t', unit_of_measurement: '°C' } }
    })
    expect(told).toMatchObject([
      { is: 'listen', topic: 'hall/t' },
      { is: 'thing', thing: 'id.0x1' }
    ])
    expect(hub.say('homeassistant/sensor/0x1/t/config', '')).toEqual([])
    expect(brief(hub.say('hall/t', '22'))).toEqual(['sensor.u1 = 22'])
  })

  it('what was right goes on when an update is wrong, and the reason goes when it is right again', () => {
    const hub = new Hub()
    hub.announce('sensor', { state_topic: 'a' })
    hub.announce('sensor', { state_topic: 'a/#/b' })
    expect(hub.named).toEqual(['“a/#/b” under “state_topic” is no topic. A topic is a few words with / between them.'])
    expect(brief(hub.say('a', 'x'))).toEqual(['sensor.one = x'])
    hub.announce('sensor', { state_topic: 'b' })
    expect([hub.named, hub.discovery.topics]).toEqual([[], ['b']])
  })
})

describe('availability: out of reach is unknown, never no', () => {
  const two = [
    { topic: 'a', payload_available: 'up', payload_not_available: 'down' },
    { topic: 'b', value_template: '{{ value_json.state }}' }
  ]

  it.each([
    [
      'latest',
      [
        ['a', 'up', true],
        ['b', '{"state":"offline"}', false],
        ['a', 'up', true]
      ]
    ],
    [
      'any',
      [
        ['b', '{"state":"offline"}', undefined],
        ['a', 'up', true],
        ['a', 'down', false]
      ]
    ],
    [
      'all',
      [
        ['a', 'up', undefined],
        ['b', '{"state":"online"}', true],
        ['a', 'down', false]
      ]
    ]
  ] as const)('mode %s', (mode, steps) => {
    const hub = new Hub()
    const key = hub.announce('sensor', { state_topic: 's', availability: two, availability_mode: mode })
    expect(hub.discovery.reach(key)).toBe(undefined)
    for (const [topic, payload, reach] of steps) {
      hub.say(topic, payload)
      expect(hub.discovery.reach(key)).toBe(reach)
    }
  })

  it('what was said is told when it comes within reach, and is unknown when it goes', () => {
    const hub = new Hub()
    const key = hub.announce('binary_sensor', { state_topic: 's', device_class: 'door', availability_topic: 'av' })
    expect(brief(hub.say('s', 'OFF'))).toEqual([])
    expect(brief(hub.say('av', 'online'))).toEqual([`${key} = false (again)`])
    expect(brief(hub.say('av', 'offline'))).toEqual([`${key} ? discovery.unavailable`])
    expect(brief(hub.say('av', 'neither'))).toEqual([])
  })

  it('a device that is announced when its gateway has long said that it is there is within reach', () => {
    const hub = new Hub()
    hub.announce('switch', { command_topic: 'a', availability_topic: 'bridge', unique_id: 'a' })
    hub.say('bridge', 'online')
    const key = hub.announce('sensor', { state_topic: 's', availability: [{ topic: 'bridge' }, { topic: 's/there' }], availability_mode: 'all', unique_id: 'b' })
    expect(hub.discovery.reach(key)).toBe(undefined)
    expect(brief(hub.say('s', '5'))).toEqual([])
    expect(brief(hub.say('s/there', 'online'))).toEqual([`${key} = 5 (again)`])
    hub.say('bridge', 'offline')
    expect(hub.discovery.reach(hub.announce('sensor', { state_topic: 't', availability_topic: 'bridge', unique_id: 'c' }))).toBe(false)
  })

  it('of words that the broker had kept nobody knows which is the latest: where they differ it is not decided, until one changes or comes anew', () => {
    const both = [{ topic: 'bridge' }, { topic: 's/there' }]
    const kept = { retained: true }
    const begun = (first: string, second: string): { hub: Hub; key: string } => {
      const hub = new Hub()
      const key = hub.announce('sensor', { state_topic: 's', availability: both })
      hub.say('bridge', first, kept)
      hub.say('s/there', second, kept)
      return { hub, key }
    }
    expect([begun('online', 'offline'), begun('offline', 'online')].map(({ hub, key }) => hub.discovery.reach(key))).toEqual([undefined, undefined])
    expect([begun('online', 'online'), begun('offline', 'offline')].map(({ hub, key }) => hub.discovery.reach(key))).toEqual([true, false])
    const { hub, key } = begun('online', 'offline')
    hub.say('s/there', 'online')
    expect(hub.discovery.reach(key)).toBe(true)
    // The broker was away, and says again what it kept: what is as it was is no news.
    hub.say('s/there', 'offline', kept)
    hub.say('bridge', 'online', kept)
    expect(hub.discovery.reach(key)).toBe(false)
    const later = hub.announce('sensor', { state_topic: 't', availability: both, unique_id: 'later' }, 'later')
    expect(hub.discovery.reach(later)).toBe(undefined)
  })

  it('nothing is asked of what is out of reach', () => {
    const hub = new Hub()
    const key = hub.announce('switch', { command_topic: 's/set', availability_topic: 'av' })
    hub.say('av', 'offline')
    expect(hub.ask(key, 'on-set', true)).toBe('The device is out of reach; nothing was sent. Ask again when it is back.')
  })
})

describe('[P6] what is felt is a pulse, and what says who is not read', () => {
  it('presence, presses and tags have no value, and nothing of them is kept or quoted', () => {
    const hub = new Hub()
    hub.announce('binary_sensor', { state_topic: 'm', device_class: 'motion', off_delay: 10 }, 'm')
    hub.announce('event', { state_topic: 'e', event_types: ['single', 'double'] }, 'e')
    hub.announce('tag', { topic: 't', value_template: '{{ value_json.uid }}', device }, 't')
    hub.announce(
      'device_automation',
      { automation_type: 'trigger', topic: 'd', type: 'press', subtype: 'left', payload: 'p', device },
      'd'
    )
    hub.announce('sensor', { state_topic: 'z', value_template: '{{ value_json.action }}' }, 'z')
    expect(hub.discovery.things().flatMap(({ readings }) => readings)).toEqual([])
    expect(brief(hub.say('m', 'ON'))).toEqual(['binary_sensor.m !'])
    expect(brief(hub.say('e', { event_type: 'double' }))).toEqual(['event.e.double !'])
    expect(brief(hub.say('t', { uid: 'secret-uid' }))).toEqual(['tag.t !'])
    expect(brief(hub.say('d', 'p'))).toEqual(['device_automation.d !'])
    expect(brief(hub.say('z', { action: 'hold' }))).toEqual(['sensor.z !'])
    for (const topic of ['m', 'e', 'd', 'z']) hub.say(topic, 'somebody-odd')
    expect(JSON.stringify(hub.discovery.refusals)).not.toContain('somebody')
  })

  it('what the broker had kept is no pulse', () => {
    const hub = new Hub()
    hub.announce('binary_sensor', { state_topic: 'm', device_class: 'occupancy' }, 'm')
    hub.announce('event', { state_topic: 'e', event_types: ['single'] }, 'e')
    expect(brief(hub.say('m', 'ON', { retained: true }))).toEqual([])
    expect(brief(hub.say('e', { event_type: 'single' }, { retained: true }))).toEqual([])
  })

  it('knows of which things a topic tells that somebody passes, whatever else it tells', () => {
    const hub = new Hub()
    hub.announce('binary_sensor', { state_topic: 'eye', value_template: '{{ value_json.occupancy }}', payload_on: true, device_class: 'occupancy', device }, 'm')
    hub.announce('sensor', { state_topic: 'eye', value_template: '{{ value_json.illuminance }}', device }, 'lux')
    hub.announce('sensor', { state_topic: 'alone', device }, 'alone')
    expect([...hub.discovery.feelsOn('box', 'eye')]).toEqual(['id.0x1'])
    expect([hub.discovery.feelsOn('box', 'alone').size, hub.discovery.feelsOn('another', 'eye').size]).toEqual([0, 0])
  })

  it('who stays is felt again and again, until the sensor says no, or an hour without another word', () => {
    const hub = new Hub()
    hub.announce('binary_sensor', { state_topic: 'm', device_class: 'occupancy' }, 'm')
    hub.say('m', 'ON')
    expect(hub.discovery.dueMs).toBe(hub.atMs + 30_000)
    expect(brief(hub.discovery.pass(hub.atMs + 30_000))).toEqual(['binary_sensor.m !'])
    hub.say('m', 'OFF')
    expect(hub.discovery.dueMs).toBe(undefined)
    hub.say('m', 'ON')
    expect([hub.discovery.pass(hub.atMs + 3_700_000), hub.discovery.dueMs]).toEqual([[], undefined])
  })

  it('trackers, places, cameras and images are named and nothing of them is listened to', () => {
    const hub = new Hub()
    hub.announce('device_tracker', { state_topic: 'where' }, 'a')
    hub.announce('camera', { topic: 'cam' }, 'b')
    hub.announce('image', { image_topic: 'img' }, 'c')
    hub.announce('sensor', { name: 'lat', state_topic: 'gps', value_template: '{{ value_json.latitude }}' }, 'd')
    expect(hub.discovery.topics).toEqual([])
    expect(hub.named).toHaveLength(4)
  })
})

describe('readings', () => {
  it('a meter is a counter, a time to live makes it stale, words and units are its own', () => {
    const hub = new Hub({ unitOf: (text) => (text === 'kWh' ? 'kilo' : undefined) })
    hub.announce(
      'sensor',
      {
        name: 'Meter',
        state_topic: 'e',
        device_class: 'energy',
        state_class: 'total_increasing',
        unit_of_measurement: 'kWh',
        expire_after: 60
      },
      'e'
    )
    hub.announce('sensor', { name: 'Mode', state_topic: 'm', device_class: 'enum', options: ['a', 'b'] }, 'm')
    expect(hub.discovery.things().flatMap(({ readings }) => readings)).toEqual([
      { key: 'sensor.e', name: 'Meter', about: 'energy', counter: true, staleMs: 60_000, shape: { is: 'number', unit: 'kilo' } },
      { key: 'sensor.m', name: 'Mode', about: 'enum', shape: { is: 'words', of: ['a', 'b'] } }
    ])
  })

  it('what cannot be meant is named once, and what was known goes on; a template that fails makes it unknown', () => {
    const hub = new Hub()
    hub.announce('sensor', { state_topic: 'a', unit_of_measurement: 'W' }, 'a')
    hub.announce('sensor', { state_topic: 'b', unit_of_measurement: 'W', value_template: '{{ value | int }}' }, 'b')
    hub.say('a', '5')
    expect(brief(hub.say('a', 'five'))).toEqual([])
    expect(hub.say('a', 'six')).toEqual([])
    expect(hub.discovery.refusals).toMatchObject([{ source: 'box', topic: 'a', times: 2 }])
    expect(brief(hub.say('a', 'unavailable'))).toEqual(['sensor.a ? discovery.says-unknown'])
    expect(brief(hub.say('b', 'x'))).toEqual(['sensor.b ? discovery.template-failed'])
  })

  it('a yes that falls back by itself does so when its time comes', () => {
    const hub = new Hub()
    hub.announce('binary_sensor', { state_topic: 'a', device_class: 'smoke', off_delay: 5 })
    hub.say('a', 'ON')
    expect(hub.discovery.pass(hub.atMs + 4_999)).toEqual([])
    expect(hub.discovery.pass(hub.atMs + 6_000)).toMatchObject([{ is: 'reading', value: false, atMs: hub.atMs + 5_000 }])
  })
})

it('a sensor of passings that goes out of reach makes it unknown whether somebody is near, until it is back', () => {
  const hub = new Hub()
  const key = hub.announce('binary_sensor', { name: 'Steps', unique_id: 'steps', device_class: 'motion', state_topic: 's', availability_topic: 'a', device: { identifiers: ['d'] } })
  expect(hub.say('a', 'online').map(({ is }) => is)).toEqual(['here'])
  expect(brief(hub.say('a', 'offline'))).toEqual([`${key} ? discovery.unavailable`])
  expect(hub.discovery.feeling('id.d')).toEqual([])
  expect(hub.say('a', 'online')).toEqual([{ is: 'here', source: 'box', thing: 'id.d', point: key }])
  expect(hub.discovery.feeling('id.d')).toEqual([key])
})

describe('a sensor of passings that is announced anew', () => {
  const steps = { name: 'Steps', unique_id: 'steps', device_class: 'motion', state_topic: 's', device: { identifiers: ['d'] } }

  it('is not known to feel anybody before it was said whether it is there', () => {
    const hub = new Hub()
    hub.announce('binary_sensor', { ...steps, availability_topic: 'a' })
    expect(hub.discovery.feeling('id.d')).toEqual([])
    hub.say('a', 'online')
    expect(hub.discovery.feeling('id.d')).toHaveLength(1)
  })

  it('and says no more whether it is there is felt again, and what it told last counts again', () => {
    const hub = new Hub()
    const warmth = { name: 'Warmth', unique_id: 'warmth', state_topic: 'w', device: { identifiers: ['d'] } }
    const key = hub.announce('binary_sensor', { ...steps, availability_topic: 'a' })
    const warm = hub.announce('sensor', { ...warmth, availability_topic: 'a' }, 'two')
    hub.say('w', '20')
    hub.say('a', 'online')
    hub.say('a', 'offline')
    expect(hub.say('homeassistant/binary_sensor/one/config', steps).filter(({ is }) => is === 'here')).toEqual([{ is: 'here', source: 'box', thing: 'id.d', point: key }])
    expect(brief(hub.say('homeassistant/sensor/two/config', warmth))).toEqual([`${warm} = 20 (again)`])
  })

  it('with a topic that another one listens to already knows what was said there', () => {
    const hub = new Hub()
    hub.announce('sensor', { name: 'Other', unique_id: 'other', state_topic: 'o', availability_topic: 'bridge' }, 'other')
    hub.say('bridge', 'offline', { retained: true })
    const key = hub.announce('binary_sensor', steps)
    expect(hub.discovery.feeling('id.d')).toEqual([key])
    expect(brief(hub.say('homeassistant/binary_sensor/one/config', { ...steps, availability_topic: 'bridge' }))).toEqual([`${key} ? discovery.unavailable`])
    expect(hub.discovery.feeling('id.d')).toEqual([])
  })
})

it('a sensor of passings that says that it does not know, or whose template cannot be worked out, is unknown until it says yes or no', () => {
  const hub = new Hub()
  const template = "{{ 'ON' if value_json.n / value_json.d > 1 else value_json.word }}"
  const key = hub.announce('binary_sensor', {
    ...{ name: 'Steps', unique_id: 'steps', device_class: 'occupancy', device: { identifiers: ['d'] } },
    ...{ state_topic: 's', value_template: template, availability_topic: 'a' }
  })
  hub.say('a', 'online')
  const of = (tree: object): unknown[] => hub.say('s', tree).map(({ is }) => is)
  expect(of({ n: 0, d: 1, word: 'OFF' })).toEqual([])
  for (const unknown of [{ n: 0, d: 1, word: 'None' }, { n: 0, d: 0 }]) {
    expect(of(unknown)).toEqual(['unknown'])
    expect(hub.discovery.feeling('id.d')).toEqual([])
    hub.say('a', 'offline')
    // That it is within reach is not yet that it knows.
    expect(hub.say('a', 'online').map(({ is }) => is)).toEqual([])
    expect(of({ n: 0, d: 1, word: 'OFF' })).toEqual(['here'])
    expect(hub.discovery.feeling('id.d')).toEqual([key])
  }
  of({ n: 0, d: 0 })
  expect(of({ n: 2, d: 1 })).toEqual(['pulse'])
})
