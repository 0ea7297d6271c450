/**
 * Things of the web in this box: each description that was kept is opened, what it senses goes to the peer, and what is asked of it goes
 * out over its forms. A thing that does not answer is away: nothing of it is known until it answers again.
 *
 * It holds the thread between them, and why a thing does not answer. Everything is bounded by `keptMost` things and by `wotLimits`.
 */
import { askedAt, type AskedAt, openThing, type OpenThing, readThing, type Sensed } from '@commune/bridges/wot'
import { type Message, type Points, pointsSchema, type Thing, thingLimits, type Value } from '@commune/commune'
import type { Bridged, Peer, ThingBridge } from '@commune/peer'
import { type Cancel, type IdText, no, ok, type Result, toText } from '@commune/protocol'
import * as v from 'valibot'
import type { HomePorts } from '../daemon/home.ts'
import { cliMessage } from '../words/index.ts'
import { type BrokerDoor, openBroker } from './brokerDoor.ts'
import { type BringThing, keptMost, type KeptThing, readKept, writeKept } from './keptThings.ts'
import { keyOf } from './keyOf.ts'
import { addressesOf, webFetch } from './network.ts'

export interface BroughtRow {
  readonly world: IdText
  /** What the thing is known by in its world. */
  readonly key: string
  readonly name: string
  /** Where it leads. */
  readonly origins: readonly string[]
  /** Anybody in the network may ask it past what is agreed: it wants no secret, or a broker that is not this box's own lies between. */
  readonly bypassable: boolean
  /** It does not answer, and why. */
  readonly away?: Message
  /** Parts of the description that nothing was made of, and why. */
  readonly left: readonly Message[]
}

/** What things of the web are called in a world: `ThingSource`. */
const source = 'wot'
/** How long the peer takes to say a new thing to its world, at the least. */
const saidMs = 250

interface Open {
  readonly kept: KeptThing
  readonly thing: Thing
  readonly left: readonly Message[]
  readonly asked: readonly AskedAt[]
  readonly opened: OpenThing
  readonly brokers: ReadonlyMap<string, BrokerDoor>
  /** Points that are said to be unknown already, and pulses that were not heard to be here yet. */
  readonly unknown: Set<string>
  away: Message | undefined
  end: Cancel
}

/** One that is kept and cannot be opened any more. */
interface Broken {
  readonly kept: KeptThing
  readonly why: Message
}

export class BroughtThings {
  readonly #peer: Peer
  readonly #folder: string
  readonly #ports: HomePorts
  readonly #open = new Map<string, Open>()
  readonly #broken = new Map<string, Broken>()
  readonly #bridges = new Map<IdText, Bridged | undefined>()
  readonly #isOwnBroker: (origin: string) => boolean
  #problem: Message | undefined

  /** `isOwnBroker`: whether the broker at `mqtt://host:1883` is the one that is built into this box. */
  constructor(peer: Peer, folder: string, ports: HomePorts, isOwnBroker: (origin: string) => boolean = () => false) {
    this.#peer = peer
    this.#folder = folder
    this.#ports = ports
    this.#isOwnBroker = isOwnBroker
  }

  /** Why nothing can be brought in or let go, in words: what was kept cannot be read. */
  get problem(): Message | undefined {
    return this.#problem
  }

