/**
 * How long readings are kept here: as long as was chosen for each point, in whole months. Months that are over for all that is kept go at
 * once, each a file that is taken away; of the others what is over for a point alone.
 *
 * A series that no thing of this device is known for is left alone: its world may not be open, and to keep is what can be mended.
 */
import type { ThingRow } from '@commune/commune'
import type { Cancel, Clock, Log, SeriesStore } from '@commune/protocol'

const dayMs = 86_400_000
/** Months are whole, so it is looked a few times a day. */
const lookEveryMs = 21_600_000
/** After a start, and after a choice: what is being chosen is not settled yet. */
const soonMs = 60_000
/** Series that are looked at in one go; the others wait for a moment. */
const atOnce = 50

export interface LifetimesPorts {
  readonly clock: Clock
  readonly log: Log
  readonly series: SeriesStore
  /** Things of this device in all worlds, those that are gone as well. */
  things(): readonly ThingRow[]
}

export class Lifetimes {
  readonly #ports: LifetimesPorts
  /** Up to when each series was forgotten: it is looked at once in a day. */
  readonly #done = new Map<string, number>()
  #timer: Cancel | undefined
  #isSoon = false
  #ended = false

  constructor(ports: LifetimesPorts) {
    this.#ports = ports
  }

  soon(): void {
    if (this.#isSoon || this.#ended) return
    this.#isSoon = true
    this.#after(soonMs)
  }

  end(): void {
    this.#ended = true
    this.#timer?.()
  }

  #after(ms: number): void {
    this.#timer?.()
    this.#timer = this.#ports.clock.after(ms, () => {
      this.#isSoon = false
      void this.#look()
        .catch((fault: unknown) => this.#ports.log.note('forgetting-failed', { fault: String(fault).slice(0, 100) }))
        .finally(() => {
          if (!this.#ended && !this.#isSoon) this.#after(lookEveryMs)
        })
    })
  }

  async #look(): Promise<void> {
    const { series, clock } = this.#ports
    const nowMs = clock.nowMs()
    const daysOf = new Map<string, number | undefined>(this.#ports.things().flatMap(({ id, leaves }) => leaves.map(({ point, choice }) => [`${id}/${point}`, choice.lifetime.hereDays] as const)))
    const names = await series.names()
    const beforeOf = (name: string): number => Math.max(0, nowMs - (daysOf.get(name) ?? Infinity) * dayMs)
    const all = names.reduce((least, name) => Math.min(least, beforeOf(name)), Infinity)
    // Months that nothing is left of go whole.
    if (names.length > 0 && all > 0) await series.forget(all)
    let looked = 0
    for (const name of names) {
      const before = beforeOf(name)
      if (before <= all || before < (this.#done.get(name) ?? 0) + dayMs) continue
      if (this.#ended) return
      const { firstMs } = await series.facts(name)
      if (firstMs !== undefined && firstMs < before) await series.forget(before, name)
      this.#done.set(name, before)
      if (++looked % atOnce === 0) await new Promise<void>((resolve) => clock.after(10, resolve))
    }
    for (const name of this.#done.keys()) if (!daysOf.has(name)) this.#done.delete(name)
  }
}
