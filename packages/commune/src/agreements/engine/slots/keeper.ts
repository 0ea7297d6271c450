/**
 * The keeper of act points: it takes what agreements, people and safety ask, and tells the device what holds, when that changes. It stands
 * where the device is, so it goes on when those who ask are cut off: their leases end, and the point falls back to its rest.
 */
import type { ActPoint, Value } from '../../../senses/index.ts'
import type { Asked } from '../lookup.ts'
import { DueQueue } from '../queue.ts'
import { type Asking, type Holding, isLike, setBackMsMin, Slots, type SlotsShown } from './slots.ts'
import type { Fitted, SlotClass, Willing } from './willing.ts'

export interface Told {
  readonly act: string
  /** Who holds it now; undefined for a press. */
  readonly holding: Holding
  readonly value: Value
  readonly atMs: number
  /** Of a press that waited: the agreements it is for, which may be gone by now. */
  readonly by?: readonly string[]
}

interface Kept {
  readonly number: number
  readonly slots: Slots
  told: Value | undefined
}

/** A lease when none is said: those who ask renew it well before. */
export const leaseMsDefault = 300_000

export class Keeper {
  readonly #tell: (told: Told) => void
  readonly #kept = new Map<string, Kept>()
  readonly #byNumber: (string | undefined)[] = []
  readonly #queue = new DueQueue()
  #tickedMs = Number.NEGATIVE_INFINITY

  /** `tell` gets what a device is to do, each time that it is to do something else. It must not call the keeper. */
  constructor(tell: (told: Told) => void) {
    this.#tell = tell
  }

  get nextMs(): number {
    return this.#queue.dueMs
  }

  /**
   * Takes an act point in; one that is kept may have become another one, or its keeper be willing to other things. `resumed`: it was kept before a restart, and may have changed just
   * then: nothing but safety and people changes it until its least hold is over.
   */
  keep(id: string, act: ActPoint, willing: Willing, nowMs: number, resumed = false): void {
    const before = this.#kept.get(id)
    if (before) {
      if (!isLike(act, before.slots.act)) before.told = undefined
      before.slots.willingTo(willing, nowMs, act)
    } else {
      const number = this.#byNumber.push(id) - 1
      this.#kept.set(id, { number, slots: new Slots(act, willing, nowMs, resumed), told: undefined })
    }
    this.#settle(id, nowMs)
  }

  /** Undefined for a point that is not kept here. */
  ask(id: string, asking: Asking, nowMs: number): Fitted | undefined {
    const kept = this.#kept.get(id)
    if (kept === undefined) return undefined
    const fitted = kept.slots.ask(asking, nowMs)
    if (fitted.is === 'taken' && fitted.waits !== true && kept.slots.act.shape.is === 'press') this.#tell({ act: id, holding: undefined, value: fitted.value, atMs: nowMs })
    this.#settle(id, nowMs)
    return fitted
  }

  /** What is asked goes on being asked: to be said of all of them before any is asked anew, or one that is asked later would seem let go. */
  goOn(id: string, slot: SlotClass, by: string, untilMs: number): void {
    this.#kept.get(id)?.slots.goOn(slot, by, untilMs)
  }

  /** Before several are released at once: none of them holds for a moment when another of them is gone. */
  drop(id: string, slot: SlotClass, by: string): void {
    this.#kept.get(id)?.slots.drop(slot, by)
  }

  release(id: string, slot: SlotClass, by: string, nowMs: number): void {
    this.#kept.get(id)?.slots.release(slot, by, nowMs)
    this.#settle(id, nowMs)
  }

  /** What an engine told: asks it, or asks no more. */
  take({ act, agreement: by, version, value, atMs }: Asked, leaseMs: number = leaseMsDefault, slot: 'agreement' | 'safety' = 'agreement'): Fitted | undefined {
    if (value !== undefined) return this.ask(act, { slot, by, version, value, leaseMs }, atMs)
    this.release(act, slot, by, atMs)
    return undefined
  }

  tick(nowMs: number): void {
    if (nowMs < this.#tickedMs - setBackMsMin) for (const [id, { slots }] of this.#kept) {
      slots.tick(nowMs)
      this.#settle(id, nowMs)
    }
    this.#tickedMs = nowMs
    while (this.#queue.dueMs <= nowMs) {
      const id = this.#byNumber[this.#queue.first] as string
      this.#kept.get(id)?.slots.tick(Math.max(this.#queue.dueMs, 0))
      this.#settle(id, this.#queue.dueMs)
    }
  }

  /** What was decided for a moment before is done only now. */
  moved(id: string, nowMs: number): void {
    this.#kept.get(id)?.slots.moved(nowMs)
    this.#settle(id, nowMs)
  }

  show(id: string): SlotsShown | undefined {
    return this.#kept.get(id)?.slots.show()
  }

  #settle(id: string, nowMs: number): void {
    const kept = this.#kept.get(id)
    if (kept === undefined) return
    const by = kept.slots.takePress(nowMs)
    if (by !== undefined) this.#tell({ act: id, holding: undefined, value: 'press', atMs: nowMs, by })
    const { holding, nextMs } = kept.slots
    this.#queue.set(kept.number, nextMs > nowMs ? nextMs : nowMs + 1)
    // Nobody holds it and it has no rest: it is left as it is.
    if (holding === undefined || holding.value === kept.told) return
    kept.told = holding.value
    this.#tell({ act: id, holding, value: holding.value, atMs: nowMs })
  }
}