  /** Opens all that were kept. */
  begin(): void {
    const read = readKept(this.#folder)
    if (!read.ok) return void (this.#problem = read.error)
    for (const kept of read.value) {
      const opened = this.#openOne(kept)
      if (!opened.ok) this.#broken.set(nameOf(kept), { kept, why: opened.error })
    }
    this.#leaveForgotten()
  }

  rows(): BroughtRow[] {
    return [
      ...[...this.#open.values()].map(({ kept: { world, key, origins }, thing, asked, away, left }) => ({
        ...{ world, key, name: thing.name, origins, left },
        bypassable: thing.acts.length > 0 && asked.some((at) => this.#isOpenToAll(at)),
        ...(away && { away })
      })),
      ...[...this.#broken.values()].map(({ kept: { world, key, origins }, why }) => ({ world, key, name: key, origins, bypassable: false, away: why, left: [] }))
    ]
  }

  /** Brings a thing in, or takes a newer description of one. Answers with what it is known by. */
  bring(given: BringThing): Result<{ readonly key: string }, Message> {
    if (this.#problem) return no(this.#problem)
    const read = readThing(given.text, given.base === undefined ? {} : { base: given.base })
    if (!read.ok) return no(read.error[0]?.message ?? cliMessage('brought.unread'))
    if (!this.#bridgeOf(given.world)) return no(cliMessage('brought.no-world'))
    const key = keyOf(read.value)
    const kept: KeptThing = { ...given, key }
    const name = nameOf(kept)
    if (!this.#open.has(name) && this.#open.size + this.#broken.size >= keptMost) return no(cliMessage('brought.many', { most: keptMost }))
    this.#close(name)
    const opened = this.#openOne(kept)
    if (!opened.ok) return opened
    this.#broken.delete(name)
    this.#keep()
    return ok({ key })
  }

  /** Lets a thing go: it is said to be gone, and nothing is asked of it any more. */
  drop(world: IdText, key: string): Result<null, Message> {
    const name = nameOf({ world, key })
    if (this.#problem) return no(this.#problem)
    if (!this.#open.has(name) && !this.#broken.has(name)) return no(cliMessage('brought.unknown'))
    this.#close(name)
    this.#broken.delete(name)
    this.#bridgeOf(world)?.gone(key)
    this.#keep()
    return ok(null)
  }

  async close(): Promise<void> {
    const brokers = [...this.#open.values()].flatMap(({ brokers: doors }) => [...doors.values()])
    for (const name of [...this.#open.keys()]) this.#close(name)
    await Promise.all(brokers.map(({ mqtt }) => mqtt.close()))
  }

  /** Whoever reaches it may ask there, or whoever its broker lets in. The broker of this box lets in nobody past the topics that were granted. */
  #isOpenToAll({ origin, isOpen }: AskedAt): boolean {
    return /^mqtts?:/.test(origin) ? !this.#isOwnBroker(origin) : isOpen
  }

  #keep(): void {
    writeKept(this.#folder, [...this.#open.values(), ...this.#broken.values()].map(({ kept }) => kept))
  }

  #close(name: string): void {
    const open = this.#open.get(name)
    if (!open) return
    this.#open.delete(name)
    open.end()
  }

  #openOne(kept: KeptThing): Result<null, Message> {
    const read = readThing(kept.text, kept.base === undefined ? {} : { base: kept.base })
    if (!read.ok) return no(read.error[0]?.message ?? cliMessage('brought.unread'))
    const bridged = this.#bridgeOf(kept.world)
    if (!bridged) return no(cliMessage('brought.no-world'))
    const brokers = new Map<string, BrokerDoor>()
    const { origins, credentials, pollMs } = kept
    const opened = openThing(read.value, {
      fetch: webFetch,
      clock: this.#ports.clock,
      reach: { origins: new Set(origins), resolve: addressesOf },
      credentials,
      mqtt: (broker) => this.#brokerOf(kept, broker, brokers),
      ...(pollMs !== undefined && { pollMs })
    })
    const { thing, left } = fitting({ ...opened.thing, key: kept.key })
    const open: Open = {
      ...{ kept, thing, opened, brokers, away: undefined, unknown: new Set(thing.pulses.map((pulse) => pulse.key)) },
      left: [...opened.left.map(({ message }) => message), ...left],
      asked: askedAt(read.value),
      end: () => undefined
    }
    this.#open.set(nameOf(kept), open)
    if (!bridged.bring(thing)) this.#ports.log.note('things-many')
    const ends: Cancel[] = []
    // What it tells is told once it is known what it is.
    ends.push(
      this.#ports.clock.after(saidMs, () => {
        ends.push(opened.observe((sensed) => this.#hear(open, bridged, sensed)))
        for (const door of brokers.values())
          ends.push(
            door.mqtt.onStatus((status) => {
              if (status.is === 'away') this.#lost(open, bridged, status.why)
              if (status.is === 'here') this.#found(open, bridged)
            })
          )
      })
    )
    open.end = () => {
      for (const end of ends.splice(0)) end()
      for (const door of brokers.values()) void door.mqtt.close()
    }
    return ok(null)
  }

  #brokerOf({ origins, credentials }: KeptThing, broker: string, brokers: Map<string, BrokerDoor>): BrokerDoor | undefined {
    if (!origins.includes(broker)) return undefined
    const known = brokers.get(broker)
    if (known) return known
    const given = Object.values(credentials).find((one) => one.for === broker && 'user' in one)
    const door = openBroker(broker, given && 'user' in given ? { user: given.user, password: given.password } : undefined, this.#ports)
    if (door) brokers.set(broker, door)
    return door
  }

  #hear(open: Open, bridged: Bridged, sensed: Sensed): void {
    const { key } = open.kept
    switch (sensed.is) {
      case 'reading':
        open.unknown.delete(sensed.key)
        this.#answers(open, bridged)
        return bridged.reading(key, sensed.key, sensed.value, sensed.atMs)
      case 'here':
        open.unknown.delete(sensed.key)
        this.#answers(open, bridged)
        return this.#feels(open, sensed.key) ? bridged.here(key, sensed.key) : undefined
      case 'pulse':
        open.unknown.delete(sensed.key)
        this.#answers(open, bridged)
        return bridged.pulse(key, sensed.key)
      case 'unknown': {
        // It answered, with something that cannot be: the thing is there, the value is not.
        const isOdd = !isTrouble(sensed.why)
        if (!isOdd) open.away = sensed.why
        if (!open.unknown.has(sensed.key) && this.#isSaid(open.kept)) {
          open.unknown.add(sensed.key)
          bridged.unknown(key, sensed.key, isOdd ? 'unreadable' : 'unavailable')
        }
      }
    }
  }

  /** It can be reached: whoever passes is felt, where that can be told. */
  #answers(open: Open, bridged: Bridged): void {
    if (open.away !== undefined) this.#found(open, bridged)
  }

  /** Whether somebody who passes there would be told. */
  #feels({ away, unknown, brokers }: Open, point: string): boolean {
    return away === undefined && !unknown.has(point) && [...brokers.values()].every(({ mqtt }) => mqtt.status().is === 'here')
  }

  /** A broker went away: what comes over it is not known. */
  #lost(open: Open, bridged: Bridged, why: Message): void {
    open.away = why
    bridged.unknown(open.kept.key, undefined, 'unavailable')
  }

  /** Its broker is there: what is sensed is known when it is told, and whether somebody passes from now on. */
  #found(open: Open, bridged: Bridged): void {
    open.away = undefined
    for (const { key } of open.thing.pulses) if (this.#feels(open, key)) bridged.here(open.kept.key, key)
  }

  #isSaid({ world, key }: KeptThing): boolean {
    return this.#rowsIn(world).some((row) => row.key === key)
  }

  #rowsIn(world: IdText) {
    const views = this.#peer.inside.find(world)?.views()
    const { device } = this.#peer.inside.me()
    return views?.things.list().filter((row) => row.source === source && row.device === toText(device.sign.publicKey)) ?? []
  }

  /** Things that were said here and are kept no more: the box went down between the two. */
  #leaveForgotten(): void {
    for (const world of this.#bridges.keys())
      for (const row of this.#rowsIn(world)) if (!this.#open.has(nameOf(row, world)) && !this.#broken.has(nameOf(row, world))) this.#bridgeOf(world)?.gone(row.key)
  }

  #bridgeOf(world: IdText): Bridged | undefined {
    if (!this.#bridges.has(world)) this.#bridges.set(world, this.#peer.inside.find(world) && this.#peer.senses.bridge(world, source, this.#passingOn(world)))
    return this.#bridges.get(world)
  }

  #passingOn(world: IdText): ThingBridge {
    return {
      feels: (key, point) => [this.#open.get(nameOf({ world, key }))].some((open) => open !== undefined && this.#feels(open, point)),
      act: async (key, point, value) => {
        const open = this.#open.get(nameOf({ world, key }))
        if (!open) return no(cliMessage('brought.unknown'))
        const asked = await open.opened.ask(point, value === 'press' ? undefined : (value as Value))
        if (!asked.ok && isTrouble(asked.error)) open.away = asked.error
        return asked.ok ? ok(null) : asked
      }
    }
  }
}

/** The points that a world takes (E7); the others by name. */
const fitting = (thing: Thing): { readonly thing: Thing; readonly left: readonly Message[] } => {
  const left: Message[] = []
  const sift = <K extends keyof Points>(kind: K): Points[K] =>
    (thing[kind] as readonly { readonly name: string }[])
      .map((point) => ({ ...point, name: point.name.slice(0, thingLimits.nameCharsMax).toWellFormed().trim() }))
      .filter((point, at) => {
        const fits = at < thingLimits.pointsMax && v.is(pointsSchema, { ...noPoints, [kind]: [point] })
        if (!fits) left.push(cliMessage('brought.point', { name: point.name }))
        return fits
      }) as unknown as Points[K]
  return { thing: { ...thing, readings: sift('readings'), pulses: sift('pulses'), acts: sift('acts') }, left: left.slice(0, 50) }
}
const noPoints: Points = { readings: [], pulses: [], acts: [] }

/** It did not answer, or did not let us in; not: it did not take what was asked. */
const isTrouble = ({ key }: Message): boolean => /^wot\.(?:http|reach|pass|mqtt)-/.test(key) || key === 'mqtt.not-sent'

const nameOf = ({ world, key }: { readonly world?: IdText; readonly key: string }, of: IdText = world ?? ''): string => `${of} ${key}`
