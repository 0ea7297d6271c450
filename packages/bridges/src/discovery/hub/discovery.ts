/**
 * Discovery: from messages to things, readings and pulses, and from what is asked of a thing to messages. It carries nothing itself: whoever
 * runs it hands in each message with its source and its time, listens to the topics that are told, and publishes what `act` gives.
 *
 * - A thing gathers the entities of one device; its key, and those of its points, follow from the ids that are announced.
 * - What one source speaks for, no other source can announce, change or take away. A source with prefixes names no topic outside them.
 * - Whatever comes in, memory stays within `discoveryLimits`, nothing throws, and each reason is named once and counted.
 * - Nothing of a pulse is held but when it is due again; no code, picture, whereabouts or identity of a tag is read.
 */
import { discoveryMessage, english, type Message, type Thing, type Value } from '@commune/commune'
import type { Result } from '@commune/protocol'
import { addressOf, type Announcement, readAnnouncement, topicsOf } from '../announcement/announcement.ts'
import type { DeviceFacts } from '../announcement/device.ts'
import { readJson } from '../announcement/config.ts'
import { ownFormOf } from '../announcement/own-form.ts'
import { entityKey, makeEntity, type Made } from '../components/make.ts'
import type { Incoming, Sent } from '../entity/entity.ts'
import { discoveryLimits } from '../limits.ts'
import { textOf } from '../text.ts'
import { meets } from '../topics.ts'
import { type Asked, askOne, askTogether } from './asking.ts'
import { type Claim, outsideNow } from './claim.ts'
import { outsideOf } from './grants.ts'
import { Listeners } from './listeners.ts'
import { Live } from './live.ts'
import { type Refusal, Refusals } from './refusals.ts'
import type { DiscoverySettings } from './settings.ts'
import { Things } from './things.ts'
import type { Source, Told } from './told.ts'

export class Discovery {
  readonly #prefix: string
  readonly #unitOf: (text: string) => string | undefined
  readonly #say: (message: Message) => string
  readonly #ownerOf: (thing: Thing['key']) => string | undefined
  readonly #claims = new Map<string, Claim>()
  readonly #lives = new Map<string, Live>()
  readonly #things: Things
  readonly #listeners = new Listeners<Live>()
  readonly #refusals = new Refusals()
  readonly #due = new Set<Live>()
  /** What was said last where something says whether it is there, and which word of all it was. */
  readonly #reach = new Map<string, { readonly topic: string; readonly text: string; readonly turn: number; readonly retained: boolean }>()
  #turn = 0
  /** Reasons that were named for the announcement that is being read. */
  readonly #noted = new Set<string>()
  #bytes = 0

  constructor(settings: DiscoverySettings = {}) {
    this.#things = new Things(settings.isOneForAll ? discoveryLimits.thingsMax : undefined)
    this.#prefix = settings.prefix ?? 'homeassistant'
    this.#unitOf = settings.unitOf ?? ((text) => text)
    this.#ownerOf = settings.ownerOf ?? (() => undefined)
    this.#say = settings.say ?? ((message) => english.say(message))
  }

  /** The filters under which announcements come. */
  get announcements(): readonly string[] {
    return [`${this.#prefix}/+/+/config`, `${this.#prefix}/+/+/+/config`]
  }

  /** Published once whoever runs this listens, it lets devices announce themselves anew. */
  get birth(): Sent {
    return { topic: `${this.#prefix}/status`, payload: 'online', qos: 0, retain: false }
  }

  /** All topics that things are heard on now. */
  get topics(): readonly string[] {
    return this.#listeners.topics()
  }

  get refusals(): readonly Refusal[] {
    return this.#refusals.all()
  }

  /** All things of a source, or of all. */
  things(source?: string): readonly Thing[] {
    return this.#things.all(source).map(({ key }) => this.thingOf(key) as Thing)
  }

