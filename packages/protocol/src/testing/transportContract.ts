/**
 * What every transport promises, as one suite: an adapter's own test file is
 * `transportContract('memory', async () => new Ground())`.
 *
 * The suite measures no times. Where it must see that something does not happen, it lets time pass through `rest` until
 * what it watches has come to rest.
 */
import { afterEach, describe, expect, test } from 'vitest'
import { limits } from '../ports/limits.ts'
import type { Transport, Wire } from '../ports/ports.ts'

/** A place where transports can be opened that reach one another. */
export interface TransportGround {
  /** A transport that the others can dial at the first of its addresses. */
  open(): Promise<Transport>
  /** An address of the right form at which nobody answers. */
  nowhere(): string
  /** Lets some time pass: a few turns at least. */
  rest(): Promise<void>
  /** Closes what is still open. */
  close(): Promise<void>
}

/** More than any window and buffer may hold. */
const floodBytes = 64 * 1_048_576
/** What a sender may get rid of before a reader that does not read stops it. */
const waitingBytesMax = 24 * 1_048_576

export function transportContract(name: string, lay: () => Promise<TransportGround>): void {
  let ground: TransportGround
  const opened = async (): Promise<{ near: Wire; far: Wire; a: Transport; b: Transport }> => {
    ground = await lay()
    const [a, b] = [await ground.open(), await ground.open()]
    return { ...(await connect(a, b)), a, b }
  }

  describe(`transport contract: ${name}`, () => {
    afterEach(() => ground.close())

    test('[K6] both ends of a wire name the same two network ids', async () => {
      const { near, far } = await opened()
      expect(hex(near.localId)).toBe(hex(far.remoteId))
      expect(hex(near.remoteId)).toBe(hex(far.localId))
      expect(hex(near.localId)).not.toBe(hex(near.remoteId))
      expect(near.remoteAddress).not.toBe('')
    })

    test('[K6] a transport that is opened again has another network id', async () => {
      const { near, a, b } = await opened()
      const before = hex(near.remoteId)
      await b.close()
      const again = await connect(a, await ground.open())
      expect(hex(again.near.remoteId)).not.toBe(before)
    })

    test('[S4] whole messages of every size arrive in order, both ways', async () => {
      const { near, far } = await opened()
      const sizes = [0, 1, 3, 250, 4_096, 65_535, 65_536, 65_537, 262_144, limits.messageBytesMax, 0, 7]
      const send = async (wire: Wire): Promise<void> => {
        for (const [at, size] of sizes.entries()) await wire.send(pattern(size, at))
      }
      const [there, back] = await Promise.all([take(far, sizes.length), take(near, sizes.length), send(near), send(far)])
      for (const [at, size] of sizes.entries()) {
        expect(same(there[at]!, pattern(size, at))).toBe(true)
        expect(same(back[at]!, pattern(size, at))).toBe(true)
      }
    })

    test('[S4] ten thousand small messages arrive in order, awaited or not', async () => {
      const { near, far } = await opened()
      const count = 10_000
      const reading = take(far, 2 * count)
      for (let at = 0; at < count; at++) await near.send(pattern(1 + (at % 300), at))
      const sending: Promise<void>[] = []
      for (let at = count; at < 2 * count; at++) sending.push(near.send(pattern(1 + (at % 300), at)))
      await Promise.all(sending)
      const got = await reading
      expect(got.findIndex((message, at) => !same(message, pattern(1 + (at % 300), at)))).toBe(-1)
    })

    test('[S4] the bytes of a message may be used again as soon as send was called', async () => {
      const { near, far } = await opened()
      const bytes = pattern(300, 1)
      const sending = near.send(bytes)
      bytes.fill(0)
      await sending
      expect(same((await take(far, 1))[0]!, pattern(300, 1))).toBe(true)
    })

    test('[S4] a loop over messages that is left can be taken up again with nothing lost', async () => {
      const { near, far } = await opened()
      for (let at = 0; at < 10; at++) await near.send(pattern(10, at))
      const first = await take(far, 4)
      const rest = await take(far, 6)
      expect([...first, ...rest].every((message, at) => same(message, pattern(10, at)))).toBe(true)
    })

    test('[S6] a reader that does not read stops its sender, and gets all of it when it reads again', async () => {
      const { near, far } = await opened()
      const message = pattern(65_536, 5)
      const count = floodBytes / message.length
      let sent = 0
      const sending = (async () => {
        for (; sent < count; sent++) await near.send(message)
      })()
      await settled(() => sent, ground)
      expect(sent * message.length).toBeLessThan(waitingBytesMax)
      let wrong = 0
      for (const got of await take(far, count)) if (!same(got, message)) wrong += 1
      await sending
      expect(wrong).toBe(0)
    })

    test('[S6] a reader that does not read stops only its own sender', async () => {
      const { near, far, b } = await opened()
      const other = await connect(await ground.open(), b)
      let sent = 0
      const stuck = (async () => {
        for (;;) {
          await near.send(pattern(65_536, 1))
          sent += 1
        }
      })().catch(() => 'ended')
      await settled(() => sent, ground)
      const reading = take(other.far, 200)
      for (let at = 0; at < 200; at++) await other.near.send(pattern(1_000, at))
      expect((await reading).every((message, at) => same(message, pattern(1_000, at)))).toBe(true)
      far.close()
      expect(await stuck).toBe('ended')
    })

    test('[S6] a wire that is closed ends on both sides with its reason', async () => {
      const { near, far } = await opened()
      const reading = drain(far)
      near.close('enough for today')
      expect(await near.closed).toBe('enough for today')
      expect(await far.closed).toBe('enough for today')
      await reading
      await drain(near)
      await expect(near.send(pattern(1, 0))).rejects.toThrow()
      await expect(far.send(pattern(1, 0))).rejects.toThrow()
      near.close('twice does nothing')
      expect(await near.closed).toBe('enough for today')
    })

    test('[S6] what was sent before a close arrives before the end', async () => {
      const { near, far } = await opened()
      for (let at = 0; at < 20; at++) await near.send(pattern(100, at))
      near.close()
      const got = await drain(far)
      expect(got.map(message => message.length)).toEqual(Array.from({ length: 20 }, () => 100))
      expect(await far.closed).not.toBe('')
    })

    test('[S6] a sender that waits for room is told when the wire ends', async () => {
      const { near, far } = await opened()
      let sent = 0
      const stuck = (async () => {
        for (;;) {
          await near.send(pattern(65_536, 1))
          sent += 1
        }
      })()
      const outcome = stuck.then(() => 'went on', () => 'rejected')
      await settled(() => sent, ground)
      far.close('no room here')
      expect(await outcome).toBe('rejected')
      expect(await near.closed).not.toBe('')
    })

    test('[E7] a message over the limit is refused and ends the wire on both sides', async () => {
      const { near, far } = await opened()
      const reading = drain(far)
      await expect(near.send(new Uint8Array(limits.messageBytesMax + 1))).rejects.toThrow()
      expect(await near.closed).toMatch(/too long/)
      expect(await far.closed).toMatch(/too long/)
      expect(await reading).toEqual([])
    })

    test('[S6] twenty transports dial one at the same time and all get through', async () => {
      ground = await lay()
      const hub = await ground.open()
      const others = await Promise.all(Array.from({ length: 20 }, () => ground.open()))
      const incoming = wiresOf(hub, 20)
      const wires = await Promise.all(others.map(other => other.dial(hub.addresses()[0]!)))
      await Promise.all(wires.map((wire, at) => wire.send(pattern(50, at))))
      const said = await Promise.all((await incoming).map(async wire => (await take(wire, 1))[0]![0]))
      expect(new Set(said)).toEqual(new Set(Array.from({ length: 20 }, (_, at) => pattern(50, at)[0])))
    })

    test('[S6] one transport dials another twenty times at once and gets twenty wires', async () => {
      ground = await lay()
      const [a, b] = [await ground.open(), await ground.open()]
      const incoming = wiresOf(b, 20)
      const wires = await Promise.all(Array.from({ length: 20 }, () => a.dial(b.addresses()[0]!)))
      for (const [at, wire] of wires.entries()) await wire.send(pattern(50, at))
      const said = await Promise.all((await incoming).map(async wire => (await take(wire, 1))[0]![0]))
      expect(new Set(said).size).toBe(20)
      wires[0]!.close()
      await wires[1]!.send(pattern(10, 100))
      await wires[0]!.closed
    })

    test('[S6] a transport that closes ends its wires and is not reached any more', async () => {
      const { near, a, b } = await opened()
      const address = b.addresses()[0]!
      const reading = drain(near)
      await b.close()
      await reading
      expect(await near.closed).not.toBe('')
      await expect(a.dial(address)).rejects.toMatchObject({ name: 'DialError' })
      await a.close()
      await expect(a.dial(address)).rejects.toMatchObject({ name: 'DialError', reason: 'closed' })
    })

    test('[S6] a dial that fails says why, as data', async () => {
      ground = await lay()
      const a = await ground.open()
      await expect(a.dial('kitchen table')).rejects.toMatchObject({ name: 'DialError', reason: 'bad-address' })
      await expect(a.dial(ground.nowhere())).rejects.toMatchObject({
        name: 'DialError',
        reason: 'refused',
        address: ground.nowhere()
      })
      await expect(a.dial(a.addresses()[0]!)).rejects.toMatchObject({ name: 'DialError', reason: 'self' })
    })

    test('[S6] a handler that was taken back hears of no wire', async () => {
      ground = await lay()
      const [a, b] = [await ground.open(), await ground.open()]
      let heard = 0
      const cancel = b.onWire(() => {
        heard += 1
      })
      cancel()
      cancel()
      await connect(a, b)
      expect(heard).toBe(0)
    })
  })
}

