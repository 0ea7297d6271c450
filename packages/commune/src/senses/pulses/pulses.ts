/**
 * Pulses: somebody passes. All that can ever be asked of them is whether somebody is near now.
 *
 * What is told is a sign at a point and the moment of telling, and it is forgotten after its seconds; there is no list, no count, no
 * last time, and no way out: signs and what holds them turn into no text and no JSON, cannot be copied by structure (all is private),
 * and show nothing when they are looked at. A `Sign` is branded and is no number, no text, no yes or no: nothing that keeps
 * readings or writes lines takes it.
 *
 * Refuses: more than `pulsePointsMax` points at once; a sign lasts 1 to 60 s whatever it says of itself.
 */
import type { PointId } from '../thing.ts'

declare const signBrand: unique symbol

/** How a pulse at one point comes in: made once for the point by `signAt`, given to `Pulses.note` and to nothing else. */
export interface Sign {
  readonly [signBrand]: 'a pulse is never kept'
}

export const pulseTtlMsMin = 1_000
export const pulseTtlMsMax = 60_000
/** Points at which somebody is near at one time. */
export const pulsePointsMax = 10_000

const meant = new WeakMap<Sign, { readonly point: PointId; readonly ttlMs: number }>()

/** `ttlMs`: how long a pulse counts as now; brought within 1 s and 60 s. */
export const signAt = (point: PointId, ttlMs: number): Sign => {
  const sign = Object.freeze(new Silent()) as unknown as Sign
  meant.set(sign, { point, ttlMs: Number.isFinite(ttlMs) ? Math.min(Math.max(ttlMs, pulseTtlMsMin), pulseTtlMsMax) : pulseTtlMsMin })
  return sign
}

/** Shows nothing, in whichever way it is turned into something that can be kept. */
class Silent {
  toJSON(): undefined {
    return undefined
  }
  toString(): string {
    return ''
  }
  [Symbol.toPrimitive](): string {
    return ''
  }
  get [Symbol.toStringTag](): string {
    return ''
  }
}
/** Node's own way of showing things, by its registered name: pure code does not import it. */
Object.defineProperty(Silent.prototype, Symbol.for('nodejs.util.inspect.custom'), { value: () => '' })

export class Pulses extends Silent {
  /** Until when somebody is near; those noted last stand last. */
  readonly #until = new Map<PointId, number>()

  constructor() {
    super()
    Object.freeze(this)
  }

  /** Somebody is near, from now on for the seconds of the sign. At one point more than there may be it is passed over. */
  note(sign: Sign, nowMs: number): void {
    const said = meant.get(sign)
    if (said === undefined || !Number.isFinite(nowMs)) return
    this.#until.delete(said.point)
    for (const [point, until] of this.#until) {
      if (isNow(until, nowMs)) break
      this.#until.delete(point)
    }
    if (this.#until.size < pulsePointsMax) this.#until.set(said.point, nowMs + said.ttlMs)
  }

  /** Whether somebody is near this point now: the only door. */
  near(point: PointId, nowMs: number): boolean {
    const until = this.#until.get(point)
    if (until === undefined) return false
    if (isNow(until, nowMs)) return true
    this.#until.delete(point)
    return false
  }

  /**
   * When the next one passes, so that whoever acts on it can look again; undefined when nobody is near. What has passed is gone from
   * memory then: ask whenever the time that it said before has come.
   */
  nextPassing(nowMs: number): number | undefined {
    let next: number | undefined
    for (const [point, until] of this.#until) {
      if (!isNow(until, nowMs)) this.#until.delete(point)
      else if (next === undefined || until < next) next = until
    }
    return next
  }
}

/** A clock that was set back does not make a pulse last longer than any may. */
const isNow = (until: number, nowMs: number): boolean => nowMs < until && until - nowMs <= pulseTtlMsMax
