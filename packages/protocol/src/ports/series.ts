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

/**
 * - `append` takes a reading at once and never waits; it is durable after the next `flush`. A value that is no finite number is refused
 *   with `RangeError`. Readings may come late and out of order; two of one series at one time: the later to come counts.
 * - `flush` resolves when all that was appended before it is durable. An adapter also flushes by itself, at most a second after.
 * - What was appended is seen at once by every question, flushed or not.
 * - `forget` drops all readings of whole months (UTC) that ended before `beforeMs`, at once and for good: of one series, or of all.
 * - `drop` forgets a series whole.
 * - After a crash everything that was flushed is there, and nothing is half there.
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
  close(): Promise<void>
}
