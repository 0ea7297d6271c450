/** What was refused or left out, each counted and named once; a flood of them costs no more than their bound. */
import { discoveryMessage, type Message } from '@commune/commune'
import { discoveryLimits } from '../limits.ts'

export interface Refusal {
  readonly source: string
  /** Where it was said; left out when there were too many places to keep. */
  readonly topic?: string
  readonly what: Message
  readonly times: number
}

/** Places of one reason and source that are told apart. */
const placesMax = 20
const none: ReadonlySet<string> = new Set()

export class Refusals {
  readonly #all = new Map<string, { source: string; topic?: string; what: Message; times: number }>()
  readonly #places = new Map<string, number>()

  /** Counts it; gives it back when it is to be named, which is the first time. */
  note(source: string, at: string, what: Message): Refusal | undefined {
    const topic = at.slice(0, discoveryLimits.topicCharsMax)
    const reason = JSON.stringify([source, what.key])
    const place = JSON.stringify([source, what.key, topic])
    const known = this.#all.get(place)
    if (known !== undefined) return this.#again(known)
    const places = this.#places.get(reason) ?? 0
    if (places >= placesMax || this.#all.size >= discoveryLimits.refusalsMax) {
      const rest = this.#all.get(reason) ?? this.#all.get('')
      if (rest !== undefined) return this.#again(rest)
      const isFull = this.#all.size >= discoveryLimits.refusalsMax
      return this.#keep(
        isFull ? '' : reason,
        isFull ? { source: '', what: discoveryMessage('discovery.more-refusals'), times: 1 } : { source, what, times: 1 }
      )
    }
    this.#places.set(reason, places + 1)
    return this.#keep(place, { source, topic, what, times: 1 })
  }

  /** All that are remembered, oldest first. */
  all(): readonly Refusal[] {
    return [...this.#all.values()]
  }

  /** What is right again is not complained of any longer: all but these reasons. */
  forget(source: string, topic: string, but: ReadonlySet<string> = none): void {
    for (const [key, one] of this.#all) {
      if (one.source !== source || one.topic !== topic || but.has(one.what.key)) continue
      this.#all.delete(key)
      const reason = JSON.stringify([source, one.what.key])
      const places = (this.#places.get(reason) ?? 1) - 1
      if (places === 0) this.#places.delete(reason)
      else this.#places.set(reason, places)
    }
  }

  #again(known: { times: number }): undefined {
    known.times++
    return undefined
  }

  #keep(key: string, one: Refusal): Refusal {
    this.#all.set(key, { ...one })
    return one
  }
}
