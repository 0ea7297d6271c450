/** What is shown of a world: the rooms' views over its folded state, with who speaks for whom as it is now. */
import { type CommuneStates, rooms, Search, unknownRoom, Views } from '@commune/commune'
import type { Clock, Origin } from '@commune/protocol'
import type { Folds } from '../world/folds.ts'
import { Told } from '../few/told.ts'
import type { Me } from '../me/me.ts'
import type { Hosted } from './hosted.ts'

export class Shown {
  readonly #hosted: Hosted
  readonly #clock: Clock
  #folds: Folds | undefined
  #views: Views | undefined
  #search: Search | undefined
  #told: Told | undefined
  readonly #me: () => Me

  constructor(hosted: Hosted, clock: Clock, me: () => Me) {
    this.#me = me
    this.#hosted = hosted
    this.#clock = clock
  }

  /** Views of the state as it is now; made anew when the state was. */
  get views(): Views {
    const folds = this.#hosted.world.folds
    if (this.#views && this.#folds === folds) {
      this.#told?.look()
      return this.#views
    }
    const hosted = this.#hosted
    const speaks = {
      wareOf: (origin: Origin) => hosted.identities.wareOf(origin),
      get version() {
        return hosted.identitiesVersion
      }
    }
    const states = Object.fromEntries([...rooms, unknownRoom].map(({ name }) => [name, folds.state(name)]))
    this.#folds = folds
    this.#search = undefined
    this.#told = new Told(hosted, this.#me, states as unknown as CommuneStates)
    this.#told.look()
    this.#views = new Views(this.#told.states, speaks)
    return this.#views
  }
  /** What was told to a few, and opens here. */
  get told(): Told {
    void this.views
    return this.#told as Told
  }
  /** The index over all that is shown, filled first: in steps, so that others get their turn in between. */
  async search(): Promise<Search> {
    const { identities } = this.#hosted
    const search = (this.#search ??= new Search(this.views))
    search.withMembers(identities.wares().map((ware) => ({ ware, devices: identities.devices(ware).map((device) => device.device) })))
    while (search.step() > 0) await new Promise<void>((resolve) => this.#clock.after(0, resolve))
    return search
  }
}
