/**
 * A world that is carried and cannot be read (V2): its envelopes and chunks, kept within a budget for whoever proves an epoch of
 * which members told the public half (K6).
 *
 * It is held like any world, under its handle, with no epoch and no room: all that comes lies sealed. What is known of it are
 * tags, lamports, keep classes and sizes, and nothing else is ever written down.
 *
 * One that lies here with a way back (I4) is shown by its epochs, which are part of that way: `keys` has them in memory, and
 * nothing is opened with them.
 */
import { envelopeId, getU48, type Half, type IdText, type KeyPair, parseEnvelope, putU48, type Random, signPair, type Store, toText } from '@commune/protocol'
import { Shelf } from '../files/shelf.ts'
import type { Taken } from '../world/taken.ts'
import type { Sifted } from '../world/waiting.ts'
import { Keyring, type Lock } from '../world/keyring.ts'
import type { WorldPorts } from '../world/ports.ts'
import { World } from '../world/world.ts'

/** What has to be remembered of it beside its envelopes. */
export interface CarriedWords {
  readonly handle: Uint8Array
  /** 32 bytes: the key it is carried by comes from these. */
  readonly seed: Uint8Array
  /** Public keys by the text of the epoch's tag. */
  readonly halves: ReadonlyMap<string, IdText>
  /** Where members were reached. */
  readonly addresses: readonly string[]
}

export interface CarriedPorts extends WorldPorts {
  readonly store: Store
  readonly random: Random
}

/** Public halves of one world, at most. */
const halvesMax = 4_096
const countedBytes = 12
/** Of the budget for chunks of files: they leave room for what is said. */
const filesShare = 0.75

export class Carried {
  readonly world: World
  readonly handle: Uint8Array
  readonly shelf: Shelf
  readonly pair: KeyPair
  readonly halves: Map<string, IdText>
  readonly addresses: readonly string[]
  readonly seed: Uint8Array
  /** Its epochs, where a way back that lies here names them. */
  keys: Keyring | undefined
  /** Something was turned away for want of room: until more is free, nobody is asked for what it lacks. */
  full = false
  readonly #store: Store
  readonly #countKey: string
  readonly #bytesMax: number
  readonly #learned: () => Promise<void>
  #bytes = 0
  /** Bytes that are being taken in. */
  #coming = 0
  #counting: Promise<void>

  private constructor(words: CarriedWords, world: World, shelf: Shelf, store: Store, prefix: string, bytesMax: number, learned: () => Promise<void>) {
    this.handle = words.handle
    this.seed = words.seed
    this.pair = signPair(words.seed)
    this.halves = new Map(words.halves)
    this.addresses = words.addresses
    this.world = world
    this.shelf = shelf
    this.#store = store
    this.#countKey = `${prefix}n`
    this.#bytesMax = bytesMax
    this.#learned = learned
    this.#counting = this.#count()
    this.#counting.catch(() => undefined)
  }

  static async open(ports: CarriedPorts, words: CarriedWords, prefix: string, bytesMax: number, lock: Lock, learned: () => Promise<void>): Promise<Carried> {
    const keyring = new Keyring(words.handle, prefix, lock)
    const world = await World.open(ports, { id: words.handle, prefix, keyring, rooms: [], signPair: signPair(words.seed) })
    return new Carried(words, world, await Shelf.open(ports.store, prefix, bytesMax * filesShare), ports.store, prefix, bytesMax, learned)
  }

  get name(): IdText {
    return this.world.name
  }
  /** Bytes of envelopes and chunks. */
  get bytes(): number {
    return this.#bytes + this.shelf.bytes
  }

  /** Takes epochs by which it is shown to whoever proves one of them. */
  show(world: Uint8Array, epochs: readonly Uint8Array[]): void {
    this.keys ??= new Keyring(world, '', this.world.keyring.lock)
    for (const secret of epochs) this.keys.hold(secret)
  }

