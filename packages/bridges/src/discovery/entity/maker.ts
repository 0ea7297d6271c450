/**
 * Puts an entity together, point by point. Most of what devices announce is one shape again and again: a topic that tells how it
 * stands, a topic that sets it, a template for each. `facet` is that shape; what differs lies in the components.
 */
import { discoveryMessage, type Message } from '@commune/commune'
import type { ActPoint, PulsePoint, ReadingPoint, Value, Shape } from '@commune/commune'
import { no, ok, type Result } from '@commune/protocol'
import { discoveryLimits } from '../limits.ts'
import { Float, type Outcome, type Template } from '../template/index.ts'
import { lineOf, quotedOf } from '../text.ts'
import type { ActOf, ActsOf, Entity, Incoming, Listening, Sent, Voice } from './entity.ts'
import type { Settings } from './settings.ts'

/** What a text of a message says about one point. `nothing`: it is not about it. `odd`: it cannot be meant. */
export type Read = { readonly value: Value } | 'unknown' | 'nothing' | 'odd'

export interface Facet {
  /** Last part of the keys of its points; left out for the only one of an entity. */
  readonly part?: string
  /** Its name, after that of the entity. */
  readonly label?: Message
  readonly shape: Shape
  readonly about?: string
  readonly counter?: true
  readonly staleMs?: number
  /** Keys of the settings with the topic it is told on, and the template that reads it. */
  readonly state?: readonly [topic: string, template: string]
  readonly command?: readonly [topic: string, template: string]
  readonly read: (text: string, json: unknown) => Read
  /** Why a value that its shape would take is none of it all the same. */
  readonly refuses?: (value: Value) => Message | undefined
  /** What is published for a value, before the template. */
  readonly write?: (value: Value) => string | number | Float
  /** What it rests at where nobody asks anything of it. */
  readonly rest?: Value
  /** Nobody says how it stands: what was asked counts. */
  readonly optimistic?: boolean
}

/** Names that command templates of any kind may use. */
const commandNames = ['value', 'entity_id', 'name']
const valueNames = ['value', 'value_json', 'entity_id']

export class Maker {
  readonly settings: Settings
  readonly #key: string
  readonly #name: string | undefined
  readonly #say: (message: Message) => string
  readonly #readings: ReadingPoint[] = []
  readonly #pulses: PulsePoint[] = []
  readonly #acts: ActPoint[] = []
  readonly #listens: Listening[] = []
  readonly #act = new Map<string, ActOf>()
  #together: ActsOf | undefined
  readonly qos: 0 | 1 | 2
  readonly retain: boolean

  /** `name` is the entity's own; undefined where it goes by that of its device. */
  constructor(settings: Settings, key: string, name: string | undefined, say: (message: Message) => string) {
    this.settings = settings
    this.#key = key
    this.#name = name
    this.#say = say
    this.qos = settings.whole('qos', 0, 0, 2) as 0 | 1 | 2
    this.retain = settings.flag('retain', false)
  }

  made(): Entity {
    const made = {
      key: this.#key,
      readings: this.#readings,
      pulses: this.#pulses,
      acts: this.#acts,
      listens: this.#listens,
      act: this.#act
    }
    return this.#together === undefined ? made : { ...made, together: this.#together }
  }

  keyOf(part?: string): string {
    const key = part === undefined ? this.#key : `${this.#key}.${part}`
    if (key.length > discoveryLimits.keyCharsMax)
      this.settings.refuse(discoveryMessage('discovery.bad-id', { said: quotedOf(key) }))
    return key
  }

  nameOf(label: Message | undefined, fallback: string): string {
    const part = label === undefined ? undefined : this.#say(label)
    return lineOf([this.#name, part].filter((one) => one !== undefined).join(' ')) ?? fallback
  }

  /** Adds a reading and gives its key back. */
  reading(point: Omit<ReadingPoint, 'key' | 'name'> & { readonly part?: string; readonly label?: Message }): string {
    const { part, label, ...rest } = point
    const key = this.keyOf(part)
    this.#readings.push({ key, name: this.nameOf(label, this.#key), ...rest })
    return key
  }

  pulse(point: { readonly part?: string; readonly label?: Message; readonly about?: string; readonly ttlMs: number }): string {
    const { part, label, ...rest } = point
    const key = this.keyOf(part)
    this.#pulses.push({ key, name: this.nameOf(label, this.#key), ...rest })
    return key
  }

  act(point: Omit<ActPoint, 'key' | 'name'> & { readonly part: string; readonly label?: Message }, act: ActOf): string {
    const { part, label, ...rest } = point
    const key = this.keyOf(part)
    this.#acts.push({ key, name: this.nameOf(label, this.#key), ...rest })
    this.#act.set(key, (value, voice) => {
      const wrong = wrongValue(rest.shape, value)
      return wrong === undefined ? act(value, voice) : no(wrong)
    })
    return key
  }

  together(acts: ActsOf): void {
    this.#together = acts
  }

  listen(topic: string | undefined, hear: Listening['hear']): void {
    if (topic !== undefined) this.#listens.push({ topic, hear })
  }

