/**
 * Settings by which things guard themselves (`guards.ts` of the room) and that their keeper set: each is asked for in the slot of safety, above
 * everybody, and set again when the thing says that it stands otherwise, whoever moved it. Then it guards the thing though this device stops.
 */
import type { ActRow, Keeper, PointId, Value } from '@commune/commune'
import type { ActingPorts } from './actingPorts.ts'
import { isSame } from './actPoints.ts'
import { keptBy } from './ruleId.ts'

/** Its lease: it is asked anew well before. */
const leaseMs = 300_000
/** Settings are burnt in: one that a device does not take is set again after a minute, after two, and so on up to a day. */
const pauseMsMin = 60_000
const pauseMsMax = 86_400_000

export class SelfGuards {
  readonly #ports: Pick<ActingPorts, 'things' | 'me' | 'now'>
  readonly #keeper: Pick<Keeper, 'ask' | 'release'>
  readonly #tell: (address: PointId, value: Value) => void
  readonly #again = new Map<PointId, { readonly atMs: number; readonly pauseMs: number }>()

  constructor(ports: Pick<ActingPorts, 'things' | 'me' | 'now'>, keeper: Pick<Keeper, 'ask' | 'release'>, tell: (address: PointId, value: Value) => void) {
    this.#ports = ports
    this.#keeper = keeper
    this.#tell = tell
  }

  /** Asks for what its keeper set, or asks no more. */
  keep(address: PointId, { will }: ActRow, nowMs: number): void {
    if (will?.kept !== undefined) return void this.#keeper.ask(address, { slot: 'safety', by: keptBy, value: will.kept, leaseMs }, nowMs)
    this.#again.delete(address)
    this.#keeper.release(address, 'safety', keptBy, nowMs)
  }

  /** Once a minute: all are asked anew, and set again where they stand otherwise. */
  look(nowMs: number): void {
    for (const { id, device, gone, acts } of this.#ports.things().list()) {
      if (device !== this.#ports.me || gone) continue
      for (const act of acts) {
        if (act.will?.kept === undefined) continue
        const address: PointId = `${id}/${act.key}`
        this.keep(address, act, nowMs)
        const last = act.toldBy === undefined ? undefined : this.#ports.now.last(`${id}/${act.toldBy}`)
        if (last && 'known' in last) this.#setAgain(address, isSame(act.will.kept, last.known.value, act), act.will.kept, nowMs)
      }
    }
  }

  #setAgain(address: PointId, stands: boolean, value: Value, nowMs: number): void {
    const tried = this.#again.get(address)
    if (stands) return void this.#again.delete(address)
    if (tried && nowMs < tried.atMs) return
    const pauseMs = Math.min(tried ? tried.pauseMs * 2 : pauseMsMin, pauseMsMax)
    this.#again.set(address, { atMs: nowMs + pauseMs, pauseMs })
    this.#tell(address, value)
  }
}
