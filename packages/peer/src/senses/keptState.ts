/** What a part of senses keeps of a world over a restart: JSON under a letter of the world's keys, locked. */
import { decodeText, type IdText, utf8 } from '@commune/protocol'
import type { Inside } from '../peer/inside.ts'
import { prefixOf } from '../peer/registry.ts'

const bytesMax = 16_000_000

export class KeptState {
  readonly #inside: Inside
  readonly #letter: string

  constructor(inside: Inside, letter: string) {
    this.#inside = inside
    this.#letter = letter
  }

  /** Undefined where nothing is kept, and where it is damaged: that begins anew, and keeps no world from opening. */
  async read(world: IdText): Promise<unknown> {
    const key = this.#keyOf(world)
    try {
      const locked = key === undefined ? undefined : await this.#inside.ports.store.get(key)
      const plain = locked && this.#inside.options.lock.unlock(locked)
      const text = plain && decodeText(plain, 0, plain.length)
      return text === undefined ? undefined : JSON.parse(text)
    } catch {
      return undefined
    }
  }

  /** Resolves when it is durable, and rejects when it is not. */
  async keep(world: IdText, state: unknown): Promise<void> {
    const key = this.#keyOf(world)
    const bytes = utf8(JSON.stringify(state))
    if (key === undefined || bytes.length > bytesMax) throw new Error('this cannot be kept')
    await this.#inside.ports.store.commit([[key, this.#inside.options.lock.lock(bytes)]])
  }

  #keyOf(world: IdText): string | undefined {
    const registered = this.#inside.registry.get(world)
    return registered && `${prefixOf(registered)}${this.#letter}`
  }
}
