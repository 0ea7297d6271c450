/**
 * Readings in a folder, one file of SQLite for each month (UTC): forgetting a month is unlinking a file.
 *
 * Invariants: one process has the folder. Few files are open at a time. What was appended is in memory until a transaction has it;
 * a flush gathers what everybody wants flushed. Nothing is open between turns that a crash could leave half.
 */
import { readdirSync } from 'node:fs'
import { type DamagedMonth, type Log, type OpenedSeries, type Readings, type SeriesStore, StoreError } from '@commune/protocol'
import { holdFolder, pauseOf, storeErrorOf, syncFolder, withFaults } from '../../sqlite/index.ts'
import { binsFrom, factsFrom, type MonthOf, readFrom } from '../shelf/answers.ts'
import { monthName, monthNamed, monthOf, monthStartMs } from '../shelf/month.ts'
import { readingsFull } from '../shelf/parts.ts'
import { checkMany, checkName, checkReading, inOrder, isInOrder } from '../shelf/readings.ts'
import { asides, removeFile, removeStrays } from './mend.ts'
import { MonthFile, monthFileName } from './monthFile.ts'
import type { Run } from './run.ts'

export interface SqliteSeriesOptions {
  /** Made when it is not there, for its owner alone (0700). One process at a time has it; nothing else lies in it. */
  readonly folder: string
  readonly log: Log
  /** The file of a month grows no larger than this; its log comes on top. No bound of its own by default. */
  readonly monthBytesMax?: number
}

/** Files that stay open: a year and some, so that looking at a year opens none anew. */
const openMax = 16
/** Chunks that wait for a flush are written when they have so many bytes. */
const waitingBytesMax = 4_194_304
/** Series whose hours wait in memory for the next write of a month. */
const hoursWaitingMax = 32
/** So many readings are held while the disk takes none; then `append` refuses. */
const heldReadingsMax = 1_000_000
const flushMs = 1_000

/** Rejects with a `StoreError`: `in-use`, `read-only`, `full`. */
export async function openSqliteSeries(options: SqliteSeriesOptions): Promise<OpenedSeries> {
  const held = holdFolder(options.folder)
  try {
    return withFaults(() => new SqliteSeries(options, held.release).opened())
  } catch (error) {
    held.release()
    throw error
  }
}

class SqliteSeries {
  private readonly folder: string
  private readonly log: Log
  private readonly monthBytesMax: number | undefined
  private readonly released: () => void
  /** Every month that has a file or something in memory. */
  private readonly months = new Map<number, MonthFile>()
  /** Open ones, last used last. */
  private readonly used = new Set<MonthFile>()
  /** Where the last reading of each series went. */
  private current = new Map<string, Run>()
  private readonly losses: DamagedMonth[]
  private readonly pause = pauseOf(() => this.used.forEach(month => month.carry()), fault => this.log.note('series.carry-failed', { why: String(fault) }))
  private timer: NodeJS.Timeout | undefined
  private flushing: Promise<void> | undefined
  /** Readings that are in no file, about; counted anew when something was written. */
  private held = 0
  private fault: unknown
  private closing: Promise<void> | undefined

  constructor({ folder, log, monthBytesMax }: SqliteSeriesOptions, released: () => void) {
    this.folder = folder
    this.log = log
    this.monthBytesMax = monthBytesMax
    this.released = released
    removeStrays(folder)
    for (const name of readdirSync(folder)) {
      const month = name.endsWith('.sqlite') ? monthNamed(name.slice(0, -'.sqlite'.length)) : undefined
      if (month !== undefined) this.months.set(month, this.monthFile(month))
    }
    this.losses = asides(folder).map(({ month, path }) => ({ month, why: 'it was damaged before this start; what could be read was carried over', original: path }))
  }

  opened(): OpenedSeries {
    return { store: this.store(), damaged: () => [...this.losses] }
  }

