/**
 * The acts that can still be explained: a ring of what every part of the rule was at that moment, as plain numbers side by side, so that
 * remembering one costs no more than copying it. The oldest give way when the ring is full. Nothing of it is ever saved.
 *
 * An act that a pulse had a part in is wiped as soon as the pulse could no longer count as now: afterwards nobody can tell from here when
 * somebody passed.
 */
import type { Value } from '../../senses/index.ts'
import { engineLimits } from './limits.ts'
import type { Running } from './running.ts'

export interface Remembered {
  readonly number: number
  readonly running: Running
  readonly atMs: number
  readonly value: Value | undefined
  readonly notes: Float64Array
}

export class Acts {
  readonly #numbers: Float64Array
  /** One of each for an act, at its number by how many there can be. */
  readonly #running: (Running | undefined)[]
  readonly #values: (Value | undefined)[]
  readonly #times: Float64Array
  readonly #froms: Uint32Array
  readonly #lengths: Uint32Array
  readonly #passing: Uint8Array
  readonly #actsMax: number
  #at = 0
  /** Acts are numbered from 1; those from `#oldest` up to `#newest` are there. */
  #oldest = 1
  #newest = 0
  /** All before this one that a pulse had a part in are wiped. */
  #wiped = 1

  constructor(actsMax: number = engineLimits.actsMax, numbersMax: number = engineLimits.actNumbersMax) {
    this.#actsMax = actsMax
    this.#numbers = new Float64Array(numbersMax)
    this.#running = Array.from({ length: actsMax }, () => undefined)
    this.#values = Array.from({ length: actsMax }, () => undefined)
    this.#times = new Float64Array(actsMax)
    this.#froms = new Uint32Array(actsMax)
    this.#lengths = new Uint32Array(actsMax)
    this.#passing = new Uint8Array(actsMax)
  }

  get newest(): number {
    return this.#newest
  }

  get oldest(): number {
    return this.#oldest
  }

  /** Remembers what `running` does now; gives the number of the act. */
  add(running: Running, nowMs: number): number {
    this.wipe(nowMs)
    const length = running.notes
    if (this.#at + length > this.#numbers.length) {
      while (this.#oldest <= this.#newest && (this.#froms[this.#oldest % this.#actsMax] as number) >= this.#at) this.#drop()
      this.#at = 0
    }
    const [from, end] = [this.#at, this.#at + length]
    while (this.#oldest <= this.#newest && (this.#isFull() || this.#reaches(this.#oldest % this.#actsMax, from, end))) this.#drop()
    const slot = ++this.#newest % this.#actsMax
    this.#running[slot] = running
    this.#values[slot] = running.asked
    this.#times[slot] = nowMs
    this.#froms[slot] = from
    this.#lengths[slot] = length
    this.#passing[slot] = Number(running.compiled.isPassing)
    running.note(this.#numbers, from, nowMs)
    this.#at = end
    return this.#newest
  }

  find(number: number, nowMs: number): Remembered | undefined {
    this.wipe(nowMs)
    if (!Number.isSafeInteger(number) || number < this.#oldest || number > this.#newest) return undefined
    const slot = number % this.#actsMax
    const running = this.#running[slot]
    const from = this.#froms[slot] as number
    const notes = this.#numbers.subarray(from, from + (this.#lengths[slot] as number))
    return running && { number, running, atMs: this.#times[slot] as number, value: this.#values[slot], notes }
  }

  /** Wipes what may not be explained any more. */
  wipe(nowMs: number): void {
    this.#wiped = Math.max(this.#wiped, this.#oldest)
    while (this.#wiped <= this.#newest) {
      const slot = this.#wiped % this.#actsMax
      if ((this.#times[slot] as number) + engineLimits.passingMsMax > nowMs) return
      if (this.#passing[slot] === 1) this.#empty(slot)
      this.#wiped++
    }
  }

  #isFull(): boolean {
    return this.#newest - this.#oldest + 1 >= this.#actsMax
  }

  #reaches(slot: number, from: number, end: number): boolean {
    const begins = this.#froms[slot] as number
    return begins < end && begins + (this.#lengths[slot] as number) > from
  }

  #drop(): void {
    const slot = this.#oldest++ % this.#actsMax
    this.#running[slot] = this.#values[slot] = undefined
  }

  #empty(slot: number): void {
    const from = this.#froms[slot] as number
    this.#numbers.fill(0, from, from + (this.#lengths[slot] as number))
    this.#running[slot] = this.#values[slot] = undefined
    this.#times[slot] = 0
  }
}
