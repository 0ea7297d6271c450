/**
 * A network in one process, for tests and the simulator: as many transports as wanted, time through the clock, chance
 * through a function with a seed, faults by argument. The same seed and the same calls give the same run.
 *
 * It refuses to know anything of wall time, of real chance and of the peers on top of it.
 */
import type { Clock, Random } from '@commune/protocol'
import type { FaultName, Faults, FaultsBetween } from './faults.ts'
import { MemoryTransport } from './transport.ts'
import { layWire, type MemoryWire } from './wire.ts'

export interface MemoryNetworkOptions {
  readonly clock: Clock
  /** Where network ids come from. */
  readonly random: Random
  /** A number in [0, 1), drawn for every fault. Left out: no chance is ever asked for. */
  readonly chance?: () => number
  /** Faults everywhere, or for each direction. May be changed by `setFaults`. */
  readonly faults?: Faults | FaultsBetween
  /** Bytes on the way and unread in one direction before `send` waits. Default 1 MiB. */
  readonly windowBytes?: number
  /** Told of each fault as it happens, for whoever counts them. */
  readonly fired?: (fault: FaultName) => void
  /** How long a dial into a partition waits before it fails. Default 10,000. */
  readonly dialMs?: number
}

export interface OpenOptions {
  /** Others dial `memory:<name>`. Left out: a number. */
  readonly name?: string
  /** Transports in the same house are told of one another, as mDNS does. */
  readonly house?: string
}

interface Laid {
  readonly a: string
  readonly b: string
  readonly ends: readonly [MemoryWire, MemoryWire]
}

export class MemoryNetwork {
  readonly clock: Clock
  readonly dialMs: number
  readonly fired: (fault: FaultName) => void
  readonly #random: Random
  readonly #chance: () => number
  readonly #windowBytes: number
  readonly #transports = new Map<string, MemoryTransport>()
  readonly #laid = new Set<Laid>()
  /** In one house, and cut off from one another when they were to hear of one another. */
  readonly #unheard = new Set<readonly [MemoryTransport, MemoryTransport]>()
  #faults: FaultsBetween
  #sides: ReadonlyMap<string, number> | undefined
  #named = 0

  constructor(options: MemoryNetworkOptions) {
    this.clock = options.clock
    this.dialMs = options.dialMs ?? 10_000
    this.#random = options.random
    this.#chance = options.chance ?? (() => 1)
    this.#windowBytes = options.windowBytes ?? 1_048_576
    this.fired = options.fired ?? (() => undefined)
    this.#faults = between(options.faults ?? {})
  }

  /** A transport with a fresh network id. A name that is in use is a bug of the caller. */
  open(options: OpenOptions = {}): MemoryTransport {
    const address = `memory:${options.name ?? String(this.#named++)}`
    if (this.#transports.has(address)) throw new Error(`${address} is open already`)
    const transport = new MemoryTransport(this, address, this.#random.bytes(32), options.house)
    const neighbours = [...this.#transports.values()].filter(
      other => options.house !== undefined && other.house === options.house
    )
    this.#transports.set(address, transport)
    for (const other of neighbours) this.#introduce(transport, other)
    return transport
  }

  /** From now on; wires that are open feel it too. */
  setFaults(faults: Faults | FaultsBetween): void {
    this.#faults = between(faults)
  }

  faults(from: string, to: string): Faults {
    return this.#faults(from, to)
  }

  /**
   * Cuts the network in parts: nothing passes between addresses of different groups; an address in no group is a part
   * with the other such addresses. Wires across either break at once, or stall and go on after `heal`.
   */
  partition(groups: readonly (readonly string[])[], wires: 'break' | 'stall' = 'break'): void {
    const sides = new Map<string, number>()
    groups.forEach((group, side) => group.forEach(address => sides.set(address, side)))
    this.#sides = sides
    for (const laid of [...this.#laid]) {
      if (!this.isCut(laid.a, laid.b)) laid.ends[0].release()
      else if (wires === 'break') {
        this.fired('cut')
        laid.ends[0].break('connection lost')
      } else {
        this.fired('stall')
        laid.ends[0].hold()
      }
    }
    this.#introduceUnheard()
  }

  heal(): void {
    this.#sides = undefined
    for (const laid of [...this.#laid]) laid.ends[0].release()
    this.#introduceUnheard()
  }

  isCut(a: string, b: string): boolean {
    return this.#sides !== undefined && this.#sides.get(a) !== this.#sides.get(b)
  }

  /** How many wires are open, for checks. */
  get wireCount(): number {
    return this.#laid.size
  }

  /** For the transports: who answers there. */
  find(address: string): MemoryTransport | undefined {
    return this.#transports.get(address)
  }

  forget(address: string): void {
    this.#transports.delete(address)
  }

  happens(odds: number | undefined): boolean {
    return odds !== undefined && odds > 0 && this.#chance() < odds
  }

  /** For the transports: a wire between two that found one another. */
  lay(dialler: MemoryTransport, answerer: MemoryTransport): readonly [MemoryWire, MemoryWire] {
    const ends = layWire(dialler, answerer, {
      clock: this.clock,
      chance: this.#chance,
      faults: (from, to) => this.#faults(from, to),
      fired: this.fired,
      windowBytes: this.#windowBytes,
      gone: () => this.#laid.delete(laid)
    })
    const laid: Laid = { a: dialler.address, b: answerer.address, ends: [ends.dialler, ends.answerer] }
    this.#laid.add(laid)
    return laid.ends
  }

  /** Who is nearby says so now and then: what a cut kept from being heard is heard after it. */
  #introduceUnheard(): void {
    for (const pair of [...this.#unheard]) {
      if (this.isCut(pair[0].address, pair[1].address)) continue
      this.#unheard.delete(pair)
      this.#introduce(...pair)
    }
  }

  #introduce(a: MemoryTransport, b: MemoryTransport): void {
    const delayMs = this.#faults(a.address, b.address).delayMs ?? 0
    this.clock.after(delayMs, () => {
      if (this.isCut(a.address, b.address)) return void this.#unheard.add([a, b])
      a.hearOf(b)
      b.hearOf(a)
    })
  }
}

function between(faults: Faults | FaultsBetween): FaultsBetween {
  return typeof faults === 'function' ? faults : () => faults
}
