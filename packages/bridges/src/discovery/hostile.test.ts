import { describe, expect, it } from 'vitest'
import { discoveryLimits } from './index.ts'
import { Hub } from './testing/hub.ts'

describe('[E7] whatever is announced, it costs no more than its bounds', () => {
  /** Refusals are counted in full and named a few times. */
  const counted = (hub: Hub): number => hub.discovery.refusals.reduce((sum, { times }) => sum + times, 0)

  it('20,000 announcements of one source are a bounded number of things, and each refusal is counted', () => {
    const hub = new Hub()
    let named = 0
    for (let i = 0; i < 20_000; i++) {
      const told = hub.say(`homeassistant/sensor/x${i}/config`, `{"state_topic":"t/${i}","unique_id":"u${i}"}`)
      named += told.filter(({ is }) => is === 'named').length
    }
    expect(hub.discovery.things()).toHaveLength(discoveryLimits.thingsOfSourceMax)
    expect(hub.discovery.topics).toHaveLength(discoveryLimits.thingsOfSourceMax)
    expect([counted(hub), named, hub.discovery.refusals.length]).toEqual([19_500, 21, 21])
  })

  it('many sources together stay within what there is in all', () => {
    const hub = new Hub()
    for (let i = 0; i < 4_000; i++)
      hub.say(`homeassistant/sensor/x${i}/config`, `{"state_topic":"t/${i}"}`, { from: `s${i % 40}` })
    expect(hub.discovery.things()).toHaveLength(discoveryLimits.thingsMax)
    expect(counted(hub)).toBe(2_000)
    expect(hub.discovery.refusals.length).toBeLessThanOrEqual(discoveryLimits.refusalsMax + 41)
  })

  it('where it is not told who says what, all devices of a house are one source, and have room', () => {
    const hub = new Hub({ isOneForAll: true })
    for (let i = 0; i < 2_100; i++) hub.say(`homeassistant/sensor/x${i}/config`, `{"state_topic":"t/${i}"}`)
    expect(hub.discovery.things()).toHaveLength(discoveryLimits.thingsMax)
    expect(counted(hub)).toBe(100)
  })

  it('one device has a bounded number of entities, points and topics', () => {
    const hub = new Hub()
    for (let i = 0; i < 400; i++)
      hub.say(`homeassistant/sensor/x${i}/config`, { state_topic: `t/${i}`, device: { identifiers: ['d'] } })
    expect(hub.discovery.things()[0]?.readings).toHaveLength(discoveryLimits.entitiesOfThingMax)
    const wide = new Hub()
    for (let i = 0; i < 150; i++)
      wide.say(`homeassistant/event/x${i}/config`, {
        state_topic: 't',
        event_types: ['a', 'b', 'c', 'd'],
        device: { identifiers: ['d'] }
      })
    expect(wide.discovery.things()[0]?.pulses).toHaveLength(discoveryLimits.pointsMax)
    expect(wide.named[0]).toContain('more than 200 things to sense or to set')
  })

  it('all announcements together are a bounded number of bytes', () => {
    const hub = new Hub()
    const junk = 'x'.repeat(250_000)
    for (let i = 0; i < 100; i++) hub.say(`homeassistant/sensor/x${i}/config`, { state_topic: `t/${i}`, junk })
    expect(hub.discovery.things().length).toBeLessThan(70)
    expect(hub.named).toContain('The announcements are more than 16,777,216 bytes together; this one is not taken.')
  })

  it('all templates that read one message take no more steps than one message may cost', () => {
    const hub = new Hub()
    const endless = '{% for a in range(2000) %}{% for b in range(2000) %}x{% endfor %}{% endfor %}'
    for (let i = 0; i < 150; i++)
      hub.announce('sensor', { state_topic: 't', value_template: endless, device: { identifiers: ['d'] } }, `x${i}`)
    const told = hub.say('t', '1')
    expect(told.filter((one) => one.is === 'unknown' && one.why.params?.['why'] === 'it takes too many steps')).toHaveLength(150)
  })

  it('the same announcement again and again changes nothing, and another one on its topic takes its place', () => {
    const hub = new Hub()
    hub.announce('sensor', { state_topic: 'a' })
    expect(hub.say('homeassistant/sensor/one/config', { state_topic: 'a' })).toEqual([])
    for (let i = 0; i < 1_000; i++) hub.announce('sensor', { state_topic: `t/${i}`, unique_id: `u${i}` })
    expect([hub.discovery.things().length, hub.discovery.topics]).toEqual([1, ['t/999']])
  })
})

