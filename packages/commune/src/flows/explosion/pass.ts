/**
 * One try at a need, from its end: take what is there, make the rest, and where an input is short make as many batches as its
 * inputs allow, before anything is taken for them. So the shortage comes back to the end of the chain and is met there, and
 * what is carried out never stops half way for want of something.
 *
 * `closed` tries leave nothing short but the need itself. An `open` try goes on as if what is missing were there, and says
 * what that would be; nothing of it can be carried out.
 */
import type { Quantity } from '../../quantity/index.ts'
import { type Ask, isSeed, type Way } from './cookbook.ts'
import type { DraftMaking, DraftWant } from './draft.ts'
import type { Ground } from './ground.ts'
import { type Outlook, unheard } from './outlook.ts'
import { asQuantity, ceil, floor, isZero, least, less, minus, one, over, plus, type Ratio, times, toNumber, zero } from './ratio.ts'
import type { Stores } from './stores.ts'
import type { Spot } from './things.ts'
import type { Because } from './types.ts'

/** Tries at how many batches the inputs allow: each is one bend in what they allow, and there are few. */
const triesMax = 6
const two: Ratio = { n: 2n, d: 1n }

export interface PassOptions {
  readonly depthMax: number
  /** Wants that may still be looked into; shared by all tries. */
  readonly steps: { left: number }
  /** Why a way cannot be gone at all: a tool or a hand that is not there. */
  readonly barred: (way: Way) => Because | undefined
  /** What there is of a thing in measures that do not convert into this one. */
  readonly otherMeasures: (spot: Spot) => readonly Quantity[]
}

interface Tried {
  readonly wants: DraftWant[]
  /** What share of all it asks for is there. */
  readonly share: Ratio
  readonly because?: Because
}

export class Pass {
  readonly ground: Ground
  readonly #outlook: Outlook
  readonly #stores: Stores
  readonly #options: PassOptions
  /** Spots whose makings are being tried, from the need inwards. */
  readonly #path: Spot[] = []
  /** What share of a thing was not there when it was asked for. */
  readonly lacking: Map<Spot, number> = new Map()
  cut = false

  constructor(ground: Ground, outlook: Outlook, stores: Stores, options: PassOptions) {
    this.ground = ground
    this.#stores = stores
    this.#outlook = outlook
    this.#options = options
  }

  /** Meets so much of what is asked for as can be met, the choices one after another. */
  meet(ask: Ask, batches: Ratio, open = false): { wants: DraftWant[]; share: Ratio } {
    const wants: DraftWant[] = []
    let rest = one
    const choices = this.#outlook.choices(ask, toNumber(batches))
    for (const choice of open ? choices.slice(0, 1) : choices) {
      if (isZero(rest)) break
      const full = times(choice.amount, batches)
      const wanted = times(full, rest)
      const want: DraftWant = { spot: choice.spot, thing: choice.thing, unit: choice.unit, wanted, taken: [], spare: [], made: [] }
      if (choice !== ask.choices[0] && ask.choices[0]) want.insteadOf = ask.choices[0].thing
      const got = this.#obtain(want, open)
      wants.push(want)
      rest = minus(rest, over(got, full))
    }
    return { wants: isZero(rest) && !open ? settled(wants) : wants, share: minus(one, rest) }
  }

