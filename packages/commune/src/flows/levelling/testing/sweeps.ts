/**
 * All givers of a reach, each acting once a sweep in an order of chance, on what the others last said or on how it stood after the sweep
 * before. Holds what each has said and had seen, and gives each nothing but its own view.
 */
import { resplit } from '../resplit.ts'
import { settle } from '../settle.ts'
import { roomFor, type Split, splitFor, type View } from '../types.ts'
import type { Reach } from './reach.ts'

export interface Acting {
  /** Part of all acts that see all as it stood after the sweep before; 1: all act at once. */
  readonly stale?: number
  /** Whether a giver acts in this sweep; those that do not keep to what they said. */
  readonly awake?: (giver: number) => boolean
}

/** What has been said; replaced whole for those who see it later. */
interface Heard {
  readonly shares: Float64Array
  readonly lifts: Float64Array
  /** When each giver last spoke, 0 where it never has, and until when it had heard the others. */
  readonly spoke: Float64Array
  readonly heard: Float64Array
  /** What the needs asked for then. */
  readonly wants: Float64Array
}

export class Givers {
  /** Amounts in it may change between sweeps; who reaches whom does not, but for `closed`. */
  readonly reach: Reach
  /** Ways that are closed, by edge: somebody said no, or cannot be heard. */
  readonly closed: Uint8Array
  readonly #chance: () => number
  readonly #now: Heard
  #before: Heard
  #beforeAt = 0
  #time = 0
  #usual = 1
  #top = 1
  readonly #order: Int32Array
  readonly #view: View
  readonly #split: Split

