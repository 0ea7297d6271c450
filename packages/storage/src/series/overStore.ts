/**
 * Readings over the port `Store`, so that a page keeps them in IndexedDB: what somebody reads off a meter, and what a phone senses.
 *
 *     <prefix>n<series>                      the name, as UTF-8
 *     <prefix>m<month>/<series>/<begin>      a chunk with its sums; numbers to the base of 36 and of even length, so that keys are in order
 *
 * A flush is one commit: what it changes is all there afterwards or not at all. Questions and flushes go one after the other, so none
 * sees half of another; readings come in at any time. A chunk that cannot be read is left where it is and named; the others go on.
 */
import { type Cancel, type Change, type Clock, type DamagedMonth, decodeText, type Log, type OpenedSeries, type Readings, type SeriesStore, type Store, StoreError, utf8 } from '@commune/protocol'
import { binsFrom, factsFrom, type MonthOf, readFrom } from './shelf/answers.ts'
import { monthName, monthOf, monthStartMs } from './shelf/month.ts'
import { checkMany, checkName, checkReading } from './shelf/readings.ts'
import { type HeldPart, heldPart, Shelf } from './shelf/shelf.ts'
import { packPart, unpackPart } from './shelf/pack.ts'
import { Tail } from './shelf/tail.ts'

export interface StoreSeriesOptions {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** What keys begin with; nothing else in the store does. */
  readonly prefix?: string
}

const flushMs = 1_000
/** So many readings are held while the store takes none; then `append` refuses. */
const heldReadingsMax = 200_000
const seriesMax = 100_000
/** Chunks that stay in memory after a question, in bytes. */
const keptBytesMax = 8_388_608
const changesMax = 2_000

/** Takes the store over but does not own it: closing this leaves it open. */
export async function openStoreSeries(options: StoreSeriesOptions): Promise<OpenedSeries> {
  const series = new StoreSeries(options)
  await series.load()
  return { store: series.port(), damaged: () => series.losses() }
}

/** One series in one month. */
interface Place {
  readonly series: number
  readonly month: number
}

class StoreSeries {
  private readonly store: Store
  private readonly clock: Clock
  private readonly log: Log
  private readonly prefix: string
  private readonly ids = new Map<string, number>()
  private lastId = 0
  private readonly fresh = new Map<string, number>()
  /** When the chunks of a place begin, as far as they are in the store. */
  private readonly begins = new Map<string, Set<string>>()
  private readonly shelves = new Map<string, Shelf>()
  private readonly tails = new Map<string, Place & { tail: Tail }>()
  private readonly damaged = new Map<string, DamagedMonth>()
  private held = 0
  private fault: StoreError | undefined
  private timer: Cancel | undefined
  private turn: Promise<unknown> = Promise.resolve()
  private closing: Promise<void> | undefined

  constructor({ store, clock, log, prefix = 's/' }: StoreSeriesOptions) {
    this.store = store
    this.clock = clock
    this.log = log
    this.prefix = prefix
  }

  losses(): DamagedMonth[] {
    return [...this.damaged.values()]
  }

  async load(): Promise<void> {
    const names = `${this.prefix}n`
    for await (const key of this.keysOf(names)) {
      const id = Number.parseInt(key.slice(names.length), 36)
      this.lastId = Math.max(this.lastId, id)
      const bytes = await this.valueOf(key, 'a name')
      const name = bytes && decodeText(bytes, 0, bytes.length)
      if (name !== undefined) this.ids.set(name, id)
    }
    for await (const key of this.keysOf(`${this.prefix}m`)) {
      const place = key.slice(0, key.lastIndexOf('/') + 1)
      const begins = this.begins.get(place) ?? new Set()
      this.begins.set(place, begins.add(key))
    }
  }

