/**
 * The worlds in which this device acts: each with its engine, begun where it stopped, and answered for by itself where its keepers let it.
 *
 * What has to survive a restart lies in the store under `w<n>/r`, locked: what rules remember of what they were told, and what people
 * asked for a while. Nothing of pulses.
 */
import type { PointId, ThingRow } from '@commune/commune'
import type { Cancel, IdText } from '@commune/protocol'
import { sayWishes, usable } from '../peer/acts.ts'
import type { Held, Inside } from '../peer/inside.ts'
import { deviceOf } from '../me/me.ts'
import type { Acting } from './acting.ts'
import { KeptState } from './keptState.ts'
import type { Now } from './now.ts'
import { actingParts, type ThingBridge } from './ports.ts'
import { followsPassings } from './unkept.ts'

const gatherMs = 100
/** Whether a yes is to be said anew is looked at so often. */
const lookEveryMs = 3_600_000

export interface ActingsPorts {
  readonly now: Now
  bridgeOf(world: IdText, thing: ThingRow): ThingBridge | undefined
  follow(world: IdText, points: readonly PointId[]): Cancel
  changed(world: IdText): void
}

interface Running {
  readonly acting: Acting
  readonly stop: () => void
  soon: Cancel | undefined
  looking: Cancel | undefined
  saying: boolean
}

export class Actings {
  readonly #inside: Inside
  readonly #ports: ActingsPorts
  readonly #running = new Map<IdText, Running>()
  readonly #kept: KeptState

  constructor(inside: Inside, ports: ActingsPorts) {
    this.#inside = inside
    this.#ports = ports
    this.#kept = new KeptState(inside, 'r')
  }

  of(world: IdText): Acting | undefined {
    return this.#running.get(world)?.acting
  }

  /** A world was opened: what holds in it is done from now on. */
  async open(held: Held): Promise<void> {
    const { senses, clock, log } = this.#inside.ports
    const world = held.hosted.world.name
    const engine = actingParts(senses)
    if (!senses || !engine || held.left) return
    const saved = (await this.#kept.read(world)) ?? undefined
    const { Acting, convertAmount } = engine
    if (this.#inside.find(world) !== held || this.#running.has(world)) return
    const acting = new Acting({
      ...{ clock, log, now: this.#ports.now, convert: convertAmount, me: deviceOf(this.#inside.me()) },
      sun: (nowMs) => {
        const { latitude, longitude } = held.views().worlds.world()
        return latitude === undefined || longitude === undefined ? undefined : senses.sunAt?.(latitude, longitude, nowMs)
      },
      things: () => held.views().things,
      agreements: () => held.views().agreements.list(clock.nowMs()),
      keeps: (point) => !followsPassings(held.views(), point, clock.nowMs(), this.#ports.now.besides),
      bridgeOf: (thing) => this.#ports.bridgeOf(world, thing),
      follow: (points) => this.#ports.follow(world, points),
      changed: () => this.#ports.changed(world),
      keep: (state) => void this.#keep(world, state)
    })
    const stop = held.hosted.world.listen({
      folded: (rooms) => {
        if (['senses', 'agreements', 'undo', 'identity', 'worlds'].some((room) => rooms.has(room))) this.#soon(world)
      }
    })
    this.#running.set(world, { acting, stop, soon: undefined, looking: undefined, saying: false })
    acting.begin(saved)
    this.#soon(world)
  }

  close(world?: IdText): void {
    for (const [each, { acting, stop, soon, looking }] of this.#running) {
      if (world !== undefined && each !== world) continue
      stop()
      soon?.()
      looking?.()
      acting.end()
      this.#running.delete(each)
    }
  }

  #soon(world: IdText): void {
    const running = this.#running.get(world)
    if (!running || running.soon) return
    running.soon = this.#inside.ports.clock.after(gatherMs, () => {
      running.soon = undefined
      running.acting.refresh()
      this.#ports.changed(world)
      void this.#answer(world, running)
    })
  }

  /** Says yes or no for the things of this device, where that is its own to say. */
  async #answer(world: IdText, running: Running): Promise<void> {
    const { senses, clock, log } = this.#inside.ports
    running.looking?.()
    running.looking = clock.after(lookEveryMs, () => this.#soon(world))
    const held = usable(this.#inside, world)
    const engine = actingParts(senses)
    if (!engine || !held.ok || running.saying) return
    const views = held.value.views()
    const wishes = engine.answersByItself(views.agreements.list(clock.nowMs()), views.things, deviceOf(this.#inside.me()), clock.nowMs())
    if (wishes.length === 0) return
    running.saying = true
    const said = await sayWishes(this.#inside, held.value, wishes)
    running.saying = false
    if (!said.ok) log.note('not-answered', { why: said.error.key })
  }

  /** A full disk keeps nothing from going on: after a restart what was not kept begins anew. */
  #keep(world: IdText, state: unknown): Promise<void> {
    return this.#kept.keep(world, state).catch((fault: unknown) => this.#inside.ports.log.note('acting-not-kept', { fault: String(fault) }))
  }
}
