/** Those who live in the place, and how a plan becomes what is given: asked, refused here and there, and the rest given away locally. */
import { Givers, received } from '@commune/commune/levelling/testing'
import type { Place } from './place.ts'

export class Team {
  readonly place: Place
  readonly givers: Givers
  /** Ways on which somebody said no, as far as anybody has asked. */
  readonly noes: Uint8Array

  constructor(place: Place, chance: () => number) {
    this.place = place
    this.givers = new Givers(place.reach, chance)
    this.noes = new Uint8Array(place.reach.edgeNeed.length)
  }

  /** Each giver that is awake acts once for each sweep, and what comes of it is asked and given. */
  actAlone(sweeps: number): Float64Array {
    this.turn()
    const awake = (giver: number): boolean => this.place.isAwake(giver)
    for (let sweep = 0; sweep < sweeps; sweep++) this.givers.sweep({ stale: this.place.setting.stale, awake })
    return this.give()
  }

  /** What has changed with the round: who came and went, which noes hold no longer, where nobody is heard. */
  turn(): void {
    const { place, givers, noes } = this
    for (const need of place.newNeeds) givers.forgetNeed(need)
    for (const giver of place.newGivers) givers.forgetGiver(giver)
    for (let edge = 0; edge < noes.length; edge++) {
      if (place.isAskedAnew(edge)) noes[edge] = 0
      givers.closed[edge] = noes[edge] === 1 || place.isAcross(edge) ? 1 : 0
    }
  }

  /** Asks for what the givers' shares come to, gives away locally what noes set free, and asks for that as well. */
  give(): Float64Array {
    const { place, givers } = this
    const acting = { stale: place.setting.stale, awake: (giver: number) => place.isAwake(giver) }
    this.#ask(givers.shares)
    this.#ask(givers.settled(acting))
    const given = givers.settled(acting)
    this.#ask(given)
    return received(place.reach, given.map((amount, edge) => (givers.closed[edge] ? 0 : amount)))
  }

  #ask(shares: Float64Array): void {
    for (const [edge, amount] of shares.entries()) {
      if (amount <= 1e-9 || !this.place.wouldRefuse(edge)) continue
      this.noes[edge] = 1
      this.givers.closed[edge] = 1
    }
  }
}
