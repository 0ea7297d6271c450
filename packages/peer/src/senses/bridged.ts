/**
 * Things that this device brings into one world from one source: they are said to the world once, and what they sense goes to the
 * store of series and to whoever waits for it.
 *
 * Announcements are gathered for a moment, so that two hundred devices that wake together are said in a few entries.
 */
import type { Message, PointId, Thing, ThingId, ThingRow, ThingSource, Value, Wish } from '@commune/commune'
import { type Cancel, type Clock, type Log, ok, type Result, type SeriesStore } from '@commune/protocol'
import type { Now } from './now.ts'
import { fits, numberOf } from './numbers.ts'
import type { ThingBridge } from './ports.ts'

const gatherMs = 200
/** Things that wait to be said; more than one house has. */
const waitingMax = 5_000
/** Readings that came before their thing was said: of each thing the last of each point. */
const earlyMax = 10_000

export interface BridgedPorts {
  readonly source: ThingSource
  readonly clock: Clock
  readonly log: Log
  readonly series: SeriesStore
  readonly now: Now
  readonly bridge: ThingBridge
  say(wishes: readonly Wish[]): Promise<Result<unknown, Message>>
  known(key: string): ThingRow | undefined
  /** It was announced, or can be reached again. */
  here(thing: ThingRow): void
  /** Something that is shown has changed. */
  changed(): void
}

type Early = { readonly point: string; readonly value: Value; readonly atMs: number }

export class Bridged {
  readonly #ports: BridgedPorts
  readonly #waiting = new Map<string, Wish>()
  readonly #early = new Map<string, Map<string, Early>>()
  #earlyCount = 0
  #saying: Cancel | undefined
  #problem: Message | undefined

  constructor(ports: BridgedPorts) {
    this.#ports = ports
  }

  get source(): ThingSource {
    return this.#ports.source
  }
  get bridge(): ThingBridge {
    return this.#ports.bridge
  }
  /** Why the last announcements could not be said, in words. */
  get problem(): Message | undefined {
    return this.#problem
  }

  /** A thing is there, or is another one than it was. False: more wait than are taken. */
  bring(thing: Thing): boolean {
    if (this.#waiting.size >= waitingMax && !this.#waiting.has(thing.key)) return false
    this.#waiting.set(thing.key, { wish: 'thing', source: this.#ports.source, thing })
    this.#soon()
    return true
  }

  gone(key: string): void {
    const row = this.#ports.known(key)
    this.#waiting.delete(key)
    if (!row || row.gone) return
    this.#waiting.set(key, { wish: 'thing-gone', thing: row.id })
    for (const point of [...row.readings, ...row.pulses]) this.#ports.now.forget(addressOf(row.id, point.key))
    this.#soon()
  }

  /** A reading came. One that its point cannot have makes it unknown. `toldMs` is what the thing says when it was: its clock may be wrong. */
  reading(key: string, point: string, value: Value, toldMs: number): void {
    const nowMs = this.#ports.clock.nowMs()
    const atMs = momentOf(toldMs, nowMs)
    const row = this.#ports.known(key)
    const said = row?.readings.find((each) => each.key === point)
    if (!row || !said) return this.#keepEarly(key, { point, value, atMs })
    const address = addressOf(row.id, point)
    if (!fits(value, said.shape)) return this.#note(address, { unknown: 'unreadable', atMs })
    const last = this.#ports.now.last(address)
    const lastMs = last && ('known' in last ? last.known.atMs : last.atMs)
    // One that comes late is kept where it belongs, and does not stand for now. What lies ahead was told while this clock was wrong.
    if (lastMs === undefined || atMs >= lastMs || lastMs > nowMs) this.#note(address, { known: { value, atMs } })
    if (last && 'unknown' in last && last.unknown === 'unavailable') this.#ports.here(row)
    const number = numberOf(value, said.shape)
    if (number !== undefined) this.#ports.series.append(address, atMs, number)
  }

  /** What was known of a thing, or of one point of it, is not known now: it went out of reach, or what came could not be read. */
  unknown(key: string, point: string | undefined, why: 'unavailable' | 'unreadable'): void {
    const row = this.#ports.known(key)
    const atMs = this.#ports.clock.nowMs()
    for (const reading of row?.readings ?? []) {
      if (row && (point === undefined || reading.key === point)) this.#note(addressOf(row.id, reading.key), { unknown: why, atMs })
    }
  }

  /** Somebody is near for a moment. It is never kept. */
  pulse(key: string, point: string): void {
    const row = this.#ports.known(key)
    const said = row?.pulses.find((each) => each.key === point)
    if (!row || !said) return
    this.#ports.now.pulse(addressOf(row.id, point), this.#ports.clock.nowMs() + said.ttlMs)
    this.#ports.changed()
  }

  end(): void {
    this.#saying?.()
  }

  #note(address: PointId, last: Parameters<Now['note']>[1]): void {
    this.#ports.now.note(address, last)
    this.#ports.changed()
  }

  #keepEarly(key: string, early: Early): void {
    if (!this.#waiting.has(key)) return
    const ofThing = this.#early.get(key) ?? new Map<string, Early>()
    if (!ofThing.has(early.point) && ++this.#earlyCount > earlyMax) return
    ofThing.set(early.point, early)
    this.#early.set(key, ofThing)
  }

  #soon(): void {
    this.#saying ??= this.#ports.clock.after(gatherMs, () => {
      this.#saying = undefined
      void this.#say()
    })
  }

  async #say(): Promise<void> {
    const wishes = [...this.#waiting]
    // One that cannot be said keeps no other from being said.
    const said = await this.#ports.say(wishes.map(([, wish]) => wish))
    const each = said.ok ? [] : wishes
    this.#problem = undefined
    for (const [, wish] of each) {
      const alone = await this.#ports.say([wish])
      if (!alone.ok) this.#problem = alone.error
    }
    for (const [key, wish] of wishes) if (this.#waiting.get(key) === wish) this.#waiting.delete(key)
    for (const [key, { wish }] of wishes) {
      const row = wish === 'thing' ? this.#ports.known(key) : undefined
      if (row) this.#ports.here(row)
      for (const { point, value, atMs } of this.#early.get(key)?.values() ?? []) {
        this.#earlyCount--
        if (this.#ports.known(key)) this.reading(key, point, value, atMs)
      }
      this.#early.delete(key)
    }
    this.#ports.changed()
    if (this.#waiting.size > 0) this.#soon()
  }
}

/** Told later than now, or at no time that a series takes: when it came. */
const momentOf = (toldMs: number, nowMs: number): number => (Number.isInteger(toldMs) && toldMs >= 0 && toldMs <= nowMs ? toldMs : nowMs)

export const addressOf = (thing: ThingId, point: string): PointId => `${thing}/${point}`

/** The other way round. */
export const partsOf = (address: PointId): { readonly thing: ThingId; readonly point: string } => {
  const slash = address.indexOf('/')
  return { thing: address.slice(0, slash), point: address.slice(slash + 1) }
}

/** Nothing is passed on to what only tells. */
export const noActs: ThingBridge = { act: () => Promise.resolve(ok(null)) }

