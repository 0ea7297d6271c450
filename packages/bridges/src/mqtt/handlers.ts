/** Those who listen to something: called in order; one that throws is noted and does not keep it from the others. */
import type { Cancel, Log } from '@commune/protocol'

export class Handlers<Told> {
  readonly #log: Log
  readonly #event: string
  // A list that is replaced, never changed: whoever is added or taken off in the middle of a call does not disturb it.
  #handlers: readonly ((told: Told) => void)[] = []

  constructor(log: Log, event: string) {
    this.#log = log
    this.#event = event
  }

  add(handler: (told: Told) => void): Cancel {
    const own = (told: Told): void => handler(told)
    this.#handlers = [...this.#handlers, own]
    return () => {
      this.#handlers = this.#handlers.filter((one) => one !== own)
    }
  }

  tell(told: Told): void {
    for (const handler of this.#handlers) {
      try {
        handler(told)
      } catch (error) {
        this.#log.note(this.#event, { fault: error instanceof Error ? error.name : 'unknown' })
      }
    }
  }

  clear(): void {
    this.#handlers = []
  }
}
