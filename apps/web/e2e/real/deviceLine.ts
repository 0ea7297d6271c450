/**
 * Devices as they announce themselves and speak over MQTT, for the tests of this folder: written for them, in the form that the
 * documents of Zigbee2MQTT, Tasmota and ESPHome give. One client stands for one device or gateway; what its broker lets it hear is
 * gathered, so that a test sees what a lamp was told.
 */
import mqtt, { type MqttClient } from 'mqtt'

export interface DeviceLine {
  /** Says something as the device does; kept by the broker where asked. */
  say(topic: string, payload: unknown, retain?: boolean): Promise<void>
  /** All that was said to a topic since the line was there, the last at the end. */
  told(topic: string): readonly string[]
  end(): Promise<void>
}

export interface LineOptions {
  readonly port: number
  readonly username?: string
  readonly password?: string
  /** Topics at which it is told what to do. */
  readonly hears: readonly string[]
  /** What the broker says for it when it is gone without a word. */
  readonly will?: { readonly topic: string; readonly payload: string }
}

export const openLine = async ({ port, hears, will, ...who }: LineOptions): Promise<DeviceLine> => {
  const told = new Map<string, string[]>()
  const client: MqttClient = await mqtt.connectAsync({ host: '127.0.0.1', port, reconnectPeriod: 0, ...who, ...(will && { will: { ...will, payload: Buffer.from(will.payload), qos: 1, retain: true } }) })
  client.on('message', (topic, payload) => void told.set(topic, [...(told.get(topic) ?? []), payload.toString()]))
  for (const topic of hears) await client.subscribeAsync(topic)
  return {
    say: async (topic, payload, retain = false) => void (await client.publishAsync(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), { qos: 1, retain })),
    told: (topic) => told.get(topic) ?? [],
    end: () => client.endAsync(true)
  }
}

/** A dimmable lamp behind Zigbee2MQTT: a light in the JSON schema. */
export const pathLamp = {
  config: 'homeassistant/light/0x00158d0001d1a3b7/light/config',
  set: 'zigbee2mqtt/Path lamp/set',
  state: 'zigbee2mqtt/Path lamp',
  availability: 'zigbee2mqtt/Path lamp/availability',
  announcement: {
    availability: [{ topic: 'zigbee2mqtt/bridge/state', value_template: '{{ value_json.state }}' }, { topic: 'zigbee2mqtt/Path lamp/availability', value_template: '{{ value_json.state }}' }],
    availability_mode: 'all',
    brightness: true,
    brightness_scale: 254,
    command_topic: 'zigbee2mqtt/Path lamp/set',
    device: { identifiers: ['zigbee2mqtt_0x00158d0001d1a3b7'], manufacturer: 'Lamp maker', model: 'Bulb, dimmable', name: 'Path lamp', suggested_area: 'Garden' },
    name: null,
    object_id: 'path_lamp',
    schema: 'json',
    state_topic: 'zigbee2mqtt/Path lamp',
    supported_color_modes: ['brightness'],
    unique_id: '0x00158d0001d1a3b7_light_zigbee2mqtt'
  }
} as const

/** A light sensor of Zigbee2MQTT. */
export const gateEye = {
  config: 'homeassistant/sensor/0x00158d0002e4f1c2/illuminance/config',
  state: 'zigbee2mqtt/Gate eye',
  availability: 'zigbee2mqtt/Gate eye/availability',
  announcement: {
    availability: [{ topic: 'zigbee2mqtt/bridge/state', value_template: '{{ value_json.state }}' }, { topic: 'zigbee2mqtt/Gate eye/availability', value_template: '{{ value_json.state }}' }],
    availability_mode: 'all',
    device: { identifiers: ['zigbee2mqtt_0x00158d0002e4f1c2'], manufacturer: 'Eye maker', model: 'Light sensor', name: 'Gate eye', suggested_area: 'Garden' },
    device_class: 'illuminance',
    object_id: 'gate_eye_illuminance',
    state_class: 'measurement',
    state_topic: 'zigbee2mqtt/Gate eye',
    unique_id: '0x00158d0002e4f1c2_illuminance_zigbee2mqtt',
    unit_of_measurement: 'lx',
    value_template: '{{ value_json.illuminance }}'
  }
} as const

/** All of them say that they are there, as after a start of their gateway, and how they stand. */
export const announce = async (line: DeviceLine): Promise<void> => {
  await line.say('zigbee2mqtt/bridge/state', { state: 'online' }, true)
  for (const { config, announcement, availability } of [pathLamp, gateEye]) {
    await line.say(config, announcement, true)
    await line.say(availability, { state: 'online' }, true)
  }
  // Kept by the broker, as a gateway is set to where states are wanted at once.
  await line.say(pathLamp.state, { state: 'OFF', brightness: 254 }, true)
  await line.say(gateEye.state, { illuminance: 120 }, true)
}