  private store(): SeriesStore {
    const months = (series: string, fromMs: number, toMs: number): MonthOf[] => this.monthsIn(series, fromMs, toMs)
    return {
      append: (series, atMs, value) => {
        const run = this.current.get(series)
        if (run === undefined || this.closing !== undefined || !(atMs >= run.fromMs && atMs < run.toMs)) return this.appendElsewhere(series, atMs, value)
        if (!Number.isFinite(value) || !Number.isInteger(atMs) || this.fault !== undefined) this.checkRoom(atMs, value)
        this.push(run, atMs, value)
      },
      appendMany: (series, readings) => this.appendMany(series, readings),
      flush: () => this.flush(),
      read: this.asking((series: string, fromMs: number, toMs: number, limit?: number) => readFrom(months(series, fromMs, toMs), fromMs, toMs, limit)),
      bins: this.asking((series: string, fromMs: number, toMs: number, stepMs: number) => binsFrom(months(series, fromMs, toMs), fromMs, toMs, stepMs)),
      facts: this.asking((series: string) => factsFrom(months(series, 0, Infinity))),
      names: this.asking(() => [...new Set(this.inTime().flatMap(month => this.use(month).names()))].sort()),
      forget: this.asking((beforeMs: number, series?: string) => this.forget(beforeMs, series)),
      drop: this.asking((series: string) => this.inTime().forEach(month => this.dropIn(month, series))),
      close: () => this.close()
    }
  }

  /** What is asked of an open store, answered in one go; files that are open beyond it are closed. */
  private asking<Args extends unknown[], Answer>(answer: (...args: Args) => Answer): (...args: Args) => Promise<Answer> {
    return async (...args) => {
      this.assertOpen()
      try {
        return withFaults(() => answer(...args))
      } finally {
        for (const month of this.used) month.writeHours(hoursWaitingMax)
        this.trim(openMax)
      }
    }
  }

  private assertOpen(): void {
    if (this.closing !== undefined) throw new StoreError('closed', 'the store is closed')
  }

  private monthFile(month: number): MonthFile {
    return new MonthFile({ folder: this.folder, month, log: this.log, bytesMax: this.monthBytesMax, onDamage: damage => this.losses.push(damage) })
  }

  private inTime(fromMs = 0, toMs = Infinity): MonthFile[] {
    return [...this.months.values()].filter(month => month.fromMs < toMs && month.toMs > fromMs).sort((a, b) => a.month - b.month)
  }

  /** Months are opened one after the other as they are asked, and others closed for them. */
  private monthsIn(series: string, fromMs: number, toMs: number): MonthOf[] {
    return this.inTime(fromMs, toMs).map(month => {
      const of = month.of(series)
      return {
        parts: (from, to) => {
          this.use(month)
          return of.parts(from, to)
        },
        hours: (from, to) => {
          this.use(month)
          return of.hours?.(from, to)
        },
        get tail() {
          return of.tail
        },
        bytes: () => of.bytes()
      }
    })
  }

  private use(month: MonthFile): MonthFile {
    if (this.used.delete(month)) this.used.add(month)
    else {
      this.trim(openMax - 1)
      this.used.add(month)
    }
    return month
  }

  /** Closes what was not used for longest. One that cannot be written stays as it is. */
  private trim(most: number): void {
    for (const month of this.used) {
      if (this.used.size <= most) return
      try {
        month.compact()
      } catch (error) {
        this.failed(error)
        continue
      }
      this.letGo(month)
    }
  }

  private letGo(month: MonthFile): void {
    for (const [series, run] of this.current) if (run.month === month.month) this.current.delete(series)
    month.release()
    this.used.delete(month)
  }

  private appendElsewhere(series: string, atMs: number, value: number): void {
    this.assertOpen()
    checkName(series)
    this.checkRoom(atMs, value)
    const number = monthOf(atMs)
    const month = this.months.get(number) ?? this.monthFile(number)
    const run = month.run(series)
    this.months.set(number, month)
    this.current.set(series, run)
    this.push(run, atMs, value)
  }

  private checkRoom(atMs: number, value: number): void {
    checkReading(atMs, value)
    if (this.fault === undefined) return
    if (this.held >= heldReadingsMax) throw this.fault
  }

