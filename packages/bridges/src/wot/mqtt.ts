/**
 * Forms over MQTT (WoT Binding Templates, MQTT), as data: which topics to listen to, what a message that came in means, and what to
 * publish for a wish. Somebody else carries the messages. A form names one topic; one with wildcards would mix what several say, so it is
 * not taken.
 */
import type { Value } from '@commune/commune'
import { addressOf, type Op, type Way } from './forms.ts'
import { type Json, member, textMember } from './json.ts'
import { bodyBytes, decode } from './http.ts'
import { originOf } from './reach.ts'
import { valueFrom } from './shape.ts'
import type { Brought, Door } from './thing.ts'
import { wotLimits } from './limits.ts'

export interface MqttMessage {
  readonly topic: string
  readonly payload: Uint8Array
  readonly qos: 0 | 1 | 2
  readonly retain: boolean
}

/** One topic of one broker, and the points that it tells about. */
export interface Subscription {
  /** `mqtt://host:1883`. */
  readonly broker: string
  readonly topic: string
  readonly qos: 0 | 1 | 2
  readonly points: readonly string[]
}

const listening: readonly Op[] = ['observeproperty', 'readproperty', 'subscribeevent']
const asking: readonly Op[] = ['writeproperty', 'invokeaction']

/** Everything to listen to. A reading is read over MQTT by listening as well: a broker hands out what was retained. */
export const subscriptionsOf = (brought: Brought): Subscription[] => {
  const found = new Map<string, { broker: string; topic: string; qos: 0 | 1 | 2; points: string[] }>()
  for (const [point, door] of brought.doors) {
    const way = mqttWay(door, listening)
    if (!way) continue
    const known = found.get(`${way.broker} ${way.topic}`)
    if (known) known.points.push(point)
    else found.set(`${way.broker} ${way.topic}`, { ...way, points: [point] })
  }
  return [...found.values()]
}

/** What a message says of one point: a value, `pulse`, or nothing that the point can be. */
export const heardOver = (door: Door, payload: Uint8Array): { readonly value: Value } | 'pulse' | undefined => {
  if (door.shape.is === 'pulse') {
    // A property that is felt says yes or no; an event says itself.
    if (door.kind === 'events') return 'pulse'
    return valueFrom(bodyOf(door, payload), { is: 'yes-no' }) === true ? 'pulse' : undefined
  }
  if (door.shape.is === 'press' || payload.length > wotLimits.bodyBytesMax) return undefined
  const value = valueFrom(bodyOf(door, payload), door.shape)
  return value === undefined ? undefined : { value }
}

function bodyOf(door: Door, payload: Uint8Array): Json | undefined {
  const way = listening.flatMap((op) => door.ways[op] ?? [])[0]
  const read = decode(payload, way?.contentType ?? 'application/json')
  // Many devices publish bare words under a form that says JSON.
  const plain = read.ok ? read : decode(payload, 'text/plain')
  if (!plain.ok) return undefined
  return door.member === undefined ? plain.value : member(plain.value, door.member)
}

/** What to publish for a wish, and to which broker; undefined when this point is not asked over MQTT. */
export const publishFor = (
  door: Door,
  value: Value | undefined
): { readonly broker: string; readonly message: MqttMessage } | undefined => {
  const way = mqttWay(door, asking)
  if (!way) return undefined
  const body: Json | undefined =
    value === undefined || door.shape.is === 'press' ? undefined : door.member === undefined ? value : { [door.member]: value }
  const bytes = body === undefined ? undefined : bodyBytes(body, way.contentType)
  if (bytes && !bytes.ok) return undefined
  return {
    broker: way.broker,
    message: { topic: way.topic, payload: bytes?.value ?? new Uint8Array(), qos: way.qos, retain: way.retain }
  }
}

interface MqttWay {
  readonly broker: string
  readonly topic: string
  readonly qos: 0 | 1 | 2
  readonly retain: boolean
  readonly contentType: string
}

function mqttWay(door: Door, ops: readonly Op[]): MqttWay | undefined {
  for (const way of ops.flatMap((op) => door.ways[op] ?? [])) {
    const made = wayOver(way)
    if (made) return made
  }
  return undefined
}

function wayOver(way: Way): MqttWay | undefined {
  const url = addressOf(way)
  if (!url || !/^mqtts?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined
  const topic = textMember(way.form, 'mqv:topic') ?? textMember(way.form, 'mqv:filter') ?? pathOf(url)
  if (topic === undefined || topic === '' || topic.length > 512 || /[\0+#]/.test(topic) || topic.startsWith('$')) return undefined
  const qos = Number(member(way.form, 'mqv:qos') ?? 0)
  return {
    broker: originOf(url),
    topic,
    qos: qos === 1 || qos === 2 ? qos : 0,
    retain: member(way.form, 'mqv:retain') === true,
    contentType: way.contentType
  }
}

const pathOf = (url: URL): string | undefined => {
  try {
    return decodeURIComponent(url.pathname.replace(/^\//, ''))
  } catch {
    return undefined
  }
}