/** Opens a wire from `a` to `b` and gives both of its ends. */
export async function connect(a: Transport, b: Transport): Promise<{ near: Wire; far: Wire }> {
  const incoming = wiresOf(b, 1)
  const near = await a.dial(b.addresses()[0]!)
  return { near, far: (await incoming)[0]! }
}

function wiresOf(transport: Transport, count: number): Promise<Wire[]> {
  return new Promise(resolve => {
    const wires: Wire[] = []
    const cancel = transport.onWire(wire => {
      wires.push(wire)
      if (wires.length < count) return
      cancel()
      resolve(wires)
    })
  })
}

/** The next `count` messages. */
export async function take(wire: Wire, count: number): Promise<Uint8Array[]> {
  const got: Uint8Array[] = []
  if (count === 0) return got
  for await (const message of wire.messages()) {
    got.push(message)
    if (got.length === count) return got
  }
  throw new Error(`the wire ended after ${got.length} of ${count} messages`)
}

async function drain(wire: Wire): Promise<Uint8Array[]> {
  const got: Uint8Array[] = []
  for await (const message of wire.messages()) got.push(message)
  return got
}

/** Waits until a count stands still over several rests. */
async function settled(count: () => number, ground: TransportGround): Promise<void> {
  let still = 0
  let last = -1
  while (still < 5) {
    await ground.rest()
    still = count() === last ? still + 1 : 0
    last = count()
  }
}

function pattern(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at++) bytes[at] = (seed * 31 + at * 7 + (at >> 8)) & 255
  return bytes
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
