import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import fc from 'fast-check'
import { generate } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { boxClock } from '../testing/ports.ts'
import { type BrokerLimits, brokerLimits } from './limits.ts'
import { Line } from './line.ts'
import { Turns } from './turns.ts'

/** A socket that gives what it is told to, and holds what is written to it. */
class FakeSocket extends EventEmitter {
  readonly remoteAddress = '10.0.0.7'
  readonly written: Buffer[] = []
  readonly writableLength = 0
  destroyed = false
  isPaused = false
  #waiting: Buffer[] = []

  give(chunk: Buffer): void {
    if (this.isPaused) this.#waiting.push(chunk)
    else this.emit('data', chunk)
  }

  pause(): void {
    this.isPaused = true
  }

  resume(): void {
    this.isPaused = false
    for (let next = this.#waiting.shift(); next !== undefined; next = this.isPaused ? undefined : this.#waiting.shift()) this.emit('data', next)
  }

  write(bytes: Buffer, done?: () => void): boolean {
    this.written.push(bytes)
    done?.()
    return true
  }

  end(done?: () => void): void {
    done?.()
  }

  destroySoon(): void {
    this.destroy()
  }

  destroy(): void {
    this.destroyed = true
    this.emit('close')
  }
}

interface Told {
  readonly large: { readonly topic: string; readonly bytes: number }[]
  readonly broken: string[]
  slowed: number
  /** Messages that were told at once: topic, length, how much had been handed on before. */
  readonly atOnce: { readonly topic: string; readonly bytes: number; readonly after: number }[]
}

function lineOf(limits: Partial<BrokerLimits>, clock = boxClock, takes = false): { socket: FakeSocket; line: Line; told: Told; read: Buffer[] } {
  const socket = new FakeSocket()
  const read: Buffer[] = []
  const told: Told = { large: [], broken: [], slowed: 0, atOnce: [] }
  const line = new Line(socket as unknown as Socket, clock, { ...brokerLimits, ...limits }, new Turns(clock), {
    said: ({ topic, payload }) => {
      if (takes) told.atOnce.push({ topic, bytes: payload.length, after: Buffer.concat(read).length })
      return takes
    },
    tooLarge: (topic, bytes) => told.large.push({ topic, bytes }),
    slowed: () => (told.slowed += 1),
    broken: (why) => told.broken.push(why)
  })
  line.on('data', (chunk: Buffer) => read.push(chunk))
  line.on('error', () => {})
  return { socket, line, told, read }
}

const hello = generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: 'x', keepalive: 0 })
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const publish = (bytes: number, qos: 0 | 1 | 2, messageId: number): Buffer =>
  generate({ cmd: 'publish', topic: `t/${messageId}`, payload: Buffer.alloc(bytes, 1), qos, messageId, retain: false, dup: false })

test('[B12] however the network cuts it, a line hands on the packets that are allowed and nothing of those that are not', async () => {
  const packet = fc.oneof(
    fc.record({ bytes: fc.integer({ min: 0, max: 300 }), qos: fc.constantFrom(0 as const, 1 as const, 2 as const) }).map(({ bytes, qos }) => ({ publish: bytes, qos })),
    fc.constant('ping' as const)
  )
  await fc.assert(
    fc.asyncProperty(fc.array(packet, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 20 }), async (packets, cuts) => {
      const bytes = packets.map((each, index) => (each === 'ping' ? generate({ cmd: 'pingreq' }) : publish(each.publish, each.qos, index + 1)))
      const limits = { packetBytesMax: 150 }
      const isOver = (index: number): boolean => (bytes[index] as Buffer).length > 150 + 3
      const { socket, line, told, read } = lineOf(limits)
      const stream = Buffer.concat([hello, ...bytes])
      for (let at = 0, cut = 0; at < stream.length; cut++) {
        const step = cuts[cut % cuts.length] as number
        socket.give(stream.subarray(at, at + step))
        at += step
      }
      await turn()
      expect(Buffer.concat(read).equals(hello)).toBe(true)
      line.letIn()
      await turn()
      expect(Buffer.concat(read).equals(Buffer.concat([hello, ...bytes.filter((_, index) => !isOver(index))]))).toBe(true)
      const over = packets.flatMap((each, index) => (each !== 'ping' && isOver(index) ? [{ ...each, number: index + 1 }] : []))
      expect(told.large.map(({ topic }) => topic)).toEqual(over.map(({ number }) => `t/${number}`))
      const acks = over.flatMap(({ qos, number }) => (qos === 0 ? [] : [Buffer.from([qos === 1 ? 0x40 : 0x50, 2, 0, number])]))
      expect(Buffer.concat(socket.written).equals(Buffer.concat(acks))).toBe(true)
    }),
    { numRuns: 200 }
  )
})

