/** Home Assistant's states, attributes and services in our points. What means nothing here is passed over, or said as the reason. */
import type { Thing, Value } from '@commune/commune'
import { channelsOf, rgbOfHs, rgbOfXy } from '../components/color.ts'
import type { Discovery } from '../index.ts'
import type { Expectation, Seen } from './cases.ts'

/** The part that tells the state of each kind. */
const statePart: Readonly<Record<string, string>> = {
  light: 'on',
  switch: 'on',
  siren: 'on',
  humidifier: 'on',
  fan: 'on',
  binary_sensor: '',
  sensor: '',
  number: 'value',
  select: 'choice',
  text: 'text',
  lock: 'state',
  cover: 'state',
  valve: 'state',
  alarm_control_panel: 'state',
  lawn_mower: 'state',
  vacuum: 'state',
  water_heater: 'mode',
  climate: 'mode',
  update: 'available'
}

type Way = readonly [part: string, ours: (value: unknown) => unknown]
const same = (value: unknown): unknown => value
const yes = (value: unknown): unknown => (value === undefined ? undefined : value === true ? 'on' : 'off')

/** Attributes by kind, and what our value is in Home Assistant's measure. */
const attributeOf: Readonly<Record<string, Readonly<Record<string, Way>>>> = {
  light: {
    brightness: ['level', (n) => (n === undefined ? undefined : Math.round(((n as number) / 100) * 255))],
    color_temp: ['color-temperature', (n) => (n === undefined ? undefined : Math.round(1e6 / (n as number)))],
    effect: ['effect', same]
  },
  cover: { current_position: ['position', same], current_tilt_position: ['tilt', same] },
  valve: { current_position: ['position', same] },
  climate: {
    temperature: ['temperature-target', same],
    target_temp_low: ['temperature-low', same],
    target_temp_high: ['temperature-high', same],
    humidity: ['humidity-target', same],
    current_temperature: ['temperature', same],
    current_humidity: ['humidity', same],
    fan_mode: ['fan-mode', same],
    swing_mode: ['swing', same],
    preset_mode: ['preset', same],
    aux_heat: ['aux', (v) => yes(v ?? false)],
    hvac_action: ['action', same]
  },
  water_heater: {
    temperature: ['temperature-target', same],
    current_temperature: ['temperature', same],
    operation_mode: ['mode', same]
  },
  humidifier: { humidity: ['humidity-target', same], mode: ['mode', same], current_humidity: ['humidity', same] },
  fan: {
    percentage: ['speed', same],
    preset_mode: ['preset', same],
    oscillating: ['oscillation', (v) => v ?? false],
    direction: ['direction', same]
  },
  siren: {
    tone: ['tone', same],
    duration: ['duration', same],
    volume_level: ['volume', (n) => (n === undefined ? undefined : (n as number) / 100)]
  },
  update: { installed_version: ['installed', same], latest_version: ['latest', same] }
}

export function differences(seen: Seen, expectation: Expectation, discovery: Discovery): string[] {
  const faults: string[] = []
  const { component, values } = seen
  if (expectation.state !== undefined) {
    const ours = stateOf(seen)
    if (!isSame(expectation.state, ours))
      faults.push(`its state is ${String(ours)} in place of ${JSON.stringify(expectation.state)}`)
  }
  for (const [name, wanted] of Object.entries(expectation.attributes ?? {})) {
    if (isAbsence(wanted)) {
      const isThere =
        thingWith(seen, discovery)?.readings.some(
          ({ key }) => key === `${seen.key}.${attributeOf[component]?.[name]?.[0] ?? ''}`
        ) ?? false
      if (attributeOf[component]?.[name] !== undefined && wanted.$absent === isThere)
        faults.push(`${name} is ${isThere ? '' : 'not '}there`)
      continue
    }
    const way = attributeOf[component]?.[name]
    if (way !== undefined) {
      const ours = way[1](values.get(way[0]))
      if (!isSame(wanted, ours)) faults.push(`${name} is ${String(ours)} in place of ${JSON.stringify(wanted)}`)
    } else if (component === 'light') faults.push(...colorDifference(name, wanted, values))
    else if (component === 'event' && wanted !== null && seen.pulses === 0 && name !== 'friendly_name')
      faults.push('nothing was felt')
  }
  return faults
}

const isAbsence = (wanted: unknown): wanted is { readonly $absent: boolean } =>
  typeof wanted === 'object' && wanted !== null && '$absent' in wanted

