/**
 * One connection to the built-in broker, bounded before anything reads it.
 *
 * aedes gathers a packet whole before it looks at it, of any length and from anyone, and takes in as quickly as the network brings.
 * So between the socket and aedes stands this stream. It reads no more than the headers of packets (MQTT 3.1.1, section 2.2):
 *
 * - a message over `packetBytesMax` is passed over as it comes, acknowledged where that is due (else it would be sent for ever), and named;
 * - any other packet over `controlBytesMax`, and a header that is none, ends the connection;
 * - after its first packet a connection is not read until it is let in;
 * - who sends quicker than `packetsPerS` is read more slowly. Nothing is lost or gathered here: the network holds the sender back;
 * - of one turn of the event loop all lines together take a part (`Turns`), and what came beyond it waits for the next;
 * - a message that came whole, while nothing before it waits to be read, is told at once and does not go through aedes.
 *
 * Towards the device it is a plain pipe whose unread bytes can be asked for (`unread`): the broker lets messages pass by a device that
 * does not read, so that it holds up nobody else.
 */
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { Cancel, Clock } from '@commune/protocol'
import { headerAt, type PacketHeader } from '../packets.ts'
import type { BrokerLimits } from './limits.ts'
import { acknowledgement, readMessage, type WireMessage } from './message.ts'
import type { Turns } from './turns.ts'

/** What the line tells the broker of its other side. */
export interface LineEvents {
  /** A message came whole and nothing before it is waiting. False: it goes the way of all packets. */
  said(message: WireMessage): boolean
  /** A message of `bytes` was passed over; its topic as far as it could be read. */
  tooLarge(topic: string, bytes: number): void
  /** It sends quicker than it may: told once for each time it is slowed. */
  slowed(): void
  broken(why: BrokenWhy): void
}

/** No length of a packet; a packet that is too large; one that is not CONNECT, where nothing else may come. */
export type BrokenWhy = 'length' | 'packet-too-large' | 'not-connect'

/** A message that is passed over: what was read of it. */
interface Over {
  readonly qos: number
  readonly bytes: number
  readonly head: number[]
  headBytes: number
}

const connectType = 1
const publishType = 3
/** What may be left unsent after the end, and for how long. */
const lingerMs = 1_000

export class Line extends Duplex {
  readonly address: string
  readonly #socket: Socket
  readonly #clock: Clock
  readonly #limits: BrokerLimits
  readonly #turns: Turns
  readonly #events: LineEvents
  /** The first packet came whole; the next waits until the other side is let in. */
  #hasShown = false
  #isLetIn = false
  /** A header that came in part. */
  #held: Buffer | undefined
  /** Bytes of the packet still to come: handed on, or passed over. */
  #left = 0
  #over: Over | undefined
  #coming = 0
  /** Messages that leave together at the end of this turn. */
  #together: Buffer[] | undefined
  #tokens: number
  #tokensMs: number
  #rest: Buffer | undefined
  #wait: Cancel | undefined

