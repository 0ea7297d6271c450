/** What warms, cools, moves and moistens air or water: climate, water_heater, humidifier, fan. */
import { discoveryMessage, type Message } from '@commune/commune'
import type { Maker, Read } from '../entity/maker.ts'
import { isNone, readNumber, readWord, readYesNo } from '../entity/read.ts'
import { Float } from '../template/index.ts'
import { quotedOf } from '../text.ts'
import { humidifierClasses } from './classes.ts'

type PartOf<K> = K extends `discovery.part.${infer P}` ? Exclude<P, 'event'> : never
type Part = PartOf<Parameters<typeof discoveryMessage>[0]>

const part = (name: Part): { readonly part: string; readonly label: Message } => ({
  part: name,
  label: discoveryMessage(`discovery.part.${name}`)
})

/** Settings are Celsius unless they say otherwise. */
const degrees = (maker: Maker): string => (maker.settings.text('temperature_unit', 'C').toUpperCase().endsWith('F') ? '°F' : '°C')

/** Targets are sent with a point, as Home Assistant sends them; whole numbers where the humidity is meant. */
const withPoint = (value: unknown): Float => new Float(value as number)

function words(
  maker: Maker,
  name: 'mode' | 'fan-mode' | 'swing' | 'swing-horizontal' | 'preset',
  key: string,
  of: readonly string[],
  reset = 'None',
  commandKey = key
): void {
  const read = readWord(of)
  maker.facet({
    ...part(name),
    shape: { is: 'words', of: name === 'preset' && !of.includes('none') ? ['none', ...of] : of },
    state: [`${key}_state_topic`, name === 'preset' ? `${key}_value_template` : `${key}_state_template`],
    command: [`${commandKey}_command_topic`, `${commandKey}_command_template`],
    read: (text) => (text === reset ? 'unknown' : name === 'preset' && text === 'none' ? { value: 'none' } : read(text)),
    optimistic: maker.settings.flag('optimistic', false)
  })
}

function presets(maker: Maker): readonly string[] {
  const { settings } = maker
  const modes = settings.words('preset_modes')
  if (modes.includes('none')) settings.refuse(discoveryMessage('discovery.preset-none'))
  settings.together('preset_modes', 'preset_mode_command_topic')
  settings.together('preset_mode_command_topic', 'preset_modes')
  return modes
}

/** A number that is told, and set where there is a topic for it. */
function wanted(maker: Maker, name: 'temperature-target' | 'temperature-low' | 'temperature-high', key: string): void {
  const { settings } = maker
  const unit = degrees(maker)
  const [min, max] = [settings.number('min_temp', unit === '°C' ? 7 : 45), settings.number('max_temp', unit === '°C' ? 35 : 95)]
  if (min >= max) settings.refuse(discoveryMessage('discovery.bad-bounds'))
  maker.facet({
    ...part(name),
    about: 'temperature',
    shape: { is: 'number', unit, min, max, step: settings.number('temp_step', 1, 0.001) },
    state: [`${key}_state_topic`, `${key}_state_template`],
    command: [`${key}_command_topic`, `${key}_command_template`],
    read: readNumber,
    write: withPoint,
    optimistic: settings.flag('optimistic', false)
  })
}

function current(maker: Maker): void {
  maker.facet({
    ...part('temperature'),
    about: 'temperature',
    shape: { is: 'number', unit: degrees(maker) },
    state: ['current_temperature_topic', 'current_temperature_template'],
    read: readNumber
  })
  maker.facet({
    ...part('humidity'),
    about: 'humidity',
    shape: { is: 'number', unit: '%', min: 0, max: 100 },
    state: ['current_humidity_topic', 'current_humidity_template'],
    read: readNumber
  })
}

