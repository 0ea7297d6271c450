/**
 * The log of a world: its envelopes in the order they came, packed into segments.
 *
 * Why segments: one value for each envelope would cost a row and an index entry apiece (and in a browser 8,000 a second at
 * best); a value of many envelopes costs a tenth. Why an order of coming: "they hold all that I held when we were done" is
 * then one number (S5), and what lapses together lies together (V4).
 *
 *     key    <prefix>l/<segment number, 8 hex digits>
 *     value  keep class (1 byte), season of coming (2 bytes), then for each envelope: length (3 bytes), bytes
 *     key    <prefix>v
 *     value  one byte 0, then for each segment that lapses: its number (u32), keep class, season; empty: look at all of them
 *     place  segment number x 2^20 + offset of the length; ascending in the order of coming; 0 is nowhere
 *
 * Nothing is durable until the caller's own commit of `takeChanges` has resolved. A small last segment is written again
 * with what comes next, so that a thousand single sayings do not leave a thousand rows.
 */
import type { Change, Store } from '../ports/ports.ts'

/** Where an envelope lies: a whole number below 2^48. */
export type Place = number

export interface Placed {
  readonly place: Place
  readonly bytes: Uint8Array
}

const offsetSpan = 2 ** 20
const segmentHeadBytes = 3
const lengthBytes = 3
/** A segment is written again with more behind it while it is smaller than this. */
const reopenBytesMax = 4_096
const segmentBytesMax = 61_440
const cachedSegmentsMax = 128
const lapsingBytes = 7

interface Tail {
  segment: number
  keepClass: number
  season: number
  /** What was appended, with room behind. */
  bytes: Uint8Array
  length: number
}

export class EnvelopeLog {
  readonly #store: Store
  readonly #prefix: string
  #tail: Tail | undefined
  #nextSegment: number
  readonly #changed = new Map<number, Uint8Array | undefined>()
  readonly #cache = new Map<number, Uint8Array>()
  /** Segments that are not kept for ever: their keep class and season of coming (V4). */
  readonly #lapsing = new Map<number, readonly [keepClass: number, season: number]>()
  #lapsingChanged = false

  private constructor(store: Store, prefix: string, nextSegment: number) {
    this.#store = store
    this.#prefix = `${prefix}l/`
    this.#lapsingKey = `${prefix}v`
    this.#nextSegment = nextSegment
  }
  readonly #lapsingKey: string

  static async open(store: Store, prefix: string): Promise<EnvelopeLog> {
    const [last] = await store.keys(`${prefix}l/`, { reverse: true, limit: 1 })
    const segment = last === undefined ? 0 : Number.parseInt(last.slice(-8), 16)
    const log = new EnvelopeLog(store, prefix, segment + 1)
    await log.#readLapsing()
    if (segment > 0) await log.#reopen(segment)
    return log
  }

  /** Place behind the last envelope: everything that comes later is at or above it. */
  get end(): Place {
    const tail = this.#tail
    return tail ? tail.segment * offsetSpan + tail.length : this.#nextSegment * offsetSpan
  }