  private push(run: Run, atMs: number, value: number): void {
    run.tail.push(atMs, value)
    this.held++
    if (this.timer === undefined) this.timer = setTimeout(() => this.flushSoon(), flushMs).unref()
    if ((run.tail.length & (readingsFull - 1)) === 0) this.fill(run)
  }

  private appendMany(series: string, readings: Readings): void {
    this.assertOpen()
    checkName(series)
    checkMany(readings)
    const { times, values } = isInOrder(readings) ? readings : inOrder(readings)
    let run = this.current.get(series)
    for (let i = 0; i < times.length; i++) {
      const atMs = times[i]!
      if (run !== undefined && atMs >= run.fromMs && atMs < run.toMs && this.fault === undefined) this.push(run, atMs, values[i]!)
      else this.appendElsewhere(series, atMs, values[i]!)
      run = this.current.get(series)
    }
  }

  /** Makes chunks of a tail that is long enough, and writes chunks when many wait. */
  private fill(run: Run): void {
    const month = this.months.get(run.month)!
    try {
      this.use(month).seal(run, false)
      if (month.waitingBytes >= waitingBytesMax) this.write(month, true)
    } catch (error) {
      this.failed(error)
    }
  }

  private write(month: MonthFile, chunksOnly: boolean): void {
    const bytes = month.waitingBytes
    this.use(month).write(chunksOnly)
    this.held = this.months.values().reduce((sum, each) => sum + each.heldReadings(), 0)
    this.pause.wrote(bytes)
  }

  private failed(error: unknown): void {
    const fault = storeErrorOf(error)
    if (!(fault instanceof StoreError)) throw fault
    if (this.fault === undefined) this.log.note('series.not-written', { why: fault.message })
    this.fault = fault
  }

  private flushSoon(): void {
    this.timer = undefined
    if (this.closing === undefined) this.flush().catch(error => this.failed(error))
  }

  private flush(): Promise<void> {
    if (this.closing !== undefined) return Promise.reject(new StoreError('closed', 'the store is closed'))
    return (this.flushing ??= new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        this.flushing = undefined
        try {
          this.writeAll()
          resolve()
        } catch (error) {
          reject(storeErrorOf(error))
        }
      })
    }))
  }

  /** Every month is tried, also when one of them cannot be written. */
  private writeAll(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const faults: unknown[] = []
    for (const month of this.months.values()) {
      if (month.isWritten) continue
      try {
        this.write(month, false)
      } catch (error) {
        faults.push(error)
      }
    }
    if (faults.length > 0) {
      this.failed(faults[0])
      this.timer ??= setTimeout(() => this.flushSoon(), flushMs).unref()
      throw faults[0]
    }
    this.fault = undefined
    this.trim(openMax)
  }

  private forget(beforeMs: number, series: string | undefined): void {
    const over = [...this.months.keys()].filter(month => monthStartMs(month + 1) <= beforeMs)
    for (const number of over) {
      const month = this.months.get(number)!
      if (series !== undefined) this.dropIn(month, series)
      else {
        this.letGo(month)
        this.months.delete(number)
        removeFile(monthFileName(this.folder, number))
        this.removeAsides(number)
      }
    }
    if (over.length > 0) syncFolder(this.folder)
  }

  private dropIn(month: MonthFile, series: string): void {
    this.current.delete(series)
    this.use(month).drop(series)
    this.removeAsides(month.month)
  }

  /** A damaged file has readings in it as well. */
  private removeAsides(month: number): void {
    const name = monthName(month)
    for (const aside of asides(this.folder)) if (aside.month === name) removeFile(aside.path)
    for (let index = this.losses.length - 1; index >= 0; index--) if (this.losses[index]!.month === name) this.losses.splice(index, 1)
  }

  private close(): Promise<void> {
    this.closing ??= Promise.resolve(this.flushing).catch(() => undefined).then(() => {
      try {
        this.writeAll()
      } finally {
        clearTimeout(this.timer)
        this.pause.end()
        for (const month of this.months.values()) {
          month.writeHours(1)
          month.release()
        }
        this.released()
      }
    })
    return this.closing
  }
}
