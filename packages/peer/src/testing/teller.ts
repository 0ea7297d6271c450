/** A box that senses and tells, without a network: a commune for tests, readings in memory, virtual time, and a telling that comes and goes. */
import type { LeavingChoice, PointId, Published, Thing, ThingId, Value } from '@commune/commune'
import { type TestWare, TestCommune } from '@commune/commune/testing'
import type { Random, RawStatement, SeriesStore } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { memorySeries } from '@commune/storage/series'
import { Now } from '../senses/now.ts'
import { numberOf } from '../senses/numbers.ts'
import { Telling } from '../senses/telling.ts'
import type { TellingState } from '../senses/tellingState.ts'
import { type Settle, StepClock } from './stepClock.ts'

export class Teller {
  readonly commune = new TestCommune()
  readonly box: TestWare = this.commune.ware()
  readonly clock: StepClock
  readonly series: SeriesStore = memorySeries()
  /** All that was kept, and all that was said, in order. */
  readonly kept: TellingState[] = []
  readonly entries: { readonly statements: readonly RawStatement[]; readonly seasons: number; readonly atMs: number }[] = []
  maySay = true
  /** What is said gets lost on the way: the power fails then. */
  loses = false
  telling: Telling
  #now = new Now(() => this.clock.nowMs())
  #random: Random

  constructor(settle: Settle, seed = 1) {
    this.clock = new StepClock(settle)
    this.#random = seededRandom(seed)
    this.telling = this.#start(undefined)
  }

  bring(thing: Partial<Thing> & Pick<Thing, 'key'>, source = 'mqtt'): ThingId {
    return this.commune.wish(this.box, { wish: 'thing', source, thing: { name: thing.key, readings: [], pulses: [], acts: [], ...thing } })
  }
  choose(address: PointId, choice: LeavingChoice | null): void {
    const slash = address.indexOf('/')
    this.commune.wish(this.box, { wish: 'leave', thing: address.slice(0, slash), point: address.slice(slash + 1), choice })
    this.telling.refresh()
  }
  /** As `Bridged` takes it in. */
  reading(address: PointId, value: Value, atMs = this.clock.nowMs()): void {
    const of = this.commune.views.things.point(address)
    if (of?.kind !== 'reading') throw new Error('no such reading')
    this.#now.note(address, { known: { value, atMs } })
    const number = numberOf(value, of.point.shape)
    if (number !== undefined) this.series.append(address, atMs, number)
  }
  pulse(address: PointId): void {
    this.#now.pulse(address, this.clock.nowMs() + 8_000)
  }
  /** Goes out of reach, or comes back. */
  away(address: PointId, isAway: boolean): void {
    if (isAway) this.#now.note(address, { unknown: 'unavailable', atMs: this.clock.nowMs() })
    else this.#now.here(address)
  }
  told(address: PointId): readonly Published[] {
    return this.commune.views.things.told(address)
  }

  /** The process ends here and another begins with what was kept; its chance is another one. */
  restart(seed: number): void {
    this.telling.end()
    this.#random = seededRandom(seed)
    this.#now = new Now(() => this.clock.nowMs())
    const last = this.kept.at(-1)
    this.telling = this.#start(last === undefined ? undefined : JSON.parse(JSON.stringify(last)))
  }

  #start(saved: unknown): Telling {
    const { clock, series } = this
    const telling = new Telling({
      ...{ clock, series, random: this.#random, now: this.#now, me: this.box.device, log: { note: () => undefined } },
      things: () => this.commune.views.things,
      maySay: () => this.maySay,
      keep: async (state) => void this.kept.push(state),
      say: async (statements, seasons) => {
        if (this.loses) throw new Error('the power fails')
        this.entries.push({ statements, seasons, atMs: clock.nowMs() })
        this.commune.say(this.box.device, ...statements)
      }
    })
    telling.begin(saved)
    return telling
  }
}
