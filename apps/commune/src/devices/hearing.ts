/**
 * Devices that speak MQTT, from their announcements to things of a world: what a broker brings goes to discovery, what discovery makes of
 * it goes to the peer, and what is asked of a thing goes back as messages.
 *
 * It holds nothing but the thread between them: what a thing tells is with the peer, what it is with discovery.
 */
import { type Message, unitCode, type Value } from '@commune/commune'
import { type Asked, Discovery, type Source, type Told, type Whose } from '@commune/bridges/discovery'
import type { Mqtt, MqttMessage } from '@commune/bridges/mqtt'
import type { Bridged, ThingBridge } from '@commune/peer'
import { type Cancel, type Clock, type Log, no, ok, type Result } from '@commune/protocol'
import { cliMessage, say } from '../words/index.ts'

export interface HearingPorts {
  readonly mqtt: Mqtt
  readonly clock: Clock
  readonly log: Log
  /** What a credential was granted to speak for; undefined where the broker does not tell who says what. */
  prefixesOf(from: string): readonly string[] | undefined
  /** Whose things are; left out where the broker does not tell who says what. */
  readonly whose?: Whose
  /** That has changed. */
  whoseChanged?(): void
}

/** Whoever speaks where the broker does not tell who does. */
const anybody = 'mqtt'
const nothing: ReadonlySet<string> = new Set()
const announcements = 'homeassistant'
/** Here they do in another form, which is named. */
const announcedOtherwise = 'tasmota/discovery'
const announced = `${announcements}/`

export class Hearing implements ThingBridge {
  readonly #ports: HearingPorts
  readonly #discovery: Discovery
  readonly #ends: Cancel[] = []
  #bridged: Bridged | undefined
  #due: Cancel | undefined
  #dueMs: number | undefined
  /** Gateways that are away. */
  readonly #lost = new Set<string>()

  constructor(ports: HearingPorts) {
    this.#ports = ports
    const { mqtt, whose, clock } = ports
    this.#discovery = new Discovery({ unitOf: unitCode, say, isOneForAll: mqtt.bypassable, ...(whose && { ownerOf: (thing: string) => whose.of(thing, clock.nowMs()) }) })
  }

  get discovery(): Discovery {
    return this.#discovery
  }

  /** Begins to listen; things go to `bridged`. */
  begin(bridged: Bridged): void {
    this.#bridged = bridged
    const { mqtt } = this.#ports
    this.#ends.push(
      mqtt.onMessage((message) => this.#hear(message)),
      mqtt.onStatus((status) => {
        if (status.is === 'here') {
          this.#greet()
          this.back()
        } else if (status.is === 'away') this.lost()
      })
    )
    void mqtt.subscribe(announcements)
    void mqtt.subscribe(announcedOtherwise)
    if (mqtt.status().is === 'here') this.#greet()
  }

  act(key: string, point: string, value: Value | 'press'): Promise<Result<null, Message>> {
    const nowMs = this.#ports.clock.nowMs()
    const asked = this.#discovery.act(key, point, value === 'press' ? undefined : value, nowMs)
    if (!asked.ok) return Promise.resolve(asked)
    return Promise.resolve(this.#send(asked.value))
  }

  /** Whether somebody who passes there would be told. */
  feels(key: string, point: string): boolean {
    return !this.#isAway && this.#discovery.feeling(key, this.#lost).includes(point)
  }

  end(): void {
    this.#due?.()
    for (const end of this.#ends) end()
  }

  /** A broker that was away, or a program that just started, asks devices to say who they are. */
  #greet(): void {
    const { topic, payload } = this.#discovery.birth
    this.#ports.mqtt.publish(topic, payload)
  }

  /** While the broker is away nothing of its devices is known; while a gateway is, nothing of its own. */
  lost(source?: string): void {
    if (source !== undefined) this.#lost.add(source)
    for (const { key } of this.#discovery.things(source)) this.#bridged?.unknown(key, undefined, 'unavailable')
  }

  /** They are within reach again: what they sense is known when they tell it, and whether somebody passes from now on. */
  back(source?: string): void {
    if (source !== undefined) this.#lost.delete(source)
    for (const { key } of this.#discovery.things(source)) for (const point of this.#discovery.feeling(key, this.#lost)) if (!this.#isAway) this.#bridged?.here(key, point)
  }

  get #isAway(): boolean {
    return this.#ports.mqtt.status().is !== 'here'
  }

  /** A credential may speak for other topics than before: what it announced is held against them, and devices are asked to say anew who they are. */
  judge(source: string): void {
    const prefixes = this.#ports.prefixesOf(source)
    this.#tell(this.#discovery.judge({ key: source, ...(prefixes && { prefixes }) }, this.#ports.clock.nowMs()))
    this.#greet()
  }

  /** A credential was withdrawn: what it announced is gone. */
  drop(source: string): void {
    this.#tell(this.#discovery.drop(source, this.#ports.clock.nowMs()))
    this.#ports.whose?.release(source)
    this.#ports.whoseChanged?.()
  }

  #send({ sent, told }: Asked): Result<null, Message> {
    for (const { topic, payload, qos, retain } of sent) {
      const published = this.#ports.mqtt.publish(topic, payload, { qos: qos === 0 ? 0 : 1, retain })
      if (!published.ok) return no(cliMessage('mqtt.not-sent'))
    }
    this.#tell(told)
    return ok(null)
  }

  #hear({ topic, payload, retained, from }: MqttMessage): void {
    // Only what announces something is held against what was granted.
    const prefixes = from !== undefined && topic.startsWith(announced) ? this.#ports.prefixesOf(from) : undefined
    const source: Source = { key: from ?? anybody, ...(prefixes && { prefixes }) }
    const all = this.#discovery.hear(source, topic, payload, this.#ports.clock.nowMs(), retained)
    this.#tell(all, this.#besidePassings(all, source.key, topic))
  }