  /** Takes public halves that a member tells; false when there would be too many. */
  async learn(halves: readonly Half[]): Promise<boolean> {
    const fresh = halves.filter(({ tag }) => !this.halves.has(toText(tag)))
    if (fresh.length === 0) return true
    if (this.halves.size + fresh.length > halvesMax) return false
    for (const { tag, key } of fresh) this.halves.set(toText(tag), toText(key))
    await this.#learned()
    return true
  }

  /** The door for what comes in, in place of a member's: all of it is sealed here, and only the budget counts. */
  readonly waiting = {
    isAside: (): boolean => false,
    sealedWaitMs: (): number => 0,
    noteDead: (_source: unknown, count: number): void => {
      this.#bytes += count * 76
    },
    sift: async (_source: unknown, envelopes: readonly Uint8Array[], _more: boolean): Promise<Sifted> => {
      await this.#counting
      const bytes = envelopes.reduce((sum, each) => sum + each.length, 0)
      if (this.bytes + this.#coming + bytes > this.#bytesMax) {
        this.full = true
        throw new Error('there is no room left for what is carried here')
      }
      this.#coming += bytes
      return { kept: envelopes, asideBytes: 0 }
    },
    note: (_source: unknown, envelopes: readonly Uint8Array[], taken: { readonly sealedBytes: number; readonly refusedBytes: number }): void => {
      this.#coming -= envelopes.reduce((sum, each) => sum + each.length, 0)
      this.#bytes += taken.sealedBytes + taken.refusedBytes
    }
  }

  /**
   * Takes what was carried here by hand (S7), as far as there is room: nobody has proved anything for it, so the budget is all
   * that counts. What lies here already needs no room; what finds none is left out and counted.
   */
  async bring(envelopes: readonly Uint8Array[], more: boolean): Promise<Taken & { readonly left: number }> {
    await this.#counting
    const lacking = await this.#lackingOf(envelopes)
    const room = this.#bytesMax - this.bytes - this.#coming
    let coming = 0
    const fitting = envelopes.filter((bytes) => {
      if (!lacking.has(bytes)) return true
      if (coming + bytes.length > room) return false
      coming += bytes.length
      return true
    })
    this.#coming += coming
    try {
      const taken = await this.world.take(fitting, undefined, more)
      this.#bytes += taken.sealedBytes + taken.refusedBytes
      return { ...taken, left: envelopes.length - fitting.length }
    } finally {
      this.#coming -= coming
    }
  }

  /** Forgets what has lapsed (V4); what is left is counted anew. */
  async forget(): Promise<void> {
    if ((await this.world.forget()) === 0) return
    await this.#counting
    this.#bytes = 0
    this.full = false
    await this.#store.commit([[this.#countKey, undefined]])
    this.#counting = this.#count()
    await this.#counting
  }

  /** Writes the snapshots and how much there is. */
  async checkpoint(): Promise<void> {
    await this.world.checkpoint()
    await this.#counting
    const value = new Uint8Array(countedBytes)
    putU48(value, 0, this.world.end)
    putU48(value, 6, this.#bytes)
    await this.#store.commit([[this.#countKey, value]])
  }

  /** Which of these are envelopes that do not lie here yet. */
  async #lackingOf(envelopes: readonly Uint8Array[]): Promise<ReadonlySet<Uint8Array>> {
    const parsed = envelopes.flatMap((bytes) => {
      const envelope = parseEnvelope(bytes)
      return envelope.ok ? [{ bytes, address: { lamport: envelope.value.lamport, id: envelopeId(bytes) } }] : []
    })
    const places = await this.world.set.findMany(parsed.map(({ address }) => address))
    return new Set(parsed.flatMap(({ bytes }, index) => (places[index] ? [] : [bytes])))
  }

  /** Adds up what came since it was counted last. */
  async #count(): Promise<void> {
    const counted = await this.#store.get(this.#countKey)
    let bytes = counted?.length === countedBytes ? getU48(counted, 6) : 0
    const from = counted?.length === countedBytes ? getU48(counted, 0) : 0
    for await (const placed of this.world.scan(from)) for (const { bytes: envelope } of placed) bytes += envelope.length
    this.#bytes += bytes
  }
}
