/**
 * One series on its way out, for the forms that need no other series and no chance: nothing, each reading as it is, spans. Means over
 * several and counts have doors of their own (`Averaging`, `Counting`), since what comes in is not one series.
 *
 * A change of the choice begins a new one where the old has ended: no time is published twice in two forms, whose difference
 * would show more than either.
 */
import { Binning } from './bins.ts'
import type { Transform } from './choice.ts'
import { isMeasure, type Published } from './published.ts'

export type OwnTransform = Extract<Transform, { is: 'stays' | 'as-it-is' | 'binned' }>

/** A reading farther ahead of the clock than this is one of a wrong clock. */
const aheadMsMax = 3_600_000

export class Outflow {
  readonly #transform: OwnTransform
  readonly #binning: Binning | undefined
  readonly #fromMs: number
  #closedMs: number

  /** `closedMs`: nothing before it goes out. At first the moment of choosing, then what the one before said. */
  constructor(transform: OwnTransform, closedMs: number) {
    this.#transform = transform
    this.#binning = transform.is === 'binned' ? new Binning(transform.stepMs, transform.of, closedMs) : undefined
    this.#fromMs = closedMs
    this.#closedMs = closedMs
  }

  /** Where a successor begins, and what a restart needs. */
  get closedMs(): number {
    return this.#binning?.closedMs ?? this.#closedMs
  }
  /** When to ask for what is due; undefined: never. */
  get nextMs(): number | undefined {
    return this.#binning?.nextMs
  }

  /** What goes out at once. */
  note(atMs: number, value: number, nowMs: number): Published[] {
    if (this.#binning !== undefined) this.#binning.note(atMs, value, nowMs)
    if (this.#transform.is !== 'as-it-is' || !isMeasure(value)) return []
    if (!(atMs >= this.#fromMs && atMs <= nowMs + aheadMsMax)) return []
    this.#closedMs = Math.max(this.#closedMs, atMs + 1)
    return [{ is: 'reading', atMs, value }]
  }

  due(nowMs: number): Published[] {
    return this.#binning?.due(nowMs) ?? []
  }
}
