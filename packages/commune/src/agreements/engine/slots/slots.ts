/**
 * Who holds an act point. Each class is a slot with the claims of those who ask; a claim ends with its lease unless it is asked again. The
 * highest class that is not empty holds; when its claims end, the next does; when all are empty, the point's rest, and without one it stays
 * as it is.
 *
 * Within a class the order is fixed:
 * - somebody at the device, a person: who asked last holds (what one does with one's hands counts);
 * - safety, agreements: who holds goes on holding while it asks, whatever value; else who has asked the longest; else the lesser id. So
 *   two that contradict each other do not take turns.
 *
 * A change that an agreement or the default makes waits until `leastHoldMs` after the change before, whoever made that; what waits is
 * decided when the wait is over. Safety, somebody at the device and a person never wait. So agreements change a point at most once in
 * `leastHoldMs`, whatever they ask and however often.
 *
 * What is asked of a cut-off point ends with its lease, and it falls back to its rest: nothing here needs whoever asked.
 */
import * as v from 'valibot'
import type { ActPoint, Value } from '../../../senses/index.ts'
import { engineLimits } from '../limits.ts'
import { leastHoldMsDefault } from '../../rule.ts'
import { fit, type Fitted, type SlotClass, slotClasses, type Willing } from './willing.ts'

export interface Asking {
  readonly slot: Exclude<SlotClass, 'default'>
  /** The id of the agreement, of the ware, or a word for who it is at the device. */
  readonly by: string
  readonly version?: string
  readonly value: Value
  /** How long it counts unless it is asked again. */
  readonly leaseMs: number
}

export interface Claim {
  readonly slot: SlotClass
  readonly by: string
  readonly version?: string
  readonly value: Value
  readonly clamped?: 'to-min' | 'to-max'
  /** Since when it has been asking without a break. */
  readonly sinceMs: number
  /** When its lease ends; left out for the default. */
  readonly untilMs?: number
}

/** What holds now; undefined: nobody, and it stays as it is. */
export type Holding = Claim | undefined

/** A claim that does not hold, and why. */
export interface Lost {
  readonly claim: Claim
  /** A higher class holds; another of its class came before or after it; it waits for the least hold to end. */
  readonly to: 'higher' | 'same' | 'least-hold'
  readonly by: string
}

export interface SlotsShown {
  readonly holding: Holding
  readonly sinceMs: number | undefined
  /** All claims, the highest class first, in each the one that holds or would hold first. */
  readonly claims: readonly Claim[]
  readonly lost: readonly Lost[]
  /** Until when agreements wait. */
  readonly waitsUntilMs?: number
  /** A press that waits for the least hold: the agreements it is for, and when it is done. */
  readonly pressing?: { readonly by: readonly string[]; readonly untilMs: number }
}

export type SlotsState = readonly { readonly slot: 'safety' | 'person'; readonly by: string; readonly value: Value; readonly untilMs: number }[]

const savedClaim = v.object({
  slot: v.picklist(['safety', 'person']),
  by: v.pipe(v.string(), v.maxLength(engineLimits.idCharsMax)),
  value: v.union([v.pipe(v.number(), v.finite()), v.boolean(), v.pipe(v.string(), v.maxLength(engineLimits.charsMax))]),
  untilMs: v.pipe(v.number(), v.finite())
})

function parseSlots(saved: unknown): SlotsState {
  if (!Array.isArray(saved)) return []
  return saved.slice(0, 2 * engineLimits.claimsMax).flatMap((each) => {
    const parsed = v.safeParse(savedClaim, each)
    return parsed.success ? [parsed.output] : []
  })
}

interface Open extends Claim {
  readonly untilMs: number
  readonly leaseMs: number
  /** Grows with each asking anew: two may ask in one millisecond. */
  readonly turn: number
}

const atOnce: ReadonlySet<SlotClass> = new Set(['safety', 'device', 'person'])
const lastHolds: ReadonlySet<SlotClass> = new Set(['device', 'person'])

/** A clock that shows less than before by more than this was set back. */
export const setBackMsMin = 60_000

/** The longest lease of all: somebody who wants to hold longer asks again. */
export const leaseMsMax = 86_400_000

export class Slots {
  #act: ActPoint
  #willing: Willing
  readonly #claims = new Map<SlotClass, Map<string, Open>>()
  #rest: Claim | undefined
  #holding: Holding
  #changedMs = Number.NEGATIVE_INFINITY
  #nextMs = Number.POSITIVE_INFINITY
  #turn = 0
  #tickedMs = Number.NEGATIVE_INFINITY
  /** The agreements that a press waits for: one press does for all. */
  readonly #pressing = new Set<string>()

  /** `resumed`: it was kept before. When it changed last is not known any more, so it was just now. */
  constructor(act: ActPoint, willing: Willing = {}, nowMs = 0, resumed = false) {
    this.#act = act
    this.#willing = willing
    this.#rest = restOf(act, willing)
    if (resumed) this.#changedMs = nowMs
    this.tick(nowMs)
    // What it rests at before anybody asked is no change.
    if (!resumed) this.#changedMs = Number.NEGATIVE_INFINITY
  }

