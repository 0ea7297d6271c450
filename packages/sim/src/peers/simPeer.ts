/**
 * One peer of a run over its lives: the disk and the wall clock stay, the process comes and goes.
 *
 * A life ends in one of two ways: stopped (everything is written, the others hear a word) or crashed (at any moment, even
 * between two commits, with any prefix of what the disk was about to write). Nothing of a dead life acts any more: its clock
 * is stopped, its store closed, its wires broken.
 */
import { engineParts, type Lock, type Opener, Peer, type SensesPorts } from '@commune/peer'
import { type Change, decodeValue, epochIdOf, fromText, type IdText, type Store, StoreError, toText } from '@commune/protocol'
import { memoryDisk, type MemoryDisk } from '@commune/storage/memory'
import { openStoreSeries } from '@commune/storage/series'
import type { MemoryNetwork, MemoryTransport } from '@commune/transport/memory'
import type { Chance } from '../chance/chance.ts'
import { type Meddle, tracedTransport } from '../network/tracedTransport.ts'
import { noPacker } from './noPacker.ts'
import { ProcessClock, type VirtualTime } from '../time/virtualTime.ts'
import type { BoxThings } from '../things/boxThings.ts'
import { seenAt } from '../things/seenAt.ts'
import type { Trace } from '../trace/trace.ts'

export interface Surroundings {
  readonly time: VirtualTime
  readonly network: MemoryNetwork
  readonly trace: Trace
  /** One for all: what the first of them opened need not be opened again. */
  readonly opener: Opener
  /** Told of each thing that goes wrong, as it hits. */
  count(what: string): void
  /** Told of each message that leaves a peer, and the address it goes to. */
  sent(from: SimPeer, to: string, message: Uint8Array): void
  /** Wall time at the start of the run, milliseconds since 1970. */
  readonly startMs: number
}

export interface SimPeerOptions {
  readonly name: string
  readonly house: string | undefined
  readonly chance: Chance
  /** How wrong its wall clock is, milliseconds. */
  readonly offsetMs: number
  readonly mayForget: boolean
  /** Says what is not so, and this is what becomes of its messages. */
  readonly lies: Meddle | undefined
  /** What stands around it, when it is a box. */
  readonly things?: (self: SimPeer) => BoxThings
}

interface Life {
  readonly clock: ProcessClock
  readonly transport: MemoryTransport
  peer: Peer | undefined
  series: SensesPorts['series'] | undefined
}

const notedMax = 2_000

/** Keys lie open on a disk of the simulator, so that checkers can read it. */
const openLock: Lock = { lock: (plain) => plain, unlock: (locked) => locked }

export class SimPeer {
  readonly name: string
  readonly disk: MemoryDisk
  readonly #around: Surroundings
  readonly #options: SimPeerOptions
  readonly #chance: Chance
  readonly #notes = new Map<string, number>()
  readonly #epochIds = new Map<string, IdText>()
  /** By the value of the disk that they were read from: what people do is looked at more often than keyrings change. */
  readonly #epochsRead = new WeakMap<Uint8Array, readonly IdText[]>()
  readonly #slots = new Map<IdText, number>()
  #store: Store | undefined
  #life: Life | undefined
  #offsetMs: number
  #crashAt: { commits: number; readonly survivors: number; readonly torn: boolean; readonly done: () => void } | undefined
  lives = 0
  /** What it senses and moves; undefined: nothing. */
  readonly things: BoxThings | undefined
  /** When its clock jumped, by virtual time, and by how much. */
  readonly jumps: { readonly atMs: number; readonly byMs: number }[] = []
  /** When it kept what agreements are in the midst of, by virtual time: the last. */
  readonly keptMs: number[] = []
  /** The last lines it noted for its keeper. */
  readonly noted: string[] = []
  /** Worlds it was let into, or began. */
  readonly joined: Set<IdText> = new Set()
  /** The invitation it tried last, and whether it gives history. Any member may have answered until it is in. */
  tried: { readonly link: string; readonly history: boolean; isIn: boolean } | undefined

  constructor(around: Surroundings, options: SimPeerOptions) {
    this.name = options.name
    this.#around = around
    this.#options = options
    this.#chance = options.chance
    this.#offsetMs = options.offsetMs
    this.disk = memoryDisk({ clock: { nowMs: () => around.time.nowMs, after: (ms, run) => around.time.after(ms, `disk of ${options.name}`, run) } })
    this.things = options.things?.(this)
  }