const thingWith = (seen: Seen, discovery: Discovery): Thing | undefined =>
  discovery
    .things()
    .find(({ readings, acts }) => [...readings, ...acts].some(({ key }) => key === seen.key || key.startsWith(`${seen.key}.`)))

function stateOf(seen: Seen): unknown {
  if (seen.reach !== true) return 'unavailable'
  if (['button', 'scene', 'event', 'tag', 'device_automation'].includes(seen.component))
    return seen.pulses > 0 ? 'felt' : 'unknown'
  const value = seen.values.get(statePart[seen.component] ?? '')
  if (value === undefined) return 'unknown'
  return typeof value === 'boolean' ? yes(value) : value
}

function isSame(wanted: unknown, ours: unknown): boolean {
  if (typeof wanted === 'object' && wanted !== null) {
    if ('$not' in wanted) return ours !== wanted.$not
    if ('$truthy' in wanted) return Boolean(ours) === wanted.$truthy
  }
  if (wanted === null) return ours === undefined || ours === 'none'
  if (typeof ours === 'number') return Math.abs(Number(wanted) - ours) < 1e-6
  return wanted === ours || (ours === 'felt' && /^\d{4}-/.test(String(wanted)))
}

function colorDifference(name: string, wanted: unknown, values: ReadonlyMap<string, unknown>): string[] {
  if (!/^(?:rgb|rgbw|rgbww|hs|xy)_color$/.test(name)) return []
  const ours = channelsOf(values.get('color'))
  if (wanted === null) return ours === undefined || name !== 'rgb_color' ? [] : [`${name} is ${ours.join()} in place of nothing`]
  // From a colour temperature Home Assistant works out a colour for show.
  if (ours === undefined && values.get('color-temperature') !== undefined) return []
  const numbers = wanted as readonly number[]
  const rgb =
    name === 'hs_color'
      ? rgbOfHs(numbers[0] as number, numbers[1] as number)
      : name === 'xy_color'
        ? rgbOfXy(numbers[0] as number, numbers[1] as number)
        : numbers
  const isNear = ours !== undefined && rgb.every((n, i) => Math.abs(n - (ours[i] ?? 0)) <= 2)
  return isNear ? [] : [`${name} is ${ours?.join() ?? 'unknown'} in place of ${JSON.stringify(wanted)}`]
}

type Asks = readonly (readonly [part: string, value: Value | undefined])[]
const hex = (channels: readonly number[]): string => `#${channels.map((n) => n.toString(16).padStart(2, '0')).join('')}`

/** What a service asks of our act points; a text says why it has no meaning here. */
export function asksOf(service: string, data: Readonly<Record<string, unknown>>, seen: Seen): Asks | string {
  const [domain, name] = service.split('.') as [string, string]
  const { entity_id: _, ...rest } = data
  if (domain === 'light') return lightAsks(name, rest, seen)
  const known = asks[service]
  if (known !== undefined) return known(rest, seen)
  if (name === 'turn_on') return onAsks(rest)
  if (name === 'turn_off') return [['on-set', false]]
  if (name === 'toggle') return [['on-set', seen.values.get('on') !== true]]
  return `the service ${service} has no meaning here`
}

function lightAsks(name: string, rest: Readonly<Record<string, unknown>>, seen: Seen): Asks | string {
  const keys = Object.keys(rest)
  if (name === 'toggle') return [['on-set', seen.values.get('on') !== true]]
  if (keys.some((key) => key === 'flash' || key === 'transition')) return 'flash and transition have no meaning here'
  if (name === 'turn_off') return [['on-set', false]]
  return keys.length === 0 ? [['on-set', true]] : keys.map((key) => lightAsk(key, rest[key]))
}

function lightAsk(key: string, value: unknown): readonly [string, Value] {
  const numbers = Array.isArray(value) ? (value as number[]) : []
  switch (key) {
    case 'brightness':
      return ['level-set', ((value as number) / 255) * 100]
    case 'color_temp':
      return ['color-temperature-set', 1e6 / (value as number)]
    case 'effect':
      return ['effect-set', String(value)]
    case 'white':
      return ['white-set', ((value as number) / 255) * 100]
    case 'hs_color':
      return ['color-set', hex(rgbOfHs(numbers[0] as number, numbers[1] as number))]
    case 'xy_color':
      return ['color-set', hex(rgbOfXy(numbers[0] as number, numbers[1] as number))]
    default:
      return ['color-set', hex(numbers)]
  }
}

