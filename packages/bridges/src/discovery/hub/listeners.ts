/** Who listens to which topic. Topics come and go with those who listen; wildcards are tried one by one, so they are few. */
import { discoveryLimits } from '../limits.ts'
import { isWild, meets } from '../topics.ts'

export class Listeners<T> {
  readonly #exact = new Map<string, Set<T>>()
  readonly #wild = new Map<string, Set<T>>()

  get count(): number {
    return this.#exact.size + this.#wild.size
  }

  /** Whether so many further topics have room. */
  hasRoom(topics: readonly string[]): boolean {
    const fresh = topics.filter((topic) => !this.#exact.has(topic) && !this.#wild.has(topic))
    return (
      this.count + fresh.length <= discoveryLimits.topicsMax &&
      this.#wild.size + fresh.filter(isWild).length <= discoveryLimits.filtersMax
    )
  }

  /** True when nobody listened to it before. */
  add(topic: string, who: T): boolean {
    const map = isWild(topic) ? this.#wild : this.#exact
    const all = map.get(topic)
    if (all === undefined) map.set(topic, new Set([who]))
    else all.add(who)
    return all === undefined
  }

  /** True when nobody listens to it any more. */
  remove(topic: string, who: T): boolean {
    const map = isWild(topic) ? this.#wild : this.#exact
    const all = map.get(topic)
    all?.delete(who)
    if (all === undefined || all.size > 0) return false
    map.delete(topic)
    return true
  }

  /** Everybody whom a message on a topic meets, each once. */
  meeting(topic: string): readonly T[] {
    const exact = this.#exact.get(topic)
    if (this.#wild.size === 0) return exact === undefined ? [] : [...exact]
    const all = new Set(exact)
    for (const [filter, listeners] of this.#wild) if (meets(filter, topic)) for (const one of listeners) all.add(one)
    return [...all]
  }

  topics(): readonly string[] {
    return [...this.#exact.keys(), ...this.#wild.keys()]
  }
}
