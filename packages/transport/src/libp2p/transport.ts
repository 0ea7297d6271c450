/**
 * The transport over a libp2p node, the same in Node and in the browser.
 *
 * One wire is one stream; several wires to one peer share a connection. The engine keeps connections, this file gives them
 * the manners of the port: dials that fail say why as data, addresses come best first, connections without use are ended,
 * and a stranger's wires are counted (see gate.ts).
 */
import type { Cancel, Clock, Log, Transport, Wire } from '@commune/protocol'
import type { Connection, Libp2p, Stream, StreamMiddleware } from '@libp2p/interface'
import { multiaddr, type Multiaddr } from '@multiformats/multiaddr'
import { DialError } from '../wire/dialError.ts'
import { Handlers } from '../wire/handlers.ts'
import { parseTarget, sortOwn, type Target } from './addresses.ts'
import { dialFailureOf, isOtherPeer, saidBy } from './dialFailure.ts'
import { syncProtocol } from './framing.ts'
import type { Gate } from './gate.ts'
import { IdleConnections } from './idleConnections.ts'
import type { Neighbours } from './neighbours.ts'
import { StreamWire } from './wire.ts'

/** What a transport over a real network can beside the port. */
export interface NetworkTransport extends Transport {
  /** This transport's network id: new at each start and without meaning. */
  readonly networkId: Uint8Array
  /**
   * Asks the box at `address` to pass on what others dial to us through it. Once it has agreed, `addresses` contains
   * addresses that lead through that box; they vanish when the connection to it ends, and it can be asked again.
   * Rejects with a `DialError`.
   */
  relayThrough(address: string): Promise<void>
}

/** The part of libp2p's inside that is not on its face. */
export interface EngineParts {
  readonly transportManager: { listen(addresses: Multiaddr[]): Promise<void>; getAddrs(): Multiaddr[] }
  readonly registrar: { getMiddleware: (protocol: string) => StreamMiddleware[] }
}

export interface Libp2pTransportOptions {
  readonly node: Libp2p
  readonly parts: EngineParts
  readonly clock: Clock
  readonly log: Log
  readonly gate: Gate
  /** How long one dial may take in all, milliseconds. */
  readonly dialMs: number
  readonly idleMs: number
  /** Addresses to give out before those found here. */
  readonly announce: readonly string[]
  /** Ids of boxes that we asked to pass on to us; shared with the engine, which refuses all others. */
  readonly relayIds: Set<string>
  /** Whether somebody holds a place at our own relay. */
  readonly holdsPlace: (connection: Connection) => boolean
  readonly neighbours?: Neighbours
  /** Called last when the transport closes. */
  readonly afterClose?: () => Promise<void>
}

/** Wires that share one connection, either way. */
const wiresPerConnectionMax = 64

export class Libp2pTransport implements NetworkTransport {
  readonly networkId: Uint8Array
  readonly #options: Libp2pTransportOptions
  readonly #ownId: string
  readonly #onWire = new Handlers<Wire>()
  readonly #onAddresses = new Handlers<void>()
  readonly #wires = new Set<StreamWire>()
  readonly #idle: IdleConnections
  #lastAddresses = ''
  #closing: Promise<void> | undefined