function humidityTarget(maker: Maker, fallback: readonly [least: number, most: number]): void {
  const { settings } = maker
  const [min, max] = [settings.number('min_humidity', fallback[0], 0, 100), settings.number('max_humidity', fallback[1], 0, 100)]
  if (min >= max) settings.refuse(discoveryMessage('discovery.bad-bounds'))
  const reset = settings.text('payload_reset_humidity', 'None')
  maker.facet({
    ...part('humidity-target'),
    about: 'humidity',
    shape: { is: 'number', unit: '%', min, max, step: 1 },
    state: ['target_humidity_state_topic', 'target_humidity_state_template'],
    command: ['target_humidity_command_topic', 'target_humidity_command_template'],
    read: (text): Read => {
      const read = text === reset ? 'unknown' : readNumber(text)
      return typeof read === 'object' && ((read.value as number) < 0 || (read.value as number) > 100) ? 'odd' : read
    },
    write: (value) => Math.round(value as number),
    optimistic: settings.flag('optimistic', false)
  })
}

/** Its own switch. What it is set to stays with the device; where nobody tells the mode, off is a mode. */
function power(maker: Maker, modes: readonly string[]): void {
  const { settings } = maker
  const isTold = settings.has('mode_state_topic') && !settings.flag('optimistic', false)
  const [on, off] = [settings.text('payload_on', 'ON'), settings.text('payload_off', 'OFF')]
  const send = maker.sender('power_command_topic', 'power_command_template')
  if (send === undefined) return
  maker.act({ ...part('on'), part: 'on-set', shape: { is: 'yes-no' } }, (value, voice) => {
    const sent = send(value === true ? on : off)
    if (sent.ok && value === false && !isTold && modes.includes('off') && settings.has('mode_command_topic'))
      voice.tell(maker.keyOf('mode'), 'off', true)
    return sent.ok ? { ok: true, value: [sent.value] } : sent
  })
}

export function climate(maker: Maker): void {
  const { settings } = maker
  settings.shareTemplate('value_template')
  settings.together('target_humidity_state_topic', 'target_humidity_command_topic')
  const modes = settings.words('modes', ['auto', 'off', 'cool', 'heat', 'dry', 'fan_only'])
  words(maker, 'mode', 'mode', modes)
  words(maker, 'fan-mode', 'fan_mode', settings.words('fan_modes', ['auto', 'low', 'medium', 'high']))
  words(maker, 'swing', 'swing_mode', settings.words('swing_modes', ['on', 'off']))
  words(maker, 'swing-horizontal', 'swing_horizontal_mode', settings.words('swing_horizontal_modes', ['on', 'off']))
  words(maker, 'preset', 'preset_mode', presets(maker))
  wanted(maker, 'temperature-target', 'temperature')
  wanted(maker, 'temperature-low', 'temperature_low')
  wanted(maker, 'temperature-high', 'temperature_high')
  humidityTarget(maker, [30, 99])
  current(maker)
  action(maker, ['off', 'heating', 'cooling', 'drying', 'idle', 'fan', 'preheating', 'defrosting'])
  const [on, off] = [settings.text('payload_on', 'ON'), settings.text('payload_off', 'OFF')]
  maker.facet({
    ...part('aux'),
    shape: { is: 'yes-no' },
    state: ['aux_state_topic', 'aux_state_template'],
    command: ['aux_command_topic', 'aux_command_template'],
    read: readYesNo(on, off),
    write: (value) => (value === true ? on : off),
    optimistic: settings.flag('optimistic', false)
  })
  power(maker, modes)
}

function action(maker: Maker, of: readonly string[]): void {
  const read = readWord(of)
  maker.facet({
    ...part('action'),
    shape: { is: 'words', of },
    state: ['action_topic', 'action_template'],
    read: (text) => (text === 'null' ? 'unknown' : read(text))
  })
}

export function waterHeater(maker: Maker): void {
  const { settings } = maker
  settings.shareTemplate('value_template')
  const modes = settings.words('modes', ['off', 'eco', 'electric', 'gas', 'heat_pump', 'high_demand', 'performance'])
  words(maker, 'mode', 'mode', modes)
  const unit = degrees(maker)
  const [min, max] = [
    settings.number('min_temp', unit === '°C' ? 43.3 : 110),
    settings.number('max_temp', unit === '°C' ? 60 : 140)
  ]
  if (min >= max) settings.refuse(discoveryMessage('discovery.bad-bounds'))
  maker.facet({
    ...part('temperature-target'),
    about: 'temperature',
    shape: { is: 'number', unit, min, max },
    state: ['temperature_state_topic', 'temperature_state_template'],
    command: ['temperature_command_topic', 'temperature_command_template'],
    read: readNumber,
    write: withPoint,
    optimistic: settings.flag('optimistic', false)
  })
  current(maker)
  power(maker, modes)
}

