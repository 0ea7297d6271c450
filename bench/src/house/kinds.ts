/**
 * Devices of a house, kind by kind: what each announces and what it says. Written for this bench in the forms that are common: a gateway for
 * radio devices that says all of one device in one message, firmware for plugs and meters with short keys and nested messages, boards
 * that say each value on a topic of its own.
 */

export interface Said {
  readonly topic: string
  readonly payload: string
  readonly retain: boolean
}

export interface Device {
  readonly name: string
  /** Who speaks for it: a gateway, or itself. */
  readonly speaker: string
  readonly announces: readonly Said[]
  /** What it says once it is there: that it can be reached, and how it stands. */
  readonly greets: readonly Said[]
  /** One message at a time; `n` goes up. */
  say(n: number): Said
  /** Values of series in one such message. */
  readonly readingsPerMessage: number
  /** Series that it has in all. */
  readonly readings: number
}

export type Kind = (number: number) => Device

export const said = (topic: string, payload: object | string, retain = false): Said => ({
  topic,
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  retain
})

const countOf = (readings: number): Pick<Device, 'readings' | 'readingsPerMessage'> => ({ readings, readingsPerMessage: readings })

/** A value that wanders, as most that is measured does: the same for the same numbers. */
const wander = (middle: number, reach: number, n: number, salt: number): number =>
  Math.round((middle + reach * (Math.sin(n / 11 + salt) + 0.3 * Math.sin(n * 1.7 + salt * 3))) * 100) / 100

interface Part {
  readonly key: string
  readonly component?: string
  readonly more: object
  value(n: number, salt: number): unknown
}

const measured = (key: string, about: string, unit: string, middle: number, reach: number, more: object = {}): Part => ({
  key,
  more: { device_class: about, unit_of_measurement: unit, state_class: 'measurement', ...more },
  value: (n, salt) => wander(middle, reach, n, salt)
})
const diagnostic = { entity_category: 'diagnostic' }
const quality: Part = {
  key: 'linkquality',
  more: { name: 'Linkquality', unit_of_measurement: 'lqi', state_class: 'measurement', ...diagnostic },
  value: (n, salt) => 80 + ((n * 7 + Math.round(salt * 13)) % 120)
}
const battery = measured('battery', 'battery', '%', 70, 2, diagnostic)
const voltage = measured('voltage', 'voltage', 'mV', 2_950, 20, diagnostic)
const yesNo = (key: string, about: string, everyN: number, more: object = {}): Part => ({
  key,
  component: 'binary_sensor',
  more: { device_class: about, payload_on: true, payload_off: false, ...more },
  value: (n, salt) => (n + Math.round(salt)) % everyN === 0
})
const choice = (key: string, words: readonly string[]): Part => ({
  key,
  component: 'select',
  more: { options: words, entity_category: 'config' },
  value: () => words[0]
})
const setting = (key: string, min: number, max: number, unit?: string): Part => ({
  key,
  component: 'number',
  more: { min, max, step: 0.1, ...(unit !== undefined && { unit_of_measurement: unit }), entity_category: 'config' },
  value: () => min
})

/** A radio device behind the gateway: all its values in one message. */
const zigbee =
  (kindName: string, maker: string, model: string, parts: readonly Part[], settings: { light?: true; plug?: true } = {}): Kind =>
  (number) => {
    const name = `${kindName} ${number}`
    const id = `0x00158d${(0x1000_0000 + number * 7_919).toString(16)}${Buffer.from(kindName).toString('hex').slice(0, 2)}`
    const topic = `zigbee2mqtt/${name}`
    const device = { identifiers: [`zigbee2mqtt_${id}`], manufacturer: maker, model, name, via_device: 'zigbee2mqtt_bridge_0x00124b00' }
    const origin = { name: 'Zigbee2MQTT', sw: '2.6.0', url: 'https://www.zigbee2mqtt.io' }
    const availability = [
      { topic: 'zigbee2mqtt/bridge/state', value_template: '{{ value_json.state }}' },
      { topic: `${topic}/availability`, value_template: '{{ value_json.state }}' }
    ]
    const shared = { availability, availability_mode: 'all', device, origin, state_topic: topic }
    const announced = ({ key, component = 'sensor', more }: Part): Said => {
      const isSet = component === 'select' || component === 'number'
      return said(
        `homeassistant/${component}/${id}/${key}/config`,
        {
          ...shared,
          ...more,
          ...(isSet && { command_topic: `${topic}/set/${key}` }),
          object_id: `${name}_${key}`.replaceAll(' ', '_'),
          unique_id: `${id}_${key}_zigbee2mqtt`,
          value_template: `{{ value_json["${key}"] }}`
        },
        true
      )
    }
    const salt = number * 0.37 + kindName.length
    const state = (n: number): object => ({
      ...Object.fromEntries(parts.map(({ key, value }) => [key, value(n, salt)])),
      ...(settings.light && { state: n % 40 < 20 ? 'ON' : 'OFF', brightness: 254, color_temp: 250 + (n % 100), color_mode: 'color_temp' }),
      ...(settings.plug && { state: 'ON' })
    })
    return {
      name,
      speaker: 'zigbee gateway',
      announces: [
        ...parts.map(announced),
        ...(settings.light
          ? [
              said(
                `homeassistant/light/${id}/light/config`,
                {
                  ...shared,
                  name: null,
                  schema: 'json',
                  brightness: true,
                  brightness_scale: 254,
                  supported_color_modes: ['color_temp'],
                  min_mireds: 153,
                  max_mireds: 500,
                  command_topic: `${topic}/set`,
                  unique_id: `${id}_light_zigbee2mqtt`
                },
                true
              )
            ]
          : []),
        ...(settings.plug
          ? [
              said(
                `homeassistant/switch/${id}/switch/config`,
                { ...shared, name: null, command_topic: `${topic}/set`, payload_on: 'ON', payload_off: 'OFF', value_template: '{{ value_json["state"] }}', unique_id: `${id}_switch_zigbee2mqtt` },
                true
              )
            ]
          : [])
      ],
      greets: [said(`${topic}/availability`, { state: 'online' }, true)],
      say: (n) => said(topic, state(n)),
      ...countOf(parts.length + (settings.light ? 3 : 0) + (settings.plug ? 1 : 0))
    }
  }

