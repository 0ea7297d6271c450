/** From an announced entity to one that works, or the reason why not. */
import { discoveryMessage, type Message } from '@commune/commune'
import { no, ok, type Result } from '@commune/protocol'
import type { Announced } from '../announcement/announcement.ts'
import type { DeviceFacts } from '../announcement/device.ts'
import type { Entity } from '../entity/entity.ts'
import { Maker } from '../entity/maker.ts'
import { Settings } from '../entity/settings.ts'
import { type Availability, readAvailability } from '../hub/availability.ts'
import { discoveryLimits } from '../limits.ts'
import { keyOf, lineOf, quotedOf } from '../text.ts'
import { components, heldBack } from './components.ts'

export interface Made {
  readonly entity: Entity
  readonly availability: Availability
  /** All topics that it listens to. */
  readonly topics: readonly string[]
  /** Its own name; undefined where it goes by that of its device. */
  readonly name: string | undefined
  readonly leftOut: readonly Message[]
  /** It is known what it is, and nothing of it is taken in. */
  readonly isHeldBack?: true
  /** What its templates cost to keep. */
  readonly bytes: number
}

/** A token of a template and what hangs on it. */
const tokenBytes = 80

export function makeEntity(
  announced: Announced,
  device: DeviceFacts | undefined,
  around: { readonly unitOf: (text: string) => string | undefined; readonly say: (message: Message) => string }
): Result<Made, Message> {
  const { component, config } = announced
  const settings = new Settings(config)
  const key = entityKey(announced)
  if (key === undefined)
    return no(discoveryMessage('discovery.bad-id', { said: quotedOf(config['unique_id'] ?? announced.id.join(' ')) }))
  const held = heldBack.get(component)
  const build = components.get(component)
  if (held === undefined && build === undefined)
    return no(discoveryMessage('discovery.unknown-component', { component: quotedOf(component) }))
  const name = nameOf(announced, device)
  const availability = readAvailability(settings)
  const maker = new Maker(settings, key, name, around.say)
  const encoding = settings.text('encoding', 'utf-8').toLowerCase()
  if (held === undefined && !['utf-8', 'utf8', 'ascii', 'us-ascii', ''].includes(encoding))
    return no(discoveryMessage('discovery.bad-encoding', { said: quotedOf(encoding) }))
  if (held !== undefined && held.need.length > 0 && !held.need.some((one) => settings.has(one)))
    settings.need(held.need[0] as string)
  build?.(maker, { hasDevice: device !== undefined, unitOf: around.unitOf })
  if (settings.fault !== undefined) return no(settings.fault)
  const entity = withAbout(maker.made(), component, settings.text('device_class', undefined))
  const topics = [...new Set([...entity.listens.map(({ topic }) => topic), ...availability.topics])]
  const leftOut = held === undefined ? settings.leftOut : [held.why]
  const common = { entity, availability, topics, name, leftOut, bytes: settings.tokens * tokenBytes }
  return ok(held === undefined ? common : { ...common, isHeldBack: true })
}

/**
 * What is moved says what it is, where it does not already: by its class, else by its kind. Whoever looks after a lock or a valve is asked
 * before anybody agrees on it, and a lamp is drawn as one.
 */
function withAbout(entity: Entity, component: string, deviceClass: string | undefined): Entity {
  const kind = actAbout[component]
  if (kind === undefined) return entity
  const about = component === 'cover' || deviceClass === 'gas' ? (deviceClass ?? kind) : kind
  return { ...entity, acts: entity.acts.map((act) => ({ about, ...act })) }
}

const actAbout: Readonly<Record<string, string>> = {
  alarm_control_panel: 'alarm', climate: 'climate', cover: 'cover', fan: 'fan', lawn_mower: 'lawn_mower', lock: 'lock', siren: 'siren', vacuum: 'vacuum', valve: 'valve',
  water_heater: 'water_heater'
}

/** `light.0x17-1`: its kind, and its own id, or else where it was announced. */
export function entityKey({ component, id, config }: Announced): string | undefined {
  const said = config['unique_id']
  if (said !== undefined && said !== null && typeof said !== 'string' && typeof said !== 'number') return undefined
  const own = said === undefined || said === null ? id.map(keyOf) : [keyOf(String(said))]
  if (own.includes(undefined)) return undefined
  const key = `${keyOf(component) ?? ''}.${own.join('.')}`
  // Room for the parts of its points.
  return key.length <= discoveryLimits.keyCharsMax - 30 ? key : undefined
}

/** Its name, or what it is about, or its kind. An entity without a name of its own goes by the name of its device. */
function nameOf({ component, config }: Announced, device: DeviceFacts | undefined): string | undefined {
  const { name, device_class: about } = config
  if (name === null) return device?.name
  const said = lineOf(name)
  // A trigger is named by what it is about.
  if (said !== undefined || component === 'device_automation') return said
  return lineOf(
    typeof about === 'string' && /^[a-z0-9_]+$/.test(about) ? about.replaceAll('_', ' ') : component.replaceAll('_', ' ')
  )
}
