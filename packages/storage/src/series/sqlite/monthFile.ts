/**
 * One month: its file, and what is in memory of it.
 *
 * Nothing touches the disk before it has to: a reading goes into memory, whether or not the file can be opened. All that is in
 * memory and not in the file is written in one transaction, and taken for written only after it. What is asked is answered from
 * both. So a full disk loses nothing that memory can hold, and a crash leaves what the last transaction left.
 *
 * Damage that is met is mended on the spot: what can be read is carried over into a fresh file, the damaged one is set aside and named.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DamagedMonth, type Log, type Readings, StoreError } from '@commune/protocol'
import { beginPart, finishPart, storeErrorOf, withReason } from '../../sqlite/index.ts'
import { decodeShared } from '../codec/index.ts'
import type { MonthOf } from '../shelf/answers.ts'
import { monthName, monthStartMs } from '../shelf/month.ts'
import { cuts, makeParts, type Part, readingsEnough, readingsFull, settle } from '../shelf/parts.ts'
import { Gathered, none, slice, within } from '../shelf/readings.ts'
import { hoursFor } from './hours.ts'
import { setAside, salvage } from './mend.ts'
import { type Opened, openMonthFile } from './opened.ts'
import { Run } from './run.ts'
import { checkOf, createMonth, offsetOf, partId, seriesMax, syncFile } from './schema.ts'
import { takeForWritten, writeRuns, type Written } from './writing.ts'

/** A tail of so many, not in the file yet, becomes a chunk rather than a row. */
const sealedAtFlush = 128
/** Rows of the tail grow to this, then all of them become chunks. */
const journalBytesMax = 4_194_304

/** Hours are worked out for who looks at so much of a month at once. */
const hoursSpanMsMin = 7 * 86_400_000

export interface MonthParts {
  readonly folder: string
  readonly month: number
  readonly log: Log
  readonly bytesMax: number | undefined
  readonly onDamage: (damage: DamagedMonth) => void
}

type PartRow = [id: number, place: number, until: number, count: number, mean: number, min: number, max: number, first: number, last: number]

interface FilePart extends Part {
  readonly id: number
}

export class MonthFile {
  readonly month: number
  readonly fromMs: number
  readonly toMs: number
  readonly file: string
  /** Bytes of chunks that wait to be written. */
  waitingBytes = 0
  private readonly parts: MonthParts
  private readonly runs = new Map<string, Run>()
  private opened: Opened | undefined
  /** Goes up when the file is another one, so that places of chunks are looked up anew. */
  private generation = 0

  constructor(parts: MonthParts) {
    this.parts = parts
    this.month = parts.month
    this.fromMs = monthStartMs(parts.month)
    this.toMs = monthStartMs(parts.month + 1)
    this.file = monthFileName(parts.folder, parts.month)
  }

  get isOpen(): boolean {
    return this.opened !== undefined
  }

  get isWritten(): boolean {
    return this.runs.values().every(run => run.isWritten)
  }

  /** Readings that are in no file yet. */
  heldReadings(): number {
    return this.runs.values().reduce((sum, run) => sum + run.tail.length - run.journaled + run.made.values().reduce((count, { sums }) => count + sums.count, 0), 0)
  }

  run(series: string): Run {
    const known = this.runs.get(series)
    if (known !== undefined) return known
    if (this.runs.size >= seriesMax) throw new RangeError(`a store takes ${seriesMax} series in a month at most`)
    const run = new Run(series, this.month, this.fromMs, this.toMs)
    this.runs.set(series, run)
    return run
  }

  /** Makes chunks of a tail. With `all` to the last reading; else what is too little for one stays behind. */
  seal(run: Run, all: boolean): void {
    // Opening puts what the file has of it in front.
    const opened = this.open()
    const fresh = run.tail.sealing()
    if (fresh.times.length === 0) return
    const ends = cuts(fresh)
    const before = ends.at(-2) ?? 0
    const to = !all && ends.length > 1 && fresh.times.length - before < readingsEnough ? before : fresh.times.length
    const piece = slice(fresh, 0, to)
    const { lastMs, count } = this.lastOf(run) ?? { lastMs: -Infinity, count: Infinity }
    const follows = piece.times[0]! > lastMs && (count >= readingsEnough || count + to > readingsFull)
    const { gone, made } = follows
      ? { gone: [], made: makeParts(piece, to < fresh.times.length ? ends.slice(0, -1) : ends) }
      : settle(this.partsOf(run, piece.times[0]!, piece.times.at(-1)! + 1), piece)
    this.waitingBytes += run.replace(gone.map(part => part.sums.firstMs), made)
    const last = made.at(-1)!.sums
    if (last.lastMs >= lastMs) run.last = last
    if (run.inJournal) this.sealedUpto.set(run, opened.lastTail)
    run.tail.keep(slice(fresh, to, fresh.times.length))
    run.journaled = 0
  }

