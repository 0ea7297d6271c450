/**
 * Whole peers in one process, for tests: memory network, memory disks, virtual time, chance from a seed. All that goes over a
 * wire can be looked at, changed on its way, or be the last thing that goes.
 */
import type { Wish } from '@commune/commune'
import { type IdText, type Place, type Random, sodiumReady, type Transport, toText, type Wire } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { memoryDisk, type MemoryDisk } from '@commune/storage/memory'
import { MemoryNetwork, type MemoryTransport } from '@commune/transport/memory'
import type { Outcome } from '../api/api.ts'
import type { Held } from '../peer/inside.ts'
import { Peer } from '../peer/peer.ts'
import type { SensesPorts } from '../senses/ports.ts'
import { plainOpener } from '../world/opener.ts'
import type { Lock } from '../world/keyring.ts'
import { plainPacker } from '../world/packer.ts'
import { type Settle, StepClock } from './stepClock.ts'

/** A message on its way. */
export interface Passing {
  readonly from: string
  /** Address of the other side. */
  readonly to: string
  readonly bytes: Uint8Array
}

/** What becomes of a message: itself, others in its place, or `cut`: the wire breaks and it is lost. */
export type Meddle = (passing: Passing) => readonly Uint8Array[] | 'cut' | undefined

export const openLock: Lock = { lock: (plain) => plain, unlock: (locked) => locked }

export interface ResidentOptions {
  readonly lock?: Lock
  readonly mayForget?: boolean
  readonly carriedBytesMax?: number
  readonly senses?: SensesPorts
  readonly sensesLater?: () => Promise<SensesPorts>
}

/** A peer of the house over its lives: the disk stays, the process comes and goes. */
export class Resident {
  readonly name: string
  readonly disk: MemoryDisk
  readonly #house: House
  readonly #options: ResidentOptions
  #peer: Peer | undefined
  #transport: MemoryTransport | undefined

  constructor(house: House, name: string, options: ResidentOptions) {
    this.#house = house
    this.name = name
    this.#options = options
    this.disk = memoryDisk({ clock: house.clock })
  }

