/**
 * What devices were told, and what they say of themselves. One that stands otherwise than it was told, after it had time to do it, was moved
 * by a hand at it: that holds for a while, above what is agreed (P5).
 */
import type { ActRow, Keeper, PointId, ThingRow, Value } from '@commune/commune'
import { isSame } from './actPoints.ts'

/** After it was told something a device has so long to say that it did it: until then what it says is not taken for a hand at it. */
const settleMs = 5_000
/** How long somebody who did something at the device holds it, where its keeper says nothing else. */
const handMs = 1_800_000

interface ToldDevice {
  readonly value: Value
  readonly atMs: number
}

export class AtDevices {
  readonly #keeper: Pick<Keeper, 'ask' | 'show'>
  readonly #isRuled: (address: PointId) => boolean
  readonly #told = new Map<string, ToldDevice>()
  /** Act points by the reading that tells how they stand. */
  readonly #toldBy = new Map<PointId, { readonly address: PointId; readonly act: ActRow }>()

  /** `isRuled`: whether an agreement is about this act point. */
  constructor(keeper: Pick<Keeper, 'ask' | 'show'>, isRuled: (address: PointId) => boolean) {
    this.#keeper = keeper
    this.#isRuled = isRuled
  }

  /** What each act point was told last. */
  get told(): ReadonlyMap<string, ToldDevice> {
    return this.#told
  }

  /** `atMs`: minus infinite of what was told before this device started. */
  tell(address: string, value: Value, atMs: number): void {
    this.#told.set(address, { value, atMs })
  }

  keep({ id, acts }: ThingRow): void {
    for (const act of acts) {
      if (act.toldBy === undefined || this.#toldBy.has(`${id}/${act.toldBy}`)) continue
      this.#toldBy.set(`${id}/${act.toldBy}`, { address: `${id}/${act.key}`, act })
    }
  }

  letGo({ id, acts }: ThingRow): void {
    for (const { toldBy } of acts) if (toldBy !== undefined) this.#toldBy.delete(`${id}/${toldBy}`)
  }

  /** Whether this point tells how an act point stands. */
  isToldBy(point: PointId): boolean {
    return this.#toldBy.has(point)
  }

  /** A point told something: where nobody asked for that, it was a hand at the device. */
  heard(point: PointId, value: Value, nowMs: number): void {
    const of = this.#toldBy.get(point)
    if (!of || of.act.will?.kept !== undefined) return
    const { address, act } = of
    const isRuled = this.#isRuled(address)
    // What is agreed about it rests now and was never told to it: it is taken to rest until it says otherwise.
    const told = this.#told.get(address) ?? (isRuled && act.rest !== undefined ? { value: act.rest, atMs: Number.NEGATIVE_INFINITY } : undefined)
    if (told === undefined || nowMs - told.atMs < settleMs || isSame(told.value, value, act)) return
    const slot = this.#keeper.show(address)?.holding?.slot
    if (!isRuled && (slot === undefined || slot === 'default')) {
      // Nobody asks anything of it any more, and no rest is owed to it: it is left to whoever moved it.
      this.#told.delete(address)
      return
    }
    this.#keeper.ask(address, { slot: 'device', by: 'hand', value, leaseMs: act.will?.handMs ?? handMs }, nowMs)
  }
}
