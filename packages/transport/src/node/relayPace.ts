/**
 * Holds back the fast side of a relayed circuit.
 *
 * libp2p's relay joins two streams through a queue without a bound, so somebody who sends fast to somebody who does not
 * read would fill the memory of the box in between. What enters and leaves that queue are the same chunk objects: this
 * counts them in when they arrive and out when they are sent on, and pauses the stream they came from meanwhile. A circuit
 * whose outgoing side holds more than `unsentBytesMax` in spite of that is cut.
 */
import { StreamMessageEvent, type Stream, type StreamMiddleware } from '@libp2p/interface'

/** Bytes of one direction of a circuit in the queue before its source is paused. */
const queuedBytesMax = 1_048_576
/** Bytes that may wait in the outgoing stream. */
const unsentBytesMax = 8_388_608

interface Source {
  readonly stream: Stream
  queuedBytes: number
  isPaused: boolean
}

/** One for all circuits of a relay; put it in front of both of the relay's protocols. */
export function paceCircuits(): StreamMiddleware {
  const sourceOf = new WeakMap<object, Source>()
  return (stream, connection, next) => {
    const source: Source = { stream, queuedBytes: 0, isPaused: false }
    stream.maxWriteBufferLength = unsentBytesMax
    // Not a listener: a stream hands its bytes out as soon as anybody listens, and the relay does so later.
    const dispatch = stream.dispatchEvent.bind(stream)
    stream.dispatchEvent = event => {
      if (event instanceof StreamMessageEvent) {
        sourceOf.set(event.data, source)
        source.queuedBytes += event.data.byteLength
        if (source.queuedBytes > queuedBytesMax) setPaused(source, true)
      }
      return dispatch(event)
    }
    const send = stream.send.bind(stream)
    stream.send = chunk => {
      const from = sourceOf.get(chunk)
      const canSendMore = send(chunk)
      if (from !== undefined) {
        sourceOf.delete(chunk)
        from.queuedBytes -= chunk.byteLength
        if (from.queuedBytes < queuedBytesMax / 2) setPaused(from, false)
      }
      return canSendMore
    }
    next(stream, connection)
  }
}

function setPaused(source: Source, isPaused: boolean): void {
  if (source.isPaused === isPaused) return
  source.isPaused = isPaused
  // A stream that is ending can be neither paused nor resumed.
  try {
    if (isPaused) source.stream.pause()
    else source.stream.resume()
  } catch {}
}