  get address(): string {
    return `memory:${this.name}`
  }
  get peer(): Peer {
    if (!this.#peer) throw new Error(`${this.name} is not awake`)
    return this.#peer
  }
  held(world: IdText): Held {
    const held = this.peer.inside.find(world)
    if (!held) throw new Error(`${this.name} does not know this world`)
    return held
  }
  /** What the wares of a world need, by thing. */
  things(world: IdText): string[] {
    const { rows } = this.held(world).views().intents.list({ limit: 10_000 }, this.#house.clock.nowMs())
    return rows.map((row) => row.thing).toSorted()
  }
  /** Where the envelope lies that came or was said last. */
  async lastPlace(world: IdText): Promise<Place> {
    let last = 0
    for await (const placed of this.held(world).hosted.world.scan(0)) last = placed.at(-1)?.place ?? last
    return last
  }
  /** Digest of all that is shown of a world. */
  digest(world: IdText): string {
    return this.held(world).hosted.world.folds.digest()
  }

  async wake(): Promise<void> {
    const { clock, network, random } = this.#house
    this.#transport = network.open({ name: this.name })
    const transport = this.#house.tapped(this.#transport, this.name)
    const note = (event: string, facts?: object): void => {
      this.#house.notes.push(`${this.name}: ${event} ${JSON.stringify(facts ?? {})}`)
    }
    const log = { note }
    const { senses, sensesLater } = this.#options
    const ports = { store: await this.disk.open(), clock, random, log, opener: plainOpener, packer: plainPacker, transport, ...(senses && { senses }), ...(sensesLater && { sensesLater }) }
    const options = { lock: this.#options.lock ?? openLock, mayForget: this.#options.mayForget ?? false, version: 'test', ...(this.#options.carriedBytesMax !== undefined && { carriedBytesMax: this.#options.carriedBytesMax }) }
    this.#peer = await clock.wait(Peer.open(ports, options))
  }
  /** Ends as its keeper would end it. */
  async sleep(): Promise<void> {
    const peer = this.peer
    this.#peer = undefined
    await this.#house.clock.wait(peer.close())
    await this.#transport?.close()
  }
  /** The power fails: of the commits under way, the first `survivors` reach the disk. */
  crash(survivors = 0): void {
    this.disk.crash(survivors)
    this.#transport?.crash()
    this.#peer = undefined
  }

  async say(world: IdText, ...wishes: readonly Wish[]): Promise<void> {
    must(await this.#house.clock.wait(this.peer.act('say', { world, wishes })))
  }
  need(world: IdText, thing: string): Promise<void> {
    return this.say(world, { wish: 'need', thing })
  }
}

export class House {
  readonly clock: StepClock
  readonly network: MemoryNetwork
  readonly random: Random
  readonly residents: Resident[] = []
  /** All messages that went over wires, in order. */
  readonly passed: Passing[] = []
  readonly notes: string[] = []
  meddle: Meddle | undefined
  /** Addresses at which nobody can be dialled, as at a browser's. */
  readonly undialled = new Set<string>()
  /** Addresses that neither answer nor refuse. */
  readonly silent = new Set<string>()

  private constructor(clock: StepClock, random: Random) {
    this.clock = clock
    this.random = random
    this.network = new MemoryNetwork({ clock, random, faults: { delayMs: 1 } })
  }

  static async build(settle: Settle, seed = 1): Promise<House> {
    await sodiumReady
    return new House(new StepClock(settle), seededRandom(seed))
  }

  async resident(name: string, options: ResidentOptions = {}): Promise<Resident> {
    const resident = new Resident(this, name, options)
    this.residents.push(resident)
    await resident.wake()
    return resident
  }

  /** A world begun by the first of these; the others come in by its invitation. */
  async worldOf(name: string, first: Resident, ...others: readonly Resident[]): Promise<IdText> {
    const { world } = must(await this.clock.wait(first.peer.act('beginWorld', { name })))
    for (const other of others) await this.invite(world, first, other)
    return world
  }

  invite(world: IdText, from: Resident, to: Resident, history = true): Promise<void> {
    return this.#letIn(world, 'ware', from, to, history)
  }
  /** One more device of the same ware. */
  addDevice(world: IdText, from: Resident, to: Resident): Promise<void> {
    return this.#letIn(world, 'device', from, to, true)
  }
  async #letIn(world: IdText, kind: 'ware' | 'device', from: Resident, to: Resident, history: boolean): Promise<void> {
    const untilMs = this.clock.nowMs() + 3_600_000
    const { link } = must(await this.clock.wait(from.peer.act('invite', { world, kind, history, untilMs })))
    must(await this.clock.wait(to.peer.act('join', { link })))
  }

  /** Two wares in one world, the second with a device more; all three know of one another. */
  async withSecondDevice(first: Resident, second: Resident, more: Resident): Promise<IdText> {
    const world = await this.worldOf('Yard', first, second)
    await this.addDevice(world, second, more)
    await this.acquaint(first, second, more)
    await this.agree(world, [first, second, more])
    return world
  }

  /** Everybody opens a wire to everybody. */
  async acquaint(...residents: readonly Resident[]): Promise<void> {
    for (const [index, one] of residents.entries()) {
      for (const other of residents.slice(index + 1)) await this.clock.wait(one.peer.act('connect', { address: other.address }))
    }
  }

  /** True when all of these show the same within a minute. */
  agree(world: IdText, residents: readonly Resident[], spanMs = 60_000): Promise<boolean> {
    const all = <T>(of: (one: Resident) => T): boolean => new Set(residents.map(of)).size === 1
    // The digest is worked out over everything: only where the cheap question is answered already.
    // One that goes on as another device opens its worlds anew.
    const open = (): boolean => residents.every((one) => one.peer.inside.find(world) !== undefined)
    const same = (): boolean => open() && all((one) => one.held(world).hosted.world.set.count) && all((one) => one.digest(world))
    return this.clock.until(same, spanMs)
  }

  /** The transport, with all that it sends noted and passed through `meddle`. */
  tapped(inner: MemoryTransport, name: string): Transport {
    const tap = (wire: Wire): Wire => ({
      localId: wire.localId,
      remoteId: wire.remoteId,
      remoteAddress: wire.remoteAddress,
      closed: wire.closed,
      send: async (message) => {
        const passing = { from: name, to: wire.remoteAddress, bytes: message.slice() }
        const fate = this.meddle?.(passing) ?? [message]
        if (fate === 'cut') {
          const memoryWire = wire as Wire & { break(reason: string): void }
          memoryWire.break('connection lost')
          throw new Error('the wire has ended: connection lost')
        }
        this.passed.push(...fate.map((bytes) => ({ ...passing, bytes: bytes.slice() })))
        for (const bytes of fate) await wire.send(bytes)
      },
      messages: () => wire.messages(),
      close: (reason) => wire.close(reason)
    })
    return {
      addresses: () => inner.addresses(),
      dial: async (address) => {
        if (this.undialled.has(address)) throw new Error('nobody answers there')
        if (this.silent.has(address)) return new Promise(() => undefined)
        return tap(await inner.dial(address))
      },
      onWire: (handler) => inner.onWire((wire) => handler(tap(wire))),
      onNearby: (handler) => inner.onNearby(handler),
      onAddresses: (handler) => inner.onAddresses(handler),
      close: () => inner.close()
    }
  }
}

/** The value, or what was said in its place as an error. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error))
  return outcome.value
}

export const wareOf = (resident: Resident): IdText => toText(resident.peer.inside.me().begin.ware)