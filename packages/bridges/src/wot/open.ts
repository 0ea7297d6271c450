/**
 * A description that holds, opened: what it senses is heard, and what it can do is asked, over whichever of its forms can be used.
 *
 * Readings that nobody can tell now are said to be unknown, with the reason; they never keep their last value in silence. A property that
 * tells whether somebody is there becomes a pulse at the moment it turns to yes.
 */
import { type Message, type Thing, type Value, wotMessage } from '@commune/commune'
import { type Cancel, no, ok, type Result } from '@commune/protocol'
import type { Fault } from './fault.ts'
import { follow } from './follow.ts'
import { isHttp, type Op, tells, type Way } from './forms.ts'
import { askOnce, type HttpPorts } from './http.ts'
import { type Json, member } from './json.ts'
import { wotLimits } from './limits.ts'
import { heardOver, type MqttMessage, publishFor, subscriptionsOf } from './mqtt.ts'
import type { Description } from './read.ts'
import { inSteps, mayBeAsked, valueFrom } from './shape.ts'
import { type Brought, type Door, thingOf } from './thing.ts'

/** A broker that somebody else is connected to. */
export interface MqttDoor {
  publish(message: MqttMessage): Promise<Result<void, Message>>
  subscribe(topic: string, qos: 0 | 1 | 2, heard: (payload: Uint8Array) => void): Cancel
}

export interface OpenPorts extends HttpPorts {
  /** The way to a broker, by its origin (`mqtt://host:1883`); undefined when there is none. */
  readonly mqtt?: (broker: string) => MqttDoor | undefined
  /** How often a property is asked that tells nothing by itself; left out: `wotLimits.pollMsDefault`. */
  readonly pollMs?: number
}

export type Sensed =
  | { readonly is: 'reading'; readonly key: string; readonly value: Value; readonly atMs: number }
  | { readonly is: 'pulse'; readonly key: string; readonly atMs: number }
  /** Somebody who passes would be told from now on. */
  | { readonly is: 'here'; readonly key: string; readonly atMs: number }
  /** What it is cannot be known until a reading comes; of a pulse, whether somebody passes, until it is here or comes. */
  | { readonly is: 'unknown'; readonly key: string; readonly atMs: number; readonly why: Message }

export interface OpenThing {
  readonly thing: Thing
  /** What was left out and why. */
  readonly left: readonly Fault[]
  /** The value now, asked of the thing. MQTT has no asking: listen instead. */
  read(key: string): Promise<Result<Value, Message>>
  /** Asks an act: writes a property, or invokes an action. No value for one that is pressed. */
  ask(key: string, value?: Value): Promise<Result<void, Message>>
  /** Everything it senses from now on, until it is cancelled. One listener at a time is enough for all points. */
  observe(heard: (sensed: Sensed) => void): Cancel
}