  /** Listens to the topic under one key through the template under another. What says nothing, or goes wrong, is not passed on. */
  hear(
    topicKey: string,
    templateKey: string,
    points: readonly string[],
    hear: (text: string, incoming: Incoming, voice: Voice) => void,
    given: Readonly<Record<string, unknown>> = {}
  ): boolean {
    const topic = this.settings.listenTopic(topicKey)
    const template = this.settings.template(templateKey, [...valueNames, ...Object.keys(given)])
    const names = { ...given, entity_id: this.#key }
    if (topic === undefined || template === 'outside') return false
    this.listen(topic, (incoming, voice) => {
      const outcome = readWith(template, incoming, names)
      if (outcome.is === 'text') hear(outcome.text, incoming, voice)
      else if (outcome.is === 'fault') {
        for (const point of points)
          voice.unsure(point, discoveryMessage('discovery.template-failed', { key: templateKey, why: outcome.why }))
      }
    })
    return true
  }

  /** A topic to publish to, with its template: gives what makes a message of a value and of the names its template may use. */
  sender(topicKey: string, templateKey: string | undefined, names: readonly string[] = []): Sender | undefined {
    const topic = this.settings.sendTopic(topicKey)
    const template = templateKey === undefined ? undefined : this.settings.template(templateKey, [...commandNames, ...names])
    if (topic === undefined || template === 'outside') return undefined
    return (value, given = {}) => {
      if (template === undefined) return ok(this.sent(topic, plainText(value)))
      const outcome = template.write({ ...this.#names(), value, ...given })
      if (outcome.is === 'text') return ok(this.sent(topic, outcome.text))
      const why = outcome.is === 'fault' ? outcome.why : ''
      return no(discoveryMessage('discovery.template-failed', { key: templateKey ?? '', why }))
    }
  }

  #names(): Record<string, unknown> {
    return { entity_id: this.#key, name: this.#name ?? this.#key }
  }

  sent(topic: string, payload: string): Sent {
    return { topic, payload, qos: this.qos, retain: this.retain }
  }

  /** Reading and act of one facet; gives the key of the reading, where there is one. */
  facet(facet: Facet): string | undefined {
    const { part, label, shape, about, counter, staleMs, rest, state, command } = facet
    const send = command === undefined ? undefined : this.sender(...command)
    const isTold =
      state !== undefined && this.settings.has(state[0]) && this.settings.template(state[1], valueNames) !== 'outside'
    const optimistic = send !== undefined && (facet.optimistic === true || state === undefined || !this.settings.has(state[0]))
    const key = this.keyOf(part)
    const named = { ...(label !== undefined && { label }), ...(about !== undefined && { about }) }
    if (isTold || optimistic) {
      this.reading({
        ...(part !== undefined && { part }),
        ...named,
        shape,
        ...(counter && { counter }),
        ...(staleMs !== undefined && { staleMs })
      })
    }
    if (state !== undefined && this.settings.has(state[0])) {
      this.hear(...state, [key], (text, incoming, voice) => this.told(key, facet.read(text, incoming.json), text, voice))
    }
    if (send !== undefined) {
      const toldBy = isTold || optimistic ? key : undefined
      this.act(
        { part: part === undefined ? 'set' : `${part}-set`, ...named, shape, ...(toldBy !== undefined && { toldBy }), ...(rest !== undefined && { rest }) },
        (value, voice) => {
          const why = facet.refuses?.(value as Value)
          if (why !== undefined) return no(why)
          const sent = send(facet.write?.(value as Value) ?? (value as string))
          if (sent.ok && optimistic) voice.tell(key, value as Value, true)
          return sent.ok ? ok([sent.value]) : sent
        }
      )
    }
    return isTold || optimistic ? key : undefined
  }

  told(key: string, read: Read, text: string, voice: Voice): void {
    if (read === 'unknown') voice.unsure(key, discoveryMessage('discovery.says-unknown'))
    else if (read === 'odd') voice.odd(discoveryMessage('discovery.odd', { said: quotedOf(text) }))
    else if (read !== 'nothing') voice.tell(key, read.value)
  }
}

export type Sender = (value: string | number | Float, names?: Readonly<Record<string, unknown>>) => Result<Sent, Message>

export function readWith(
  template: Template | undefined,
  { text, json, work }: Incoming,
  given?: Readonly<Record<string, unknown>>
): Outcome {
  return template === undefined ? { is: 'text', text } : template.read(text, json, given, work)
}

export const plainText = (value: string | number | Float): string =>
  value instanceof Float ? (Number.isInteger(value.n) ? `${value.n}.0` : String(value.n)) : String(value)

/** Why a value is none of a point; an act is asked with what its point takes, or not at all. */
export function wrongValue(shape: ActPoint['shape'], value: Value | undefined): Message | undefined {
  switch (shape.is) {
    case 'press':
      return undefined
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : discoveryMessage('discovery.act-yes-no')
    case 'number': {
      const { min = -Infinity, max = Infinity } = shape
      if (typeof value !== 'number' || !Number.isFinite(value)) return discoveryMessage('discovery.act-number')
      return value >= min && value <= max ? undefined : discoveryMessage('discovery.act-range', { value, least: min, most: max })
    }
    case 'words':
      return typeof value === 'string' && shape.of.includes(value)
        ? undefined
        : discoveryMessage('discovery.act-words', { words: shape.of.slice(0, 20) })
    default:
      return typeof value === 'string' && value.length <= Math.min(shape.charsMax, discoveryLimits.textCharsMax)
        ? undefined
        : discoveryMessage('discovery.act-text', { most: shape.charsMax })
  }
}