function onAsks(rest: Readonly<Record<string, unknown>>): Asks | string {
  const keys = Object.keys(rest)
  if (keys.length > 1) return 'several settings in one message have no meaning here'
  const value = rest[keys[0] ?? '']
  if (keys[0] === undefined) return [['on-set', true]]
  if (keys[0] === 'percentage') return [['speed-set', value as number]]
  if (keys[0] === 'preset_mode') return [['preset-set', value as string]]
  if (keys[0] === 'volume_level') return [['volume-set', (value as number) * 100]]
  return [[`${keys[0]}-set`, value as Value]]
}

type AsksOf = (data: Readonly<Record<string, unknown>>, seen: Seen) => Asks | string
const one =
  (part: string, key: string): AsksOf =>
  (data) => [[part, data[key] as Value]]
const fixed =
  (part: string, value?: Value): AsksOf =>
  () => [[part, value]]

const asks: Readonly<Record<string, AsksOf>> = {
  'button.press': fixed('press'),
  'scene.turn_on': fixed('press'),
  'update.install': fixed('install'),
  'number.set_value': one('value-set', 'value'),
  'select.select_option': one('choice-set', 'option'),
  'text.set_value': one('text-set', 'value'),
  'lock.lock': fixed('state-set', 'locked'),
  'lock.unlock': fixed('state-set', 'unlocked'),
  'lock.open': fixed('state-set', 'open'),
  'cover.open_cover': fixed('move', 'open'),
  'cover.close_cover': fixed('move', 'close'),
  'cover.stop_cover': fixed('move', 'stop'),
  'cover.set_cover_position': one('position-set', 'position'),
  'cover.set_cover_tilt_position': one('tilt-set', 'tilt_position'),
  'cover.open_cover_tilt': fixed('tilt-move', 'open'),
  'cover.close_cover_tilt': fixed('tilt-move', 'close'),
  'cover.toggle_cover_tilt': (_, seen) => [['tilt-move', (seen.values.get('tilt') ?? 0) === 0 ? 'open' : 'close']],
  'valve.open_valve': (_, seen) => (seen.config['reports_position'] === true ? [['position-set', 100]] : [['move', 'open']]),
  'valve.close_valve': (_, seen) => (seen.config['reports_position'] === true ? [['position-set', 0]] : [['move', 'close']]),
  'valve.set_valve_position': one('position-set', 'position'),
  'lawn_mower.start_mowing': fixed('action-set', 'start'),
  'lawn_mower.pause': fixed('action-set', 'pause'),
  'lawn_mower.dock': fixed('action-set', 'dock'),
  'climate.set_hvac_mode': one('mode-set', 'hvac_mode'),
  'climate.set_fan_mode': (data) => [['fan-mode-set', (data['fan_mode'] ?? data['fan']) as string]],
  'climate.set_swing_mode': one('swing-set', 'swing_mode'),
  'climate.set_preset_mode': one('preset-set', 'preset_mode'),
  'climate.set_humidity': one('humidity-target-set', 'humidity'),
  'climate.set_aux_heat': one('aux-set', 'aux_heat'),
  'climate.set_temperature': (data) => [
    ...(data['hvac_mode'] === undefined ? [] : [['mode-set', data['hvac_mode'] as string] as const]),
    ...(data['temperature'] === undefined ? [] : [['temperature-target-set', data['temperature'] as number] as const]),
    ...(data['target_temp_low'] === undefined ? [] : [['temperature-low-set', data['target_temp_low'] as number] as const]),
    ...(data['target_temp_high'] === undefined ? [] : [['temperature-high-set', data['target_temp_high'] as number] as const])
  ],
  'water_heater.set_operation_mode': one('mode-set', 'operation_mode'),
  'water_heater.set_temperature': one('temperature-target-set', 'temperature'),
  'humidifier.set_humidity': one('humidity-target-set', 'humidity'),
  'humidifier.set_mode': one('mode-set', 'mode'),
  'fan.set_percentage': one('speed-set', 'percentage'),
  'fan.set_preset_mode': one('preset-set', 'preset_mode'),
  'fan.oscillate': one('oscillation-set', 'oscillating'),
  'fan.set_direction': one('direction-set', 'direction')
}
