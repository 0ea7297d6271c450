/**
 * Which ware each device of a world speaks for, as it was worked out last. While nobody was ended it follows from what was said
 * of devices alone, and is worked out again only when more of that was said: epochs come far more often.
 */
import { type EpochsState, type Identities, identitiesOf, type IdentityState, type IdText } from '@commune/protocol'
import type { World } from '../world/world.ts'
import { Chain } from './chain.ts'

/** Rooms after which somebody may speak for somebody else, or an epoch may be due. */
export const watchedRooms: readonly string[] = ['identity', 'epochs']

export class WhoIsWho {
  readonly chain: Chain
  readonly #world: World
  #identities: Identities
  #version = 0
  /** What it was worked out from. */
  #folds: object | undefined
  #said = ''

  constructor(world: World) {
    this.chain = new Chain(world)
    this.#world = world
    this.#identities = identitiesOf(this.state, this.chain)
  }

  get state(): IdentityState {
    return this.#world.folds.state('identity') as IdentityState
  }
  get identities(): Identities {
    return this.#identities
  }
  /** Goes up whenever it was worked out again. */
  get version(): number {
    return this.#version
  }

  /** Versions of what it is worked out from, and of what epochs follow from. */
  get versions(): string {
    return watchedRooms.map((room) => this.#world.folds.version(room)).join()
  }

  /** Reads what `workOut` asks about ended devices. */
  prepare(): Promise<void> {
    return this.chain.prepare(this.state, this.#world.folds.state('epochs') as EpochsState)
  }

  /** Whether a device speaks for this ware no more; where all was looked at, also one that joined and whose adder did not keep it. */
  isEnded(device: IdText, ware: IdText, upToDate: boolean): boolean {
    const view = this.identities.devices(ware).find((each) => each.device === device)
    if (view || !upToDate) return view?.ended === true
    for (const join of this.state.joins.first()) if (join.device === device && join.ware === ware) return true
    return false
  }

  /** Works it out as it is now. */
  workOut(): void {
    const { folds } = this.#world
    const { begins, joins, adds, ends } = this.state
    const said = `${begins.version} ${joins.news} ${adds.version}`
    if (ends.size === 0 && this.#folds === folds && this.#said === said) return
    this.#identities = identitiesOf(this.state, this.chain)
    this.#version++
    this.#folds = folds
    this.#said = said
  }
}
