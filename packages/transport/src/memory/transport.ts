/** One peer's place in a memory network. */
import type { Cancel, Transport, Wire } from '@commune/protocol'
import { DialError } from '../wire/dialError.ts'
import { Handlers } from '../wire/handlers.ts'
import type { MemoryNetwork } from './network.ts'
import type { MemoryWire } from './wire.ts'

export class MemoryTransport implements Transport {
  readonly address: string
  /** Random bytes, new for each transport. */
  readonly id: Uint8Array
  readonly house: string | undefined
  readonly #network: MemoryNetwork
  readonly #onWire = new Handlers<Wire>()
  readonly #onNearby = new Handlers<string>()
  readonly #onAddresses = new Handlers<void>()
  readonly #wires = new Set<MemoryWire>()
  /** Addresses nearby, as far as heard. */
  readonly #heard = new Set<string>()
  #closed = false

  constructor(network: MemoryNetwork, address: string, id: Uint8Array, house: string | undefined) {
    this.#network = network
    this.address = address
    this.id = id
    this.house = house
  }

  addresses(): readonly string[] {
    return this.#closed ? [] : [this.address]
  }

  async dial(address: string): Promise<Wire> {
    const network = this.#network
    if (this.#closed) throw new DialError('closed', address)
    if (!address.startsWith('memory:')) throw new DialError('bad-address', address)
    if (address === this.address) throw new DialError('self', address)
    await this.#pass(network.faults(this.address, address).delayMs ?? 0)
    if (network.isCut(this.address, address)) {
      await this.#pass(network.dialMs)
      throw new DialError('timed-out', address)
    }
    const back = network.faults(address, this.address)
    const refused = network.happens(network.faults(this.address, address).refuseChance)
    const other = network.find(address)
    if (refused) network.fired('refuse')
    const wires = refused || other === undefined || this.#closed ? undefined : other.#answer(this)
    await this.#pass(back.delayMs ?? 0)
    if (this.#closed) {
      wires?.close()
      throw new DialError('closed', address)
    }
    if (wires === undefined) throw new DialError('refused', address)
    return wires
  }

  onWire(handler: (wire: Wire) => void): Cancel {
    return this.#onWire.add(handler)
  }

  /** Those heard of before are told again: who is nearby says so now and then, and the handler may have come late. */
  onNearby(handler: (address: string) => void): Cancel {
    const cancel = this.#onNearby.add(handler)
    const untold = [...this.#heard]
    if (untold.length > 0) {
      this.#network.clock.after(0, () => {
        if (!this.#closed) for (const address of untold) handler(address)
      })
    }
    return cancel
  }

  onAddresses(handler: () => void): Cancel {
    return this.#onAddresses.add(handler)
  }

  /** Ends all wires with a word to the others. */
  async close(): Promise<void> {
    this.#leave()
    for (const wire of [...this.#wires]) wire.close('the other side has stopped')
  }

  /** Gone without a word, as when the power fails: what was on the way is lost. */
  crash(): void {
    this.#leave()
    for (const wire of [...this.#wires]) wire.break('connection lost')
  }

  /** For the network: somebody is in the same house. */
  hearOf(other: MemoryTransport): void {
    if (this.#closed || other.#closed) return
    this.#heard.add(other.address)
    this.#onNearby.tell(other.address)
  }

  #leave(): void {
    this.#closed = true
    this.#network.forget(this.address)
    this.#onWire.clear()
    this.#onNearby.clear()
    this.#onAddresses.clear()
  }

  /** The dialler's end, or `undefined` when nobody here wants wires. */
  #answer(dialler: MemoryTransport): MemoryWire | undefined {
    if (this.#closed || this.#onWire.size === 0) return undefined
    const [theirs, ours] = this.#network.lay(dialler, this)
    dialler.#keep(theirs)
    this.#keep(ours)
    this.#onWire.tell(ours)
    return theirs
  }

  #keep(wire: MemoryWire): void {
    this.#wires.add(wire)
    void wire.closed.then(() => this.#wires.delete(wire))
  }

  #pass(ms: number): Promise<void> {
    return new Promise(resolve => {
      this.#network.clock.after(ms, resolve)
    })
  }
}
