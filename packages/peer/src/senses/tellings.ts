/**
 * The worlds that this device tells something of what it senses: each with its telling, begun where it stopped; and how long readings are
 * kept here, by the choices in all of them.
 */
import type { BudgetState, LeavingChoice, PointId, PointOf, ThingRow } from '@commune/commune'
import type { Cancel, IdText, RawStatement } from '@commune/protocol'
import { partsOf } from '../hosted/parts.ts'
import { deviceOf } from '../me/me.ts'
import { usable } from '../peer/acts.ts'
import type { Held, Inside } from '../peer/inside.ts'
import { KeptState } from './keptState.ts'
import { nameHousehold } from './household.ts'
import { Lifetimes } from './lifetimes.ts'
import type { Now } from './now.ts'
import { valueOf } from './numbers.ts'
import type { SensesPorts } from './ports.ts'
import { membersOf, Telling } from './telling.ts'

/** Choices that are made together are looked at once. */
const gatherMs = 100
/** Things written down by hand whose last readings are looked up at a start. */
const handPointsMax = 2_000

interface Running {
  readonly telling: Telling
  readonly stop: () => void
  soon: Cancel | undefined
}

export class Tellings {
  readonly #inside: Inside
  readonly #senses: SensesPorts
  readonly #now: Now
  readonly #running = new Map<IdText, Running>()
  readonly #kept: KeptState
  readonly #lifetimes: Lifetimes

  constructor(inside: Inside, senses: SensesPorts, now: Now) {
    this.#inside = inside
    this.#senses = senses
    this.#now = now
    this.#kept = new KeptState(inside, 'o')
    this.#lifetimes = new Lifetimes({ clock: inside.ports.clock, log: inside.ports.log, series: senses.series, things: () => inside.held().flatMap((held) => this.#ownIn(held)) })
  }

  of(world: IdText): Telling | undefined {
    return this.#running.get(world)?.telling
  }

  async open(held: Held): Promise<void> {
    const { clock, log, random } = this.#inside.ports
    const world = held.hosted.world.name
    if (held.left) return
    const saved = await this.#kept.read(world)
    if (this.#inside.find(world) !== held || this.#running.has(world)) return
    const telling = new Telling({
      ...{ clock, log, random, series: this.#senses.series, now: this.#now, me: deviceOf(this.#inside.me()) },
      things: () => held.views().things,
      maySay: () => usable(this.#inside, world).ok,
      keep: (state) => this.#kept.keep(world, state),
      say: (statements, seasons) => this.#say(held, statements, seasons)
    })
    const stop = held.hosted.world.listen({
      folded: (rooms) => {
        if (['senses', 'undo', 'identity'].some((room) => rooms.has(room))) this.#soon(world)
      }
    })
    this.#running.set(world, { telling, stop, soon: undefined })
    telling.begin(saved)
    this.#soon(world)
    this.#lifetimes.soon()
    await this.#rememberByHand(held)
  }

  close(world?: IdText): void {
    for (const [each, { telling, stop, soon }] of this.#running) {
      if (world !== undefined && each !== world) continue
      stop()
      soon?.()
      telling.end()
      this.#running.delete(each)
    }
    if (world === undefined) this.#lifetimes.end()
  }

  spentOf(world: IdText, thing: ThingRow): { readonly dayMilli: number; readonly state: BudgetState } | undefined {
    return this.#running.get(world)?.telling.spentOf(thing)
  }

  othersOf(world: IdText, of: PointOf, choice: LeavingChoice): ReadonlyMap<string, readonly PointOf[]> {
    const things = this.#inside.find(world)?.views().things
    if (!things || of.kind !== 'reading' || choice.transform.is !== 'averaged') return new Map()
    const members = membersOf(things, deviceOf(this.#inside.me()), of, choice)
    return new Map([...members].filter(([, points]) => !points.some(({ thing, point }) => thing.id === of.thing.id && point.key === of.point.key)))
  }

  #soon(world: IdText): void {
    const running = this.#running.get(world)
    if (!running || running.soon) return
    running.soon = this.#inside.ports.clock.after(gatherMs, () => {
      running.soon = undefined
      running.telling.refresh()
      this.#lifetimes.soon()
      const held = this.#inside.find(world)
      if (held) void nameHousehold(this.#inside, this.#senses, held)
    })
  }

  #say(held: Held, statements: readonly RawStatement[], seasons: number): Promise<void> {
    return held.hosted.inTurn(async () => {
      for (const part of partsOf(statements)) await held.hosted.say(part, false, seasons)
    })
  }

  #ownIn({ views }: Held): ThingRow[] {
    const me = deviceOf(this.#inside.me())
    return views().things.list({ gone: true }).filter(({ device }) => device === me)
  }

  /** What somebody said by hand holds until something else is said, also over a restart; what tells by itself tells anew. */
  async #rememberByHand(held: Held): Promise<void> {
    const points = this.#ownIn(held).filter(({ source, gone }) => source === 'hand' && !gone).flatMap((thing) => thing.readings.map((point) => ({ address: `${thing.id}/${point.key}` as PointId, point })))
    for (const { address, point } of points.slice(0, handPointsMax)) {
      if (this.#now.last(address)) continue
      const { last } = await this.#senses.series.facts(address)
      const value = last && valueOf(last.value, point.shape)
      if (last && value !== undefined && !this.#now.last(address)) this.#now.note(address, { known: { value, atMs: last.atMs } })
    }
  }
}