  constructor(reach: Reach, chance: () => number) {
    this.reach = reach
    this.#chance = chance
    const edges = reach.edgeNeed.length
    this.#now = {
      shares: new Float64Array(edges),
      lifts: new Float64Array(edges),
      spoke: new Float64Array(reach.givers),
      heard: new Float64Array(reach.givers),
      wants: reach.wants
    }
    this.closed = new Uint8Array(edges)
    this.#before = copyOf(this.#now)
    this.#order = Int32Array.from({ length: reach.givers }, (_, at) => at)
    let most = 0
    for (let giver = 0; giver < reach.givers; giver++) most = Math.max(most, countOf(reach, giver))
    this.#view = roomFor(most)
    this.#split = splitFor(most)
  }

  /** What each giver last said, by edge. */
  get shares(): Float64Array {
    return this.#now.shares
  }

  /** Another need has come to this place: nothing was said of it yet. */
  forgetNeed(need: number): void {
    for (let place = this.reach.needStart[need] as number; place < (this.reach.needStart[need + 1] as number); place++) {
      const edge = this.reach.needEdges[place] as number
      this.#now.shares[edge] = 0
      this.#now.lifts[edge] = 0
    }
  }

  /** Another giver has come to this place, and has said nothing yet. */
  forgetGiver(giver: number): void {
    const [from, to] = [this.reach.giverStart[giver] as number, this.reach.giverStart[giver + 1] as number]
    this.#now.shares.fill(0, from, to)
    this.#now.lifts.fill(0, from, to)
    this.#now.spoke[giver] = 0
    this.#now.heard[giver] = 0
  }

  /** Each giver acts once. */
  sweep({ stale = 0, awake }: Acting = {}): void {
    this.#begin()
    for (const giver of this.#order) {
      if (awake && !awake(giver)) continue
      const isStale = stale > 0 && this.#chance() < stale
      const view = this.viewOf(giver, isStale ? this.#before : this.#now)
      resplit(view, this.#split)
      const from = this.reach.giverStart[giver] as number
      for (let at = 0; at < view.count; at++) {
        this.#now.shares[from + at] = this.#split.shares[at] as number
        this.#now.lifts[from + at] = this.#split.lifts[at] as number
      }
      this.#now.heard[giver] = isStale ? this.#beforeAt : this.#time
      this.#now.spoke[giver] = ++this.#time
    }
    this.#remember()
  }

  /** What each would hand over now, by edge; those that have settled are seen by those that have not, but for stale views. */
  settled({ stale = 0, awake }: Acting = {}, piece = 0): Float64Array {
    this.#begin()
    const given = new Float64Array(this.#now.shares.length)
    const isFirm = new Uint8Array(this.reach.givers)
    for (const giver of this.#order) {
      const isStale = stale > 0 && this.#chance() < stale
      const view = this.viewOf(giver, this.#now)
      const from = this.reach.giverStart[giver] as number
      for (let at = 0; at < view.count; at++) {
        const need = this.reach.edgeNeed[from + at] as number
        let firm = 0
        if (!isStale) {
          for (let place = this.reach.needStart[need] as number; place < (this.reach.needStart[need + 1] as number); place++) {
            const edge = this.reach.needEdges[place] as number
            if (!isFirm[this.reach.edgeGiver[edge] as number] || this.closed[edge]) continue
            firm += given[edge] as number
            view.others[at] = (view.others[at] as number) - (this.#now.shares[edge] as number)
          }
        }
        this.#firm[at] = firm
      }
      // Who sleeps gives what it said, as far as it has it; nothing else occurs to it.
      if (awake && !awake(giver)) given.set(withinSupply(view), from)
      else given.set(settle(view, this.#firm.subarray(0, view.count), piece), from)
      isFirm[giver] = 1
    }
    return given
  }
  #firm = new Float64Array(0)

  /** What one giver sees. */
  viewOf(giver: number, heard: Heard = this.#now): View {
    const { reach } = this
    const view = this.#view
    if (this.#firm.length === 0) this.#firm = new Float64Array(view.wants.length)
    const from = reach.giverStart[giver] as number
    const spokeAt = this.#now.spoke[giver] as number
    view.supply = reach.supply[giver] as number
    view.count = countOf(reach, giver)
    view.usual = this.#usual
    view.top = this.#top
    for (let at = 0; at < view.count; at++) {
      const need = reach.edgeNeed[from + at] as number
      let [others, lifts, said, unseen] = [0, 0, 0, 0]
      if (spokeAt > 0) [lifts, said] = [this.#now.lifts[from + at] as number, 1]
      for (let place = reach.needStart[need] as number; place < (reach.needStart[need + 1] as number); place++) {
        const edge = reach.needEdges[place] as number
        const other = reach.edgeGiver[edge] as number
        if (other === giver || this.closed[edge]) continue
        others += heard.shares[edge] as number
        if ((heard.spoke[other] as number) > 0) [lifts, said] = [lifts + (heard.lifts[edge] as number), said + 1]
        if ((heard.spoke[other] as number) === 0 || (heard.heard[other] as number) < spokeAt) unseen++
      }
      view.wants[at] = this.closed[from + at] ? 0 : (heard.wants[need] as number)
      view.heads[at] = reach.heads[need] as number
      view.least[at] = reach.least[need] as number
      view.urgency[at] = reach.urgency[need] as number
      view.turn[at] = reach.turn[need] as number
      view.own[at] = this.closed[from + at] ? 0 : (this.#now.shares[from + at] as number)
      view.others[at] = others
      view.lift[at] = said > 0 ? lifts / said : 0
      view.unseen[at] = unseen
    }
    return view
  }

  #begin(): void {
    for (let at = this.#order.length - 1; at > 0; at--) {
      const other = Math.floor(this.#chance() * (at + 1))
      const held = this.#order[at] as number
      this.#order[at] = this.#order[other] as number
      this.#order[other] = held
    }
    ;[this.#usual, this.#top] = usualAndTop(this.reach)
  }

  /** From here on, who has a stale view sees all as it stands now. */
  #remember(): void {
    this.#before = copyOf(this.#now)
    this.#beforeAt = this.#time
  }
}

function withinSupply({ count, own, supply }: View): Float64Array {
  let sum = 0
  for (let at = 0; at < count; at++) sum += own[at] as number
  return own.slice(0, count).map((each) => (sum > supply ? (each * supply) / sum : each))
}

const countOf = (reach: Reach, giver: number): number => (reach.giverStart[giver + 1] as number) - (reach.giverStart[giver] as number)

const copyOf = ({ shares, lifts, spoke, heard, wants }: Heard): Heard => ({
  wants: wants.slice(),
  shares: shares.slice(),
  lifts: lifts.slice(),
  spoke: spoke.slice(),
  heard: heard.slice()
})

/** Amount per head of a usual need (the median), and of the largest. */
export function usualAndTop({ wants, heads }: Reach): [number, number] {
  const each = wants.map((amount, need) => amount / (heads[need] as number)).filter((amount) => amount > 0).sort()
  return each.length > 0 ? [each[each.length >> 1] as number, each.at(-1) as number] : [1, 1]
}

/** What each need comes to receive of these shares: never more than it asks for, and nothing where that is under what is of use. */
export function received({ needs, wants, least, edgeNeed }: Reach, shares: Float64Array): Float64Array {
  const sums = new Float64Array(needs)
  for (let edge = 0; edge < shares.length; edge++) {
    const need = edgeNeed[edge] as number
    sums[need] = (sums[need] as number) + (shares[edge] as number)
  }
  return sums.map((sum, need) => {
    const amount = Math.min(sum, wants[need] as number)
    return amount < (least[need] as number) * (1 - 1e-9) ? 0 : amount
  })
}
