/** Devices at the broker of a box: let in, announced, told of, asked, and gone. A real daemon, real sockets, real payloads. */
import type { Rule, ThingRow } from '@commune/commune'
import type { SensedRow } from '@commune/peer'
import { MqttClient } from 'mqtt'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Place, startPlace } from '../testing/place.ts'

let box: Place
let port: number
let world: string
beforeAll(async () => {
  box = await startPlace(undefined, { mqtt: { port: 0, host: '127.0.0.1' } })
  world = (await box.json<{ world: string }[]>('worlds'))[0]?.world ?? ''
  const devices = await box.serving.letIn(world)
  port = Number(new URL(devices?.look().address ?? '').port)
})
afterAll(() => box.close())

const until = async (look: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 800; tries++) {
    if (await look()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it never came to that')
}

/** A gateway that speaks for a lamp and a motion sensor, as Zigbee2MQTT does. */
const device = { identifiers: ['zigbee2mqtt_0x0017880104e45522'], manufacturer: 'Philips', model: 'Hue bulb', name: 'Path lamp' }
const lampConfig = {
  availability: [{ topic: 'zigbee2mqtt/bridge/state', value_template: '{{ value_json.state }}' }],
  brightness: true,
  brightness_scale: 254,
  command_topic: 'zigbee2mqtt/path lamp/set',
  device,
  name: null,
  object_id: 'path_lamp',
  origin: { name: 'Zigbee2MQTT', sw: '2.0.0' },
  schema: 'json',
  state_topic: 'zigbee2mqtt/path lamp',
  supported_color_modes: ['brightness'],
  unique_id: '0x0017880104e45522_light_zigbee2mqtt'
}
const luxConfig = {
  device: { identifiers: ['zigbee2mqtt_0x00158d'], name: 'Dusk eye' },
  device_class: 'illuminance',
  state_topic: 'zigbee2mqtt/dusk eye',
  unit_of_measurement: 'lx',
  value_template: '{{ value_json.illuminance }}',
  state_class: 'measurement',
  unique_id: '0x00158d_illuminance'
}

const open = (id: string, secret: string): Promise<MqttClient> =>
  new Promise((resolve, reject) => {
    const client = new MqttClient(() => connect(port, '127.0.0.1'), { clientId: `test-${id}`, username: id, password: secret, reconnectPeriod: 0, protocolVersion: 4 })
    client.once('connect', () => resolve(client))
    client.once('error', reject)
  })

test('a gateway is let in, and what it announces becomes things that tell, and can be asked', async () => {
  const made = await box.json<{ id: string; secret: string }>('broker', '--let', 'zigbee gateway', '--says', 'zigbee2mqtt', 'homeassistant')
  const gateway = await open(made.id, made.secret)
  const heard: [string, string][] = []
  gateway.on('message', (topic, payload) => void heard.push([topic, payload.toString()]))
  await gateway.subscribeAsync('zigbee2mqtt/+/set')
  await gateway.publishAsync('homeassistant/light/0x0017880104e45522/light/config', JSON.stringify(lampConfig), { retain: true })
  await gateway.publishAsync('homeassistant/sensor/0x00158d/illuminance/config', JSON.stringify(luxConfig), { retain: true })
  await gateway.publishAsync('zigbee2mqtt/bridge/state', '{"state":"online"}', { retain: true })
  await gateway.publishAsync('zigbee2mqtt/dusk eye', '{"illuminance":3.5,"battery":80}')
  await gateway.publishAsync('zigbee2mqtt/path lamp', '{"state":"ON","brightness":127}')
  await until(async () => (await box.json<ThingRow[]>('things')).length === 2)
  const things = await box.json<ThingRow[]>('things')
  expect(things.map(({ name }) => name).sort()).toEqual(['Dusk eye', 'Path lamp'])
  await until(async () => (await box.run(['things', 'dusk eye'])).out.includes('3.5 lx'))
  const lamp = await box.json<ThingRow & { sensed: readonly SensedRow[] }>('things', 'path lamp')
  expect(lamp.maker).toBe('Philips')
  expect(lamp.acts.length).toBeGreaterThan(0)
  // What is out of reach is unknown, never off.
  await gateway.publishAsync('zigbee2mqtt/bridge/state', '{"state":"offline"}', { retain: true })
  await until(async () => (await box.run(['things', 'path lamp'])).out.includes('unknown: out of reach'))
  // Taken away, it is gone.
  await gateway.publishAsync('homeassistant/sensor/0x00158d/illuminance/config', '', { retain: true })
  await until(async () => (await box.json<ThingRow[]>('things')).length === 1)
  expect(heard).toEqual([])
  await gateway.publishAsync('zigbee2mqtt/bridge/state', '{"state":"online"}', { retain: true })
  await gateway.publishAsync('zigbee2mqtt/path lamp', '{"state":"ON","brightness":254}')
  await until(async () => (await box.run(['things', 'path lamp'])).out.includes('100 %'))
  // A gateway that goes away leaves nothing known behind.
  await gateway.endAsync()
  await until(async () => (await box.run(['things', 'path lamp'])).out.includes('unknown: out of reach'))
})

test('[P5] who was not let in, and what lies outside of what was granted, is refused and named', async () => {
  await expect(open('nobody', 'wrong')).rejects.toThrow()
  const made = await box.json<{ id: string; secret: string }>('broker', '--let', 'weather mast', '--says', 'mast', 'homeassistant')
  const mast = await open(made.id, made.secret)
  const foreign = { ...luxConfig, state_topic: 'zigbee2mqtt/dusk eye', unique_id: 'mast_lux', device: { identifiers: ['mast'], name: 'Mast' } }
  await mast.publishAsync('homeassistant/sensor/mast/lux/config', JSON.stringify(foreign))
  await until(async () => (await box.run(['broker'])).out.includes('zigbee2mqtt/dusk eye'))
  expect((await box.json<ThingRow[]>('things')).some(({ name }) => name === 'Mast')).toBe(false)
  const shown = (await box.run(['broker'])).out
  expect(shown).toMatch(/weather mast +here +speaks at mast, homeassistant/)
  expect((await box.run(['broker', '--away', 'weather mast'])).out).toMatch(/is let in no more/)
  expect((await box.run(['broker', '--let', 'other', '--says', 'zigbee2mqtt'])).err).toMatch(/“zigbee2mqtt” belongs to zigbee gateway/)
  await mast.endAsync(true)
})

test('a grant is changed while its device is connected: what is added holds at once, and what is taken away takes its things along', async () => {
  const made = await box.json<{ id: string; secret: string }>('broker', '--let', 'roof', '--says', 'roof', 'homeassistant')
  const roof = await open(made.id, made.secret)
  const heard: string[] = []
  roof.on('message', (topic) => void heard.push(topic))
  await roof.subscribeAsync('homeassistant/status')
  const sensor = (word: string): [string, string, object] => [
    `homeassistant/sensor/${word}/lux/config`,
    JSON.stringify({ ...luxConfig, state_topic: `${word}/lux`, unique_id: `${word}_lux`, device: { identifiers: [word], name: word } }),
    { retain: true }
  ]
  await roof.publishAsync(...sensor('roof'))
  await roof.publishAsync(...sensor('cellar'))
  const names = async (): Promise<(string | undefined)[]> => (await box.json<ThingRow[]>('things')).map(({ name }) => name)
  await until(async () => (await names()).includes('roof'))
  expect(await names()).not.toContain('cellar')
  expect((await box.run(['broker', '--change', 'roof', '--says', 'cellar', '--call', 'house mast'])).out).toContain('house mast is changed.')
  await until(async () => (await names()).includes('cellar'))
  await until(async () => heard.includes('homeassistant/status'))
  await roof.publishAsync('cellar/lux', '{"illuminance":7}')
  await until(async () => (await box.run(['things', 'cellar'])).out.includes('7 lx'))
  expect((await box.run(['broker', '--change', 'house mast', '--not', 'attic'])).err).toContain('house mast was not granted attic.')
  expect((await box.run(['broker', '--change', 'house mast'])).err).toContain('Say what changes')
  expect((await box.run(['broker', '--change', 'house mast', '--says', 'zigbee2mqtt'])).err).toMatch(/“zigbee2mqtt” belongs to zigbee gateway/)
  await box.run(['broker', '--change', 'house mast', '--not', 'roof'])
  await until(async () => !(await names()).includes('roof'))
  expect(await names()).toContain('cellar')
  expect((await box.run(['broker'])).out).toMatch(/house mast +here +speaks at homeassistant, cellar/)
  await roof.endAsync()
  // The same password opens, after a change as before.
  await (await open(made.id, made.secret)).endAsync()
})

test('what is agreed is asked of the device itself, over its own topic', async () => {
  const made = await box.json<{ id: string; secret: string }>('broker', '--let', 'second gateway', '--says', 'second', 'homeassistant')
  const gateway = await open(made.id, made.secret)
  const heard: string[] = []
  gateway.on('message', (_topic, payload) => void heard.push(payload.toString()))
  await gateway.subscribeAsync('second/+/set')
  const renamed = JSON.parse(JSON.stringify(lampConfig).replaceAll('zigbee2mqtt/', 'second/').replaceAll('0x0017880104e45522', '0x02').replaceAll('Path lamp', 'Yard lamp')) as object
  const lux = JSON.parse(JSON.stringify(luxConfig).replaceAll('zigbee2mqtt/', 'second/').replaceAll('0x00158d', '0x03').replaceAll('Dusk eye', 'Yard eye')) as object
  await gateway.publishAsync('homeassistant/light/0x02/light/config', JSON.stringify(renamed), { retain: true })
  await gateway.publishAsync('homeassistant/sensor/0x03/illuminance/config', JSON.stringify(lux), { retain: true })
  await gateway.publishAsync('second/bridge/state', '{"state":"online"}', { retain: true })
  await gateway.publishAsync('second/path lamp', '{"state":"OFF","brightness":0}')
  await until(async () => (await box.json<ThingRow[]>('things')).filter(({ name }) => name?.startsWith('Yard')).length === 2)
  const things = await box.json<ThingRow[]>('things')
  const [lamp, eye] = ['Yard lamp', 'Yard eye'].map((name) => things.find((row) => row.name === name))
  const level = lamp?.acts.find((act) => act.shape.is === 'number')
  const rule: Rule = {
    act: `${lamp?.id ?? ''}/${level?.key ?? ''}`,
    to: { value: 60, unit: '%' },
    while: { is: 'compare', of: { is: 'reading', point: `${eye?.id ?? ''}/${eye?.readings[0]?.key ?? ''}` }, how: 'below', to: { value: 10, unit: 'lx' } },
    otherwise: 'rest',
    unsure: 'rest',
    leastMs: 0
  }
  const said = await box.serving.api.act('say', { world, wishes: [{ wish: 'propose', name: 'Yard light', rules: [rule] }] })
  expect(said).toMatchObject({ ok: true })
  await gateway.publishAsync('second/dusk eye', '{"illuminance":3}')
  await until(async () => heard.some((payload) => payload.includes('brightness')))
  expect(JSON.parse(heard.find((payload) => payload.includes('brightness')) ?? '{}')).toMatchObject({ brightness: 152 })
  expect((await box.run(['hold', 'yard lamp', '--point', level?.key ?? ''])).out).toMatch(/An agreement: 60 %.*decides/)
  await gateway.endAsync()
})
