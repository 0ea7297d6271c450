/** A transport whose every message leaves its mark in the trace; `meddle` may change what this side sends (liars), and `sent` looks at what goes out. */
import type { Transport, Wire } from '@commune/protocol'
import type { Trace } from '../trace/trace.ts'

/** What becomes of a message on its way out: none, one or several. Told the wire it leaves on. */
export type Meddle = (message: Uint8Array, wire: Wire) => readonly Uint8Array[]

export const tracedTransport = (inner: Transport, trace: Trace, meddle?: Meddle, sent: (message: Uint8Array, to: string) => void = () => undefined): Transport => {
  const traced = (wire: Wire): Wire => ({
    localId: wire.localId,
    remoteId: wire.remoteId,
    remoteAddress: wire.remoteAddress,
    closed: wire.closed,
    async send(message) {
      for (const each of meddle ? meddle(message, wire) : [message]) {
        trace.bytes(each)
        sent(each, wire.remoteAddress)
        await wire.send(each)
      }
    },
    messages: () => wire.messages(),
    close: (reason) => wire.close(reason)
  })
  return {
    addresses: () => inner.addresses(),
    dial: async (address) => traced(await inner.dial(address)),
    onWire: (handler) => inner.onWire((wire) => handler(traced(wire))),
    onNearby: (handler) => inner.onNearby(handler),
    onAddresses: (handler) => inner.onAddresses(handler),
    close: () => inner.close()
  }
}
