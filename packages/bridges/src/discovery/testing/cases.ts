/**
 * Runs cases of Home Assistant's own tests (see `fixtures/README.md`) on discovery: announcements, messages, what somebody asks for, what is
 * expected. Its entities are told in our points by `expected.ts`; a case holds when nothing differs.
 */
import type { Value } from '@commune/commune'
import { Discovery } from '../index.ts'
import type { Sent, Told } from '../index.ts'
import { asksOf, differences } from './expected.ts'

export interface Case {
  readonly id: string
  readonly component?: string
  readonly complete?: boolean
  readonly configs?: readonly { readonly component: string; readonly payload: unknown }[]
  readonly discoveryPrefix?: string
  readonly steps: readonly Step[]
}
export interface Step {
  readonly publish?: { readonly topic: string; readonly payload: unknown }
  readonly expect?: Expectation
  readonly call?: { readonly service: string; readonly data: Readonly<Record<string, unknown>> }
  readonly expectPublish?: readonly {
    readonly topic: string
    readonly payload: unknown
    readonly qos?: number
    readonly retain?: boolean
  }[]
  readonly only?: boolean
  readonly anyOrder?: boolean
  readonly expectLog?: string
  readonly present?: boolean
  readonly expectDevice?: { readonly identifiers: readonly string[]; readonly exists: boolean }
}
export interface Expectation {
  readonly entity_id: string
  readonly exists?: boolean
  readonly name?: string
  readonly state?: unknown
  readonly attributes?: Readonly<Record<string, unknown>>
}

/** What an entity looks like now. */
export interface Seen {
  readonly key: string
  readonly component: string
  readonly config: Readonly<Record<string, unknown>>
  /** What was told last of each part; absent when it is not known. */
  readonly values: ReadonlyMap<string, unknown>
  readonly pulses: number
  readonly reach: boolean | undefined
}

const encoder = new TextEncoder()
const source = { key: 'test' }

export class CaseRun {
  readonly discovery: Discovery
  readonly faults: string[] = []
  readonly #values = new Map<string, unknown>()
  readonly #pulses = new Map<string, number>()
  readonly #ids = new Map<string, { topic: string; name: string; config: Readonly<Record<string, unknown>>; component: string }>()
  #sent: Sent[] = []
  #atMs = 0
  #unsure = 0
  #namedBefore = 0
  #isCheckedAlready = false

  constructor(prefix?: string) {
    this.discovery = new Discovery(prefix === undefined ? {} : { prefix })
  }

  run(one: Case): readonly string[] {
    const prefix = one.discoveryPrefix ?? 'homeassistant'
    for (const [i, { component, payload }] of (one.configs ?? []).entries())
      this.#publish(`${prefix}/${component}/c${i}/config`, payload)
    for (const [i, step] of one.steps.entries()) {
      const before = this.faults.length
      this.#step(step)
      for (let j = before; j < this.faults.length; j++) this.faults[j] = `step ${i}: ${this.faults[j]}`
    }
    return this.faults
  }

  #step(step: Step): void {
    // Checks one after another look at the same messages.
    if (step.expectPublish === undefined && this.#isCheckedAlready) {
      this.#sent = []
      this.#isCheckedAlready = false
    }
    if (step.publish !== undefined) this.#publish(step.publish.topic, step.publish.payload)
    else if (step.call !== undefined) this.#call(step.call)
    else if (step.expectPublish !== undefined) this.#wentOut(step)
    else if (step.expect !== undefined) this.#expect(step.expect)
    else if (step.expectLog !== undefined) {
      const named = this.discovery.refusals.reduce((sum, { times }) => sum + times, 0) + this.#unsure
      if (step.present === false) {
        if (named > this.#namedBefore)
          this.faults.push(`something was named, where Home Assistant does not log “${step.expectLog}”`)
      } else if (named === 0) this.faults.push(`nothing was named, where Home Assistant logs “${step.expectLog}”`)
      this.#namedBefore = named
    } else if (step.expectDevice !== undefined) {
      const { identifiers, exists } = step.expectDevice
      const isThere = this.discovery.things().some(({ key }) => identifiers.some((id) => key === `id.${id}`))
      if (isThere !== exists) this.faults.push(`the device ${identifiers.join()} is ${isThere ? '' : 'not '}there`)
    }
  }

