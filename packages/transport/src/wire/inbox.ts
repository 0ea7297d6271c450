/**
 * The reading end of a wire: messages that have come and have not been taken, in order.
 *
 * Why a queue of its own: whoever fills it must know how much waits (`bytes`) and when something is taken, to hold the
 * sender back. It never throws a message away unless told to (`drop`), and breaking out of a loop over `messages` loses
 * nothing: the next loop goes on where it stopped.
 */

/** What a message costs beside its own bytes, so that a flood of empty ones is bounded too. */
export const messageOverheadBytes = 64

type Waiter = (result: IteratorResult<Uint8Array>) => void

export class Inbox {
  /** Bytes that wait here, with the overhead of each message. */
  bytes = 0
  readonly #taken: (bytes: number) => void
  #queue: (Uint8Array | undefined)[] = []
  #head = 0
  readonly #waiters: Waiter[] = []
  #ended = false

  /** `taken` is called with the cost of each message that leaves, after `bytes` has gone down. */
  constructor(taken: (bytes: number) => void) {
    this.#taken = taken
  }

  put(message: Uint8Array): void {
    if (this.#ended) return
    const waiter = this.#waiters.shift()
    if (waiter !== undefined) {
      waiter({ done: false, value: message })
      this.#taken(message.length + messageOverheadBytes)
      return
    }
    this.#queue.push(message)
    this.bytes += message.length + messageOverheadBytes
  }

  /** Nothing more comes; what is here can still be read. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    for (const waiter of this.#waiters.splice(0)) waiter({ done: true, value: undefined })
  }

  /** Nothing more comes, and what is here is let go. */
  drop(): void {
    this.#queue = []
    this.#head = 0
    this.bytes = 0
    this.end()
  }

  messages(): AsyncIterable<Uint8Array> {
    const next = (): Promise<IteratorResult<Uint8Array>> => this.#next()
    return {
      [Symbol.asyncIterator]: () => ({ next, return: () => Promise.resolve({ done: true, value: undefined }) })
    }
  }

  #next(): Promise<IteratorResult<Uint8Array>> {
    const message = this.#queue[this.#head]
    if (message !== undefined) {
      this.#queue[this.#head] = undefined
      this.#head += 1
      // The space before the head is given back in steps, so that taking one message stays cheap.
      if (this.#head === this.#queue.length) {
        this.#queue = []
        this.#head = 0
      } else if (this.#head === 4_096) {
        this.#queue = this.#queue.slice(this.#head)
        this.#head = 0
      }
      const bytes = message.length + messageOverheadBytes
      this.bytes -= bytes
      this.#taken(bytes)
      return Promise.resolve({ done: false, value: message })
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined })
    return new Promise(resolve => this.#waiters.push(resolve))
  }
}
