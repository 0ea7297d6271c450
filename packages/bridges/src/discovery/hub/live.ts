/** One entity that is there: what it was told last, and how it speaks. */
import { discoveryMessage, type Message, type Value } from '@commune/commune'
import type { Entity, Incoming, Listening, Voice } from '../entity/entity.ts'
import type { Availability } from './availability.ts'
import type { Told } from './told.ts'

/** As long as somebody who is there is felt again without another word of the sensor. */
export const staysMsMax = 3_600_000

interface Held {
  value: Value
  atMs: number
  assumed?: true
}

export class Live {
  readonly source: string
  readonly thing: string
  readonly topic: string
  readonly entity: Entity
  readonly availability: Availability
  /** It belongs to a device. */
  readonly hasDevice: boolean
  /** What it costs to keep, in bytes. */
  readonly bytes: number
  /** It is about to be announced in the other form. */
  isMoving = false
  readonly #held = new Map<string, Held>()
  /** Pulses that said last that they do not know. */
  readonly #unsure = new Set<string>()
  /** What is due later: a value that comes by itself, or a pulse that goes on. */
  readonly #due = new Map<string, { atMs: number; value?: Value; untilMs: number; everyMs: number }>()

  constructor(of: Pick<Live, 'source' | 'thing' | 'topic' | 'entity' | 'availability' | 'hasDevice' | 'bytes'>) {
    this.source = of.source
    this.thing = of.thing
    this.topic = of.topic
    this.entity = of.entity
    this.availability = of.availability
    this.hasDevice = of.hasDevice
    this.bytes = of.bytes
  }

  get topics(): readonly string[] {
    return [...new Set([...this.entity.listens.map(({ topic }) => topic), ...this.availability.topics])]
  }

  get reach(): boolean | undefined {
    return this.isMoving ? undefined : this.availability.isThere
  }

  /** Its pulses, where it is within reach. */
  get feeling(): readonly string[] {
    return this.availability.isThere !== true ? [] : this.entity.pulses.flatMap(({ key }) => (this.#unsure.has(key) ? [] : [key]))
  }

  /** Readings whose shape is the same go on from what an earlier announcement of this entity was told. */
  follow(earlier: Live): void {
    this.availability.follow(earlier.availability)
    for (const { key } of this.entity.pulses) if (earlier.#unsure.has(key)) this.#unsure.add(key)
    for (const { key, shape } of this.entity.readings) {
      const before = earlier.entity.readings.find((reading) => reading.key === key)
      const held = earlier.#held.get(key)
      if (held !== undefined && JSON.stringify(before?.shape) === JSON.stringify(shape)) this.#held.set(key, held)
    }
  }

  /** It was announced anew: whether it is within reach may be otherwise by that. */
  goOn(earlier: Live, atMs: number, told: Told[]): void {
    const isThere = this.availability.isThere === true
    if (isThere !== (earlier.availability.isThere === true)) this.#reachChanged(isThere, atMs, told)
  }

  hear(
    topic: string,
    isMet: (listening: Listening) => boolean,
    message: Incoming,
    atMs: number,
    told: Told[],
    odd: (why: Message) => void
  ): void {
    if (this.availability.topics.has(topic)) {
      const before = this.availability.isThere
      this.availability.hear(topic, message)
      const after = this.availability.isThere
      if (before !== after) this.#reachChanged(after === true, atMs, told)
    }
    const voice = this.voice(atMs, told, odd)
    for (const listening of this.entity.listens) if (isMet(listening)) listening.hear(message, voice)
  }

  voice(atMs: number, told: Told[], odd: (why: Message) => void): Voice {
    const { source, thing } = this
    const isThere = this.availability.isThere === true
    return {
      tell: (point, value, assumed) => {
        this.#held.set(point, { value, atMs, ...(assumed && { assumed }) })
        this.#due.delete(point)
        if (isThere || assumed) told.push({ is: 'reading', source, thing, point, value, atMs, ...(assumed && { assumed }) })
      },
      unsure: (point, why) => {
        this.#held.delete(point)
        this.#due.delete(point)
        if (this.entity.pulses.some(({ key }) => key === point)) this.#unsure.add(point)
        if (isThere) told.push({ is: 'unknown', source, thing, point, why, atMs })
      },
      pulse: (point, stays) => {
        const everyMs = this.entity.pulses.find(({ key }) => key === point)?.ttlMs ?? 1_000
        if (stays) this.#due.set(point, { atMs: atMs + everyMs, untilMs: atMs + staysMsMax, everyMs })
        told.push({ is: 'pulse', source, thing, point, atMs })
      },
      over: (point) => {
        this.#due.delete(point)
        if (this.#unsure.delete(point) && isThere) told.push({ is: 'here', source, thing, point })
      },
      odd,
      held: (point) => this.#held.get(point)?.value,
      later: (point, value, afterMs) => this.#due.set(point, { atMs: atMs + afterMs, value, untilMs: atMs + afterMs, everyMs: 0 })
    }
  }

  /** When something of it is due next; undefined when nothing is. */
  get dueMs(): number | undefined {
    let least: number | undefined
    for (const { atMs } of this.#due.values()) least = Math.min(least ?? atMs, atMs)
    return least
  }

  pass(nowMs: number, told: Told[]): void {
    for (const [point, due] of this.#due) {
      if (due.atMs > nowMs) continue
      this.#due.delete(point)
      if (due.value !== undefined) this.voice(due.atMs, told, () => {}).tell(point, due.value)
      else if (this.availability.isThere !== false && nowMs < due.untilMs) {
        told.push({ is: 'pulse', source: this.source, thing: this.thing, point, atMs: nowMs })
        this.#due.set(point, { ...due, atMs: nowMs + due.everyMs })
      }
    }
  }

  /** Everything that was known is not known any more. */
  forget(why: Message, atMs: number, told: Told[]): void {
    for (const point of this.#held.keys()) told.push({ is: 'unknown', source: this.source, thing: this.thing, point, why, atMs })
    this.#due.clear()
  }

  #reachChanged(isThere: boolean, atMs: number, told: Told[]): void {
    if (!isThere) {
      for (const { key: point } of [...this.entity.readings, ...this.entity.pulses]) {
        told.push({
          is: 'unknown',
          source: this.source,
          thing: this.thing,
          point,
          why: discoveryMessage('discovery.unavailable'),
          atMs
        })
      }
      for (const { key } of this.entity.pulses) this.#due.delete(key)
      return
    }
    for (const point of this.feeling) told.push({ is: 'here', source: this.source, thing: this.thing, point })
    for (const [point, { value, atMs: saidMs, assumed }] of this.#held) {
      told.push({
        is: 'reading',
        source: this.source,
        thing: this.thing,
        point,
        value,
        atMs: saidMs,
        ...(assumed && { assumed }),
        again: true
      })
    }
  }
}