  /**
   * Things of which this message tells that somebody passed, or how they stand that move then. Many devices say all that they know in one
   * message: when they said how bright it is, is when somebody came.
   */
  #besidePassings(all: readonly Told[], source: Source['key'], topic: string): ReadonlySet<string> {
    if (!all.some(({ is }) => is === 'reading')) return nothing
    const feels = this.#discovery.feelsOn(source, topic)
    const moved = all.flatMap((one) => (one.is === 'reading' && this.#bridged?.keeps(one.thing, one.point) === false ? [one.thing] : []))
    return moved.length === 0 ? feels : new Set([...feels, ...moved])
  }

  #tell(all: readonly Told[], beside: ReadonlySet<string> = nothing): void {
    for (const told of all) this.#tellOne(told, beside)
    this.#wait()
  }

  #tellOne(told: Told, beside: ReadonlySet<string>): void {
    const bridged = this.#bridged
    switch (told.is) {
      case 'listen':
        return void this.#ports.mqtt.subscribe(told.topic)
      case 'unlisten':
        return void this.#ports.mqtt.unsubscribe(told.topic)
      case 'thing': {
        if (this.#ports.whose?.brought(told.thing, told.source)) this.#ports.whoseChanged?.()
        const thing = this.#discovery.thingOf(told.thing)
        if (thing && bridged && !bridged.bring(thing, told.source)) this.#ports.log.note('things-many')
        return
      }
      case 'gone':
        if (this.#ports.whose?.gone(told.thing, this.#ports.clock.nowMs())) this.#ports.whoseChanged?.()
        return bridged?.gone(told.thing, told.source)
      case 'reading':
        return bridged?.reading(told.thing, told.point, told.value, told.atMs, beside.has(told.thing))
      case 'unknown':
        return bridged?.unknown(told.thing, told.point, 'unavailable')
      case 'here':
        return bridged?.here(told.thing, told.point)
      case 'pulse':
        return bridged?.pulse(told.thing, told.point)
      case 'named':
        // What it was is shown where one looks; a log carries no names of others.
        return this.#ports.log.note('mqtt-refused')
    }
  }

  /** Wakes when something comes by time alone. */
  #wait(): void {
    const { dueMs } = this.#discovery
    if (dueMs === this.#dueMs) return
    this.#due?.()
    this.#dueMs = dueMs
    if (dueMs === undefined) return
    const { clock } = this.#ports
    this.#due = clock.after(Math.max(0, dueMs - clock.nowMs()), () => {
      this.#dueMs = undefined
      // What comes by time alone is nothing that anybody said: nothing of it is known while whoever says it is away.
      this.#tell(this.#discovery.pass(clock.nowMs()).filter(({ is, ...told }) => is === 'unknown' || (!this.#isAway && !('source' in told && this.#lost.has(told.source)))))
    })
  }
}
