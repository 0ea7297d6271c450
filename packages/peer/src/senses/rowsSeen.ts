/**
 * Which things changed since they were looked at last: a row of a thing is another one when something was said of it, and no other row is.
 * So in a house of two thousand things a word on one of them is work for one.
 */
import type { ThingId, ThingRow } from '@commune/commune'

export interface RowsChanged {
  /** As they are now: those that came, and those that changed. */
  readonly fresh: readonly ThingRow[]
  /** As they were: those that changed, and those that are not there any more. */
  readonly over: readonly ThingRow[]
}

export class RowsSeen {
  #seen: ReadonlyMap<ThingId, ThingRow> = new Map()

  /** `rows`: all there are now. */
  next(rows: readonly ThingRow[]): RowsChanged {
    const [before, now] = [this.#seen, new Map(rows.map((row) => [row.id, row]))]
    this.#seen = now
    return { fresh: rows.filter((row) => before.get(row.id) !== row), over: [...before.values()].filter((row) => now.get(row.id) !== row) }
  }
}
