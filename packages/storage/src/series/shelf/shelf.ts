/** One series in one month, held in memory: its chunks, and the readings that are in none yet. */
import type { Readings } from '@commune/protocol'
import { decodeShared } from '../codec/index.ts'
import { cuts, type NewPart, type Part, readingsEnough, readingsFull, settle, type Settled } from './parts.ts'
import { none, slice } from './readings.ts'
import { Tail } from './tail.ts'

export interface HeldPart extends Part {
  readonly bytes: Uint8Array
}

export function heldPart({ sums, bytes }: NewPart): HeldPart {
  return { sums, bytes, load: () => decodeShared(bytes) ?? none }
}

export class Shelf {
  parts: readonly HeldPart[]
  tail: Tail = new Tail()

  constructor(parts: readonly HeldPart[] = []) {
    this.parts = parts
  }

  push(atMs: number, value: number): void {
    this.tail.push(atMs, value)
    if (this.tail.length >= readingsFull) this.fill()
  }

  /** What taking these in means for the chunks. */
  settled(fresh: Readings): Settled<HeldPart> {
    const first = fresh.times[0] ?? 0
    let from = this.parts.length
    while (from > 0 && this.parts[from - 1]!.sums.firstMs > first) from--
    return settle(this.parts.slice(Math.max(0, from - 1)), fresh)
  }

  apply({ gone, made }: Settled<HeldPart>): void {
    if (gone.length === 0 && made.length === 0) return
    const away = new Set(gone)
    this.parts = [...this.parts.filter(part => !away.has(part)), ...made.map(heldPart)].sort((a, b) => a.sums.firstMs - b.sums.firstMs)
  }

  /** Makes chunks of the tail; what is too little for one stays behind. */
  private fill(): void {
    const all = this.tail.sealing()
    const ends = cuts(all)
    const rest = ends.length > 1 && all.times.length - ends.at(-2)! < readingsEnough ? ends.at(-2)! : all.times.length
    this.apply(this.settled(slice(all, 0, rest)))
    this.tail.keep(slice(all, rest, all.times.length))
  }
}