export function humidifier(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic', 'target_humidity_command_topic')
  settings.about(humidifierClasses)
  const modes = settings.words('modes')
  settings.together('mode_command_topic', 'modes')
  settings.together('modes', 'mode_command_topic')
  const resetMode = settings.text('payload_reset_mode', 'None')
  if (modes.includes(resetMode))
    settings.refuse(discoveryMessage('discovery.bad-value', { key: 'modes', said: quotedOf(resetMode) }))
  onOff(maker)
  humidityTarget(maker, [0, 100])
  if (modes.length > 0) words(maker, 'mode', 'mode', modes, resetMode)
  maker.facet({
    ...part('humidity'),
    about: 'humidity',
    shape: { is: 'number', unit: '%', min: 0, max: 100 },
    state: ['current_humidity_topic', 'current_humidity_template'],
    read: readNumber
  })
  action(maker, ['off', 'humidifying', 'drying', 'idle'])
}

function onOff(maker: Maker): void {
  const { settings } = maker
  const [on, off] = [settings.text('payload_on', 'ON'), settings.text('payload_off', 'OFF')]
  maker.facet({
    ...part('on'),
    shape: { is: 'yes-no' },
    rest: false,
    state: ['state_topic', 'state_value_template'],
    command: ['command_topic', 'command_template'],
    read: readYesNo(on, off),
    write: (value) => (value === true ? on : off),
    optimistic: settings.flag('optimistic', false)
  })
}

export function fan(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic')
  const optimistic = settings.flag('optimistic', false)
  onOff(maker)
  speed(maker, optimistic)
  words(maker, 'preset', 'preset_mode', presets(maker), settings.text('payload_reset_preset_mode', 'None'))
  const [swaying, still] = [
    settings.text('payload_oscillation_on', 'oscillate_on'),
    settings.text('payload_oscillation_off', 'oscillate_off')
  ]
  maker.facet({
    ...part('oscillation'),
    shape: { is: 'yes-no' },
    state: ['oscillation_state_topic', 'oscillation_value_template'],
    command: ['oscillation_command_topic', 'oscillation_command_template'],
    read: readYesNo(swaying, still),
    write: (value) => (value === true ? swaying : still),
    optimistic
  })
  maker.facet({
    ...part('direction'),
    shape: { is: 'words', of: ['forward', 'reverse'] },
    state: ['direction_state_topic', 'direction_value_template'],
    command: ['direction_command_topic', 'direction_command_template'],
    read: readWord(['forward', 'reverse']),
    optimistic
  })
}

/** The device counts from `speed_range_min` to `speed_range_max`; one below the least is off. */
function speed(maker: Maker, optimistic: boolean): void {
  const { settings } = maker
  const [least, most] = [settings.whole('speed_range_min', 1, 1, 1_000_000), settings.whole('speed_range_max', 100, 1, 1_000_000)]
  if (least >= most) settings.refuse(discoveryMessage('discovery.bad-bounds'))
  const states = most - least + 1
  const reset = settings.text('payload_reset_percentage', 'None')
  maker.facet({
    ...part('speed'),
    shape: { is: 'number', unit: '%', min: 0, max: 100, step: 100 / states },
    state: ['percentage_state_topic', 'percentage_value_template'],
    command: ['percentage_command_topic', 'percentage_command_template'],
    read: (text) => {
      if (text === reset || isNone(text)) return 'unknown'
      const read = readNumber(text)
      if (typeof read !== 'object') return read
      const percent = Math.floor((((read.value as number) - least + 1) * 100) / states)
      return percent >= 0 && percent <= 100 ? { value: percent } : 'odd'
    },
    write: (value) => Math.ceil(((value as number) * states) / 100 + least - 1),
    optimistic
  })
}
