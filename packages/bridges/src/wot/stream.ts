/** Server-sent events (WHATWG HTML, 9.2) of values as they come, for one listener. What it does not fetch in time it loses, oldest first. */
import type { Cancel } from '@commune/protocol'
import type { Json } from './json.ts'
import { wotLimits } from './limits.ts'

export type Listener = (heard: (value: Json) => void) => Cancel

export class Stream implements AsyncIterableIterator<Uint8Array> {
  readonly #waiting: Uint8Array[] = [new TextEncoder().encode(': listening\n\n')]
  readonly #cancel: Cancel
  readonly #ended: () => void
  #wake: (() => void) | undefined
  #over = false

  constructor(listen: Listener, ended: () => void) {
    this.#ended = ended
    this.#cancel = listen((value) => {
      if (this.#over) return
      if (this.#waiting.length >= wotLimits.waitingMax) this.#waiting.shift()
      this.#waiting.push(new TextEncoder().encode(`data: ${JSON.stringify(value)}\n\n`))
      this.#wake?.()
    })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    while (!this.#over) {
      const value = this.#waiting.shift()
      if (value) return { value, done: false }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    return { value: undefined, done: true }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!this.#over) {
      this.#over = true
      this.#cancel()
      this.#waiting.length = 0
      this.#wake?.()
      this.#ended()
    }
    return { value: undefined, done: true }
  }
}