export const openThing = (description: Description, ports: OpenPorts): OpenThing => {
  const brought = thingOf(description)
  const { root } = description
  const turns = new Turns(wotLimits.openMax)
  const { doors } = brought

  const read = async (key: string): Promise<Result<Value, Message>> => {
    const door = doors.get(key)
    const way = door && httpWay(door, ['readproperty'])
    if (!door || !way || door.shape.is === 'pulse' || door.shape.is === 'press') return no(wotMessage('wot.ask-none'))
    const { shape } = door
    const answer = await turns.take(() => askOnce(ports, { root, way }))
    if (!answer.ok) return answer
    const value = valueFrom(partOf(door, answer.value), shape)
    return value === undefined ? no(wotMessage('wot.value-odd')) : ok(value)
  }

  const ask = async (key: string, value?: Value): Promise<Result<void, Message>> => {
    const door = doors.get(key)
    if (!door || door.shape.is === 'pulse' || !brought.thing.acts.some((act) => act.key === key))
      return no(wotMessage('wot.ask-none'))
    if (!mayBeAsked(value, door.shape)) return no(wotMessage('wot.ask-value'))
    const sent = value === undefined || door.shape.is === 'press' ? undefined : inSteps(value, door.shape)
    const over = publishFor(door, sent)
    if (over) {
      const broker = ports.mqtt?.(over.broker)
      if (broker) return await broker.publish(over.message)
    }
    const way = httpWay(door, ['writeproperty', 'invokeaction'])
    if (!way) return no(wotMessage(over ? 'wot.mqtt-away' : 'wot.ask-none'))
    const body: Json | undefined = sent !== undefined && door.member !== undefined ? { [door.member]: sent } : sent
    const answer = await turns.take(() => askOnce(ports, { root, way, ...(body !== undefined && { body }) }))
    // What an action gives back has no place here: that it was taken is what counts.
    return answer.ok || answer.error.key === 'wot.http-type' || answer.error.key === 'wot.http-garbled' ? ok(undefined) : answer
  }

  const observe = (heard: (sensed: Sensed) => void): Cancel => {
    const cancels: Cancel[] = []
    const felt = new Map<string, boolean>()
    const feels = new Set<string>()
    const now = (): number => ports.clock.nowMs()
    const isHere = (key: string): void => {
      if (doors.get(key)?.shape.is !== 'pulse' || feels.has(key)) return
      feels.add(key)
      heard({ is: 'here', key, atMs: now() })
    }
    const unknown = (key: string, why: Message): void => {
      feels.delete(key)
      felt.delete(key)
      heard({ is: 'unknown', key, atMs: now(), why })
    }
    const tell = (key: string, door: Door, came: Result<Json | undefined, Message>): void => {
      if (!came.ok) return unknown(key, came.error)
      const part = partOf(door, came.value)
      if (door.shape.is === 'press') return
      if (door.shape.is === 'pulse') {
        const is = door.kind === 'events' || valueFrom(part, { is: 'yes-no' })
        if (is === undefined) return unknown(key, wotMessage('wot.value-odd'))
        isHere(key)
        if (is === true && (door.kind === 'events' || felt.get(key) !== true)) heard({ is: 'pulse', key, atMs: now() })
        felt.set(key, is === true)
        return
      }
      const value = valueFrom(part, door.shape)
      heard(
        value === undefined
          ? { is: 'unknown', key, atMs: now(), why: wotMessage('wot.value-odd') }
          : { is: 'reading', key, value, atMs: now() }
      )
    }
    const overMqtt = new Set<string>()
    for (const { broker, topic, qos, points } of subscriptionsOf(brought)) {
      const door = ports.mqtt?.(broker)
      for (const key of points) {
        if (door) overMqtt.add(key)
        else if (!hasHttp(doors.get(key))) tell(key, doors.get(key) as Door, no(wotMessage('wot.mqtt-away')))
      }
      if (!door) continue
      for (const key of points) isHere(key)
      cancels.push(
        door.subscribe(topic, qos, (payload) => {
          for (const key of points) {
            const came = heardOver(doors.get(key) as Door, payload)
            if (came === 'pulse') heard({ is: 'pulse', key, atMs: now() })
            else if (came) heard({ is: 'reading', key, value: came.value, atMs: now() })
            else if (doors.get(key)?.shape.is !== 'pulse')
              heard({ is: 'unknown', key, atMs: now(), why: wotMessage('wot.value-odd') })
          }
        })
      )
    }
    const { found, unheard } = sources(brought, overMqtt)
    for (const key of unheard)
      tell(key, doors.get(key) as Door, no(wotMessage('wot.follow-many', { most: wotLimits.followedMax })))
    for (const { way, points } of found) {
      const pollMs = Math.max(wotLimits.pollMsMin, ports.pollMs ?? wotLimits.pollMsDefault)
      const inTurn: HttpPorts = {
        ...ports,
        fetch: way.subprotocol === undefined ? (url, init) => turns.take(() => ports.fetch(url, init)) : ports.fetch
      }
      cancels.push(
        follow(inTurn, {
          root,
          way,
          pollMs,
          heard: (came) => {
            for (const key of points) tell(key, doors.get(key) as Door, came)
          },
          listens: () => {
            for (const key of points) isHere(key)
          }
        })
      )
    }
    return () => {
      for (const cancel of cancels.splice(0)) cancel()
    }
  }

  return { thing: brought.thing, left: brought.left, read, ask, observe }
}

const partOf = (door: Door, value: Json | undefined): Json | undefined =>
  door.member === undefined ? value : member(value, door.member)

const httpWay = (door: Door, ops: readonly Op[]): Way | undefined =>
  ops.flatMap((op) => door.ways[op] ?? []).find((way) => isHttp(way) && way.subprotocol === undefined)
const hasHttp = (door: Door | undefined): boolean =>
  door !== undefined &&
  [...(door.ways.readproperty ?? []), ...(door.ways.observeproperty ?? []), ...(door.ways.subscribeevent ?? [])].some(isHttp)

interface Source {
  readonly way: Way
  /** Points that one answer tells about. */
  readonly points: string[]
}

/** One way for each property and event that is heard over HTTP: one that tells by itself where there is one, up to a bound. */
function sources(
  brought: Brought,
  without: ReadonlySet<string>
): { readonly found: readonly Source[]; readonly unheard: readonly string[] } {
  const found = new Map<string, Source>()
  const unheard: string[] = []
  let followed = 0
  for (const [key, door] of brought.doors) {
    if (without.has(key) || door.shape.is === 'press') continue
    const telling = [...(door.ways.observeproperty ?? []), ...(door.ways.subscribeevent ?? [])].find(
      (way) => isHttp(way) && tells(way)
    )
    const asking = (door.ways.readproperty ?? []).find((one) => isHttp(one) && one.subprotocol === undefined)
    if (!telling && !asking) continue
    const name = `${door.kind}/${door.name}`
    const known = found.get(name)
    if (known) {
      known.points.push(key)
      continue
    }
    const way = followed < wotLimits.followedMax ? (telling ?? asking) : asking
    if (way) found.set(name, { way, points: [key] })
    else unheard.push(key)
    if (way && way === telling) followed++
  }
  return { found: [...found.values()], unheard }
}

/** So many at once and no more; the others wait their turn. */
class Turns {
  readonly #most: number
  readonly #waiting: (() => void)[] = []
  #open = 0
  constructor(most: number) {
    this.#most = most
  }
  async take<T>(run: () => Promise<T>): Promise<T> {
    // Whoever ends hands its place on, so that nobody slips in between.
    if (this.#open >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#open++
    try {
      return await run()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#open--
    }
  }
}
