/**
 * Things that this device brings into one world from one source: they are said to the world once, and what they sense goes to the
 * store of series and to whoever waits for it.
 *
 * Announcements are gathered for a moment, so that two hundred devices that wake together are said in a few entries.
 */
import type { Message, PointId, Thing, ThingId, ThingRow, ThingSource, Value, Wish } from '@commune/commune'
import { type Cancel, type Clock, type Log, ok, type Result, type SeriesStore } from '@commune/protocol'
import { Fading } from './fading.ts'
import type { Now } from './now.ts'
import { fits, numberOf } from './numbers.ts'
import { peerMessage } from '../words/index.ts'
import type { ThingBridge } from './ports.ts'
import { Sayable, saidAgainMs } from './sayable.ts'

const gatherMs = 200
/** Things that are said together; deciding and signing them is one turn, and whoever asks something waits for its end. */
const togetherMax = 200
/** Between them, when more wait. */
const betweenMs = 20
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
  /** Gives what was said: nothing where nothing has changed. */
  say(wishes: readonly Wish[]): Promise<Result<readonly unknown[], Message>>
  known(key: string): ThingRow | undefined
  /** Whether what this point tells may be kept. */
  keeps(point: PointId): boolean
  /** It was announced, or can be reached again. */
  here(thing: ThingRow): void
  /** Something that is shown has changed. */
  changed(): void
}

type Early = { readonly point: string; readonly value: Value; readonly atMs: number; readonly beside: boolean }

/** What is to be said of a thing, and who announced it. */
interface Waiting {
  readonly what: Thing | 'gone'
  readonly by: string
}

interface Sayings {
  readonly key: string
  readonly waiting: Waiting
  readonly wish: Wish
}

export class Bridged {
  readonly #ports: BridgedPorts
  readonly #waiting = new Map<string, Waiting>()
  readonly #sayable = new Sayable()
  /** What is being said just now. */
  #inSaying = new Set<string>()
  readonly #early = new Map<string, Map<string, Early>>()
  #earlyCount = 0
  #saying: Cancel | undefined
  #sayingMs = 0
  readonly #fading: Fading
  #problem: Message | undefined
  #heldUp: Message | undefined

  constructor(ports: BridgedPorts) {
    this.#ports = ports
    this.#fading = new Fading(ports.clock)
  }

  get source(): ThingSource {
    return this.#ports.source
  }
  get bridge(): ThingBridge {
    return this.#ports.bridge
  }
  /** Why the last announcements could not be said, or who is held up, in words. */
  get problem(): Message | undefined {
    return this.#problem ?? this.#heldUp
  }

