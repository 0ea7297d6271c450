/** The contract of the port `Mqtt` as vitest tests: an adapter's own test file is one call. */
import type { Cancel } from '@commune/protocol'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Mqtt, mqttLimits, type MqttMessage } from '../port.ts'

/** A broker with the port under test, and how a device comes to it. It may say and hear all below `house` and `yard`. */
export interface MqttGround {
  readonly mqtt: Mqtt
  readonly device: { readonly url: string; readonly username?: string; readonly password?: string }
  close(): Promise<void>
}

interface Heard {
  readonly topic: string
  readonly text: string
  readonly retained: boolean
}

const decoder = new TextDecoder()

export function mqttContract(name: string, open: () => Promise<MqttGround>): void {
  describe(`the MQTT contract on ${name}`, () => {
    let ground: MqttGround
    let mqtt: Mqtt
    const devices: MqttClient[] = []

    beforeEach(async () => {
      ground = await open()
      mqtt = ground.mqtt
      await until(() => mqtt.status().is === 'here')
    })
    afterEach(async () => {
      await Promise.all(devices.splice(0).map((device) => device.endAsync(true)))
      await ground.close()
    })

    async function comes(): Promise<MqttClient> {
      const { url, ...login } = ground.device
      const device = await connectAsync(url, { ...login, clientId: `device-${devices.length}`, reconnectPeriod: 0 })
      devices.push(device)
      return device
    }

    async function hears(device: MqttClient, filter: string, qos: 0 | 1 = 0): Promise<Heard[]> {
      const heard: Heard[] = []
      device.on('message', (topic, payload, { retain }) => heard.push({ topic, text: decoder.decode(payload), retained: retain }))
      await device.subscribeAsync(filter, { qos })
      return heard
    }

    /** A last message that comes after all before it. */
    async function settled(device: MqttClient, list: readonly Heard[]): Promise<void> {
      await device.publishAsync('house/last', 'last', { qos: 1 })
      await until(() => list.some(({ text }) => text === 'last'))
    }

    test('what a device says under a prefix comes whole and in order, and nothing else does', async () => {
      const heard = listen(mqtt)
      expect(await mqtt.subscribe('house')).toEqual({ ok: true, value: undefined })
      const device = await comes()
      await device.publishAsync('housework', 'no')
      await device.publishAsync('yard/gate', 'no')
      await device.publishAsync('house', '0')
      for (let n = 1; n < 50; n++) await device.publishAsync('house/lamp/état', String(n), { qos: n % 2 === 0 ? 0 : 1 })
      await settled(device, heard)
      expect(heard.map(({ text }) => text)).toEqual([...Array(50).keys()].map(String).concat('last'))
      expect(heard[1]).toEqual({ topic: 'house/lamp/état', text: '1', retained: false })
    })

    test('what is published reaches a device that hears it, at both qualities, and does not come back', async () => {
      const own = listen(mqtt)
      await mqtt.subscribe('house')
      const device = await comes()
      const heard = await hears(device, 'house/lamp/+', 1)
      expect(mqtt.publish('house/lamp/set', 'on')).toEqual({ ok: true, value: undefined })
      expect(mqtt.publish('house/lamp/level', new Uint8Array([0x36, 0x30]), { qos: 1 })).toEqual({ ok: true, value: undefined })
      await until(() => heard.length === 2)
      expect(heard).toEqual([{ topic: 'house/lamp/set', text: 'on', retained: false }, { topic: 'house/lamp/level', text: '60', retained: false }])
      await settled(device, own)
      expect(own.map(({ text }) => text)).toEqual(['last'])
    })

    test('what was left comes on subscribing, marked as such, until an empty payload removes it', async () => {
      const device = await comes()
      await device.publishAsync('house/a', 'left', { qos: 1, retain: true })
      await device.publishAsync('house/b', 'gone', { qos: 1, retain: true })
      await device.publishAsync('house/b', '', { qos: 1, retain: true })
      const heard = listen(mqtt)
      await mqtt.subscribe('house')
      await settled(device, heard)
      await device.publishAsync('house/a', 'new', { qos: 1, retain: true })
      await until(() => heard.length === 3)
      expect(heard).toEqual([
        { topic: 'house/a', text: 'left', retained: true },
        { topic: 'house/last', text: 'last', retained: false },
        { topic: 'house/a', text: 'new', retained: false }
      ])
    })

    test('what the commune leaves is there for a device that comes later', async () => {
      mqtt.publish('house/sign', 'here', { retain: true, qos: 1 })
      const first = await comes()
      const heard = await hears(first, 'house/#')
      await until(() => heard.length === 1)
      expect(heard).toEqual([{ topic: 'house/sign', text: 'here', retained: true }])
    })

    test('any bytes come as they were said, none and the most that may be included', async () => {
      const bytes: Uint8Array[] = []
      mqtt.onMessage(({ payload }) => bytes.push(Uint8Array.from(payload)))
      await mqtt.subscribe('house')
      const device = await comes()
      const said = [new Uint8Array(), Uint8Array.from({ length: 256 }, (_, index) => index), new Uint8Array(mqttLimits.payloadBytesMax).fill(7)]
      for (const each of said) await device.publishAsync('house/bytes', Buffer.from(each), { qos: 1 })
      await until(() => bytes.length === 3)
      expect(bytes.map((each) => Buffer.from(each).equals(said[bytes.indexOf(each)] as Uint8Array))).toEqual([true, true, true])
    })

    test('prefixes that lie in one another bring a message once; without one of them the other goes on', async () => {
      const heard = listen(mqtt)
      await mqtt.subscribe('house/lamp')
      await mqtt.subscribe('house')
      await mqtt.subscribe('house/lamp/level')
      const device = await comes()
      await device.publishAsync('house/lamp/level', 'first', { qos: 1 })
      await settled(device, heard)
      await mqtt.unsubscribe('house')
      await device.publishAsync('house/door', 'not heard', { qos: 1 })
      await device.publishAsync('house/lamp', 'second', { qos: 1 })
      await until(() => heard.length >= 3)
      expect(heard.map(({ text }) => text)).toEqual(['first', 'last', 'second'])
      await mqtt.unsubscribe('house/lamp')
      await device.publishAsync('house/lamp', 'not heard', { qos: 1 })
      await device.publishAsync('house/lamp/level', 'third', { qos: 1 })
      await until(() => heard.length >= 4)
      expect(heard.map(({ text }) => text)).toEqual(['first', 'last', 'second', 'third'])
    })

    test('the empty prefix hears everything', async () => {
      const heard = listen(mqtt)
      await mqtt.subscribe('')
      const device = await comes()
      await device.publishAsync('yard/gate', 'open', { qos: 1 })
      await until(() => heard.length === 1)
      expect(heard[0]?.topic).toBe('yard/gate')
    })

    test('what is no topic is refused, to say and to hear', async () => {
      const long = `house/${'x'.repeat(mqttLimits.topicBytesMax)}`
      const deep = Array.from({ length: mqttLimits.topicLevelsMax + 1 }, () => 'a').join('/')
      for (const wrong of ['house/#', 'house/+', 'a\u0000b', 'a\nb', '$SYS', '$SYS/broker', '\ud800', long, deep]) {
        expect(mqtt.publish(wrong, 'x')).toEqual({ ok: false, error: 'topic' })
        expect(await mqtt.subscribe(wrong)).toEqual({ ok: false, error: 'topic' })
      }
      expect(mqtt.publish('', 'x')).toEqual({ ok: false, error: 'topic' })
    })

    test('a payload that is too large is refused, as bytes and as text', () => {
      expect(mqtt.publish('house/big', new Uint8Array(mqttLimits.payloadBytesMax + 1))).toEqual({ ok: false, error: 'too-large' })
      expect(mqtt.publish('house/big', 'ä'.repeat(mqttLimits.payloadBytesMax / 2 + 1))).toEqual({ ok: false, error: 'too-large' })
      expect(mqtt.publish('house/big', 'ä'.repeat(mqttLimits.payloadBytesMax / 2))).toEqual({ ok: true, value: undefined })
    })

    test('prefixes are bounded', async () => {
      await Promise.all(Array.from({ length: mqttLimits.prefixesMax }, (_, n) => mqtt.subscribe(`house/${n}`)))
      expect(await mqtt.subscribe('house/more')).toEqual({ ok: false, error: 'many' })
      expect(await mqtt.subscribe('house/7')).toEqual({ ok: true, value: undefined })
      await mqtt.unsubscribe('house/7')
      expect(await mqtt.subscribe('house/more')).toEqual({ ok: true, value: undefined })
    })

    test('a handler that throws does not keep the message from the others, and one that was taken off is not called', async () => {
      const stop: Cancel = mqtt.onMessage(() => expect.unreachable('it was taken off'))
      mqtt.onMessage(() => {
        throw new Error('this handler is broken')
      })
      const heard = listen(mqtt)
      stop()
      stop()
      await mqtt.subscribe('house')
      await settled(await comes(), heard)
      expect(heard).toHaveLength(1)
    })

    test('many messages both ways at once: each comes once and in order', async () => {
      const count = 4_000
      const heard: string[] = []
      mqtt.onMessage(({ payload }) => {
        const text = decoder.decode(payload)
        heard.push(text)
        mqtt.publish('yard/echo', text)
      })
      await mqtt.subscribe('house')
      const [sensor, actuator] = [await comes(), await comes()]
      const back = await hears(actuator, 'yard/echo')
      for (let n = 0; n < count; n++) sensor.publish('house/n', String(n))
      await until(() => back.length === count)
      const expected = [...Array(count).keys()].map(String)
      expect(heard).toEqual(expected)
      expect(back.map(({ text }) => text)).toEqual(expected)
    })

    test('after it was closed nothing is said and nothing heard, and closing again is no fault', async () => {
      const statuses: string[] = []
      mqtt.onStatus(({ is }) => statuses.push(is))
      const heard = listen(mqtt)
      await mqtt.subscribe('house')
      const device = await comes()
      await mqtt.close()
      await mqtt.close()
      expect(mqtt.status().is).toBe('closed')
      expect(statuses).toEqual(['closed'])
      expect(mqtt.publish('house/x', 'x')).toEqual({ ok: false, error: 'closed' })
      expect(await mqtt.subscribe('yard')).toEqual({ ok: false, error: 'closed' })
      await device.publishAsync('house/x', 'x', { qos: 1 })
      expect(heard).toEqual([])
    })
  })
}

function listen(mqtt: Mqtt): Heard[] {
  const heard: Heard[] = []
  mqtt.onMessage(({ topic, payload, retained }: MqttMessage) => heard.push({ topic, text: decoder.decode(payload), retained }))
  return heard
}

/** Waits in turns of the event loop, for as long as the test may take. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}
