/**
 * One direction of a memory wire: a queue of passages in the order they come out, a window that holds the sender back,
 * and one timer of the clock at a time.
 *
 * An end travels in the lane like a message, behind all that was sent before it, so a goodbye never overtakes what was
 * said. A lane that is held (a partition that stalls) keeps everything and delivers it when it is let go.
 */
import type { Cancel, Clock } from '@commune/protocol'
import { Inbox, messageOverheadBytes } from '../wire/inbox.ts'
import { drawPassages, type FaultName, type Faults } from './faults.ts'

export interface LaneOptions {
  readonly clock: Clock
  readonly chance: () => number
  readonly faults: () => Faults
  readonly fired: (fault: FaultName) => void
  /** Bytes on the way and unread before `hasRoom` is false. */
  readonly windowBytes: number
  /** There is room again. */
  readonly roomAgain: () => void
  /** The end of the other side has come. */
  readonly ended: (reason: string) => void
}

interface Item {
  readonly dueMs: number
  readonly order: number
  /** The message, or the reason of the end. */
  readonly load: Uint8Array | string
}

export class Lane {
  readonly inbox: Inbox
  readonly #options: LaneOptions
  #items: Item[] = []
  #order = 0
  #lastDueMs = 0
  #lineFreeMs = 0
  #outstandingBytes = 0
  #held = false
  #closed = false
  #timer: Cancel | undefined
  #timerDueMs = 0

  constructor(options: LaneOptions) {
    this.#options = options
    this.inbox = new Inbox(bytes => this.#left(bytes))
  }

  get hasRoom(): boolean {
    return this.#outstandingBytes < this.#options.windowBytes
  }

  /** False when the wire breaks instead. The bytes are copied: the caller may use its own again. */
  send(message: Uint8Array): boolean {
    const { clock, chance, faults, fired } = this.#options
    const now = clock.nowMs()
    const drawn = faults()
    this.#lineFreeMs = Math.max(now, this.#lineFreeMs)
    if (drawn.bytesPerS !== undefined && this.#lineFreeMs > now) fired('narrow')
    if (drawn.bytesPerS !== undefined) this.#lineFreeMs += (message.length * 1_000) / drawn.bytesPerS
    const passages = drawPassages(message.slice(), this.#lineFreeMs, drawn, chance, fired)
    if (passages === undefined) return false
    for (const passage of passages) {
      const dueMs = passage.overtaken ? passage.dueMs : Math.max(this.#lastDueMs, passage.dueMs)
      if (!passage.overtaken) this.#lastDueMs = dueMs
      this.#outstandingBytes += passage.message.length + messageOverheadBytes
      this.#insert(dueMs, passage.message)
    }
    return true
  }

  /** Says the end, behind everything sent before. */
  end(reason: string): void {
    const { clock, faults } = this.#options
    const dueMs = this.#items.reduce((last, item) => Math.max(last, item.dueMs), clock.nowMs() + (faults().delayMs ?? 0))
    this.#insert(Math.max(dueMs, this.#lastDueMs), reason)
  }

  /** Nothing comes out until `release`. */
  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    this.#arm()
  }

  /** Lets go of everything on the way; nothing comes out any more. */
  cut(): void {
    this.#closed = true
    this.#items = []
    this.#timer?.()
    this.#timer = undefined
  }

  #left(bytes: number): void {
    const hadRoom = this.hasRoom
    this.#outstandingBytes -= bytes
    if (!hadRoom && this.hasRoom) this.#options.roomAgain()
  }

  #insert(dueMs: number, load: Uint8Array | string): void {
    if (this.#closed) return
    const item: Item = { dueMs, order: this.#order++, load }
    let at = this.#items.length
    while (at > 0 && this.#items[at - 1]!.dueMs > dueMs) at -= 1
    this.#items.splice(at, 0, item)
    this.#arm()
  }

  #arm(): void {
    const first = this.#items[0]
    if (first === undefined || this.#held || this.#closed) return
    if (this.#timer !== undefined) {
      if (this.#timerDueMs <= first.dueMs) return
      this.#timer()
    }
    this.#timerDueMs = first.dueMs
    this.#timer = this.#options.clock.after(Math.max(0, first.dueMs - this.#options.clock.nowMs()), () => this.#deliver())
  }

  #deliver(): void {
    this.#timer = undefined
    if (this.#held || this.#closed) return
    const now = this.#options.clock.nowMs()
    let due = 0
    while (due < this.#items.length && this.#items[due]!.dueMs <= now) due += 1
    for (const item of this.#items.splice(0, due)) {
      if (typeof item.load === 'string') {
        this.cut()
        this.inbox.end()
        this.#options.ended(item.load)
        return
      }
      this.inbox.put(item.load)
    }
    this.#arm()
  }
}