  get isLiar(): boolean {
    return this.#options.lies !== undefined
  }
  get house(): string | undefined {
    return this.#options.house
  }
  get address(): string {
    return `memory:${this.name}`
  }
  /** The peer while it runs. */
  get peer(): Peer | undefined {
    return this.#life?.peer
  }
  get awake(): boolean {
    return this.#life?.peer !== undefined
  }
  /** A life has begun and not ended, ready or not. */
  get running(): boolean {
    return this.#life !== undefined
  }
  /** What it noted for its keeper, by event. */
  get notes(): ReadonlyMap<string, number> {
    return this.#notes
  }
  get nowMs(): number {
    return this.#around.startMs + this.#around.time.nowMs + this.#offsetMs
  }
  get device(): IdText | undefined {
    const me = this.peer?.inside.me()
    return me && toText(me.device.sign.publicKey)
  }
  get ware(): IdText | undefined {
    const me = this.peer?.inside.me()
    return me && toText(me.begin.ware)
  }

  /** What its disk holds, keys and values together. */
  get diskBytes(): number {
    return this.disk.contents('').reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  }

  jumpClock(byMs: number): void {
    this.#offsetMs += byMs
    this.jumps.push({ atMs: this.#around.time.nowMs, byMs })
    this.#around.count('clock jumps')
    this.#around.trace.note(`${this.name}: the clock jumps by ${byMs} ms`)
  }

  /** Starts the process. False when it could not open what is on the disk. */
  async start(): Promise<boolean> {
    if (this.#life) throw new Error(`${this.name} runs already`)
    const { time, network, trace, opener } = this.#around
    const { name, house, mayForget, lies } = this.#options
    const life: Life = { clock: new ProcessClock(time, name, () => this.nowMs), transport: network.open({ name, ...(house !== undefined && { house }) }), peer: undefined, series: undefined }
    this.#life = life
    this.lives++
    trace.note(`${name}: starts`)
    try {
      const store = await this.disk.open()
      this.#store = store
      const counted = this.#counted(store)
      const log = { note: (event: string, facts?: object) => this.#note(event, facts) }
      if (this.things) life.series = (await openStoreSeries({ store: counted, clock: life.clock, log })).store
      const ports = {
        store: counted,
        clock: life.clock,
        random: this.#chance,
        log,
        opener,
        packer: noPacker,
        transport: tracedTransport(life.transport, trace, lies, (message, to) => this.#around.sent(this, to, message)),
        ...(life.series && { senses: { series: life.series, engine: engineParts } })
      }
      const peer = await Peer.open(ports, { lock: openLock, mayForget, version: 'sim' })
      if (this.#life !== life) return false
      life.peer = peer
      const isIn = (): IdText[] => [...this.joined].filter((world) => peer.inside.find(world))
      const listen = (world: IdText, heard: () => void): void => {
        peer.inside.find(world)?.hosted.world.listen({ folded: () => (this.#life === life ? heard() : undefined) })
      }
      this.things?.plug({ senses: peer.senses, life: this.lives, worlds: isIn, listen, seen: (world, key, point) => seenAt(peer, world, key, point) })
      return true
    } catch (fault) {
      if (this.#life === life) {
        trace.note(`${name}: does not start: ${String(fault)}`)
        this.crash(0)
      }
      return false
    }
  }

  /** Ends the process as its keeper would. */
  async stop(): Promise<void> {
    const life = this.#life
    if (!life?.peer) return
    this.#around.trace.note(`${this.name}: stops`)
    this.#rememberSlots()
    this.#crashAt = undefined
    const peer = life.peer
    life.peer = undefined
    this.things?.unplug()
    try {
      await life.series?.flush().catch((fault: unknown) => this.#note('series-not-written', { fault: String(fault) }))
      await peer.close()
    } catch (fault) {
      this.#note('close-failed', { fault: String(fault) })
    }
    if (this.#life !== life) return
    // The process ends, whether closing went well or not.
    life.clock.stop()
    life.transport.crash()
    this.disk.crash(0)
    this.#store = undefined
    this.#life = undefined
  }

  /** The power fails now; of the commits under way, the first `survivors` reached the disk, and the next may be torn. */
  crash(survivors: number, torn = false): void {
    const life = this.#life
    if (!life) return
    const { trace, count } = this.#around
    const { unresolved } = this.disk
    trace.note(`${this.name}: crashes, ${Math.min(survivors, unresolved)} of ${unresolved} commits reach the disk`)
    count('crash')
    if (unresolved > 0) count('crash between writes')
    if (Math.min(survivors, unresolved) > 0) count('commit kept that was never answered')
    if (unresolved > survivors) count('commit lost')
    this.#rememberSlots()
    this.#crashAt = undefined
    this.#life = undefined
    this.#store = undefined
    this.things?.unplug()
    life.clock.stop()
    this.disk.crash(survivors, (key) => torn && this.#tears(key))
    life.transport.crash()
  }

  /**
   * The power fails while commit number `commits` from now is on its way to the disk. `torn`: that one is torn, and it is the
   * first before that with values that can be.
   */
  crashAtCommit(commits: number, survivors: number, torn: boolean, done: () => void): void {
    if (this.#life) this.#crashAt = { commits, survivors, torn, done }
  }

  forgetPlannedCrash(): void {
    this.#crashAt = undefined
  }

  /** Ids of the epochs that this device can read with, as its disk has them. */
  epochsOnDisk(world: IdText): readonly IdText[] {
    const slot = this.slotOf(world)
    if (slot === undefined) return []
    const [, value] = this.disk.contents(`w${slot}/k`)[0] ?? []
    if (!value) return []
    const read = this.#epochsRead.get(value) ?? this.#readEpochs(world, value)
    this.#epochsRead.set(value, read)
    return read
  }

  /** Number of a world in its store, when it ever took part in it. */
  slotOf(world: IdText): number | undefined {
    this.#rememberSlots()
    return this.#slots.get(world)
  }

  /**
   * What a peer can do without: all that follows from the log, and a segment of the log that is new with the torn commit. A
   * value that was whole before is never torn: no store of ours writes over what it has acknowledged.
   */
  #canTear(key: string): string | undefined {
    const part = /^w\d+\/([a-z])/.exec(key)?.[1]
    return part === 't' || part === 's' || part === 'c' || (part === 'l' && this.disk.contents(key).length === 0) ? part : undefined
  }
  #tears(key: string): boolean {
    const part = this.#canTear(key)
    if (part !== undefined) this.#around.count(`torn write (${part})`)
    return part !== undefined
  }

  #readEpochs(world: IdText, keyring: Uint8Array): IdText[] {
    const decoded = decodeValue(keyring)
    const secrets = decoded.ok && Array.isArray(decoded.value) ? (decoded.value[0] as readonly Uint8Array[]) : []
    return secrets.map((secret) => {
      const text = toText(secret)
      const id = this.#epochIds.get(text) ?? toText(epochIdOf(fromText(world) as Uint8Array, secret))
      this.#epochIds.set(text, id)
      return id
    })
  }

  #rememberSlots(): void {
    for (const { world, slot } of this.#life?.peer?.inside.registry.all() ?? []) this.#slots.set(world, slot)
  }

  #note(event: string, facts?: object): void {
    if (this.things) {
      this.noted.push(`${event} ${facts ? JSON.stringify(facts) : ''}`)
      if (this.noted.length > notedMax) this.noted.shift()
    }
    this.#notes.set(event, (this.#notes.get(event) ?? 0) + 1)
    this.#around.trace.note(`${this.name}: notes ${event} ${facts ? JSON.stringify(facts) : ''}`)
  }

  /** The same store; a planned crash comes with its commit. */
  #counted(store: Store): Store {
    return {
      get: (key) => store.get(key),
      getMany: (keys) => store.getMany(keys),
      keys: (prefix, options) => store.keys(prefix, options),
      list: (prefix, options) => store.list(prefix, options),
      commit: (changes: readonly Change[]) => {
        const tears = this.#crashAt?.torn && changes.some(([key, value]) => value !== undefined && this.#canTear(key) !== undefined)
        const committed = store.commit(changes)
        if (this.things && changes.some(([key]) => /^w\d+\/r/.test(key)) && this.keptMs.push(this.#around.time.nowMs) > notedMax) this.keptMs.shift()
        committed.catch((fault: unknown) => {
          if (fault instanceof StoreError && (fault.fault === 'full' || fault.fault === 'read-only')) this.#around.count(`disk ${fault.fault}`)
        })
        const planned = this.#store === store ? this.#crashAt : undefined
        if (planned && (--planned.commits <= 0 || tears)) {
          this.#around.count('crash at a planned commit')
          this.crash(planned.torn ? this.disk.unresolved - 1 : planned.survivors, planned.torn)
          planned.done()
        }
        return committed
      },
      size: () => store.size(),
      close: () => store.close()
    }
  }
}