  #obtain(want: DraftWant, open: boolean): Ratio {
    if (this.#options.steps.left-- <= 0) return this.#leave(want, zero, { is: 'too-deep' }, open)
    let got = this.ground.take(want, want.wanted)
    if (!less(got, want.wanted)) return got
    const reasons: Because[] = []
    const ways = this.#outlook.ways(want.spot)
    const circle = this.#path.indexOf(want.spot)
    if (ways.length > 0 && circle >= 0) reasons.push({ is: 'circle', things: this.#path.slice(circle).map(({ key }) => key) })
    else if (ways.length > 0 && this.#path.length >= this.#options.depthMax) reasons.push({ is: 'too-deep' })
    else {
      this.#path.push(want.spot)
      for (const way of ways) {
        const made = this.#make(want, way, minus(want.wanted, got), got, open)
        if (made.because) reasons.push(made.because)
        got = plus(got, made.got)
        if (!less(got, want.wanted)) break
        if (open && made.got.n > 0n) break
      }
      this.#path.pop()
    }
    return less(got, want.wanted) ? this.#leave(want, got, this.#reason(want, got, reasons), open) : got
  }

  /** Says what is short. In an open try it counts as there from here on. */
  #leave(want: DraftWant, got: Ratio, because: Because, open: boolean): Ratio {
    const amount = minus(want.wanted, got)
    if (because.is === 'too-deep') this.cut = true
    want.short = { amount, because }
    if (open) {
      this.ground.lack(want.spot, amount)
      return want.wanted
    }
    this.lacking.set(want.spot, Math.max(this.lacking.get(want.spot) ?? 0, toNumber(amount) / toNumber(want.wanted)))
    return got
  }

  #reason({ spot }: DraftWant, got: Ratio, reasons: readonly Because[]): Because {
    const told = reasons.find(({ is }) => is === 'inputs') ?? reasons[0]
    if (told) return told
    const elsewhere = this.#options.otherMeasures(spot)
    if (elsewhere.length > 0 && isZero(got)) return { is: 'measure', there: elsewhere }
    const { total } = this.#stores.shelf(spot)
    return isZero(total) ? { is: 'nowhere' } : { is: 'used-up', there: asQuantity(total, spot.unit) }
  }

  #make(want: DraftWant, way: Way, rest: Ratio, got: Ratio, open: boolean): { got: Ratio; because?: Because } {
    const { recipe } = way.read
    const net = minus(way.gives, way.seed)
    if (isZero(net)) return { got: zero, because: { is: 'no-gain', recipe: recipe.id } }
    const barred = open ? undefined : this.#options.barred(way)
    if (barred) return { got: zero, because: barred }
    const all = recipe.whole === true ? ceil(over(rest, net)) : over(rest, net)
    const seed = times(way.seed, least(all, one))
    if (less(got, seed) && !open) return { got: zero, because: { is: 'circle', things: [want.spot.key] } }
    if (open) {
      const { wants } = this.#try(want.spot, way, all, true)
      return { got: this.#carryOut(want, way, all, rest, net, wants) }
    }
    if (!this.#outlook.canBegin(want.spot, way) && !this.#spareHelps(way)) return { got: zero, because: this.#lacks(want.spot, way) }
    const mark = this.ground.mark()
    const whole = this.#try(want.spot, way, all, false)
    if (!less(whole.share, one)) return { got: this.#carryOut(want, way, all, rest, net, whole.wants) }
    const most = this.#most(want.spot, way, all, whole.share, mark)
    if (isZero(most)) {
      const small = recipe.whole === true && whole.share.n > 0n
      return { got: zero, because: small ? { is: 'batch', recipe: recipe.id } : (whole.because ?? { is: 'nowhere' }) }
    }
    const { wants } = this.#try(want.spot, way, most, false)
    const made = this.#carryOut(want, way, most, rest, net, wants)
    return whole.because ? { got: made, because: whole.because } : { got: made }
  }

  /** Something that is nowhere yet may have come along with something else meanwhile. */
  #spareHelps(way: Way): boolean {
    return way.read.asks.every(
      ({ choices, optional }) => optional || choices.some((choice) => this.ground.left(choice.spot) > 0 || this.#outlook.burden(choice, 1) < unheard)
    )
  }

  /**
   * The most batches up to `all` that leave nothing short, and the ground as it was at the mark. Where nothing but the inputs
   * of inputs runs out, what is allowed bends: of what lies there ready-made there is enough for the first batches.
   */
  #most(spot: Spot, way: Way, all: Ratio, share: Ratio, mark: number): Ratio {
    const whole = way.read.recipe.whole === true
    const cutDown = (batches: Ratio) => (whole ? floor(batches) : batches)
    const fits = (batches: Ratio): boolean => {
      this.ground.back(mark)
      return batches.n === 0n || !less(this.#try(spot, way, batches, false).share, one)
    }
    let most = zero
    let there = share
    for (let tries = 0; tries < triesMax && this.#options.steps.left > 0; tries++) {
      const rest = minus(all, most)
      const guesses = [() => there, () => (fits(most) ? this.#openShare(spot, way, rest) : zero), () => over(there, two)]
      const before = most
      for (const guess of guesses) {
        const next = cutDown(plus(before, times(rest, guess())))
        if (!less(before, next) || !fits(next)) continue
        most = next
        break
      }
      if (!less(before, most) || !less(most, all)) break
      there = this.#try(spot, way, minus(all, most), false).share
    }
    this.ground.back(mark)
    return most
  }

  /** If what is missing were there: what share of the scarcest thing is. */
  #openShare(spot: Spot, way: Way, batches: Ratio): Ratio {
    const mark = this.ground.mark()
    const used = this.ground.used()
    this.#try(spot, way, batches, true)
    const share = this.ground.shareSince(used) ?? one
    this.ground.back(mark)
    return share
  }

  /** Has everything a number of batches takes; in a closed try stops at the first thing of which there is nothing. */
  #try(spot: Spot, way: Way, batches: Ratio, open: boolean): Tried {
    const found = new Map<Ask, { wants: DraftWant[]; share: Ratio }>()
    const about = toNumber(batches)
    const asks = way.read.asks.filter((ask) => !ask.optional && !isSeed(ask, spot))
    const burdens = new Map(asks.map((ask) => [ask, Math.min(...ask.choices.map((choice) => this.#outlook.burden(choice, about)))]))
    const { makings } = this.ground
    for (const ask of [...asks].sort((a, b) => (burdens.get(b) ?? 0) - (burdens.get(a) ?? 0))) {
      const met = this.meet(ask, batches, open)
      found.set(ask, met)
      if (isZero(met.share) && this.ground.makings === makings && !this.#comesAlong(way, ask)) break
    }
    if (!open && this.ground.makings > makings) this.#topUp(found, batches)
    let share = one
    const short: string[] = []
    for (const ask of asks) {
      const met = found.get(ask)
      if (met && !less(met.share, one)) continue
      share = least(share, met ? met.share : share)
      if (met && ask.choices[0]) short.push(ask.choices[0].spot.key)
    }
    const wants = asks.flatMap((ask) => found.get(ask)?.wants ?? [])
    return short.length === 0 ? { wants, share } : { wants, share, because: { is: 'inputs', recipe: way.read.recipe.id, things: short } }
  }

  /** Whether another line could bring it along when it is made. */
  #comesAlong(way: Way, ask: Ask): boolean {
    return way.read.asks.length > 1 && ask.choices.some(({ spot }) => this.#outlook.ways(spot).some(({ by }) => by))
  }

  /** What one line's making gives besides may be what another line lacks. */
  #topUp(found: Map<Ask, { wants: DraftWant[]; share: Ratio }>, batches: Ratio): void {
    for (const [ask, met] of found) {
      if (!less(met.share, one) || !ask.choices.some(({ spot }) => this.ground.left(spot) > 0)) continue
      const more = this.meet(ask, times(batches, minus(one, met.share)))
      const share = plus(met.share, times(minus(one, met.share), more.share))
      const wants = [...met.wants, ...more.wants]
      found.set(ask, { wants: less(share, one) ? wants : settled(wants), share })
    }
  }

  #carryOut(want: DraftWant, way: Way, batches: Ratio, rest: Ratio, net: Ratio, wants: DraftWant[]): Ratio {
    const making: DraftMaking = { number: 0, way, spot: want.spot, times: batches, wants }
    this.ground.number(making)
    want.made.push(making)
    const made = times(net, batches)
    for (const { spot, amount } of way.read.gives) if (spot !== want.spot) this.ground.give(spot, times(amount, batches), making)
    if (!less(rest, made)) return made
    this.ground.give(want.spot, minus(made, rest), making)
    return rest
  }

  /** What a recipe cannot be begun for. */
  #lacks(spot: Spot, way: Way): Because {
    const things = way.read.asks
      .filter((ask) => !ask.optional && !isSeed(ask, spot) && ask.choices.every((choice) => this.#outlook.burden(choice, 1) >= unheard))
      .flatMap(({ choices }) => choices.slice(0, 1).map((choice) => choice.spot.key))
    return { is: 'inputs', recipe: way.read.recipe.id, things }
  }
}

/** When all of a line is there, each want of it has what it wants: what one was short of, another one has. */
export function settled(wants: readonly DraftWant[]): DraftWant[] {
  for (const want of wants) {
    if (want.short) want.wanted = minus(want.wanted, want.short.amount)
    delete want.short
  }
  return wants.filter(({ wanted }) => !isZero(wanted))
}
