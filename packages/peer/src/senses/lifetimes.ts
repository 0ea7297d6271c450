/**
 * How long readings are kept here: as long as was chosen for each point, in whole months. Months that are over for all that is kept go at
 * once, each a file that is taken away; of the others what is over for a point alone.
 *
 * What is forgotten cannot be mended, and a clock can be wrong for a while: where all that is kept lies months back, or the clock was
 * moved on since it was looked, it is looked once more before anything goes.
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
/** So far a clock moves by itself between two looks, and so old is what a box kept that was off for a while. */
const suddenMs = 30 * dayMs
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
  readonly #beganMs: number
  #lookedMs: number | undefined
  /** It was looked with the clock as it is, and not at once. */
  #isSure = false
  #ended = false

  constructor(ports: LifetimesPorts) {
    this.#ports = ports
    this.#beganMs = ports.clock.nowMs()
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

  /** False once when the clock is far from where it was at the look before, or at a start from all that is kept: then the next look decides. */
  async #mayBelieve(names: readonly string[], nowMs: number): Promise<boolean> {
    const before = this.#lookedMs
    if (before !== undefined && Math.abs(nowMs - before) > suddenMs) this.#isSure = false
    if (this.#isSure) {
      this.#lookedMs = nowMs
      return true
    }
    // What came since the start has its time from the same clock.
    for (const name of before === undefined ? names : []) {
      const { times } = await this.#ports.series.read(name, Math.max(0, nowMs - suddenMs), Math.max(0, this.#beganMs), 1)
      if (times.length > 0) return this.#believe(nowMs)
    }
    if (before === undefined || Math.abs(nowMs - before) > suddenMs) {
      this.#lookedMs = nowMs
      return false
    }
    // What is looked at because somebody chose is no second look.
    return nowMs - before >= lookEveryMs ? this.#believe(nowMs) : false
  }

  #believe(nowMs: number): true {
    this.#isSure = true
    this.#lookedMs = nowMs
    return true
  }

  async #look(): Promise<void> {
    const { series, clock } = this.#ports
    const nowMs = clock.nowMs()
    const daysOf = new Map<string, number | undefined>(this.#ports.things().flatMap(({ id, leaves }) => leaves.map(({ point, choice }) => [`${id}/${point}`, choice.lifetime.hereDays] as const)))
    const names = await series.names()
    const beforeOf = (name: string): number => Math.max(0, nowMs - (daysOf.get(name) ?? Infinity) * dayMs)
    const all = names.reduce((least, name) => Math.min(least, beforeOf(name)), Infinity)
    if (!(await this.#mayBelieve(names, nowMs))) return
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
