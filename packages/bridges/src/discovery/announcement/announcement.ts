/**
 * Announcements: what one message on a discovery topic says there is. The topic is `PREFIX/COMPONENT/[NODE/]OBJECT/config` for one entity, and
 * `PREFIX/device/[NODE/]OBJECT/config` for a whole device with its entities under `components`. Both come out as one list.
 *
 * An empty message takes away; so does a component of the device form that names its platform and nothing else.
 */
import { no, ok, type Result } from '@commune/protocol'
import { discoveryMessage, type Message } from '@commune/commune'
import { discoveryLimits } from '../limits.ts'
import { quotedOf } from '../text.ts'
import { type Config, isTable, listOf, readConfig } from './config.ts'
import { type DeviceFacts, readDevice } from './device.ts'

/** What a discovery topic names. `parts`: node and object, of which ids are made. */
export interface Address {
  readonly component: string
  readonly parts: readonly string[]
}

export function addressOf(topic: string, prefix: string): Address | undefined {
  if (!topic.startsWith(`${prefix}/`) || topic.length > discoveryLimits.topicCharsMax) return undefined
  const levels = topic.slice(prefix.length + 1).split('/')
  if (levels.length < 3 || levels.length > 4 || levels.at(-1) !== 'config') return undefined
  const [component = '', ...parts] = levels.slice(0, -1)
  return [component, ...parts].every((level) => /^[a-zA-Z0-9_-]+$/.test(level)) ? { component, parts } : undefined
}

/** One entity as it was announced; `id` is the same in both forms. */
export interface Announced {
  readonly component: string
  readonly id: readonly string[]
  readonly config: Config
  /** Part of a device, whose entities come and go together. */
  readonly bundled: boolean
}

export type Announcement =
  | {
      readonly is: 'entities'
      readonly entities: readonly Announced[]
      readonly device?: DeviceFacts
      readonly refused: readonly Message[]
    }
  /** What was announced here is about to be announced in the other form: it is let go without being forgotten. */
  | { readonly is: 'moving' }

/** The keys of the device form that hold for each of its components unless it says otherwise. */
const shared = ['qos', 'encoding', 'command_topic', 'state_topic'] as const
const sharedAvailability = [
  'availability',
  'availability_mode',
  'availability_template',
  'availability_topic',
  'payload_available',
  'payload_not_available'
] as const

export function readAnnouncement(address: Address, text: string): Result<Announcement, Message> {
  const read = readConfig(text)
  if (!read.ok) return read
  const { migrate_discovery: moving, ...config } = read.value
  if (moving === true) return ok({ is: 'moving' })
  if (moving !== undefined)
    return no(discoveryMessage('discovery.bad-value', { key: 'migrate_discovery', said: quotedOf(moving) }))
  const origin = config['origin']
  if (Object.hasOwn(config, 'origin') && (!isTable(origin) || typeof origin['name'] !== 'string'))
    return no(discoveryMessage('discovery.bad-origin'))
  const device = config['device'] === undefined ? undefined : readDevice(config['device'])
  if (device?.ok === false) return device
  return address.component === 'device' ? bundle(address, config, device?.value) : single(address, config, device?.value)
}

function single(address: Address, config: Config, device: DeviceFacts | undefined): Result<Announcement, Message> {
  const entity: Announced = { component: address.component, id: address.parts, config, bundled: false }
  return ok({ is: 'entities', entities: [entity], refused: [], ...(device !== undefined && { device }) })
}

function bundle(address: Address, config: Config, device: DeviceFacts | undefined): Result<Announcement, Message> {
  if (device === undefined) return no(discoveryMessage('discovery.missing', { key: 'device' }))
  if (config['origin'] === undefined) return no(discoveryMessage('discovery.missing', { key: 'origin' }))
  const { components } = config
  if (!isTable(components)) return no(discoveryMessage('discovery.missing', { key: 'components' }))
  const all = Object.entries(components)
  if (all.length > discoveryLimits.entitiesOfThingMax)
    return no(discoveryMessage('discovery.too-many-entities', { most: discoveryLimits.entitiesOfThingMax }))
  const entities: Announced[] = []
  const refused: Message[] = []
  for (const [name, said] of all) {
    if (!isTable(said) || typeof said['platform'] !== 'string') {
      refused.push(discoveryMessage('discovery.no-platform', { component: quotedOf(name) }))
      continue
    }
    const { platform, ...own } = said
    // Nothing but its platform is left of what is taken away.
    if (Object.keys(own).length === 0) continue
    const [node, object] =
      address.parts.length === 2
        ? [address.parts[1] as string, [address.parts[0] as string, name]]
        : [address.parts[0] as string, [name]]
    entities.push({ component: platform as string, id: [node, ...object], config: inherited(own, config), bundled: true })
  }
  return ok({ is: 'entities', entities, device, refused })
}

/** Whatever a component says of its availability stands in place of all that the device says of it. */
function inherited(own: Config, config: Config): Config {
  const says = own['availability'] !== undefined || own['availability_topic'] !== undefined
  const keys = [...shared, ...(says ? [] : sharedAvailability)].filter(
    (key) => config[key] !== undefined && own[key] === undefined
  )
  return { ...Object.fromEntries(keys.map((key) => [key, config[key]])), ...own }
}

/** Every topic that an announcement names, `~` in them already whole, in both forms. */
export function topicsOf(announcement: Announcement): string[] {
  if (announcement.is === 'moving') return []
  return [...new Set(announcement.entities.flatMap(({ config }) => topicsIn(config)))]
}

export function topicsIn(config: Config): string[] {
  const topics: string[] = []
  for (const [key, value] of Object.entries(config)) {
    if (key === 'topic' || key.endsWith('_topic') || key === 'topics')
      topics.push(...listOf(value).filter((one) => typeof one === 'string'))
  }
  for (const one of listOf(config['availability'])) {
    if (isTable(one) && typeof one['topic'] === 'string') topics.push(one['topic'])
  }
  return topics
}
