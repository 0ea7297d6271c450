/**
 * Ends connections on which nothing has been going on for a while: no wire, no relayed circuit, no place reserved. A
 * stranger who connects and says nothing holds a place no longer than that.
 */
import type { Cancel, Clock } from '@commune/protocol'
import type { Connection } from '@libp2p/interface'

/** Streams that the engine opens by itself and that are no reason to keep a connection. */
const byTheWay = new Set(['/ipfs/id/1.0.0', '/ipfs/id/push/1.0.0', '/ipfs/ping/1.0.0', ''])

export interface IdleOptions {
  readonly clock: Clock
  readonly idleMs: number
  readonly connections: () => Connection[]
  /** A connection that is kept although nothing goes on there now. */
  readonly isKept: (connection: Connection) => boolean
}

/** Looks now and then while there are connections; `woken` says that there is one. */
export class IdleConnections {
  readonly #options: IdleOptions
  readonly #idleSinceMs = new WeakMap<Connection, number>()
  #timer: Cancel | undefined

  constructor(options: IdleOptions) {
    this.#options = options
  }

  woken(): void {
    this.#timer ??= this.#options.clock.after(this.#options.idleMs / 2, () => this.#look())
  }

  stop(): void {
    this.#timer?.()
    this.#timer = undefined
  }

  #look(): void {
    const { clock, idleMs, connections, isKept } = this.#options
    const now = clock.nowMs()
    const open = connections()
    for (const connection of open) {
      const since = this.#idleSinceMs.get(connection)
      if (isKept(connection) || connection.streams.some(stream => !byTheWay.has(stream.protocol))) {
        this.#idleSinceMs.delete(connection)
      } else if (since === undefined) {
        this.#idleSinceMs.set(connection, now)
      } else if (now - since >= idleMs) {
        connection.close().catch((error: Error) => connection.abort(error))
      }
    }
    this.#timer = undefined
    if (open.length > 0) this.woken()
  }
}
