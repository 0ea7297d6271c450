import { describe, expect, it } from 'vitest'
import { outside } from './index.ts'
import { brief, Hub } from './testing/hub.ts'

const device = { identifiers: ['0x1'], name: 'Hall', manufacturer: 'Maker', model: 'M1', suggested_area: 'Hall' }

describe('whose it is', () => {
  const sensor = { unique_id: 'u', state_topic: 'a/t', device }

  it('no source speaks for the topic, the id or the device of another', () => {
    const hub = new Hub()
    hub.say('homeassistant/sensor/a/config', sensor, { from: 'a' })
    hub.say('homeassistant/sensor/a/config', { state_topic: 'x' }, { from: 'b' })
    hub.say('homeassistant/sensor/a/config', '', { from: 'b' })
    hub.say('homeassistant/sensor/b/config', { unique_id: 'u', state_topic: 'x' }, { from: 'b' })
    hub.say('homeassistant/switch/b/config', { command_topic: 'x', device: { identifiers: ['0x1'] } }, { from: 'b' })
    expect(hub.discovery.things()).toMatchObject([{ key: 'id.0x1', readings: [{ key: 'sensor.u' }], acts: [] }])
    expect(new Set(hub.named)).toEqual(
      new Set([
        'b announces what a already speaks for. It is refused: nobody speaks for the device of another. If it has moved, take it away there first.'
      ])
    )
  })

  it('what is claimed again and again is named once and counted, and no more once it is right', () => {
    const hub = new Hub()
    hub.say('homeassistant/sensor/a/config', sensor, { from: 'a' })
    const claim = (n: number): number => hub.say('homeassistant/sensor/b/config', { unique_id: 'u', state_topic: `x${n}` }, { from: 'b' }).filter(({ is }) => is === 'named').length
    expect(Array.from({ length: 100 }, (_, n) => claim(n)).reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(hub.discovery.refusals.map(({ times }) => times)).toEqual([100])
    hub.say('homeassistant/sensor/b/config', { unique_id: 'v', state_topic: 'x' }, { from: 'b' })
    expect(hub.named).toEqual([])
  })

  it('a source that is dropped leaves nothing behind, and others may speak for its devices', () => {
    const hub = new Hub()
    hub.say('homeassistant/sensor/a/config', sensor, { from: 'a' })
    hub.say('homeassistant/sensor/c/config', { state_topic: 'c' }, { from: 'c' })
    expect(hub.discovery.drop('a', 5)).toEqual([
      { is: 'unlisten', topic: 'a/t' },
      { is: 'gone', source: 'a', thing: 'id.0x1' }
    ])
    hub.say('homeassistant/sensor/b/config', sensor, { from: 'b' })
    expect(hub.discovery.things().map(({ key }) => key)).toEqual(['sensor.c', 'id.0x1'])
  })

  it('a source that may speak for less goes on with what lies within, and the rest is gone and named', () => {
    const hub = new Hub()
    const before = { from: 'a', prefixes: ['a', 'old'] }
    hub.say('homeassistant/sensor/a/config', sensor, before)
    hub.say('homeassistant/switch/b/config', { command_topic: 'old/set', device: { identifiers: ['0x2'] } }, before)
    hub.say('homeassistant/sensor/c/config', { state_topic: 'old/c' }, { from: 'c', prefixes: ['old'] })
    const told = hub.discovery.judge({ key: 'a', prefixes: ['a'] }, 5)
    expect(told.filter(({ is }) => is === 'gone')).toEqual([{ is: 'gone', source: 'a', thing: 'id.0x2' }])
    expect(hub.discovery.things().map(({ key }) => key)).toEqual(['id.0x1', 'sensor.c'])
    expect(hub.discovery.refusals.map(({ what }) => what)).toMatchObject([{ key: 'discovery.outside', params: { topic: 'old/set' } }])
    expect(hub.discovery.judge({ key: 'a', prefixes: ['a'] }, 6)).toEqual([])
    // Granted again it comes back as it was announced.
    hub.say('homeassistant/switch/b/config', { command_topic: 'old/set', device: { identifiers: ['0x2'] } }, before)
    expect(hub.discovery.things('a').map(({ key }) => key)).toEqual(['id.0x1', 'id.0x2'])
    expect(hub.discovery.refusals).toEqual([])
  })

  it('a device of many entities is told once for each announcement', () => {
    const hub = new Hub()
    const components = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`e${i}`, { platform: 'sensor', state_topic: `t/${i}` }])
    )
    const told = hub.say('homeassistant/device/x/config', { device, origin: { name: 'o' }, components })
    expect(told.filter(({ is }) => is === 'thing')).toHaveLength(1)
    expect(hub.discovery.birth).toEqual({ topic: 'homeassistant/status', payload: 'online', qos: 0, retain: false })
  })

  it('within one source the first announcement of an id counts', () => {
    const hub = new Hub()
    hub.say('homeassistant/sensor/a/config', sensor)
    hub.say('homeassistant/sensor/b/config', sensor)
    expect([hub.discovery.announced('homeassistant/sensor/b/config'), hub.named]).toEqual([
      [],
      ['Two announcements claim the same id; the first one counts. Give each an id of its own.']
    ])
  })

  it('an announcement that names one topic outside of what its source was granted is refused whole', () => {
    const hub = new Hub()
    const config = {
      '~': 'other',
      name: 'x',
      command_topic: '~/set',
      state_topic: 'mine/state',
      availability: [{ t: 'mine/av' }]
    }
    hub.say('homeassistant/switch/a/config', config, { prefixes: ['mine'] })
    expect([hub.discovery.things(), hub.named]).toEqual([
      [],
      [
        'Names the topic “other/set”, which lies outside of what box was granted. It is refused whole. If it is meant to use that topic, grant it.'
      ]
    ])
    expect(outside('homeassistant/switch/a/config', JSON.stringify(config), ['mine/'])).toEqual(['other/set'])
    expect(outside('homeassistant/switch/a/config', JSON.stringify({ ...config, '~': 'mine' }), ['mine/'])).toEqual([])
    expect(outside('homeassistant/sensor/a/config', '{"stat_t":"mine/../+/x"}', ['mine'])).toEqual([])
    expect(outside('homeassistant/sensor/a/config', '{"stat_t":"+/x","avty_t":"minefield"}', ['mine'])).toEqual([
      '+/x',
      'minefield'
    ])
    const bundle = { dev: { ids: 'd' }, o: { name: 'o' }, cmps: { a: { p: 'sensor', '~': 'far', stat_t: '~' } } }
    expect(outside('homeassistant/device/a/config', JSON.stringify(bundle), ['mine'])).toEqual(['far'])
  })

  it('a thing that was another’s before the program began is still that one’s, whatever marks it comes with and whoever is first', () => {
    const hub = new Hub({ ownerOf: (thing) => (thing === 'id.0x1' ? 'a' : undefined) })
    hub.say('homeassistant/switch/b/config', { command_topic: 'x', device: { identifiers: ['0x1', '0x9'] } }, { from: 'b' })
    const components = { lamp: { p: 'light', cmd_t: 'b/set' } }
    hub.say('homeassistant/device/b/config', { dev: { ids: ['0x1'] }, o: { name: 'o' }, cmps: components }, { from: 'b' })
    expect([hub.discovery.things(), new Set(hub.named).size]).toEqual([[], 1])
    hub.say('homeassistant/sensor/a/config', sensor, { from: 'a' })
    expect(hub.discovery.things()).toMatchObject([{ key: 'id.0x1', readings: [{ key: 'sensor.u' }] }])
  })

  it('what another source says on a topic of a thing says nothing of it', () => {
    const hub = new Hub()
    hub.say('homeassistant/sensor/a/config', { ...sensor, availability_topic: 'a/here' }, { from: 'a' })
    expect([hub.say('a/here', 'online', { from: 'b' }), hub.say('a/t', '7', { from: 'b' })]).toEqual([[], []])
    expect(brief([...hub.say('a/here', 'online', { from: 'a' }), ...hub.say('a/t', '8', { from: 'a' })])).toEqual(['sensor.u = 8'])
  })

  it('a prefix with + in it stands for any one level, and a wildcard of an announcement reaches no further than that', () => {
    const within = (topic: string): boolean => outside('homeassistant/sensor/a/config', JSON.stringify({ stat_t: topic }), ['a/+/x']).length === 0
    expect(['a/1/x', 'a/1/x/y', 'a/+/x/#', 'a/#', 'a/1', 'a/1/y', 'a/1/#', '+/1/x'].map(within)).toEqual([true, true, true, false, false, false, false, false])
  })
})