  /** Adds an envelope and says where it will lie. `season` counts seasons since 1970 (V4). */
  append(envelope: Uint8Array, keepClass: number, season: number): Place {
    const recordBytes = lengthBytes + envelope.length
    let tail = this.#tail
    if (!tail || tail.keepClass !== keepClass || tail.season !== season || tail.length + recordBytes > Math.max(segmentBytesMax, segmentHeadBytes + recordBytes)) {
      this.#flushTail()
      tail = { segment: this.#nextSegment++, keepClass, season, bytes: new Uint8Array(reopenBytesMax), length: segmentHeadBytes }
      tail.bytes.set([keepClass, season >> 8, season & 0xff])
      this.#tail = tail
      if (keepClass > 0) this.#lapsing.set(tail.segment, [keepClass, season])
      this.#lapsingChanged ||= keepClass > 0
    }
    const place = tail.segment * offsetSpan + tail.length
    if (tail.bytes.length < tail.length + recordBytes) tail.bytes = withRoom(tail.bytes, tail.length + recordBytes)
    const { bytes, length } = tail
    bytes[length] = envelope.length >> 16
    bytes[length + 1] = (envelope.length >> 8) & 0xff
    bytes[length + 2] = envelope.length & 0xff
    bytes.set(envelope, length + lengthBytes)
    tail.length += recordBytes
    if (!this.#changed.has(tail.segment)) this.#changed.set(tail.segment, undefined)
    return place
  }

  /** What must be committed for all appended so far to be durable. */
  takeChanges(): Change[] {
    const changes: Change[] = []
    for (const [segment, value] of this.#changed) changes.push([this.#key(segment), value ?? this.#tailValue()])
    this.#changed.clear()
    if (this.#tail && this.#tail.length >= reopenBytesMax) this.#flushTail()
    this.#changed.clear()
    if (this.#lapsingChanged) changes.push(this.#lapsingChange())
    this.#lapsingChanged = false
    return changes
  }

  /** The envelope at a place, or undefined when it was forgotten. */
  async read(place: Place): Promise<Uint8Array | undefined> {
    return recordAt(await this.#segment(Math.floor(place / offsetSpan)), place % offsetSpan)
  }

  /** Envelopes in the order of `places`. */
  async readMany(places: readonly Place[]): Promise<(Uint8Array | undefined)[]> {
    const found: (Uint8Array | undefined)[] = []
    for (const place of places) {
      const segment = Math.floor(place / offsetSpan)
      const value = this.#held(segment) ?? (await this.#segment(segment))
      found.push(recordAt(value, place % offsetSpan))
    }
    return found
  }

  /** All envelopes at or after a place, a segment at a time, in the order they came. */
  async *scan(from: Place): AsyncGenerator<readonly Placed[]> {
    let segment = Math.max(1, Math.floor(from / offsetSpan))
    for (; segment < this.#nextSegment; segment++) {
      const value = await this.#segment(segment)
      const placed: Placed[] = []
      if (value) for (const item of recordsOf(value, segment)) if (item.place >= from) placed.push(item)
      if (placed.length > 0) yield placed
    }
  }

  /** Whether what lies there is not kept for ever, or was forgotten already (V4). */
  lapses(place: Place): boolean {
    return place === 0 || (this.#lapsing.size > 0 && this.#lapsing.has(Math.floor(place / offsetSpan)))
  }

  /** Segments whose keep class says that they are kept no longer in this season: more seasons have passed since they came. */
  lapsed(season: number): number[] {
    // Seasons are counted in two bytes; one that seems to lie ahead is another clock's, and nothing is forgotten for that.
    const since = (came: number): number => (season - came + 0x10000) % 0x10000
    return [...this.#lapsing].filter(([, [keepClass, came]]) => since(came) > keepClass && since(came) < 0x8000).map(([segment]) => segment)
  }

  /** The changes that forget segments; places in them read as undefined afterwards. */
  forget(segments: readonly number[]): Change[] {
    for (const segment of segments) {
      this.#cache.delete(segment)
      this.#lapsing.delete(segment)
      if (this.#tail?.segment === segment) this.#tail = undefined
    }
    this.#lapsingChanged = false
    const changes: Change[] = [...segments.map((segment): Change => [this.#key(segment), undefined]), this.#lapsingChange()]
    // No place comes twice: an empty segment stands behind the last one, so that numbers go on from there after a start too.
    if (segments.includes(this.#nextSegment - 1)) changes.push([this.#key(this.#nextSegment++), new Uint8Array(segmentHeadBytes)])
    return changes
  }

  /** Envelopes of one segment. */
  async segmentEnvelopes(segment: number): Promise<readonly Placed[]> {
    const value = await this.#segment(segment)
    return value ? [...recordsOf(value, segment)] : []
  }

  #held(segment: number): Uint8Array | undefined {
    if (this.#tail?.segment === segment) return this.#tailValue()
    return this.#changed.get(segment) ?? this.#cache.get(segment)
  }

  async #segment(segment: number): Promise<Uint8Array | undefined> {
    const held = this.#held(segment)
    if (held) return held
    const value = await this.#store.get(this.#key(segment))
    if (value) this.#remember(segment, value)
    return value
  }

  #remember(segment: number, value: Uint8Array): void {
    this.#cache.set(segment, value)
    if (this.#cache.size > cachedSegmentsMax) this.#cache.delete(this.#cache.keys().next().value as number)
  }

  #flushTail(): void {
    const tail = this.#tail
    if (!tail) return
    const value = this.#tailValue()
    if (this.#changed.has(tail.segment)) this.#changed.set(tail.segment, value)
    this.#remember(tail.segment, value)
    this.#tail = undefined
  }

  /** The last segment as far as it goes: bytes that never change, as more is only written behind them. */
  #tailValue(): Uint8Array {
    const { bytes, length } = this.#tail as Tail
    return bytes.subarray(0, length)
  }

  async #reopen(segment: number): Promise<void> {
    const value = await this.#segment(segment)
    if (!value || value.length >= reopenBytesMax || value.length < segmentHeadBytes) return
    this.#cache.delete(segment)
    this.#tail = { segment, keepClass: value[0] as number, season: ((value[1] as number) << 8) | (value[2] as number), bytes: withRoom(value, reopenBytesMax), length: value.length }
  }

  #lapsingChange(): Change {
    const value = new Uint8Array(lapsingBytes * this.#lapsing.size + 1)
    const view = new DataView(value.buffer)
    let at = 1
    for (const [segment, [keepClass, season]] of this.#lapsing) {
      view.setUint32(at, segment)
      view.setUint8(at + 4, keepClass)
      view.setUint16(at + 5, season)
      at += lapsingBytes
    }
    return [this.#lapsingKey, value]
  }

  async #readLapsing(): Promise<void> {
    const value = await this.#store.get(this.#lapsingKey)
    if (!value) return
    if (value.length === 0) return this.#lookForLapsing()
    const view = new DataView(value.buffer, value.byteOffset, value.length)
    for (let at = 1; at + lapsingBytes <= value.length; at += lapsingBytes) this.#lapsing.set(view.getUint32(at), [view.getUint8(at + 4), view.getUint16(at + 5)])
  }

  /** The list of what lapses was lost: each segment says it as well. */
  async #lookForLapsing(): Promise<void> {
    for (let segment = 1; segment < this.#nextSegment; segment++) {
      const value = await this.#store.get(this.#key(segment))
      if (value && value[0] !== 0) this.#lapsing.set(segment, [value[0] as number, ((value[1] as number) << 8) | (value[2] as number)])
    }
  }

  #key(segment: number): string {
    return this.#prefix + segment.toString(16).padStart(8, '0')
  }
}

/** A copy with room behind, twice as much as there was, and at least `bytesMin`. */
function withRoom(bytes: Uint8Array, bytesMin: number): Uint8Array {
  const wider = new Uint8Array(Math.max(bytesMin, Math.min(bytes.length * 2, segmentBytesMax)))
  wider.set(bytes)
  return wider
}

function recordAt(value: Uint8Array | undefined, offset: number): Uint8Array | undefined {
  if (!value || offset + lengthBytes > value.length) return undefined
  const length = ((value[offset] as number) << 16) | ((value[offset + 1] as number) << 8) | (value[offset + 2] as number)
  const start = offset + lengthBytes
  return start + length <= value.length ? value.subarray(start, start + length) : undefined
}

function* recordsOf(value: Uint8Array, segment: number): Generator<Placed> {
  let offset = segmentHeadBytes
  while (offset < value.length) {
    const bytes = recordAt(value, offset)
    if (!bytes) return
    yield { place: segment * offsetSpan + offset, bytes }
    offset += lengthBytes + bytes.length
  }
}