export const climateEye = zigbee('climate eye', 'Aqara', 'WSDCGQ11LM', [
  measured('temperature', 'temperature', '°C', 20, 3),
  measured('humidity', 'humidity', '%', 50, 10),
  measured('pressure', 'atmospheric_pressure', 'hPa', 1_010, 5),
  measured('dew_point', 'temperature', '°C', 10, 3),
  setting('temperature_calibration', -10, 10, '°C'),
  setting('humidity_calibration', -10, 10, '%'),
  battery,
  voltage,
  quality
])

export const motionEye = zigbee('motion eye', 'Philips', 'SML001', [
  measured('temperature', 'temperature', '°C', 20, 3),
  measured('illuminance', 'illuminance', 'lx', 120, 118),
  measured('device_temperature', 'temperature', '°C', 25, 2, diagnostic),
  yesNo('occupancy', 'occupancy', 5),
  yesNo('tamper', 'tamper', 500),
  choice('motion_sensitivity', ['low', 'medium', 'high']),
  setting('occupancy_timeout', 0, 65_535, 's'),
  yesNo('led_indication', 'light', 2),
  battery,
  voltage,
  quality
])

export const doorEye = zigbee('door eye', 'Aqara', 'MCCGQ11LM', [
  yesNo('contact', 'door', 2, { payload_on: false, payload_off: true }),
  yesNo('battery_low', 'battery', 900, diagnostic),
  measured('device_temperature', 'temperature', '°C', 25, 2, diagnostic),
  measured('trigger_count', 'power_factor', '%', 50, 20),
  measured('power_outage_count', 'power_factor', '%', 50, 20),
  battery,
  voltage,
  quality
])

export const plug = zigbee(
  'plug',
  'TuYa',
  'TS011F',
  [
    measured('power', 'power', 'W', 300, 290),
    measured('current', 'current', 'A', 1.5, 1.4),
    { ...measured('energy', 'energy', 'kWh', 300, 0, { state_class: 'total_increasing' }), value: (n) => Math.round(n * 3) / 100 },
    { ...measured('voltage', 'voltage', 'V', 232, 4) },
    measured('device_temperature', 'temperature', '°C', 35, 4, diagnostic),
    choice('power_outage_memory', ['on', 'off', 'restore']),
    choice('indicator_mode', ['off', 'off/on', 'on/off', 'on']),
    yesNo('child_lock', 'lock', 3),
    quality
  ],
  { plug: true }
)

export const lamp = zigbee(
  'lamp',
  'IKEA',
  'LED1936G5',
  [
    choice('power_on_behavior', ['off', 'on', 'toggle', 'previous']),
    choice('effect', ['blink', 'breathe', 'okay']),
    setting('transition', 0, 60, 's'),
    setting('level_startup', 0, 254),
    measured('device_temperature', 'temperature', '°C', 40, 6, diagnostic),
    quality
  ],
  { light: true }
)

