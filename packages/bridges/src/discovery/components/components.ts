/** Every kind of entity there is, and what makes points of it. Kinds that are held back are named with the reason. */
import { discoveryMessage, type Message } from '@commune/commune'
import type { Maker } from '../entity/maker.ts'
import { quotedOf } from '../text.ts'
import { climate, fan, humidifier, waterHeater } from './air.ts'
import { lightJson } from './lightJson.ts'
import { lightTemplate } from './lightTemplate.ts'
import { lightTopics } from './lightTopics.ts'
import { cover, lawnMower, vacuum, valve } from './moving.ts'
import { binarySensor, deviceAutomation, event, sensor, tag } from './sensing.ts'
import { alarm, lock, notify, number, press, select, siren, switchOf, text, update } from './setting.ts'

export interface Around {
  /** The entity belongs to a device. */
  readonly hasDevice: boolean
  /** The unit that a text means; undefined where none is known. */
  readonly unitOf: (text: string) => string | undefined
}

export type Component = (maker: Maker, around: Around) => void

export const components: ReadonlyMap<string, Component> = new Map<string, Component>([
  ['alarm_control_panel', alarm],
  ['binary_sensor', binarySensor],
  ['button', (maker) => press(maker, 'payload_press', 'PRESS')],
  ['climate', climate],
  ['cover', cover],
  ['device_automation', (maker, { hasDevice }) => deviceAutomation(maker, hasDevice)],
  ['event', event],
  ['fan', fan],
  ['humidifier', humidifier],
  ['lawn_mower', lawnMower],
  ['light', light],
  ['lock', lock],
  ['notify', notify],
  ['number', (maker, { unitOf }) => number(maker, unitOf)],
  ['scene', (maker) => press(maker, 'payload_on', 'ON')],
  ['select', select],
  ['sensor', (maker, { unitOf }) => sensor(maker, unitOf)],
  ['siren', siren],
  ['switch', switchOf],
  ['tag', (maker, { hasDevice }) => tag(maker, hasDevice)],
  ['text', text],
  ['update', update],
  ['vacuum', vacuum],
  ['valve', valve],
  ['water_heater', waterHeater]
])

/** Kinds that are known and not taken in: which setting they cannot be without, and why they are held back. */
export const heldBack: ReadonlyMap<string, { readonly need: readonly string[]; readonly why: Message }> = new Map([
  ['device_tracker', { need: [], why: discoveryMessage('discovery.held-tracker') }],
  ['camera', { need: ['topic'], why: discoveryMessage('discovery.held-picture') }],
  ['image', { need: ['image_topic', 'url_topic'], why: discoveryMessage('discovery.held-picture') }]
])

function light(maker: Maker): void {
  const schema = maker.settings.text('schema', 'basic').toLowerCase()
  if (schema === 'json') return lightJson(maker)
  if (schema === 'template') return lightTemplate(maker)
  if (schema !== 'basic' && schema !== 'default') {
    maker.settings.refuse(discoveryMessage('discovery.bad-value', { key: 'schema', said: quotedOf(schema) }))
  }
  return lightTopics(maker)
}