  /** A thing is there, or is another one than it was. False: more wait than are taken. `by`: who announced it. */
  bring(thing: Thing, by = ''): boolean {
    if (this.#waiting.size >= waitingMax && !this.#waiting.has(thing.key)) return false
    this.#waiting.set(thing.key, { what: thing, by })
    this.#soon()
    return true
  }

  gone(key: string, by = ''): void {
    const row = this.#ports.known(key)
    this.#waiting.delete(key)
    this.#forgetEarly(key)
    const isThere = row !== undefined && row.gone !== true
    // What is being said just now is taken back afterwards.
    if (!isThere && !this.#inSaying.has(key)) return
    this.#waiting.set(key, { what: 'gone', by })
    if (isThere) for (const point of [...row.readings, ...row.pulses]) this.#ports.now.forget(addressOf(row.id, point.key))
    this.#soon()
  }

  /**
   * A reading came. One that its point cannot have makes it unknown. `toldMs` is what the thing says when it was: its clock may be wrong.
   * `beside`: it came together with what tells of a passing. When it came would tell of that, so it counts for now and is kept nowhere (P6).
   */
  reading(key: string, point: string, value: Value, toldMs: number, beside = false): void {
    const nowMs = this.#ports.clock.nowMs()
    const atMs = momentOf(toldMs, nowMs)
    const row = this.#ports.known(key)
    const said = row?.readings.find((each) => each.key === point)
    if (!row || !said) return this.#keepEarly(key, { point, value, atMs, beside })
    const address = addressOf(row.id, point)
    if (!fits(value, said.shape)) return this.#note(address, { unknown: 'unreadable', atMs })
    const last = this.#ports.now.last(address)
    // One that comes late is kept where it belongs, and does not stand for now.
    if (!this.#ports.now.isLate(address, atMs)) this.#note(address, { known: { value, atMs }, ...(beside && { beside }) })
    if (last && 'unknown' in last && last.unknown === 'unavailable') this.#ports.here(row)
    const number = numberOf(value, said.shape)
    if (number !== undefined && !beside && this.#ports.keeps(address)) this.#ports.series.append(address, atMs, number)
  }

  /** Whether how this point stands may be kept: not of what moves when somebody passes. */
  keeps(key: string, point: string): boolean {
    const row = this.#ports.known(key)
    return row === undefined || this.#ports.keeps(addressOf(row.id, point))
  }

  /** What was known of a thing, or of one point of it, is not known now: it went out of reach, or what came could not be read. */
  unknown(key: string, point: string | undefined, why: 'unavailable' | 'unreadable'): void {
    const row = this.#ports.known(key)
    const atMs = this.#ports.clock.nowMs()
    for (const reading of row?.readings ?? []) {
      if (row && (point === undefined || reading.key === point)) this.#note(addressOf(row.id, reading.key), { unknown: why, atMs })
    }
    // That nobody is near is not known either.
    for (const pulse of row?.pulses ?? []) {
      if (row && (point === undefined || pulse.key === point)) this.#note(addressOf(row.id, pulse.key), { unknown: why, atMs })
    }
  }

  /** Whether somebody passes would be told again. Without a point: at the whole thing. */
  here(key: string, point?: string): void {
    const row = this.#ports.known(key)
    for (const pulse of row?.pulses ?? []) if (row && (point === undefined || pulse.key === point)) this.#ports.now.here(addressOf(row.id, pulse.key))
    this.#ports.changed()
  }

  /** Somebody is near for a moment. It is never kept. */
  pulse(key: string, point: string): void {
    const row = this.#ports.known(key)
    const said = row?.pulses.find((each) => each.key === point)
    if (!row || !said) return
    const address = addressOf(row.id, point)
    this.#ports.now.pulse(address, this.#ports.clock.nowMs() + said.ttlMs)
    this.#fading.note(address, said.ttlMs, () => this.#ports.changed())
    this.#ports.changed()
  }

  end(): void {
    this.#saying?.()
    this.#fading.end()
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

  #forgetEarly(key: string): void {
    this.#earlyCount -= this.#early.get(key)?.size ?? 0
    this.#early.delete(key)
  }

  /** Nobody waits for one who is held up. */
  #soon(afterMs = gatherMs): void {
    const atMs = this.#ports.clock.nowMs() + afterMs
    if (this.#saying && this.#sayingMs <= atMs) return
    this.#saying?.()
    this.#sayingMs = atMs
    this.#saying = this.#ports.clock.after(afterMs, () => {
      this.#saying = undefined
      void this.#say()
    })
  }

  async #say(): Promise<void> {
    // Whoever is saying goes on afterwards.
    if (this.#inSaying.size > 0) return
    const all = this.#takeSayable()
    if (all.length > 0) {
      this.#inSaying = new Set(all.map(({ key }) => key))
      this.#problem = await this.#sayAll(all)
      this.#inSaying.clear()
      for (const { key, waiting } of all) this.#said(key, waiting)
      this.#ports.changed()
    }
    this.#goOn(all.length >= togetherMax)
  }

  /** Why something of it could not be said. */
  async #sayAll(all: readonly Sayings[]): Promise<Message | undefined> {
    const said = await this.#ports.say(all.map(({ wish }) => wish))
    if (said.ok) this.#spend(all, said.value.length)
    let problem: Message | undefined
    // One that cannot be said keeps no other from being said.
    for (const one of said.ok ? [] : all) {
      const alone = await this.#ports.say([one.wish])
      if (alone.ok) this.#spend([one], alone.value.length)
      else problem = alone.error
    }
    return problem
  }

  /** What waits and may be said, with the wish that says it. What is gone before it was said is none. */
  #takeSayable(): Sayings[] {
    const nowMs = this.#ports.clock.nowMs()
    const left = new Map<string, number>()
    const all: Sayings[] = []
    for (const [key, waiting] of this.#waiting) {
      const { what, by } = waiting
      const row = what === 'gone' ? this.#ports.known(key) : undefined
      if (what === 'gone' && (row === undefined || row.gone)) {
        this.#waiting.delete(key)
        continue
      }
      const room = left.get(by) ?? this.#sayable.left(by, nowMs)
      left.set(by, room - 1)
      if (room < 1) continue
      if (all.length >= togetherMax) break
      all.push({ key, waiting, wish: what === 'gone' ? { wish: 'thing-gone', thing: (row as ThingRow).id } : { wish: 'thing', source: this.#ports.source, thing: what } })
    }
    return all
  }

  /** Of what was said together nobody knows whose it was: each pays its share. */
  #spend(all: readonly { readonly waiting: Waiting }[], said: number): void {
    const nowMs = this.#ports.clock.nowMs()
    const counts = new Map<string, number>()
    for (const { waiting } of all) counts.set(waiting.by, (counts.get(waiting.by) ?? 0) + said / all.length)
    if (said > 0) for (const [by, count] of counts) this.#sayable.spend(by, count, nowMs)
  }

  #said(key: string, waiting: Waiting): void {
    if (this.#waiting.get(key) === waiting) this.#waiting.delete(key)
    const row = waiting.what === 'gone' ? undefined : this.#ports.known(key)
    if (row) this.#ports.here(row)
    for (const { key: point } of row?.pulses ?? []) {
      const address = addressOf((row as ThingRow).id, point)
      if (this.#ports.bridge.feels?.(key, point) === false) this.#ports.now.unheard(address)
      else this.#ports.now.here(address)
    }
    const early = [...(this.#early.get(key)?.values() ?? [])]
    this.#forgetEarly(key)
    if (row) for (const { point, value, atMs, beside } of early) this.reading(key, point, value, atMs, beside)
  }

  /** What came meanwhile is said soon; what has to wait because it is too much, later. */
  #goOn(isMore: boolean): void {
    const nowMs = this.#ports.clock.nowMs()
    const speakers = [...new Set([...this.#waiting.values()].map(({ by }) => by))]
    const held = speakers.filter((by) => this.#sayable.left(by, nowMs) < 1)
    this.#heldUp = held[0] === undefined ? undefined : peerMessage('peer.things-often', { by: held[0] })
    if (speakers.length > 0) this.#soon(held.length === speakers.length ? saidAgainMs : isMore ? betweenMs : gatherMs)
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