describe('[E7] what is malformed is refused by name', () => {
  it.each([
    ['{', 'This announcement is no JSON table. Look for a slip in what the device sends.'],
    ['[]', 'This announcement is no JSON table. Look for a slip in what the device sends.'],
    ['['.repeat(100_000), 'This announcement is nested more than 16 levels deep, so it is not read.'],
    ['{"a":'.repeat(40_000), 'This announcement is nested more than 16 levels deep, so it is not read.'],
    ['x'.repeat(10_000_000), 'This message is longer than 262,144 bytes, so it is not read.'],
    [
      '{"__proto__":{"state_topic":"a"}}',
      'This announcement uses the key “__proto__”, which reaches into programs. It is refused whole.'
    ],
    [
      '{"device":{"constructor":1}}',
      'This announcement uses the key “constructor”, which reaches into programs. It is refused whole.'
    ],
    [
      `{${Array.from({ length: 10_001 }, (_, i) => `"k${i}":1`).join()}}`,
      'This announcement has more than 10,000 parts, so it is not read.'
    ],
    ['{"state_topic":"a/+/#"}', ''],
    ['{"state_topic":"a#"}', '“a#” under “state_topic” is no topic. A topic is a few words with / between them.'],
    [
      '{"state_topic":"$SYS/broker"}',
      '“$SYS/broker” under “state_topic” is no topic. A topic is a few words with / between them.'
    ],
    [
      `{"state_topic":"${'a'.repeat(400)}"}`,
      `“${'a'.repeat(40)}” under “state_topic” is no topic. A topic is a few words with / between them.`
    ],
    ['{"state_topic":"a\\u0000"}', '“a” under “state_topic” is no topic. A topic is a few words with / between them.'],
    ['{"state_topic":5}', '“5” under “state_topic” is no topic. A topic is a few words with / between them.'],
    ['{"state_topic":"a","qos":3}', '“qos” cannot be “3”. Set it to something it can be, where the device is set up.'],
    ['{"state_topic":"a","unique_id":{}}', 'The id “{}” is empty or too long.'],
    ['{"state_topic":"a","unique_id":""}', 'The id “” is empty or too long.'],
    [`{"state_topic":"a","unique_id":"${'é'.repeat(90)}"}`, `The id “${'é'.repeat(40)}” is empty or too long.`],
    [
      '{"state_topic":"a","device":{}}',
      'The device has neither an identifier nor a connection to know it by. Give it one where it is set up.'
    ],
    ['{"state_topic":"a","device":{"identifiers":[{}]}}', '“device” has to be a table with identifiers or connections.'],
    ['{"state_topic":"a","encoding":"utf-16"}', 'Messages in the encoding “utf-16” cannot be read. Let the device send UTF-8.']
  ])('%#: such an announcement is not taken, or harmless', (text, why) => {
    const hub = new Hub()
    hub.say('homeassistant/sensor/one/config', text)
    expect(hub.named).toEqual(why === '' ? [] : [why])
    expect(hub.discovery.things()).toHaveLength(why === '' ? 1 : 0)
  })

  it('bytes that are no text, and messages that are too long, change nothing', () => {
    const hub = new Hub()
    hub.announce('sensor', { state_topic: 'a' })
    expect(hub.discovery.hear({ key: 'box' }, 'a', new Uint8Array([0xff, 0xfe]), 1)).toMatchObject([{ is: 'named' }])
    expect(hub.say('a', 'x'.repeat(70_000))).toMatchObject([{ is: 'named' }])
    expect(hub.say('a', '['.repeat(60_000))).toMatchObject([{ is: 'reading' }])
  })

  it('names of strangers are one short line without what cannot be seen', () => {
    const hub = new Hub()
    hub.announce('sensor', { name: `a\n\u202eb${'x'.repeat(300)}`, state_topic: 'a' })
    expect(hub.discovery.things()[0]?.name).toBe(`a b${'x'.repeat(77)}`)
  })

  it('words that cannot be shown are left out by name', () => {
    const hub = new Hub()
    const key = hub.announce('select', { command_topic: 'a', options: ['ok', '', ' b', 'c'.repeat(99)] })
    expect(hub.discovery.thingOf(key)?.acts).toMatchObject([{ shape: { is: 'words', of: ['ok'] } }])
    expect(hub.named).toEqual(['“options” has words that are empty or too long; they are left out.'])
  })
})
