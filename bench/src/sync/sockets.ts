/** Bytes that go through the sockets of this process, both ways. */
import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

export interface Sockets {
  /** Bytes read and written until now by all sockets there were. */
  bytes(): number
}

/** Counts from now on. Begin before the first socket opens. */
export function countSockets(): Sockets {
  const open = new Set<Socket>()
  let ended = 0
  const add = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket }
    open.add(socket)
    socket.once('close', () => {
      open.delete(socket)
      ended += socket.bytesRead + socket.bytesWritten
    })
  }
  subscribe('net.client.socket', add)
  subscribe('net.server.socket', add)
  return { bytes: () => [...open].reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, ended) }
}
