import type { Cancel } from '@commune/protocol'

/** Those who want to be told, in the order they asked. */
export class Handlers<T> {
  readonly #all = new Map<symbol, (value: T) => void>()

  get size(): number {
    return this.#all.size
  }

  add(handler: (value: T) => void): Cancel {
    const key = Symbol('handler')
    this.#all.set(key, handler)
    return () => {
      this.#all.delete(key)
    }
  }

  tell(value: T): void {
    for (const handler of [...this.#all.values()]) handler(value)
  }

  clear(): void {
    this.#all.clear()
  }
}