  port(): SeriesStore {
    return {
      append: (series, atMs, value) => {
        this.assertOpen()
        checkName(series)
        checkReading(atMs, value)
        this.push(series, atMs, value)
      },
      appendMany: (series, readings: Readings) => {
        this.assertOpen()
        checkName(series)
        checkMany(readings)
        for (let i = 0; i < readings.times.length; i++) this.push(series, readings.times[i]!, readings.values[i]!)
      },
      flush: () => this.next(() => this.write()),
      read: (series, fromMs, toMs, limit) => this.next(async () => readFrom(await this.monthsIn(series, fromMs, toMs), fromMs, toMs, limit)),
      bins: (series, fromMs, toMs, stepMs) => this.next(async () => binsFrom(await this.monthsIn(series, fromMs, toMs), fromMs, toMs, stepMs)),
      facts: series => this.next(async () => factsFrom(await this.monthsIn(series, 0, Infinity))),
      names: () => this.next(async () => this.names()),
      forget: (beforeMs, series) => this.next(() => this.take(({ series: id, month }) => monthStartMs(month + 1) <= beforeMs && (series === undefined || id === this.ids.get(series)))),
      drop: series => this.next(() => this.take(({ series: id }) => id === this.ids.get(series))),
      close: () => (this.closing ??= this.after(() => this.write()).finally(() => this.timer?.()))
    }
  }

  private assertOpen(): void {
    if (this.closing !== undefined) throw new StoreError('closed', 'the store is closed')
  }

