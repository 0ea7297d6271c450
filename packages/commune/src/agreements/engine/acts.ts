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

interface Slot {
  running: Running | undefined
  atMs: number
  value: Value | undefined
  from: number
  length: number
}

export class Acts {
  readonly #numbers: Float64Array
  readonly #slots: Slot[]
  #at = 0
  /** Acts are numbered from 1; those from `#oldest` up to `#newest` are there. */
  #oldest = 1
  #newest = 0
  /** All before this one that a pulse had a part in are wiped. */
  #wiped = 1

  constructor(actsMax: number = engineLimits.actsMax, numbersMax: number = engineLimits.actNumbersMax) {
    this.#numbers = new Float64Array(numbersMax)
    this.#slots = Array.from({ length: actsMax }, () => ({ running: undefined, atMs: 0, value: undefined, from: 0, length: 0 }))
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
      while (this.#oldest <= this.#newest && this.#slot(this.#oldest).from >= this.#at) this.#drop()
      this.#at = 0
    }
    const [from, end] = [this.#at, this.#at + length]
    while (this.#oldest <= this.#newest && (this.#isFull() || this.#reaches(this.#slot(this.#oldest), from, end))) this.#drop()
    const slot = this.#slot(++this.#newest)
    slot.running = running
    slot.atMs = nowMs
    slot.value = running.asked
    slot.from = from
    slot.length = length
    running.note(this.#numbers, from, nowMs)
    this.#at = end
    return this.#newest
  }

  find(number: number, nowMs: number): Remembered | undefined {
    this.wipe(nowMs)
    if (!Number.isSafeInteger(number) || number < this.#oldest || number > this.#newest) return undefined
    const { running, atMs, value, from, length } = this.#slot(number)
    return running && { number, running, atMs, value, notes: this.#numbers.subarray(from, from + length) }
  }

  /** Wipes what may not be explained any more. */
  wipe(nowMs: number): void {
    this.#wiped = Math.max(this.#wiped, this.#oldest)
    while (this.#wiped <= this.#newest) {
      const slot = this.#slot(this.#wiped)
      if (slot.atMs + engineLimits.passingMsMax > nowMs) return
      if (slot.running?.compiled.isPassing) this.#empty(slot)
      this.#wiped++
    }
  }

  #isFull(): boolean {
    return this.#newest - this.#oldest + 1 >= this.#slots.length
  }

  #reaches(slot: Slot, from: number, end: number): boolean {
    return slot.from < end && slot.from + slot.length > from
  }

  #drop(): void {
    this.#slot(this.#oldest++).running = undefined
  }

  #empty(slot: Slot): void {
    this.#numbers.fill(0, slot.from, slot.from + slot.length)
    slot.running = slot.value = undefined
    slot.atMs = 0
  }

  #slot(number: number): Slot {
    return this.#slots[number % this.#slots.length] as Slot
  }
}