test('[B12] however the network cuts it, what is told at once and what is handed on is together what came, in order', async () => {
  const packet = fc.oneof(fc.record({ bytes: fc.integer({ min: 0, max: 200 }), qos: fc.constantFrom(0 as const, 1 as const, 2 as const) }), fc.constant('ping' as const))
  await fc.assert(
    fc.asyncProperty(fc.array(packet, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }), async (packets, cuts) => {
      const bytes = packets.map((each, index) => (each === 'ping' ? generate({ cmd: 'pingreq' }) : publish(each.bytes, each.qos, index + 1)))
      const { socket, line, told, read } = lineOf({}, boxClock, true)
      socket.give(hello)
      line.letIn()
      await turn()
      const stream = Buffer.concat(bytes)
      for (let at = 0, cut = 0; at < stream.length; cut++) {
        const step = cuts[cut % cuts.length] as number
        socket.give(stream.subarray(at, at + step))
        at += step
      }
      await turn()
      const atOnce = new Set(told.atOnce.map(({ topic }) => Number(topic.slice(2))))
      const handedOn = bytes.filter((_, index) => !atOnce.has(index + 1))
      expect(Buffer.concat(read).equals(Buffer.concat([hello, ...handedOn]))).toBe(true)
      for (const { topic, after } of told.atOnce) {
        const number = Number(topic.slice(2))
        const before = bytes.filter((_, index) => index + 1 < number && !atOnce.has(index + 1))
        expect(after).toBe(Buffer.concat([hello, ...before]).length)
      }
      const acks = packets.flatMap((each, index) => (each !== 'ping' && each.qos === 1 && atOnce.has(index + 1) ? [Buffer.from([0x40, 2, 0, index + 1])] : []))
      expect(Buffer.concat(socket.written).equals(Buffer.concat(acks))).toBe(true)
      expect(packets.some((each, index) => each !== 'ping' && each.qos === 2 && atOnce.has(index + 1))).toBe(false)
    }),
    { numRuns: 150 }
  )
})

test('[B12] any bytes at all end the line or are handed on; nothing throws, and no more is held than came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { maxLength: 10 }), fc.boolean(), async (chunks, polite) => {
      const { socket, line, told, read } = lineOf({ packetBytesMax: 100, controlBytesMax: 60 }, boxClock, true)
      if (polite) {
        socket.give(hello)
        line.letIn()
      }
      for (const chunk of chunks) if (!socket.destroyed) socket.give(Buffer.from(chunk))
      await turn()
      const came = chunks.reduce((sum, { length }) => sum + length, polite ? hello.length : 0)
      expect(Buffer.concat(read).length).toBeLessThanOrEqual(came)
      expect(told.broken.length > 0).toBe(line.destroyed)
      line.destroy()
    }),
    { numRuns: 300 }
  )
})

test('[B13] whoever sends quicker than it may is read more slowly, in order, with nothing lost', async () => {
  let nowMs = 0
  const due: { atMs: number; run: () => void }[] = []
  const clock = {
    nowMs: () => nowMs,
    after: (delayMs: number, run: () => void) => {
      due.push({ atMs: nowMs + delayMs, run })
      return () => {}
    }
  }
  const { socket, line, told, read } = lineOf({ packetsPerS: 10, packetsBurst: 5 }, clock)
  socket.give(hello)
  line.letIn()
  const said = Array.from({ length: 30 }, (_, index) => publish(1, 0, index + 1))
  socket.give(Buffer.concat(said))
  await turn()
  const handedOn = (): number => (Buffer.concat(read).length - hello.length) / (said[0] as Buffer).length
  const first = handedOn()
  expect([first, socket.isPaused]).toEqual([3, true])
  nowMs = 1_000
  for (const { run } of due.splice(0)) run()
  await turn()
  expect(handedOn()).toBeGreaterThan(first)
  expect(handedOn()).toBeLessThan(20)
  while (due.length > 0) {
    nowMs += 1_000
    for (const { run } of due.splice(0)) run()
    await turn()
  }
  expect(Buffer.concat(read).equals(Buffer.concat([hello, ...said]))).toBe(true)
  expect(told.slowed).toBeGreaterThan(2)
  expect(socket.isPaused).toBe(false)
})