  #publish(topic: string, payload: unknown): void {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
    this.#take(this.discovery.hear(source, topic, encoder.encode(text), ++this.#atMs))
    const address = /^[^/]+\/([^/]+)\/.+\/config$/.exec(topic)
    if (address !== null) this.#register(topic, address[1] as string, text)
  }

  /** Entity ids are given when an entity first comes, and stay while it does. */
  #register(topic: string, component: string, text: string): void {
    const read = (): Record<string, unknown> => {
      try {
        return JSON.parse(text) as Record<string, unknown>
      } catch {
        return {}
      }
    }
    const config = read()
    const device = (config['device'] ?? config['dev'] ?? {}) as { name?: string }
    const all =
      component === 'device'
        ? Object.values((config['components'] ?? config['cmps'] ?? {}) as Record<string, Record<string, unknown>>)
        : [config]
    const isThere = this.discovery.announced(topic).length > 0 || this.#isHeldBack(topic)
    const known = [...this.#ids].filter(([, entry]) => entry.topic === topic)
    if (!isThere) for (const [id] of known) this.#ids.delete(id)
    if (!isThere || config['migrate_discovery'] !== undefined) return
    for (const one of all) {
      const kind = component === 'device' ? String(one['platform'] ?? one['p']) : component
      if (component === 'device' && Object.keys(one).length === 1) continue
      // Without an id of its own an entity is of no device for Home Assistant.
      const name = [
        one['unique_id'] === undefined ? undefined : device.name,
        one['name'] ?? (kind === 'sensor' ? 'MQTT Sensor' : kind)
      ]
        .filter((part) => part !== undefined)
        .join(' ')
      const entry = { topic, name, config: one, component: kind }
      const same = known.find(([, before]) => component !== 'device' || before.config['unique_id'] === one['unique_id'])
      const id = `${kind}.${slug(String(one['object_id'] ?? name))}`
      this.#ids.set(same?.[0] ?? id, entry)
    }
  }

  #isHeldBack(topic: string): boolean {
    return this.discovery.refusals.some((refusal) => refusal.topic === topic && /held-(?:tracker|picture)/.test(refusal.what.key))
  }

  #take(told: readonly Told[]): void {
    for (const one of told) {
      if (one.is === 'reading') this.#values.set(one.point, one.value)
      else if (one.is === 'unknown') {
        this.#values.delete(one.point)
        if (one.why.key === 'discovery.template-failed') this.#unsure++
      } else if (one.is === 'pulse') this.#pulses.set(one.point, (this.#pulses.get(one.point) ?? 0) + 1)
    }
  }

  #find(entityId: string): Seen | undefined {
    const wanted = entityId.toLowerCase().replace('.none_', '.')
    const entry = this.#ids.get(wanted)
    if (entry === undefined) return undefined
    const keys = this.discovery.announced(entry.topic)
    const own = String(entry.config['unique_id'] ?? '')
    const isBundled = entry.topic.includes('/device/')
    const key = keys.length === 1 && !isBundled ? keys[0] : keys.find((one) => one.endsWith(`.${own}`))
    if (key === undefined) return undefined
    const values = new Map(
      [...this.#values]
        .filter(([point]) => point === key || point.startsWith(`${key}.`))
        .map(([point, value]) => [point.slice(key.length + 1), value])
    )
    const pulses = [...this.#pulses]
      .filter(([point]) => point === key || point.startsWith(`${key}.`))
      .reduce((sum, [, n]) => sum + n, 0)
    return { key, component: entry.component, config: entry.config, values, pulses, reach: this.discovery.reach(key) }
  }

  /** What Home Assistant calls an entity by, for payloads that name it. */
  #idOf(key: string): string {
    return [...this.#ids].find(([, { topic }]) => this.discovery.announced(topic).includes(key))?.[0] ?? key
  }

  #expect(expectation: Expectation): void {
    const id = expectation.entity_id.toLowerCase()
    const entry = this.#ids.get(id) ?? this.#ids.get(id.replace('.none_', '.'))
    const seen = this.#find(expectation.entity_id)
    const isMoving = seen !== undefined && seen.reach === undefined && expectation.exists === false
    const exists = !isMoving && (seen !== undefined || (entry !== undefined && this.#isHeldBack(entry.topic)))
    if (expectation.exists !== undefined && expectation.exists !== exists)
      this.faults.push(`${expectation.entity_id} is ${exists ? '' : 'not '}there`)
    if (expectation.name !== undefined && entry?.name !== expectation.name) this.faults.push(`its name is ${entry?.name}`)
    if (seen !== undefined) this.faults.push(...differences(seen, expectation, this.discovery))
    else if (expectation.state !== undefined || expectation.attributes !== undefined) {
      this.faults.push(
        entry !== undefined && this.#isHeldBack(entry.topic)
          ? 'held back: nothing of it is read'
          : `${expectation.entity_id} is not there`
      )
    }
  }

  #call({ service, data }: NonNullable<Step['call']>): void {
    const id = data['entity_id']
    for (const one of Array.isArray(id) ? id : [id]) {
      const seen = this.#find(String(one))
      if (seen === undefined) {
        this.faults.push(`${String(one)} is not there to be asked`)
        continue
      }
      const asks = asksOf(service, data, seen)
      if (typeof asks === 'string') {
        this.faults.push(asks)
        continue
      }
      const [first = ''] = asks[0] ?? []
      const thing = this.discovery.things().find(({ acts }) => acts.some(({ key }) => key === `${seen.key}.${first}`))?.key ?? ''
      const asked =
        asks.length === 1
          ? this.discovery.act(thing, `${seen.key}.${first}`, asks[0]?.[1], ++this.#atMs)
          : this.discovery.actTogether(
              thing,
              new Map(asks.map(([part, value]) => [`${seen.key}.${part}`, value as Value])),
              ++this.#atMs
            )
      if (!asked.ok) this.faults.push(`${service} as ${asks.map(([part]) => part).join()}: ${asked.error.key}`)
      else {
        this.#sent.push(...asked.value.sent)
        this.#take(asked.value.told)
      }
    }
  }

  #wentOut({ expectPublish = [], only, anyOrder }: Step): void {
    const sent = this.#sent
    this.#isCheckedAlready = true
    const isSame = (wanted: (typeof expectPublish)[number], one: Sent): boolean =>
      wanted.topic === one.topic &&
      (wanted.qos ?? one.qos) === one.qos &&
      (wanted.retain ?? one.retain) === one.retain &&
      samePayload(
        wanted.payload,
        one.payload.replaceAll(/[a-z_]+\.c\d+/g, (key) => this.#idOf(key))
      )
    const shown = sent.map(({ topic, payload }) => `${topic} ${payload}`).join(' | ')
    if (only === true && sent.length !== expectPublish.length) this.faults.push(`${sent.length} messages went out: ${shown}`)
    let from = 0
    for (const wanted of expectPublish) {
      const at = sent.findIndex((one, i) => (anyOrder === true || i >= from) && isSame(wanted, one))
      if (at < 0) this.faults.push(`not sent: ${wanted.topic} ${JSON.stringify(wanted.payload)}, but ${shown}`)
      else from = at + 1
    }
  }
}

function samePayload(wanted: unknown, said: string): boolean {
  if (typeof wanted === 'string') return wanted === said
  const json = (wanted as { $json?: unknown } | null)?.$json
  try {
    return json !== undefined && isNear(json, JSON.parse(said))
  } catch {
    return false
  }
}

const isNear = (a: unknown, b: unknown): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 0.002 * Math.max(1, Math.abs(a))
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [x, y] = [Object.entries(a), Object.entries(b)]
  return x.length === y.length && x.every(([key, value]) => isNear(value, (b as Record<string, unknown>)[key]))
}

export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