  /** Writes everything in memory that is in no file yet; with `chunksOnly` not what is in no chunk. */
  write(chunksOnly = false): void {
    if (this.isWritten) return
    const opened = this.open()
    const empties = !chunksOnly && opened.journalBytes > journalBytesMax
    if (!chunksOnly) for (const run of this.runs.values()) if (empties || run.tail.length - run.journaled >= sealedAtFlush) this.seal(run, true)
    this.guard(() => this.transact(chunksOnly, empties))
  }

  /** All in chunks, nothing in rows of the tail. */
  compact(): void {
    if (this.runs.size === 0 && !existsSync(this.file)) return
    const opened = this.open()
    if (opened.journalBytes === 0 && this.isWritten && opened.hours.size === 0) return
    for (const run of this.runs.values()) this.seal(run, true)
    this.guard(() => this.transact(false, true))
  }

  /** Keeps what was worked out by the hour, of so many series at least; nothing is lost when it cannot. */
  writeHours(least: number): void {
    if (this.opened === undefined || this.opened.hours.size < least) return
    try {
      this.transact(true, false)
    } catch (error) {
      this.parts.log.note('series.hours-not-kept', { why: String(error) })
    }
  }

  /** What there is of a series, for who asks. */
  of(series: string): MonthOf {
    const run = (): Run => {
      this.open()
      return this.runs.get(series) ?? new Run(series, this.month, this.fromMs, this.toMs)
    }
    const tailOf = (): Readings => run().tail.readings()
    return {
      parts: (fromMs, toMs) => this.partsOf(run(), fromMs, toMs),
      hours: (fromMs, toMs) => this.hoursOf(run(), fromMs, toMs),
      get tail() {
        return tailOf()
      },
      bytes: () => this.bytesOf(run())
    }
  }

  names(): string[] {
    const { ids } = this.open()
    return [...new Set([...ids.keys(), ...this.runs.values().filter(run => run.holdsAnything).map(({ name }) => name)])]
  }

  /** Takes a series out of this month; nothing of it is left in the file or beside it. */
  drop(series: string): void {
    this.runs.delete(series)
    const { ids } = this.open()
    const id = ids.get(series)
    if (id === undefined) return
    // Rows of the tail hold readings of all series.
    this.compact()
    this.guard(() => {
      const { database, say } = this.open()
      this.inTransaction(() => {
        say.dropChunks.run(partId(id, 0), partId(id + 1, 0))
        say.dropParts.run(partId(id, 0), partId(id + 1, 0))
        say.dropHours.run(id)
        say.dropName.run(id)
      })
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    })
    ids.delete(series)
    this.runs.delete(series)
    for (const hours of [this.open().hours, this.open().withHours]) hours.delete(id)
  }

  /** Carries the log of what was written over into the file. */
  carry(): void {
    this.opened?.database.exec('PRAGMA wal_checkpoint(PASSIVE)')
  }

  /** Lets go of the file and of all that is in memory; what was not written is gone. */
  release(): void {
    const opened = this.opened
    this.opened = undefined
    this.runs.clear()
    this.sealedUpto.clear()
    if (opened?.database.isOpen) opened.database.close()
  }

  private readonly sealedUpto = new Map<Run, number>()

  private open(): Opened {
    return (this.opened ??= this.guard(() => this.load()))
  }

  private load(): Opened {
    const { opened, tails } = openMonthFile({ ...this.parts, file: this.file, fromMs: this.fromMs })
    // What came since the start came after what the file has.
    for (const [name, tail] of tails) {
      const run = this.run(name)
      run.journaled = tail.length
      run.inJournal = true
      run.tail.putBefore(tail)
    }
    return opened
  }

  private transact(chunksOnly: boolean, empties: boolean): void {
    const opened = this.open()
    const runs = [...this.runs.values()].filter(run => !run.isWritten)
    let written: Written | undefined
    this.inTransaction(() => {
      written = writeRuns(opened, runs, { monthStartMs: this.fromMs, sealedUpto: this.sealedUpto, chunksOnly, empties })
    })
    takeForWritten(opened, written!)
    if (empties) for (const run of this.runs.values()) run.inJournal = false
    for (const run of runs) {
      run.written()
      if (chunksOnly) continue
      if (run.journaled < run.tail.length) run.inJournal = true
      run.journaled = run.tail.length
    }
    this.sealedUpto.clear()
    this.waitingBytes = 0
  }

  private inTransaction(work: () => void): void {
    const { database, say } = this.open()
    say.begin.run()
    try {
      work()
      say.commit.run()
    } catch (error) {
      if (database.isOpen && database.isTransaction) database.exec('ROLLBACK')
      throw withReason(error, this.file)
    }
  }

  /** Parts that may have a reading of this time, and the last one before it. */
  private partsOf(run: Run, fromMs: number, toMs: number): FilePart[] {
    const { ids } = this.open()
    const id = ids.get(run.name)
    const begin = Math.max(this.fromMs, Math.min(fromMs, this.toMs - 1)) - this.fromMs
    const end = Math.max(0, Math.min(toMs, this.toMs) - this.fromMs)
    const rows = id === undefined ? [] : this.guard(() => this.open().say.parts.all(partId(id, 0), partId(id, begin), partId(id, end)) as unknown as PartRow[])
    const found = rows.map(row => this.partOf(row))
    if (run.made.size === 0 && run.gone.size === 0) return found
    const kept = found.filter(({ sums }) => !run.gone.has(sums.firstMs) && !run.made.has(sums.firstMs))
    return [...kept, ...run.made.values().map(part => ({ ...part, id: -1 }))].sort((a, b) => a.sums.firstMs - b.sums.firstMs)
  }