  constructor(options: Libp2pTransportOptions) {
    const { node, clock, idleMs, relayIds, holdsPlace } = options
    this.#options = options
    this.#ownId = node.peerId.toString()
    this.networkId = node.peerId.toMultihash().bytes
    this.#idle = new IdleConnections({
      clock,
      idleMs,
      connections: () => node.getConnections(),
      isKept: connection => relayIds.has(connection.remotePeer.toString()) || holdsPlace(connection)
    })
  }

  /** Begins to answer. Call it once, when the node has started. */
  async begin(): Promise<this> {
    const { node, relayIds } = this.#options
    await node.handle(syncProtocol, (stream, connection) => this.#answer(stream, connection), {
      maxInboundStreams: wiresPerConnectionMax,
      maxOutboundStreams: wiresPerConnectionMax,
      runOnLimitedConnection: true
    })
    node.addEventListener('connection:open', () => this.#idle.woken())
    node.addEventListener('peer:disconnect', event => relayIds.delete(event.detail.toString()))
    node.addEventListener('transport:listening', () => this.#lookAtAddresses())
    node.addEventListener('transport:close', () => this.#lookAtAddresses())
    node.addEventListener('self:peer:update', () => this.#lookAtAddresses())
    this.#lastAddresses = this.addresses().join()
    return this
  }

  addresses(): readonly string[] {
    if (this.#closing !== undefined) return []
    const { announce, parts } = this.#options
    return [...new Set([...announce, ...sortOwn(parts.transportManager.getAddrs(), this.#ownId)])]
  }

  async dial(address: string): Promise<Wire> {
    return this.#try(address, async (target, signal) => {
      const connection = await this.#connect(target, signal)
      const options = { signal, runOnLimitedConnection: true, maxOutboundStreams: wiresPerConnectionMax }
      return this.#wire(await connection.newStream(syncProtocol, options), connection)
    })
  }

  async relayThrough(address: string): Promise<void> {
    const { parts, relayIds } = this.#options
    await this.#try(address, async (target, signal) => {
      const connection = await this.#connect(target, signal)
      const relayId = connection.remotePeer.toString()
      relayIds.add(relayId)
      try {
        await parts.transportManager.listen([multiaddr(`/p2p/${relayId}/p2p-circuit`)])
      } catch (error) {
        relayIds.delete(relayId)
        this.#options.log.note('relay-refused', { said: saidBy(error) })
        throw new DialError('no-relay', address)
      }
    })
  }

  onWire(handler: (wire: Wire) => void): Cancel {
    return this.#onWire.add(handler)
  }

  onNearby(handler: (address: string) => void): Cancel {
    return this.#options.neighbours?.on(handler) ?? (() => undefined)
  }

  onAddresses(handler: () => void): Cancel {
    return this.#onAddresses.add(handler)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const { node, neighbours, afterClose } = this.#options
    this.#idle.stop()
    neighbours?.clear()
    this.#onWire.clear()
    this.#onAddresses.clear()
    const wires = [...this.#wires]
    for (const wire of wires) wire.close('the other side has stopped')
    await Promise.all(wires.map(wire => wire.gone))
    await node.stop()
    await afterClose?.()
  }

  /** Runs a dial within its time; whatever goes wrong becomes a `DialError`. */
  async #try<T>(address: string, run: (target: Target, signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw new DialError('closed', address)
    const target = parseTarget(address)
    if (target === undefined) throw new DialError('bad-address', address)
    const ending = new AbortController()
    const cancel = this.#options.clock.after(this.#options.dialMs, () => ending.abort())
    try {
      return await run(target, ending.signal)
    } catch (error) {
      if (error instanceof DialError) throw error
      const reason = ending.signal.aborted ? 'timed-out' : this.#closing !== undefined ? 'closed' : dialFailureOf(error)
      this.#options.log.note('dial-failed', { reason, said: saidBy(error) })
      throw new DialError(reason, address)
    } finally {
      cancel()
    }
  }

  async #connect(target: Target, signal: AbortSignal): Promise<Connection> {
    const { node, neighbours } = this.#options
    if (target.id === undefined) return node.dial(target.bare, { signal })
    const open = node.getConnections().filter(
      connection => connection.remotePeer.toString() === target.id && connection.status === 'open'
    )
    const best = open.find(connection => connection.direct) ?? open[0]
    if (best !== undefined) return best
    if (target.isRelayed) return node.dial(target.whole, { signal })
    try {
      return await node.dial(target.whole, { signal })
    } catch (error) {
      if (signal.aborted) throw error
      if (isOtherPeer(error)) return node.dial(target.bare, { signal })
      const others = (neighbours?.addressesOf(target.id) ?? []).filter(other => !other.equals(target.whole))
      if (others.length === 0) throw error
      return node.dial(others, { signal })
    }
  }

  #answer(stream: Stream, connection: Connection): void {
    const leave = this.#options.gate.admitWire(connection.remoteAddr)
    if (leave === undefined || this.#onWire.size === 0 || this.#closing !== undefined) {
      leave?.()
      stream.abort(new Error('no place for a wire'))
      return
    }
    const wire = this.#wire(stream, connection)
    void wire.gone.then(leave)
    this.#onWire.tell(wire)
  }

  #wire(stream: Stream, connection: Connection): StreamWire {
    const wire = new StreamWire({
      stream,
      localId: this.networkId,
      remoteId: connection.remotePeer.toMultihash().bytes,
      remoteAddress: connection.remoteAddr.toString(),
      clock: this.#options.clock
    })
    this.#wires.add(wire)
    void wire.gone.then(() => this.#wires.delete(wire))
    return wire
  }

  #lookAtAddresses(): void {
    const now = this.addresses().join()
    if (now === this.#lastAddresses) return
    this.#lastAddresses = now
    this.#onAddresses.tell()
  }
}
