/**
 * What a part of senses keeps of a world over a restart: JSON under a letter of the world's keys, locked. A store takes a mebibyte a value, so
 * what is longer lies in parts, `<letter>/1` and on: one that is full has another behind it.
 */
import { concat, decodeText, type IdText, utf8 } from '@commune/protocol'
import type { Inside } from '../peer/inside.ts'
import { prefixOf } from '../peer/registry.ts'

const bytesMax = 16_000_000
const partBytes = 900_000

export class KeptState {
  readonly #inside: Inside
  readonly #letter: string

  constructor(inside: Inside, letter: string) {
    this.#inside = inside
    this.#letter = letter
  }

  /** Undefined where nothing is kept, null where it is damaged: that begins anew, and keeps no world from opening. */
  async read(world: IdText): Promise<unknown> {
    const key = this.#keyOf(world)
    if (key === undefined || (await this.#inside.ports.store.get(key)) === undefined) return undefined
    try {
      const parts: Uint8Array[] = []
      do {
        const locked = await this.#inside.ports.store.get(partKey(key, parts.length))
        const plain = locked && this.#inside.options.lock.unlock(locked)
        if (!plain) return null
        parts.push(plain)
      } while (parts.at(-1)?.length === partBytes && parts.length * partBytes <= bytesMax)
      const bytes = concat(...parts)
      const text = decodeText(bytes, 0, bytes.length)
      return text === undefined ? null : JSON.parse(text)
    } catch {
      return null
    }
  }

  /** Resolves when it is durable, and rejects when it is not. */
  async keep(world: IdText, state: unknown): Promise<void> {
    const key = this.#keyOf(world)
    const bytes = utf8(JSON.stringify(state))
    if (key === undefined || bytes.length > bytesMax) throw new Error('this cannot be kept')
    const { lock } = this.#inside.options
    const parts = Array.from({ length: Math.floor(bytes.length / partBytes) + 1 }, (_, at) => bytes.subarray(at * partBytes, (at + 1) * partBytes))
    await this.#inside.ports.store.commit(parts.map((part, at) => [partKey(key, at), lock.lock(part)]))
  }

  #keyOf(world: IdText): string | undefined {
    const registered = this.#inside.registry.get(world)
    return registered && `${prefixOf(registered)}${this.#letter}`
  }
}

const partKey = (key: string, part: number): string => (part === 0 ? key : `${key}/${part}`)