  thingOf(key: Thing['key']): Thing | undefined {
    const gathered = this.#things.get(key)
    if (gathered === undefined) return undefined
    const entities = [...gathered.lives].map(({ entity }) => entity)
    const { name, maker, model, place } = gathered
    return {
      key,
      name,
      ...(maker !== undefined && { maker }),
      ...(model !== undefined && { model }),
      ...(place !== undefined && { place }),
      readings: entities.flatMap(({ readings }) => readings),
      pulses: entities.flatMap(({ pulses }) => pulses),
      acts: entities.flatMap(({ acts }) => acts)
    }
  }

  /** The keys of the entities that live by what was announced on a topic. */
  announced(topic: string): readonly string[] {
    return [...(this.#claims.get(topic)?.entities ?? [])]
  }

  /** Whether an entity is within reach; undefined while it has not said so, or is changing its form. */
  readonly reach = (entity: string): boolean | undefined => this.#lives.get(entity)?.reach

  /** Where somebody would be felt: pulses of what is within reach. `away`: sources that are not. */
  readonly feeling = (thing: Thing['key'], away?: ReadonlySet<string>): readonly string[] =>
    this.#livesOf(thing).flatMap(({ source, feeling }) => (away?.has(source) ? [] : feeling))

  /** One message, as it came: its bytes, when, and whether the broker had kept it. */
  hear(source: Source, topic: string, payload: Uint8Array, atMs: number, retained = false): readonly Told[] {
    const told: Told[] = []
    const own = ownFormOf(topic)
    if (own && payload.length === 0) this.#refusals.forget(source.key, topic)
    else if (own === 'config') this.#name(source.key, topic, discoveryMessage('discovery.tasmota'), told)
    if (own) return told
    const address = addressOf(topic, this.#prefix)
    const bytesMax = address === undefined ? discoveryLimits.messageBytesMax : discoveryLimits.announcementBytesMax
    if (address === undefined && this.#listeners.meeting(topic).length === 0) return told
    if (payload.length > bytesMax) {
      this.#name(source.key, topic, discoveryMessage('discovery.too-long', { most: bytesMax }), told)
      return told
    }
    const text = textOf(payload)
    if (text === undefined) this.#name(source.key, topic, discoveryMessage('discovery.not-text'), told)
    else if (address === undefined) this.#heard(source, topic, text, atMs, retained, told)
    else if (text === '') this.#takeAway(source, topic, atMs, told)
    else this.#announced(source, topic, text, atMs, told)
    return this.#settled(told)
  }

  /** Things of which this topic tells, among other things, that somebody passes. */
  feelsOn(source: Source['key'], topic: string): ReadonlySet<Thing['key']> {
    return new Set(this.#listeners.meeting(topic).flatMap((live) => (live.source === source && live.entity.pulses.length > 0 ? [live.thing] : [])))
  }

  /** Lets go of all that a source announced: its credentials were withdrawn, or its people do not want it any more. */
  drop(source: Source['key'], atMs: number): readonly Told[] {
    const told: Told[] = []
    for (const [topic, claim] of this.#claims) if (claim.source === source) this.#takeAway({ key: source }, topic, atMs, told)
    return this.#settled(told)
  }

  /** A source has other prefixes: what it announced with topics that lie outside them is gone. */
  judge(source: Source, atMs: number): readonly Told[] {
    const told: Told[] = []
    for (const [topic, claim] of this.#claims) {
      const outside = outsideNow(claim, topic, this.#prefix, source)
      if (outside === undefined) continue
      this.#takeAway(source, topic, atMs, told)
      this.#name(source.key, topic, discoveryMessage('discovery.outside', { topic: outside, source: source.key }), told)
    }
    return this.#settled(told)
  }

  /** Of each thing whether it is there in the end, once. */
  #settled(told: readonly Told[]): readonly Told[] {
    const ends = new Map<Thing['key'], Told>()
    for (const one of told) {
      if (one.is === 'thing' || one.is === 'gone')
        ends.set(one.thing, { ...one, is: this.#things.get(one.thing) === undefined ? 'gone' : 'thing' })
    }
    return ends.size === 0 ? told : [...told.filter(({ is }) => is !== 'thing' && is !== 'gone'), ...ends.values()]
  }

  /** When `pass` has something to do next; undefined while nothing waits. */
  get dueMs(): number | undefined {
    let least: number | undefined
    for (const live of this.#due) {
      const { dueMs } = live
      if (dueMs !== undefined) least = Math.min(least ?? dueMs, dueMs)
    }
    return least
  }

  /** What comes by time alone: a yes that falls back, somebody who is still there. */
  pass(nowMs: number): readonly Told[] {
    const told: Told[] = []
    for (const live of this.#due) {
      live.pass(nowMs, told)
      if (live.dueMs === undefined) this.#due.delete(live)
    }
    return told
  }

  /** What to publish so that a point does this. A press has no value. */
  act(thing: Thing['key'], point: string, value: Value | undefined, atMs: number): Result<Asked, Message> {
    return askOne(this.#livesOf(thing), point, value, atMs)
  }

  /** Several points of one thing at the same moment: what goes into one message does. Nothing is sent when one of them cannot be. */
  actTogether(thing: Thing['key'], wishes: ReadonlyMap<string, Value>, atMs: number): Result<Asked, Message> {
    return askTogether(this.#livesOf(thing), wishes, atMs)
  }

  #livesOf(thing: Thing['key']): readonly Live[] {
    return [...(this.#things.get(thing)?.lives ?? [])]
  }

  #heard(source: Source, topic: string, text: string, atMs: number, retained: boolean, told: Told[]): void {
    const message: Incoming = { text, retained, json: readJson(text), work: { steps: 0 } }
    // What one source announced nobody else speaks for, whatever a broker lets through.
    const meeting = this.#listeners.meeting(topic).filter((live) => live.source === source.key)
    if (meeting.some(({ availability }) => availability.topics.has(topic))) {
      if (text.length <= discoveryLimits.reachCharsMax) this.#reach.set(topic, { topic, text, turn: ++this.#turn, retained })
      else this.#reach.delete(topic)
    }
    for (const live of meeting) {
      const odd = (why: Message): void => this.#name(source.key, topic, why, told)
      live.hear(topic, (listening) => listening.topic === topic || meets(listening.topic, topic), message, atMs, told, odd)
      if (live.dueMs === undefined) this.#due.delete(live)
      else this.#due.add(live)
    }
  }

  #announced(source: Source, topic: string, text: string, atMs: number, told: Told[]): void {
    const address = addressOf(topic, this.#prefix)
    const claim = this.#claims.get(topic)
    if (address === undefined || this.#isOthers(source, claim, topic, told)) return
    if (claim?.text === text && !claim.isOpen) return
    const read = readAnnouncement(address, text)
    if (!read.ok) return this.#name(source.key, topic, read.error, told)
    // What is as wrong as before goes on being counted, and is not named anew.
    this.#noted.clear()
    this.#enterAll(source, topic, text, claim, read.value, atMs, told)
    this.#refusals.forget(source.key, topic, this.#noted)
  }

  #enterAll(source: Source, topic: string, text: string, claim: Claim | undefined, said: Announcement, atMs: number, told: Told[]): void {
    const outside = outsideOf(topicsOf(said), source.prefixes)
    if (outside !== undefined)
      return this.#name(source.key, topic, discoveryMessage('discovery.outside', { topic: outside, source: source.key }), told)
    if (said.is === 'moving') return this.#move(source, topic, claim, atMs, told)
    for (const why of said.refused) this.#name(source.key, topic, why, told)
    this.#replace(source, topic, text, claim, said, atMs, told)
  }

  /** Everything that one announcement says takes the place of what it said before. */
  #replace(
    source: Source, topic: string, text: string, claim: Claim | undefined, said: Announcement & { is: 'entities' }, atMs: number, told: Told[]
  ): void {
    const before = new Map([...(claim?.entities ?? [])].map((key) => [key, this.#lives.get(key)] as const))
    const kept = new Set<string>()
    let isWhole = true
    for (const announced of said.entities) {
      const key = entityKey(announced)
      const noRoom = key === undefined ? undefined : (this.#ownedByOther(source, key, said.device) ?? this.#things.noRoom(source.key, { key }, said.device))
      if (noRoom !== undefined) {
        this.#name(source.key, topic, noRoom, told)
        isWhole = false
        continue
      }
      const made = makeEntity(announced, said.device, { unitOf: this.#unitOf, say: this.#say })
      if (!made.ok) {
        this.#name(source.key, topic, made.error, told)
        // What was right before goes on when what follows is wrong, as long as it is the only one.
        if (!announced.bundled) for (const earlier of before.keys()) kept.add(earlier)
        continue
      }
      for (const left of made.value.leftOut) this.#name(source.key, topic, left, told)
      const refused = this.#refused(source, topic, said.device, made.value)
      if (refused !== undefined) {
        this.#name(source.key, topic, refused, told)
        isWhole = false
      } else if (made.value.isHeldBack !== true) {
        this.#enter(source, topic, made.value, said.device, Math.ceil(text.length / said.entities.length), atMs, told)
        kept.add(made.value.entity.key)
      }
    }
    for (const [key, live] of before)
      if (live !== undefined && !kept.has(key)) this.#remove(live, discoveryMessage('discovery.unavailable'), atMs, told)
    // What had no room is looked at again when it is announced again.
    if (kept.size > 0) this.#claims.set(topic, { source: source.key, text, isOpen: !isWhole, entities: kept })
    else this.#claims.delete(topic)
  }

  /** A thing that was another's before is still that one's. */
  #ownedByOther(source: Source, key: string, device: DeviceFacts | undefined): Message | undefined {
    const owner = this.#ownerOf(this.#things.keyFor({ key }, device))
    return owner === undefined || owner === source.key ? undefined : discoveryMessage('discovery.claimed', { source: source.key, other: owner })
  }

  /** Why this entity is not taken from this source. */
  #refused(source: Source, topic: string, device: DeviceFacts | undefined, made: Made): Message | undefined {
    const { key } = made.entity
    const known = this.#lives.get(key)
    if (known !== undefined && known.source !== source.key)
      return discoveryMessage('discovery.claimed', { source: source.key, other: known.source })
    if (known !== undefined && known.topic !== topic && !known.isMoving) return discoveryMessage('discovery.twice')
    const bytes = made.bytes - (known?.bytes ?? 0)
    if (this.#bytes + bytes > discoveryLimits.keptBytesMax)
      return discoveryMessage('discovery.too-much', { most: discoveryLimits.keptBytesMax })
    if (known === undefined && this.#lives.size >= discoveryLimits.entitiesMax)
      return discoveryMessage('discovery.too-many', { most: discoveryLimits.thingsMax })
    if (!this.#listeners.hasRoom(made.topics))
      return discoveryMessage('discovery.too-many-topics', { most: discoveryLimits.topicsMax })
    return this.#things.tooManyPoints(made.entity, device)
  }

  #enter(source: Source, topic: string, made: Made, device: DeviceFacts | undefined, textBytes: number, atMs: number, told: Told[]): void {
    const { key } = made.entity
    const known = this.#lives.get(key)
    const thing = this.#things.keyFor(made.entity, device)
    const live = new Live({
      source: source.key,
      thing,
      topic,
      entity: made.entity,
      availability: made.availability,
      hasDevice: device !== undefined,
      bytes: made.bytes + textBytes
    })
    if (known !== undefined) live.follow(known)
    this.#toldBefore(live)
    if (known !== undefined) {
      live.goOn(known, atMs, told)
      this.#leave(known, live.topics, told)
      if (known.topic !== topic) this.#claims.get(known.topic)?.entities.delete(key)
      if (known.thing !== thing) this.#emptied(known, told)
    }
    this.#lives.set(key, live)
    this.#bytes += live.bytes
    this.#things.put(live, made.name, device)
    for (const one of live.topics) if (this.#listeners.add(one, live)) told.push({ is: 'listen', topic: one })
    told.push({ is: 'thing', source: source.key, thing })
  }

  /**
   * A gateway says once, kept by the broker, that it is there, and announces devices for ever after: where its topic is listened to
   * already, the broker does not say it again, so a newcomer is told here.
   */
  #toldBefore({ availability }: Live): void {
    const known = [...availability.topics].flatMap((topic) => this.#reach.get(topic) ?? [])
    for (const { topic, text, retained } of known.sort((a, b) => a.turn - b.turn)) availability.hear(topic, { text, retained, json: readJson(text), work: { steps: 0 } })
  }

  /** Nobody listens to it any more, as far as this entity goes. */
  #unlisten(topic: string, live: Live): boolean {
    const isLast = this.#listeners.remove(topic, live)
    if (isLast) this.#reach.delete(topic)
    return isLast
  }

  /** `stays`: topics that are listened to again at once. */
  #leave(live: Live, stays: readonly string[], told: Told[]): void {
    this.#things.take(live)
    this.#due.delete(live)
    this.#bytes -= live.bytes
    for (const topic of live.topics) {
      if (this.#unlisten(topic, live) && !stays.includes(topic)) told.push({ is: 'unlisten', topic })
    }
  }

  #remove(live: Live, why: Message, atMs: number, told: Told[]): void {
    live.forget(why, atMs, told)
    this.#leave(live, [], told)
    if (this.#lives.get(live.entity.key) === live) this.#lives.delete(live.entity.key)
    this.#emptied(live, told)
  }

  #emptied(live: Live, told: Told[]): void {
    told.push({ is: this.#things.get(live.thing) === undefined ? 'gone' : 'thing', source: live.source, thing: live.thing })
  }

  #takeAway(source: Source, topic: string, atMs: number, told: Told[]): void {
    const claim = this.#claims.get(topic)
    if (this.#isOthers(source, claim, topic, told)) return
    this.#claims.delete(topic)
    this.#refusals.forget(source.key, topic)
    if (claim === undefined) return
    for (const key of claim.entities) {
      const live = this.#lives.get(key)
      if (live?.topic === topic) this.#remove(live, discoveryMessage('discovery.unavailable'), atMs, told)
    }
  }

  #move(source: Source, topic: string, claim: Claim | undefined, atMs: number, told: Told[]): void {
    const lives = [...(claim?.entities ?? [])].map((key) => this.#lives.get(key)).filter((live) => live !== undefined)
    if (claim === undefined || lives.some(({ hasDevice }) => !hasDevice))
      return this.#name(source.key, topic, discoveryMessage('discovery.cannot-move'), told)
    this.#claims.set(topic, { ...claim, isOpen: true })
    for (const live of lives) {
      live.isMoving = true
      live.forget(discoveryMessage('discovery.moving'), atMs, told)
      for (const one of live.topics) if (this.#unlisten(one, live)) told.push({ is: 'unlisten', topic: one })
    }
  }

  #isOthers(source: Source, claim: Claim | undefined, topic: string, told: Told[]): boolean {
    if (claim === undefined || claim.source === source.key) return false
    this.#name(source.key, topic, discoveryMessage('discovery.claimed', { source: source.key, other: claim.source }), told)
    return true
  }

  #name(source: string, topic: string, what: Message, told: Told[]): void {
    this.#noted.add(what.key)
    const named = this.#refusals.note(source, topic, what)
    if (named !== undefined) told.push({ is: 'named', ...named })
  }
}
