/** What goes from messages of devices to the peer, and with which word about keeping it. */
import type { Mqtt, MqttMessage } from '@commune/bridges/mqtt'
import type { Bridged } from '@commune/peer'
import { expect, test } from 'vitest'
import { Hearing } from './hearing.ts'

test('[P6] a motion sensor that says all it knows in one message has nothing of that kept, nor has a lamp that moves when somebody passes', () => {
  let hear: (message: MqttMessage) => void = () => undefined
  const onMessage = (run: typeof hear) => {
    hear = run
    return () => undefined
  }
  const mqtt = { onMessage, onStatus: () => () => undefined, subscribe: () => Promise.resolve(), publish: () => ({ ok: true }), status: () => ({ is: 'here' }) } as unknown as Mqtt
  const heard: string[] = []
  const bridged = {
    bring: () => true,
    pulse: (_: string, point: string) => heard.push(`${point} passes`),
    keeps: (key: string, point: string) => key !== 'id.lamp' || !point.includes('light'),
    reading: (_: string, point: string, value: unknown, _atMs: number, beside: boolean) => heard.push(`${point.split('.')[1]} ${String(value)} ${beside ? 'beside' : 'kept'}`)
  } as unknown as Bridged
  const hearing = new Hearing({ mqtt, clock: { nowMs: () => 1_000, after: () => () => undefined }, log: { note: () => undefined }, prefixesOf: () => undefined })
  hearing.begin(bridged)
  const say = (topic: string, tree: object): void => hear({ topic, payload: new TextEncoder().encode(JSON.stringify(tree)), retained: false } as MqttMessage)
  const announce = (component: string, id: string, config: object): void => say(`homeassistant/${component}/${id}/config`, config)
  const eye = { identifiers: ['eye'] }
  announce('binary_sensor', 'm', { state_topic: 'z/eye', value_template: '{{ value_json.occupancy }}', payload_on: true, payload_off: false, device_class: 'occupancy', device: eye })
  announce('sensor', 'lux', { state_topic: 'z/eye', value_template: '{{ value_json.illuminance }}', device: eye })
  announce('sensor', 'warm', { state_topic: 'z/eye/warm', device: eye })
  const lamp = { identifiers: ['lamp'] }
  announce('light', 'light', { schema: 'json', state_topic: 'z/lamp', command_topic: 'z/lamp/set', device: lamp })
  announce('sensor', 'link', { state_topic: 'z/lamp', value_template: '{{ value_json.linkquality }}', device: lamp })
  heard.length = 0
  say('z/eye', { occupancy: true, illuminance: 7 })
  // When nobody is there any more, it came so many seconds before.
  say('z/eye', { occupancy: false, illuminance: 8 })
  say('z/eye/warm', 20 as unknown as object)
  say('z/lamp', { state: 'ON', linkquality: 90 })
  hearing.end()
  expect(heard.filter((line) => !line.endsWith('passes'))).toEqual(['lux 7 beside', 'lux 8 beside', 'warm 20 kept', expect.stringMatching(/true beside$/), 'link 90 beside'])
  expect(heard.some((line) => line.endsWith('passes'))).toBe(true)
})

test('[P6] a sensor that said that somebody stays says nothing more while its broker or its gateway is away, and feels nobody then', () => {
  let [hear, status, due]: [(message: MqttMessage) => void, (status: object) => void, () => void] = [() => undefined, () => undefined, () => undefined]
  let [nowMs, is] = [1_000, 'here']
  const stop = (): void => undefined
  const mqtt = {
    onMessage: (run: typeof hear) => {
      hear = run
      return stop
    },
    onStatus: (run: typeof status) => {
      status = run
      return stop
    },
    subscribe: () => Promise.resolve(), publish: () => ({ ok: true }), status: () => ({ is })
  } as unknown as Mqtt
  const heard: string[] = []
  const bridged = { bring: () => true, keeps: () => true, here: () => heard.push('here'), unknown: () => heard.push('unknown'), pulse: () => heard.push('passes'), reading: () => undefined } as unknown as Bridged
  const after = (_: number, run: () => void) => {
    due = run
    return stop
  }
  const clock = { nowMs: () => nowMs, after }
  const hearing = new Hearing({ mqtt, clock, log: { note: () => undefined }, prefixesOf: () => undefined })
  hearing.begin(bridged)
  const say = (topic: string, payload: string): void => hear({ topic, payload: new TextEncoder().encode(payload), retained: false, from: 'gate' } as MqttMessage)
  const later = (): readonly string[] => {
    nowMs += 60_000
    due()
    return heard.splice(0)
  }
  say('homeassistant/binary_sensor/m/config', JSON.stringify({ state_topic: 'm', device_class: 'occupancy', unique_id: 'm', device: { identifiers: ['m'] } }))
  const point = hearing.discovery.feeling('id.m')[0] ?? ''
  say('m', 'ON')
  expect([later(), hearing.feels('id.m', point)]).toEqual([['passes', 'passes'], true])
  for (const [goes, comes] of [
    [() => status({ is: (is = 'away') }), () => status({ is: (is = 'here') })],
    [() => hearing.lost('gate'), () => hearing.back('gate')]
  ] as const) {
    goes()
    expect([later(), hearing.feels('id.m', point)]).toEqual([['unknown'], false])
    comes()
    expect([later(), hearing.feels('id.m', point)]).toEqual([['here', 'passes'], true])
  }
  hearing.end()
})