  private partOf([id, place, until, count, mean, min, max, first, last]: PartRow): FilePart {
    const firstMs = this.fromMs + offsetOf(id)
    const generation = this.generation
    return {
      id,
      sums: { firstMs, lastMs: this.fromMs + until, count, mean, min, max, first, last },
      load: () => this.guard(() => {
        const { say } = this.open()
        const now = generation === this.generation ? place : (say.placeOf.get(id) as unknown as [number] | undefined)?.[0]
        if (now === undefined) return none
        const [part, crc, bytes] = (say.chunk.get(now) as unknown as [number, number, Uint8Array] | undefined) ?? [id, 0, none8]
        const readings = part === id && crc === checkOf(id, bytes) ? decodeShared(bytes) : undefined
        if (readings === undefined) throw this.damage('a chunk of readings is damaged')
        return readings
      })
    }
  }

  /** The same by the hour, where that is known or worth to be; not while chunks wait to be written. */
  private hoursOf(run: Run, fromMs: number, toMs: number): Part[] | undefined {
    const opened = this.open()
    const id = opened.ids.get(run.name)
    if (id === undefined || run.made.size > 0 || run.gone.size > 0) return undefined
    const row = opened.withHours.has(id) && !opened.hours.has(id) ? this.guard(() => this.open().say.hours.get(id)) as unknown as [number, Uint8Array] | undefined : undefined
    const isLong = Math.min(toMs, this.toMs) - Math.max(fromMs, this.fromMs) >= hoursSpanMsMin
    const hours = hoursFor(opened, id, row, () => isLong ? this.partsOf(run, this.fromMs, this.toMs) : [])
    return hours?.map(sums => ({ sums, load: () => this.between(run, sums.firstMs, sums.lastMs + 1) }))
  }

  private between(run: Run, fromMs: number, toMs: number): Readings {
    const all = new Gathered(0)
    for (const part of this.partsOf(run, fromMs, toMs)) all.add(within(part.load(), fromMs, toMs))
    return all.take()
  }

  private lastOf(run: Run): { lastMs: number, count: number } | undefined {
    if (run.last !== 'unknown') return run.last
    const id = this.open().ids.get(run.name)
    const row = id === undefined ? undefined : this.guard(() => this.open().say.lastPart.get(partId(id, 0), partId(id + 1, 0)) as unknown as PartRow | undefined)
    return (run.last = row && this.partOf(row).sums)
  }

  private bytesOf(run: Run): number {
    const { ids } = this.open()
    const id = ids.get(run.name)
    const waiting = run.made.values().reduce((sum, { bytes }) => sum + bytes.length, run.tail.length * 16)
    if (id === undefined) return waiting
    const [bytes, count] = this.guard(() => this.open().say.chunkBytes.get(partId(id, 0), partId(id + 1, 0)) as unknown as [number | null, number])
    return waiting + (bytes ?? 0) + count * partBytes
  }

  private damage(why: string): StoreError {
    return new StoreError('damaged', why, monthName(this.month))
  }

  private mending = false

  /** Runs `work`; damage that it meets is mended, and then it runs once more. */
  private guard<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      const fault = storeErrorOf(error, monthName(this.month))
      if (this.mending || !(fault instanceof StoreError) || fault.fault !== 'damaged') throw fault
      this.mending = true
      try {
        this.mend(fault.message)
        return work()
      } catch (again) {
        throw storeErrorOf(again, monthName(this.month))
      } finally {
        this.mending = false
      }
    }
  }

  private mend(why: string): void {
    const wasOpen = this.opened !== undefined
    if (this.opened?.database.isOpen) this.opened.database.close()
    this.opened = undefined
    this.generation++
    const part = beginPart(this.file)
    const fresh = createMonth(part)
    let kept: number
    try {
      // What is in memory is written anew from there.
      kept = salvage(this.file, fresh, this.fromMs, !wasOpen)
    } finally {
      fresh.close()
    }
    syncFile(part)
    const original = setAside(this.file)
    finishPart(this.parts.folder, this.file)
    for (const run of this.runs.values()) {
      run.journaled = 0
      run.inJournal = false
      run.last = 'unknown'
    }
    this.sealedUpto.clear()
    const month = monthName(this.month)
    this.parts.log.note('series.damaged', { month, why, kept, original })
    this.parts.onDamage({ month, why, original })
    if (wasOpen) this.opened = this.load()
  }
}

const none8 = new Uint8Array(0)
/** A row beside a chunk, about. */
const partBytes = 70

export function monthFileName(folder: string, month: number): string {
  return join(folder, `${monthName(month)}.sqlite`)
}
