/**
 * Who may come in: our own limits in place of the engine's, which count connections a second and turn away a household
 * that comes home together.
 *
 * Counted are connections from one host, connections in all, wires from one host, wires in all, and how many times a host
 * comes in a second. Nothing here judges what is said on a wire; that is for the peer.
 */
import type { Cancel, Clock } from '@commune/protocol'
import type { Multiaddr } from '@multiformats/multiaddr'
import { hostOf } from './addresses.ts'

export interface GateLimits {
  /** Connections that others opened, in all. */
  readonly connectionsMax: number
  /** Connections that one host opened. */
  readonly connectionsPerHostMax: number
  /** Connections one host may open within a second. */
  readonly connectionsPerHostPerS: number
  readonly wiresMax: number
  readonly wiresPerHostMax: number
}

export const defaultGateLimits: GateLimits = {
  connectionsMax: 512,
  connectionsPerHostMax: 128,
  connectionsPerHostPerS: 100,
  wiresMax: 1_024,
  wiresPerHostMax: 256
}

export class Gate {
  readonly #limits: GateLimits
  readonly #clock: Clock
  readonly #connections = new Tally()
  readonly #wires = new Tally()
  /** Comings in the current second. */
  #second = 0
  #comings = new Map<string, number>()

  constructor(limits: GateLimits, clock: Clock) {
    this.#limits = limits
    this.#clock = clock
  }

  /** A place for a connection from there, to be given back when it ends; `undefined` when there is none. */
  admitConnection(from: Multiaddr): Cancel | undefined {
    const host = hostOf(from)
    const { connectionsMax, connectionsPerHostMax, connectionsPerHostPerS } = this.#limits
    const second = Math.floor(this.#clock.nowMs() / 1_000)
    if (second !== this.#second) {
      this.#second = second
      this.#comings = new Map()
    }
    const comings = (this.#comings.get(host) ?? 0) + 1
    if (comings > connectionsPerHostPerS) return undefined
    this.#comings.set(host, comings)
    return this.#connections.enter(host, connectionsPerHostMax, connectionsMax)
  }

  /** A place for a wire on such a connection. */
  admitWire(from: Multiaddr): Cancel | undefined {
    return this.#wires.enter(hostOf(from), this.#limits.wiresPerHostMax, this.#limits.wiresMax)
  }
}

class Tally {
  #all = 0
  readonly #byHost = new Map<string, number>()

  enter(host: string, hostMax: number, max: number): Cancel | undefined {
    const here = this.#byHost.get(host) ?? 0
    if (here >= hostMax || this.#all >= max) return undefined
    this.#byHost.set(host, here + 1)
    this.#all += 1
    let isIn = true
    return () => {
      if (!isIn) return
      isIn = false
      this.#all -= 1
      const left = (this.#byHost.get(host) ?? 1) - 1
      if (left === 0) this.#byHost.delete(host)
      else this.#byHost.set(host, left)
    }
  }
}