  /** Runs when everything before it has. */
  private after<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work, work)
    this.turn = mine.catch(() => undefined)
    return mine
  }

  private async next<T>(work: () => Promise<T>): Promise<T> {
    this.assertOpen()
    return this.after(work)
  }

  private push(series: string, atMs: number, value: number): void {
    if (this.fault !== undefined && this.held >= heldReadingsMax) throw this.fault
    const place = { series: this.idOf(series), month: monthOf(atMs) }
    const key = this.keyOf(place)
    const waiting = this.tails.get(key) ?? { ...place, tail: new Tail() }
    this.tails.set(key, waiting)
    waiting.tail.push(atMs, value)
    this.held++
    this.timer ??= this.clock.after(flushMs, () => this.flushSoon())
  }

  private flushSoon(): void {
    this.timer = undefined
    if (this.closing === undefined) this.after(() => this.write()).catch((error: unknown) => this.log.note('series.not-written', { why: String(error) }))
  }

  private idOf(series: string): number {
    const known = this.ids.get(series)
    if (known !== undefined) return known
    if (this.ids.size >= seriesMax) throw new RangeError(`a store takes ${seriesMax} series at most`)
    const id = ++this.lastId
    this.ids.set(series, id)
    this.fresh.set(series, id)
    return id
  }

  private keyOf({ series, month }: Place): string {
    return `${this.prefix}m${month.toString(36).padStart(3, '0')}/${series.toString(36).padStart(5, '0')}/`
  }

  private placeOf(key: string): Place {
    const [month = '', series = ''] = key.slice(this.prefix.length + 1).split('/')
    return { month: Number.parseInt(month, 36), series: Number.parseInt(series, 36) }
  }

  private partKey(place: string, firstMs: number): string {
    return place + firstMs.toString(36).padStart(9, '0')
  }

  /** Writes what waits; what cannot be written goes on waiting. */
  private async write(): Promise<void> {
    this.timer?.()
    this.timer = undefined
    const names = [...this.fresh]
    const changes: Change[] = names.map(([name, id]) => [`${this.prefix}n${id.toString(36).padStart(5, '0')}`, utf8(name)])
    const taken = [...this.tails]
    if (taken.length === 0) return
    this.tails.clear()
    const done: (() => void)[] = []
    try {
      for (const [key, { tail }] of taken) {
        const shelf = await this.shelf(key)
        const settled = shelf.settled(tail.readings())
        const begins = this.begins.get(key) ?? new Set<string>()
        for (const { sums } of settled.gone) changes.push([this.partKey(key, sums.firstMs), undefined])
        for (const part of settled.made) changes.push([this.partKey(key, part.sums.firstMs), packPart(part)])
        done.push(() => {
          shelf.apply(settled)
          for (const { sums } of settled.gone) begins.delete(this.partKey(key, sums.firstMs))
          for (const { sums } of settled.made) begins.add(this.partKey(key, sums.firstMs))
          this.begins.set(key, begins)
          this.held -= tail.length
        })
      }
      await this.store.commit(changes)
    } catch (error) {
      for (const [key, waiting] of taken) {
        const later = this.tails.get(key)
        if (later === undefined) this.tails.set(key, waiting)
        else later.tail.putBefore(waiting.tail)
      }
      if (error instanceof StoreError) this.fault = error
      this.timer ??= this.clock.after(flushMs, () => this.flushSoon())
      throw error
    }
    this.fault = undefined
    for (const [name] of names) this.fresh.delete(name)
    for (const apply of done) apply()
    this.trim()
  }

  private async monthsIn(series: string, fromMs: number, toMs: number): Promise<MonthOf[]> {
    const id = this.ids.get(series)
    this.trim()
    const months: (MonthOf & { month: number })[] = []
    for (const key of new Set([...this.begins.keys(), ...this.tails.keys()])) {
      const { series: of, month } = this.placeOf(key)
      if (of !== id || monthStartMs(month) >= toMs || monthStartMs(month + 1) <= fromMs) continue
      const { parts } = await this.shelf(key)
      const tail = this.tails.get(key)?.tail ?? new Tail()
      months.push({ month, parts: () => parts, tail: tail.readings(), bytes: () => bytesOf(parts) + tail.length * 16 })
    }
    return months.sort((a, b) => a.month - b.month)
  }

  private names(): string[] {
    const used = new Set([...this.begins].filter(([, begins]) => begins.size > 0).map(([key]) => this.placeOf(key).series))
    for (const { series } of this.tails.values()) used.add(series)
    return [...this.ids].filter(([, id]) => used.has(id)).map(([name]) => name).sort()
  }

  /** The chunks of a place, read when they are first needed. */
  private async shelf(key: string): Promise<Shelf> {
    const known = this.shelves.get(key)
    if (known !== undefined) {
      this.shelves.delete(key)
      this.shelves.set(key, known)
      return known
    }
    const parts: HeldPart[] = []
    for (const part of [...(this.begins.get(key) ?? [])].sort()) {
      const bytes = await this.valueOf(part, monthName(this.placeOf(key).month))
      const unpacked = bytes && unpackPart(bytes)
      if (unpacked !== undefined) parts.push(heldPart(unpacked))
      else if (bytes !== undefined) this.lost(part, monthName(this.placeOf(key).month), 'a chunk of readings is damaged')
    }
    const shelf = new Shelf(parts)
    this.shelves.set(key, shelf)
    return shelf
  }

  private trim(): void {
    let bytes = this.shelves.values().reduce((sum, { parts }) => sum + bytesOf(parts), 0)
    for (const [key, { parts }] of this.shelves) {
      if (bytes <= keptBytesMax) return
      this.shelves.delete(key)
      bytes -= bytesOf(parts)
    }
  }

  /** Takes places away, with what waits for them, and the names that nothing is left of. */
  private async take(which: (place: Place) => boolean): Promise<void> {
    const places = new Set([...this.begins.keys(), ...this.tails.keys()].filter(key => which(this.placeOf(key))))
    const keys = [...places].flatMap(key => [...(this.begins.get(key) ?? [])])
    const left = new Set([...this.begins.keys(), ...this.tails.keys()].filter(key => !places.has(key)).map(key => this.placeOf(key).series))
    const over = [...this.ids].filter(([, id]) => !left.has(id))
    keys.push(...over.filter(([name]) => !this.fresh.has(name)).map(([, id]) => `${this.prefix}n${id.toString(36).padStart(5, '0')}`))
    for (let from = 0; from < keys.length; from += changesMax) await this.store.commit(keys.slice(from, from + changesMax).map(key => [key, undefined]))
    for (const key of places) {
      this.held -= this.tails.get(key)?.tail.length ?? 0
      for (const map of [this.begins, this.tails, this.shelves]) map.delete(key)
    }
    for (const [name] of over) {
      this.ids.delete(name)
      this.fresh.delete(name)
    }
    for (const key of this.damaged.keys()) if (places.has(key.slice(0, key.lastIndexOf('/') + 1))) this.damaged.delete(key)
  }

  private async *keysOf(prefix: string): AsyncIterable<string> {
    for (let keys = await this.store.keys(prefix); keys.length > 0; keys = await this.store.keys(prefix, { after: keys.at(-1)! })) yield* keys
  }

  /** The value of a key; undefined, and named as lost, when it is damaged. */
  private async valueOf(key: string, month: string): Promise<Uint8Array | undefined> {
    try {
      return await this.store.get(key)
    } catch (error) {
      if (!(error instanceof StoreError) || error.fault !== 'damaged') throw error
      this.lost(key, month, error.message)
      return undefined
    }
  }

  private lost(key: string, month: string, why: string): void {
    if (this.damaged.has(key)) return
    this.log.note('series.damaged', { month, why })
    this.damaged.set(key, { month, why })
  }
}

function bytesOf(parts: readonly HeldPart[]): number {
  return parts.reduce((sum, part) => sum + part.bytes.length, 0)
}
