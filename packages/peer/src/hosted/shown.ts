/** What is shown of a world: the rooms' views over its folded state, with who speaks for whom as it is now. */
import { type CommuneStates, unknownRoom, Views } from '@commune/commune'
import type { Origin } from '@commune/protocol'
import type { Folds } from '../world/folds.ts'
import type { Hosted } from './hosted.ts'

export class Shown {
  readonly #hosted: Hosted
  #folds: Folds | undefined
  #views: Views | undefined

  constructor(hosted: Hosted) {
    this.#hosted = hosted
  }

  /** Views of the state as it is now; made anew when the state was. */
  get views(): Views {
    const folds = this.#hosted.world.folds
    if (this.#views && this.#folds === folds) return this.#views
    const hosted = this.#hosted
    const speaks = {
      wareOf: (origin: Origin) => hosted.identities.wareOf(origin),
      get version() {
        return hosted.identitiesVersion
      }
    }
    const states = Object.fromEntries(['wares', 'worlds', 'flows', 'ideas', 'undo', unknownRoom.name].map((room) => [room, folds.state(room)]))
    this.#folds = folds
    this.#views = new Views(states as unknown as CommuneStates, speaks)
    return this.#views
  }
}