  get act(): ActPoint {
    return this.#act
  }

  get holding(): Holding {
    return this.#holding
  }

  /** When `tick` has to be called if nothing is asked before. */
  get nextMs(): number {
    return this.#nextMs
  }

  /** Asks, or asks again. A `press` is no claim: when it is taken, it is done once and nothing is held. */
  ask(asking: Asking, nowMs: number): Fitted {
    this.tick(nowMs)
    const { slot, by, value, version } = asking
    const leaseMs = Math.min(asking.leaseMs, this.#willing.leaseMsMax ?? leaseMsMax, leaseMsMax)
    if (!(leaseMs > 0)) return { is: 'declined', reason: 'no-lease' }
    const fitted = fit(this.act, this.#willing, slot, value)
    if (fitted.is === 'declined') {
      // What it asked before, it no longer asks.
      this.release(slot, by, nowMs)
      return fitted
    }
    if (this.act.shape.is === 'press') return this.#press(slot, by, nowMs) ? fitted : { ...fitted, waits: true }
    const claims = this.#claims.get(slot) ?? new Map<string, Open>()
    const before = claims.get(by)
    if (before === undefined && (claims.size >= engineLimits.claimsMax || by.length > engineLimits.idCharsMax)) return { is: 'declined', reason: 'too-many' }
    const isSame = before?.value === fitted.value
    claims.set(by, {
      slot,
      by,
      ...(version !== undefined && { version }),
      value: fitted.value,
      ...(fitted.clamped && { clamped: fitted.clamped }),
      sinceMs: before?.sinceMs ?? nowMs,
      untilMs: nowMs + leaseMs,
      leaseMs,
      turn: isSame ? before.turn : ++this.#turn
    })
    this.#claims.set(slot, claims)
    this.#settle(nowMs)
    return fitted
  }

  /** It was asked all the while that nobody looked: its lease, if it ran out meanwhile, did not end it. */
  goOn(slot: SlotClass, by: string, untilMs: number): void {
    const claims = this.#claims.get(slot)
    const claim = claims?.get(by)
    if (claim && claim.untilMs < untilMs) claims?.set(by, { ...claim, untilMs })
  }

  /** Asks no more. */
  release(slot: SlotClass, by: string, nowMs: number): void {
    this.#claims.get(slot)?.delete(by)
    this.#settle(nowMs)
  }

  /** Asks no more, and neither do others that are let go with it: who holds is looked at when the last of them is released. */
  drop(slot: SlotClass, by: string): void {
    if (slot === 'agreement') this.#pressing.delete(by)
    this.#claims.get(slot)?.delete(by)
  }

  /** Its keeper is willing to other things from now on, or it can do others. What no longer fits is let go. */
  willingTo(willing: Willing, nowMs: number, act: ActPoint = this.#act): void {
    this.#willing = willing
    // What was asked in another unit, or of another kind, was asked of something else.
    if (!isLike(act, this.#act)) {
      this.#claims.clear()
      this.#pressing.clear()
    }
    this.#act = act
    this.#rest = restOf(this.act, willing)
    for (const claims of this.#claims.values()) {
      for (const [by, claim] of claims) {
        const { clamped: _, ...rest } = claim
        const fitted = fit(this.act, willing, claim.slot, claim.value)
        if (fitted.is === 'declined') claims.delete(by)
        else claims.set(by, { ...rest, value: fitted.value, ...(fitted.clamped && { clamped: fitted.clamped }) })
      }
    }
    this.#settle(nowMs)
  }

  /** Leases that ran out end; what waited and may change now does. */
  tick(nowMs: number): void {
    if (nowMs < this.#tickedMs - setBackMsMin) this.#setBack(nowMs)
    this.#tickedMs = nowMs
    for (const claims of this.#claims.values()) for (const [by, { untilMs }] of claims) if (untilMs <= nowMs) claims.delete(by)
    this.#settle(nowMs)
  }

  /** Its last change is done only now: it holds from now on. */
  moved(nowMs: number): void {
    this.#changedMs = nowMs
    this.#settle(nowMs)
  }

  show(): SlotsShown {
    const claims = slotClasses.flatMap((slot) => this.#ordered(slot))
    const holding = this.#holding
    const lost = claims.filter(({ slot, by }) => slot !== holding?.slot || by !== holding.by).map((claim): Lost => ({ claim, ...this.#lostTo(claim) }))
    const waits = this.#waitsUntilMs
    return {
      holding,
      sinceMs: Number.isFinite(this.#changedMs) ? this.#changedMs : undefined,
      claims,
      lost,
      ...(waits !== undefined && { waitsUntilMs: waits }),
      ...(this.#pressing.size > 0 && { pressing: { by: [...this.#pressing], untilMs: this.#changedMs + this.#leastHoldMs } })
    }
  }

  /**
   * What has to survive a restart, as plain JSON: what people asked from elsewhere, and what protects. Agreements ask again by themselves;
   * that somebody stood at the device is written nowhere.
   */
  state(): SlotsState {
    return (['safety', 'person'] as const).flatMap((slot) =>
      [...(this.#claims.get(slot)?.values() ?? [])].map(({ by, value, untilMs }) => ({ slot, by, value, untilMs }))
    )
  }

  /** Takes back what `state` gave, or anything: what does not fit is left out. */
  load(saved: unknown, nowMs: number): void {
    for (const { slot, by, value, untilMs } of parseSlots(saved)) this.ask({ slot, by, value, leaseMs: untilMs - nowMs }, nowMs)
  }

  #lostTo({ slot }: Claim): { to: Lost['to']; by: string } {
    const holding = this.#holding
    if (holding === undefined || slotClasses.indexOf(slot) < slotClasses.indexOf(holding.slot)) return { to: 'least-hold', by: holding?.by ?? '' }
    return { to: holding.slot === slot ? 'same' : 'higher', by: holding.by }
  }

  #settle(nowMs: number): void {
    const wanted = this.#first()
    const holding = this.#holding
    const isOther = wanted?.value !== holding?.value
    const waits = isOther && wanted !== undefined && !atOnce.has(wanted.slot) && nowMs < this.#changedMs + this.#leastHoldMs
    // Nobody asks anything and there is no rest: it stays, and nobody holds it.
    if (!waits) {
      if (isOther && wanted !== undefined) this.#changedMs = nowMs
      this.#holding = wanted
    }
    this.#nextMs = waits || this.#pressing.size > 0 ? this.#changedMs + this.#leastHoldMs : Number.POSITIVE_INFINITY
    for (const claims of this.#claims.values()) for (const { untilMs } of claims.values()) if (untilMs < this.#nextMs) this.#nextMs = untilMs
  }

  /** The agreements that a press waited for which is to be done now; undefined when none is. */
  takePress(nowMs: number): readonly string[] | undefined {
    if (this.#pressing.size === 0 || nowMs < this.#changedMs + this.#leastHoldMs) return undefined
    const by = [...this.#pressing]
    this.#pressing.clear()
    this.#changedMs = nowMs
    this.#settle(nowMs)
    return this.#willing.agreement === false ? undefined : by
  }

  /** Agreements press a button at most once in the least hold time: one that comes sooner waits. Whether it is done now. */
  #press(slot: SlotClass, by: string, nowMs: number): boolean {
    const waits = !atOnce.has(slot) && nowMs < this.#changedMs + this.#leastHoldMs
    if (!waits) this.#changedMs = nowMs
    else if (this.#pressing.size < engineLimits.claimsMax) this.#pressing.add(by)
    this.#settle(nowMs)
    return !waits
  }

  /** The clock was wrong, and shows less: nothing lasts longer by that. */
  #setBack(nowMs: number): void {
    this.#changedMs = Math.min(this.#changedMs, nowMs)
    for (const claims of this.#claims.values()) {
      for (const [by, claim] of claims) claims.set(by, { ...claim, sinceMs: Math.min(claim.sinceMs, nowMs), untilMs: Math.min(claim.untilMs, nowMs + claim.leaseMs) })
    }
  }

  get #leastHoldMs(): number {
    return this.#willing.leastHoldMs ?? leastHoldMsDefault
  }

  get #waitsUntilMs(): number | undefined {
    const wanted = this.#first()
    return wanted !== undefined && wanted.value !== this.#holding?.value ? this.#changedMs + this.#leastHoldMs : undefined
  }

  #first(): Holding {
    for (const slot of slotClasses) {
      const claims = this.#claims.get(slot)
      if (claims === undefined || claims.size === 0) continue
      const [first] = claims.size === 1 ? claims.values() : this.#ordered(slot)
      if (first) return first
    }
    return this.#rest
  }

  #ordered(slot: SlotClass): readonly Claim[] {
    if (slot === 'default') return this.#rest ? [this.#rest] : []
    const claims = [...(this.#claims.get(slot)?.values() ?? [])]
    if (claims.length < 2) return claims
    if (lastHolds.has(slot)) return claims.toSorted((a, b) => b.turn - a.turn)
    const holder = this.#holding?.slot === slot ? this.#holding.by : undefined
    const rank = ({ by }: Open): number => (by === holder ? 0 : 1)
    return claims.toSorted((a, b) => rank(a) - rank(b) || a.sinceMs - b.sinceMs || (a.by < b.by ? -1 : 1))
  }
}

/** What is asked of the one can be asked of the other: they may differ in bounds and in words. */
export function isLike({ shape: one }: ActPoint, { shape: other }: ActPoint): boolean {
  return one.is === other.is && (one.is !== 'number' || other.is !== 'number' || one.unit === other.unit)
}

/** What holds when nobody asks: the point's rest, as far as its keeper is willing to it. */
function restOf(act: ActPoint, willing: Willing): Claim | undefined {
  const { rest, shape } = act
  const fitted = rest === undefined || shape.is === 'press' ? undefined : fit(act, willing, 'default', rest)
  return fitted?.is === 'taken' ? { slot: 'default', by: '', value: fitted.value, sinceMs: 0 } : undefined
}
