/**
 * Where readings are kept, on the peer that senses and nowhere else. They are no entries of a world: nothing here is hashed,
 * signed or synced, and forgetting is real.
 *
 * A series is a run of numbers in time. Times are whole milliseconds since 1970. Yes and no are 1 and 0, words their place in a list; whoever
 * asks knows what they mean.
 */

/** Readings of a series, side by side; `times[i]` goes with `values[i]`, in the order of time. */
export interface Readings {
  readonly times: Float64Array
  readonly values: Float64Array
}

/** Readings gathered by equal spans of time that begin at multiples of the step. Spans with no reading are left out. */
export interface Bins {
  readonly stepMs: number
  readonly starts: Float64Array
  readonly counts: Float64Array
  readonly means: Float64Array
  readonly mins: Float64Array
  readonly maxs: Float64Array
  readonly firsts: Float64Array
  readonly lasts: Float64Array
}

export interface SeriesFacts {
  readonly count: number
  /** Undefined in a series without readings. */
  readonly firstMs?: number
  readonly last?: { readonly atMs: number; readonly value: number }
  /** Bytes on disk, as near as the adapter can tell. */
  readonly bytes: number
}

/** E7: over one of these a reading is refused with `RangeError`. */
export const seriesLimits = {
  /** Characters of the name of a series; at least one. Any text. */
  nameCharsMax: 300,
  /** The first time that is none any more: the year 2200. A clock that says so is wrong. Nor is one before 1970. */
  timeEndMs: 7_258_118_400_000,
  /** Bins in one answer; a finer step over a longer time is refused. */
  binsMax: 1_000_000
} as const

/**
 * - `append` takes a reading at once and never waits; it is durable after the next `flush`. A value that is no finite number, a time
 *   that is no whole millisecond of those years, and a name of no length or too much are refused with `RangeError`. Readings may come
 *   late and out of order; two of one series at one time: the later to come counts.
 * - `appendMany` takes all of them or, with `RangeError`, none. Their order does not matter; of two at one time the one behind counts.
 * - `flush` resolves when all that was appended before it is durable, and rejects with a `StoreError` when it is not: it is still
 *   held, and the next flush tries again. An adapter also flushes by itself, at most a second after. What cannot be written is held
 *   up to a bound; over it `append` throws the `StoreError` that stands in the way.
 * - What was appended is seen at once by every question, flushed or not.
 * - `read` gives back the very doubles; in bins and facts zero has no sign.
 * - `bins` never leaves a part of a span out: only readings from `fromMs` up to and without `toMs` are in it.
 * - `forget` drops all readings of whole months (UTC) that ended before `beforeMs`, at once and for good: of one series, or of all.
 * - `drop` forgets a series whole.
 * - After a crash everything that was flushed is there, and nothing is half there.
 * - Damage in one month leaves every other month as it was. What can be read of the damaged one stays; that something is lost is said
 *   by whoever opened the store (`OpenedSeries`), never hidden.
 */
export interface SeriesStore {
  append(series: string, atMs: number, value: number): void
  appendMany(series: string, readings: Readings): void
  flush(): Promise<void>
  /** From `fromMs` up to and without `toMs`; `limit` newest where it is given. */
  read(series: string, fromMs: number, toMs: number, limit?: number): Promise<Readings>
  bins(series: string, fromMs: number, toMs: number, stepMs: number): Promise<Bins>
  facts(series: string): Promise<SeriesFacts>
  /** Names of all series that hold anything, in order. */
  names(): Promise<string[]>
  forget(beforeMs: number, series?: string): Promise<void>
  drop(series: string): Promise<void>
  /** Flushes first; rejects when that fails, and is closed all the same. */
  close(): Promise<void>
}

/** A month of which something is lost. */
export interface DamagedMonth {
  /** `2026-11`. */
  readonly month: string
  /** What was wrong, for the person who looks after this device. */
  readonly why: string
  /** Where the damaged bytes lie; left out where there is no such place. Forgetting that month takes them away as well. */
  readonly original?: string
}

export interface OpenedSeries {
  readonly store: SeriesStore
  /** What is known to be lost; empty when all is well. */
  damaged(): readonly DamagedMonth[]
}