  constructor(socket: Socket, clock: Clock, limits: BrokerLimits, turns: Turns, events: LineEvents) {
    super({ readableHighWaterMark: 65_536, writableHighWaterMark: 65_536, allowHalfOpen: false })
    this.#socket = socket
    this.#clock = clock
    this.#limits = limits
    this.#turns = turns
    this.#events = events
    // Addresses of IPv4 come in the dress of IPv6 where both are listened to.
    this.address = (socket.remoteAddress ?? '').replace(/^::ffff:/u, '')
    this.#tokens = limits.packetsBurst
    this.#tokensMs = clock.nowMs()
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => this.destroy())
  }

  /** From now on it may say more than who it is. */
  letIn(): void {
    this.#isLetIn = true
    if (this.#wait === undefined) this.#goOn()
  }

  /** Bytes that were written and that the other side has not taken in yet. */
  get unread(): number {
    return this.writableLength
  }

  /** Bytes that will be written before the next turn of the event loop: aedes writes a message a little after it was said. */
  get coming(): number {
    return this.#coming
  }

  expect(bytes: number): void {
    if (this.#coming === 0) setImmediate(() => (this.#coming = 0))
    this.#coming += bytes
  }

  /** Says a message at the end of this turn, when aedes writes as well. What is said in one turn is one piece for the network. */
  say(message: Buffer, full: () => void): void {
    if (this.#together !== undefined) return void this.#together.push(message)
    const together = [message]
    this.#together = together
    setImmediate(() => {
      if (this.#together === together) this.#together = undefined
      if (this.destroyed) return
      const isFull = !this.write(together.length === 1 ? message : Buffer.concat(together))
      if (isFull) full()
    })
  }

  /** What is said from now on does not go before what aedes was given to write. */
  part(): void {
    this.#together = undefined
  }

  /** Counts something that costs more than its bytes. */
  charge(packets: number): void {
    this.#tokens -= packets
  }

  override _read(): void {
    if (this.#wait === undefined && this.#rest === undefined) this.#socket.resume()
  }

  /**
   * All that waits, and not one piece of it: aedes reads on while it is in the midst of what it read before, and would mix up the two.
   */
  override read(size?: number): Buffer | null {
    const parts: Buffer[] = []
    for (let part = super.read(size) as Buffer | null; part !== null; part = super.read(size) as Buffer | null) parts.push(part)
    return parts.length > 1 ? Buffer.concat(parts) : (parts[0] ?? null)
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done)
  }

  /** A packet is written in several parts; they go out as one. */
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#socket.write(Buffer.concat(chunks.map(({ chunk }) => chunk)), done)
  }

  override _final(done: () => void): void {
    this.#socket.end(done)
  }

  /** What was said last, as a refusal, still goes out: for a second, then the line is cut. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#wait?.()
    this.#rest = undefined
    const socket = this.#socket
    if (!socket.destroyed) {
      socket.pause()
      socket.destroySoon()
      const cut = this.#clock.after(lingerMs, () => socket.destroy())
      socket.once('close', cut)
    }
    done(error)
  }

  #take(taken: Buffer): void {
    const chunk = this.#held === undefined ? taken : Buffer.concat([this.#held, taken])
    this.#held = undefined
    let from = 0
    let at = 0
    while (at < chunk.length) {
      if (this.#left > 0) {
        const step = Math.min(this.#left, chunk.length - at)
        if (this.#over !== undefined) this.#passOver(this.#over, chunk.subarray(at, at + step))
        this.#left -= step
        at += step
        if (this.#over !== undefined) from = at
        if (this.#left === 0) this.#ended()
        continue
      }
      const mayGoOn = this.#mayGoOn()
      if (!mayGoOn || !this.#turns.hasRoom()) {
        this.#handOn(chunk.subarray(from, at))
        return this.#keep(chunk.subarray(at), mayGoOn)
      }
      const header = headerAt(chunk, at)
      if (header === 'broken') return void this.#break('length')
      if (header === 'more') break
      if (!this.#begin(header)) return
      if (from === at && this.#isToldAtOnce(chunk, at, header)) {
        // Whoever heard it may have sent this one away.
        if (this.destroyed) return
        this.#left = 0
        from = at = header.end + header.bytes
        continue
      }
      this.#turns.handOn()
      const isOver = this.#over !== undefined
      if (isOver) this.#handOn(chunk.subarray(from, at))
      at = header.end
      if (isOver) from = at
      if (this.#left === 0) this.#ended()
    }
    this.#handOn(chunk.subarray(from, at))
    if (at < chunk.length) this.#held = chunk.subarray(at)
  }

  /** Nothing is told before what came before it: then it waits behind that. Who does not read its acknowledgements is not told at once either. */
  #isToldAtOnce(chunk: Buffer, at: number, { type, bytes, end }: PacketHeader): boolean {
    if (type !== publishType || !this.#isLetIn || this.#over !== undefined || end + bytes > chunk.length) return false
    if (this.readableLength > 0 || this.writableNeedDrain) return false
    const message = readMessage(chunk, at, end, end + bytes)
    if (message === undefined || !this.#events.said(message)) return false
    if (message.qos === 1) this.write(acknowledgement(message.number))
    return true
  }

  /** A packet begins: it is let through, passed over, or ends the line; false when it does. */
  #begin({ type, qos, bytes }: PacketHeader): boolean {
    if (!this.#hasShown && type !== connectType) return this.#break('not-connect')
    this.#left = bytes
    this.#tokens -= 1 + bytes / 1_024
    if (type === publishType && bytes > this.#limits.packetBytesMax) {
      this.#over = { qos, bytes, head: [], headBytes: 2 }
      return true
    }
    return type === publishType || bytes <= this.#limits.controlBytesMax || this.#break('packet-too-large')
  }

  #ended(): void {
    this.#hasShown = true
    const over = this.#over
    if (over === undefined) return
    this.#over = undefined
    const topicEnd = over.headBytes - (over.qos > 0 ? 2 : 0)
    const [high = 0, low = 0] = over.head.slice(topicEnd)
    if (over.qos === 1 || over.qos === 2) this.write(Buffer.from([over.qos === 1 ? 0x40 : 0x50, 2, high, low]))
    this.#events.tooLarge(Buffer.from(over.head.slice(2, topicEnd)).toString('utf8'), over.bytes)
  }

  /** Reads topic and number of a message that is too large, and forgets the rest. */
  #passOver(over: Over, bytes: Buffer): void {
    for (let index = 0; index < bytes.length && over.head.length < over.headBytes; index++) {
      over.head.push(bytes[index] as number)
      if (over.head.length !== 2) continue
      const topicBytes = ((over.head[0] as number) << 8) | (over.head[1] as number)
      over.headBytes = Math.min(2 + topicBytes + (over.qos > 0 ? 2 : 0), over.bytes)
    }
  }

  #mayGoOn(): boolean {
    if (this.#hasShown && !this.#isLetIn) return false
    if (this.#tokens >= 1) return true
    const now = this.#clock.nowMs()
    // A clock that is set back gives nothing, and takes nothing away.
    const passedMs = Math.max(0, now - this.#tokensMs)
    this.#tokensMs = now
    this.#tokens = Math.min(this.#limits.packetsBurst, this.#tokens + (passedMs / 1_000) * this.#limits.packetsPerS)
    return this.#tokens >= 1
  }

  /** What came and may not go on yet: until the next turn, until it is let in, or until it has waited long enough. */
  #keep(rest: Buffer, isForNextTurn: boolean): void {
    this.#rest = rest
    this.#socket.pause()
    if (isForNextTurn) return void (this.#wait = this.#turns.wait(() => this.#goOn()))
    if (!this.#isLetIn) return
    this.#events.slowed()
    const waitMs = Math.ceil(((1 - this.#tokens) / this.#limits.packetsPerS) * 1_000) + 20
    this.#wait = this.#clock.after(waitMs, () => this.#goOn())
  }

  #goOn(): void {
    const rest = this.#rest
    this.#wait = undefined
    this.#rest = undefined
    if (this.destroyed) return
    if (rest !== undefined) this.#take(rest)
    if (this.#rest === undefined && !this.destroyed) this.#socket.resume()
  }

  #handOn(bytes: Buffer): void {
    if (bytes.length > 0 && !this.push(bytes)) this.#socket.pause()
  }

  #break(why: BrokenWhy): false {
    this.#events.broken(why)
    this.destroy()
    return false
  }
}
