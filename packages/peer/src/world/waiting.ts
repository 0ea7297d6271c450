/**
 * What one member may leave lying here that counts for nothing yet (S6, E7): entries that wait for something missing or for a
 * signature, envelopes that do not open, envelopes under epochs that are not held.
 *
 * - The first two are charged to the device they came from, for as long as they lie like that. While all of them together are
 *   few, nothing is charged and nothing is looked up. When a device has had its share, only what stands by itself is taken
 *   from it: signed, with all it refers to here. The rest is put aside: not kept, and not asked for again for a while. So one who
 *   passes on the junk of others goes on to be heard, and who sends without end is sent away.
 * - What cannot be read may be somebody's: it is taken, at a pace, and so much of each device.
 */
import { type Address, decodeEntry, type Entry, fromText, type IdText, limits, signatureHolds, toText } from '@commune/protocol'
import { openOne } from './opener.ts'
import type { Taken, World } from './world.ts'

const minuteMs = 60_000
/** Of what cannot be read here, bytes taken from one device. */
export interface SealedBounds {
  /** At once: the history of most worlds, for one who comes in without it (K4). */
  readonly atOnceBytes: number
  /** More in each minute. Those who pass it on are not held up by it for longer than a moment. */
  readonly perMinuteBytes: number
  /** In all, since this peer started. */
  readonly inAllBytes: number
}

export const sealedBounds: SealedBounds = { atOnceBytes: 67_108_864, perMinuteBytes: 67_108_864, inAllBytes: 1_073_741_824 }

/** What an address without an envelope is counted as. */
const deadBytes = 256
/** What comes in while more is to follow may wait for what follows. */
const moreFactor = 4
const asideMax = 65_536
const asideMs = 3_600_000
/** Entries gone back on a chain to find its author. */
const chainMax = 1_000

/** A device; before it has shown itself, its conversation. */
export type Source = string | object

export interface Sifted {
  readonly kept: readonly Uint8Array[]
  /** Bytes put aside. */
  readonly asideBytes: number
}

export class Waiting {
  readonly #world: World
  readonly #nowMs: () => number
  readonly #bounds: SealedBounds
  readonly #held = new Map<Source, Map<IdText, number>>()
  readonly #refusedBytes = new Map<Source, number>()
  readonly #sealed = new Map<Source, { debtBytes: number; allBytes: number; seenMs: number }>()
  readonly #aside = new Map<IdText, number>()

  constructor(world: World, nowMs: () => number, bounds: SealedBounds = sealedBounds) {
    this.#world = world
    this.#nowMs = nowMs
    this.#bounds = bounds
  }

  /** Put aside a while ago, and not to be asked for now. */
  isAside(id: IdText): boolean {
    const untilMs = this.#aside.get(id)
    return untilMs !== undefined && untilMs > this.#nowMs()
  }

  /** How long to wait before more is taken from one of whom so much cannot be read here; undefined when it was too much. */
  sealedWaitMs(source: Source): number | undefined {
    const sealed = this.#sealed.get(source)
    if (!sealed) return 0
    const { atOnceBytes, perMinuteBytes, inAllBytes } = this.#bounds
    if (sealed.allBytes > inAllBytes) return undefined
    const nowMs = this.#nowMs()
    sealed.debtBytes = Math.max(0, sealed.debtBytes - (Math.max(0, nowMs - sealed.seenMs) * perMinuteBytes) / minuteMs)
    sealed.seenMs = nowMs
    return Math.ceil((Math.max(0, sealed.debtBytes - atOnceBytes) * minuteMs) / perMinuteBytes)
  }

