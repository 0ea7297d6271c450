/**
 * Keeps a yamux stream from falling apart into crumbs.
 *
 * js-libp2p's yamux (8.0) answers every frame with a window update of just that size. A sender that waits for room then
 * sends a frame of just that size, so each odd remainder goes round for ever as a frame of its own, with its own encryption
 * and system call. As other implementations do, this asks for more only when half the window is used up, and begins with a
 * window of a size for bulk. It reaches for fields that are not on the face of the stream; where they are missing it does
 * nothing, and the stream works as before.
 */
import type { Stream } from '@libp2p/interface'

/** What a stream may send before it hears from us. Every peer may assume 256 KiB; the rest is granted at once. */
const windowBytes = 1_048_576

interface YamuxFields {
  recvWindow: number
  recvWindowCapacity: number
  sendWindowUpdate: () => void
}

export function steadyWindow(stream: Stream): void {
  const yamux = stream as unknown as Partial<YamuxFields>
  const { recvWindow, recvWindowCapacity, sendWindowUpdate } = yamux
  if (typeof recvWindow !== 'number' || typeof recvWindowCapacity !== 'number' || sendWindowUpdate === undefined) return
  const fields = yamux as YamuxFields
  const update = sendWindowUpdate.bind(stream)
  fields.sendWindowUpdate = () => {
    if (fields.recvWindow - fields.recvWindowCapacity >= fields.recvWindow / 2) update()
  }
  fields.recvWindow = Math.max(fields.recvWindow, windowBytes)
  fields.sendWindowUpdate()
}
