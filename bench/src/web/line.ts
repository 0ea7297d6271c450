/** A line as phones have it: everything to one port goes through a relay with so many bits a second and so long a way. */
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Line {
  readonly port: number
  /** Bytes that came down so far, over all connections, heads of answers included. */
  readonly down: () => number
  /** What was asked for, in order, with the bytes that have come of each so far. */
  readonly asked: readonly Asked[]
  close(): Promise<void>
}

export interface Asked {
  readonly path: string
  readonly bytes: number
}

export interface LineOptions {
  readonly bitsPerS: number
  /** There and back, milliseconds. */
  readonly roundMs: number
}

export const openLine = async (to: number, { bitsPerS, roundMs }: LineOptions): Promise<Line> => {
  const bytesPerMs = bitsPerS / 8_000
  let down = 0
  const asked: { path: string; bytes: number }[] = []
  const sockets = new Set<Socket>()
  /** When the line is free again, for each direction: connections share it. */
  const freeAt = { up: 0, down: 0 }

  /** `current` is what one connection is asked for now: one thing after another. */
  const carry = (from: Socket, into: Socket, way: 'up' | 'down', current: { of?: { path: string; bytes: number } }): void => {
    let last = 0
    from.on('data', (bytes: Buffer) => {
      if (way === 'down') {
        down += bytes.length
        if (current.of) current.of.bytes += bytes.length
      } else {
        const path = /^GET (\S+) HTTP/.exec(bytes.toString('latin1'))?.[1]
        if (path !== undefined) asked.push((current.of = { path, bytes: 0 }))
      }
      const now = performance.now()
      freeAt[way] = Math.max(freeAt[way], now) + bytes.length / bytesPerMs
      last = Math.max(last, freeAt[way] + roundMs / 2)
      setTimeout(() => into.write(bytes), last - now)
    })
    from.on('close', () => setTimeout(() => into.end(), Math.max(0, last - performance.now()) + roundMs / 2))
    from.on('error', () => into.destroy())
  }

  const server = createServer((near) => {
    const far = createConnection(to, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.setNoDelay(true).on('close', () => sockets.delete(socket))
    }
    near.pause()
    // Opening a connection takes a way there and back, too.
    setTimeout(() => near.resume(), roundMs)
    const current = {}
    carry(near, far, 'up', current)
    carry(far, near, 'down', current)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    down: () => down,
    asked,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    })
  }
}
