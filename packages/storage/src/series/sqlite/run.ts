/** One series in one month, as far as it is in memory: readings in no chunk yet, and chunks that are not written yet. */
import { type HeldPart, heldPart } from '../shelf/shelf.ts'
import type { NewPart } from '../shelf/parts.ts'
import { Tail } from '../shelf/tail.ts'

export class Run {
  readonly name: string
  readonly month: number
  readonly fromMs: number
  readonly toMs: number
  tail: Tail = new Tail()
  /** So many of the tail, from its beginning on, are in the file. */
  journaled = 0
  /** Some of its readings are in rows of the tail, perhaps in chunks as well. */
  inJournal = false
  /** Chunks to be written and taken away, by when they begin. */
  made: Map<number, HeldPart> = new Map()
  gone: Set<number> = new Set()
  /** The last chunk, written or not; `undefined` when there is none, `unknown` before somebody looked. */
  last: { readonly lastMs: number, readonly count: number } | undefined | 'unknown' = 'unknown'

  constructor(name: string, month: number, fromMs: number, toMs: number) {
    this.name = name
    this.month = month
    this.fromMs = fromMs
    this.toMs = toMs
  }

  get isWritten(): boolean {
    return this.journaled === this.tail.length && this.made.size === 0 && this.gone.size === 0
  }

  get holdsAnything(): boolean {
    return this.tail.length > 0 || this.made.size > 0
  }

  /** Takes chunks for written later: some in place of others. Gives the bytes that wait more. */
  replace(gone: readonly number[], made: readonly NewPart[]): number {
    let bytes = 0
    for (const firstMs of gone) {
      this.made.delete(firstMs)
      this.gone.add(firstMs)
    }
    for (const part of made) {
      this.made.set(part.sums.firstMs, heldPart(part))
      bytes += part.bytes.length
    }
    return bytes
  }

  written(): void {
    this.made.clear()
    this.gone.clear()
  }
}