/** Firmware for plugs and meters: short keys, a base for topics, nested messages. It comes by itself. */
export const meter: Kind = (number) => {
  const name = `meter ${number}`
  const base = `tasmota_${(0xa0_0000 + number * 37).toString(16)}`
  const device = { ids: [base], name, mf: 'Tasmota', mdl: 'Sonoff POW R2', sw: '14.4.1' }
  const one = (key: string, about: string, unit: string, path: string, cls = 'measurement'): Said =>
    said(
      `homeassistant/sensor/${base}/${key}/config`,
      {
        '~': base,
        name: key,
        stat_t: '~/tele/SENSOR',
        avty_t: '~/tele/LWT',
        pl_avail: 'Online',
        pl_not_avail: 'Offline',
        dev_cla: about,
        unit_of_meas: unit,
        stat_cla: cls,
        val_tpl: `{{value_json${path}}}`,
        uniq_id: `${base}_${key}`,
        exp_aft: 900,
        dev: device
      },
      true
    )
  const values = ['Power', 'ApparentPower', 'ReactivePower', 'Current', 'Voltage', 'Frequency'] as const
  return {
    name,
    speaker: base,
    announces: [
      one('power', 'power', 'W', "['ENERGY'].Power"),
      one('apparent', 'apparent_power', 'VA', "['ENERGY'].ApparentPower"),
      one('reactive', 'reactive_power', 'var', "['ENERGY'].ReactivePower"),
      one('current', 'current', 'A', "['ENERGY'].Current"),
      one('voltage', 'voltage', 'V', "['ENERGY'].Voltage"),
      one('frequency', 'frequency', 'Hz', "['ENERGY'].Frequency"),
      one('total', 'energy', 'kWh', "['ENERGY'].Total | round(3)", 'total_increasing'),
      one('today', 'energy', 'kWh', "['ENERGY'].Today | float(0)", 'total_increasing'),
      one('inside', 'temperature', '°C', "['ANALOG']['Temperature'] | float | round(1)"),
      one('signal', 'signal_strength', 'dBm', '.Wifi.Signal'),
      said(
        `homeassistant/switch/${base}/relay/config`,
        {
          '~': base,
          name: null,
          stat_t: '~/tele/SENSOR',
          cmd_t: '~/cmnd/POWER',
          val_tpl: '{{ value_json.POWER }}',
          pl_on: 'ON',
          pl_off: 'OFF',
          avty_t: '~/tele/LWT',
          pl_avail: 'Online',
          pl_not_avail: 'Offline',
          uniq_id: `${base}_relay`,
          dev: device
        },
        true
      )
    ],
    greets: [said(`${base}/tele/LWT`, 'Online', true)],
    say: (n) =>
      said(`${base}/tele/SENSOR`, {
        Time: '2026-11-27T10:00:00',
        POWER: 'ON',
        ENERGY: { TotalStartTime: '2024-03-01T12:00:00', ...Object.fromEntries(values.map((key, index) => [key, wander(200, 190, n, number + index)])), Total: n / 100, Today: (n % 500) / 100 },
        ANALOG: { Temperature: wander(41, 4, n, number) },
        Wifi: { AP: 1, SSId: 'house', RSSI: 62, Signal: -60 - (n % 20) }
      }),
    ...countOf(11)
  }
}

const boardParts = [
  ['temperature', 'temperature', '°C'], ['humidity', 'humidity', '%'], ['pressure', 'atmospheric_pressure', 'hPa'], ['co2', 'carbon_dioxide', 'ppm'],
  ['pm25', 'pm25', 'µg/m³'], ['pm10', 'pm10', 'µg/m³'], ['voc', 'volatile_organic_compounds', 'µg/m³'], ['light', 'illuminance', 'lx'], ['noise', 'sound_pressure', 'dB'],
  ['distance', 'distance', 'cm'], ['soil', 'moisture', '%'], ['uptime', 'duration', 's'], ['wifi_signal', 'signal_strength', 'dBm'], ['heap', 'data_size', 'kB'], ['supply', 'voltage', 'V']
] as const
const partAt = (n: number): string => (boardParts[n % boardParts.length] ?? boardParts[0])[0]

/** A board: each value on a topic of its own, as plain text. It comes by itself. */
export const board: Kind = (number) => {
  const name = `board ${number}`
  const base = `board-${number}`
  const device = { ids: [`b4e6${(0x20_0000 + number * 53).toString(16)}`], name, sw: 'esphome v2026.5.0', mdl: 'esp32dev', mf: 'espressif' }
  return {
    name,
    speaker: base,
    announces: boardParts.map(([key, about, unit]) =>
      said(
        `homeassistant/sensor/${base}/${key}/config`,
        { dev_cla: about, unit_of_meas: unit, stat_cla: 'measurement', name: key, stat_t: `${base}/sensor/${key}/state`, avty_t: `${base}/status`, uniq_id: `ESPsensor${base}${key}`, dev: device },
        true
      )
    ),
    greets: [said(`${base}/status`, 'online', true), ...boardParts.map(([key], index) => said(`${base}/sensor/${key}/state`, String(wander(50, 5, index, number))))],
    say: (n) => said(`${base}/sensor/${partAt(n)}/state`, String(wander(50, 40, n, number))),
    readingsPerMessage: 1,
    readings: boardParts.length
  }
}
