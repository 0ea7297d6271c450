/** A memory wire: two lanes, one each way, and the two ends that use them. */
import { limits, type Clock, type Wire } from '@commune/protocol'
import { Lane } from './lane.ts'
import type { FaultName, FaultsBetween } from './faults.ts'

export interface WireEnds {
  readonly dialler: MemoryWire
  readonly answerer: MemoryWire
}

/** Who is at one end. */
export interface End {
  readonly id: Uint8Array
  readonly address: string
}

export interface WireOptions {
  readonly clock: Clock
  readonly chance: () => number
  readonly faults: FaultsBetween
  readonly fired: (fault: FaultName) => void
  readonly windowBytes: number
  /** Called once, when both ends have ended. */
  readonly gone: () => void
}

/** Lays a wire between two ends. */
export function layWire(dialler: End, answerer: End, options: WireOptions): WireEnds {
  let open = 2
  const gone = (): void => {
    open -= 1
    if (open === 0) options.gone()
  }
  const there: MemoryWire = new MemoryWire(dialler, answerer, gone, options, () => back)
  const back: MemoryWire = new MemoryWire(answerer, dialler, gone, options, () => there)
  return { dialler: there, answerer: back }
}

export class MemoryWire implements Wire {
  readonly localId: Uint8Array
  readonly remoteId: Uint8Array
  readonly remoteAddress: string
  readonly closed: Promise<string>
  /** What this end sends. */
  readonly #out: Lane
  readonly #gone: () => void
  readonly #other: () => MemoryWire
  #settle: (reason: string) => void = () => undefined
  #reason: string | undefined
  #room: PromiseWithResolvers<void> | undefined

  constructor(local: End, remote: End, gone: () => void, options: WireOptions, other: () => MemoryWire) {
    this.localId = local.id
    this.remoteId = remote.id
    this.remoteAddress = remote.address
    this.#gone = gone
    this.#other = other
    this.closed = new Promise(resolve => {
      this.#settle = resolve
    })
    this.#out = new Lane({
      clock: options.clock,
      chance: options.chance,
      faults: () => options.faults(local.address, remote.address),
      fired: options.fired,
      windowBytes: options.windowBytes,
      roomAgain: () => this.#roomAgain(),
      ended: reason => this.#other().#finish(reason)
    })
  }

  async send(message: Uint8Array): Promise<void> {
    if (this.#reason !== undefined) throw new Error(`the wire has ended: ${this.#reason}`)
    if (message.length > limits.messageBytesMax) {
      const reason = `message too long: ${message.length} bytes`
      this.close(reason)
      throw new Error(reason)
    }
    if (!this.#out.send(message)) {
      this.break('connection lost')
      throw new Error('the wire has ended: connection lost')
    }
    if (this.#out.hasRoom) return
    this.#room ??= Promise.withResolvers()
    await this.#room.promise
  }

  messages(): AsyncIterable<Uint8Array> {
    return this.#other().#out.inbox.messages()
  }

  close(reason?: string): void {
    if (this.#reason !== undefined) return
    this.#out.end(reason ?? 'closed by the other side')
    this.#finish(reason ?? 'closed here')
    this.#in.inbox.drop()
    this.#in.cut()
  }

  /** Both sides lose one another at once, with all that was on the way. */
  break(reason: string): void {
    const other = this.#other()
    this.#out.cut()
    this.#in.cut()
    this.#in.inbox.end()
    this.#out.inbox.end()
    this.#finish(reason)
    other.#finish(reason)
  }

  hold(): void {
    this.#out.hold()
    this.#in.hold()
  }

  release(): void {
    this.#out.release()
    this.#in.release()
  }

  get #in(): Lane {
    return this.#other().#out
  }

  #roomAgain(): void {
    this.#room?.resolve()
    this.#room = undefined
  }

  #finish(reason: string): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    this.#settle(reason)
    this.#room?.promise.catch(() => undefined)
    this.#room?.reject(new Error(`the wire has ended: ${reason}`))
    this.#room = undefined
    this.#gone()
  }
}