  /** What is taken of these from this source now. */
  async sift(source: Source, envelopes: readonly Uint8Array[], more: boolean): Promise<Sifted> {
    if (this.#chargedTo(source) <= limits.waitingBytesMax * (more ? moreFactor : 1)) return { kept: envelopes, asideBytes: 0 }
    const kept: Uint8Array[] = []
    const authors = new Map<IdText, IdText>()
    let asideBytes = 0
    for (const bytes of envelopes) {
      const id = await this.#standsAlone(bytes, authors)
      if (id === undefined) kept.push(bytes)
      else {
        asideBytes += bytes.length
        this.#putAside(id)
      }
    }
    return { kept, asideBytes }
  }

  /** Charges what was taken in. */
  note(source: Source, envelopes: readonly Uint8Array[], taken: Taken, more: boolean): void {
    if (taken.sealedBytes > 0) this.#owe(source, taken.sealedBytes)
    if (taken.refusedBytes > 0) this.#refusedBytes.set(source, (this.#refusedBytes.get(source) ?? 0) + taken.refusedBytes)
    const { graph } = this.#world
    if (graph.heldBytes <= limits.waitingBytesMax * (more ? moreFactor : 1)) return
    const held = this.#held.get(source) ?? new Map<IdText, number>()
    this.#held.set(source, held)
    const fresh = new Set(taken.fresh.map((address) => toText(address.id)))
    for (const [index, each] of taken.ids.entries()) {
      const id = toText(each)
      if (fresh.has(id) && (graph.isWaiting(id) || graph.isPending(id))) held.set(id, (envelopes[index] as Uint8Array).length)
    }
  }

  /** Charges addresses that were said to be dead: they are kept, and nothing shows that there ever was more. */
  noteDead(source: Source, count: number): void {
    this.#owe(source, count * deadBytes)
  }

  #owe(source: Source, bytes: number): void {
    const sealed = this.#sealed.get(source) ?? { debtBytes: 0, allBytes: 0, seenMs: this.#nowMs() }
    sealed.debtBytes += bytes
    sealed.allBytes += bytes
    this.#sealed.set(source, sealed)
  }

  #chargedTo(source: Source): number {
    let bytes = this.#refusedBytes.get(source) ?? 0
    const held = this.#held.get(source)
    if (!held) return bytes
    const { graph } = this.#world
    for (const [id, size] of held) {
      if (graph.isWaiting(id) || graph.isPending(id)) bytes += size
      else held.delete(id)
    }
    if (held.size === 0) this.#held.delete(source)
    return bytes
  }

  #putAside(id: IdText): void {
    this.#aside.delete(id)
    this.#aside.set(id, this.#nowMs() + asideMs)
    if (this.#aside.size > asideMax) this.#aside.delete(this.#aside.keys().next().value as IdText)
  }

  /** Undefined when this may be taken: it can be told now that it counts, or nothing can be told of it here. Else its id. */
  async #standsAlone(bytes: Uint8Array, authors: Map<IdText, IdText>): Promise<IdText | undefined> {
    const { keyring, set } = this.#world
    const opening = openOne(bytes, keyring.contentKeys)
    const id = toText(opening.id)
    if (opening.state === 'sealed') return undefined
    if (opening.state === 'refused') return id
    const entry = decodeEntry(opening.plain, opening.envelope.lamport)
    const under = keyring.settingOf(opening.envelope.tag)
    if (!entry.ok || !under) return id
    if (entry.value.form === 'authorless') return undefined
    const { prev, parents, author } = entry.value
    const references = prev ? [prev, ...parents] : parents
    const places = await set.findMany(references)
    if (references.some((reference, index) => places[index] === undefined && !authors.has(toText(reference.id)))) return id
    const device = author ? toText(author) : prev && (authors.get(toText(prev.id)) ?? (await this.#authorOf(prev)))
    const setting = { world: under.world, epochId: under.epoch.id, nonce: opening.envelope.nonce }
    if (!device || !signatureHolds(entry.value, fromText(device) as Uint8Array, setting)) return id
    authors.set(id, device)
    return undefined
  }

  async #authorOf(address: Address): Promise<IdText | undefined> {
    let at: Address | null = address
    for (let step = 0; at && step < chainMax; step++) {
      const known = this.#world.graph.authorOf(toText(at.id))
      if (known !== undefined && known !== null) return known
      const entry: Entry | undefined = await this.#world.entryAt(at)
      if (entry?.author) return toText(entry.author)
      at = entry?.prev ?? null
    }
    return undefined
  }
}
