/**
 * A transport that is still on its way: a place opens from the browser's own store before the network has loaded. Whoever dials
 * meanwhile waits; handlers are handed on when it has come. When it does not come, dialling says so and everything else works.
 */
import type { Cancel, Transport, Wire } from '@commune/protocol'

export const lateTransport = (load: () => Promise<Transport>): Transport => {
  let come: Transport | undefined
  let closed = false
  const coming = load().then(async (transport) => {
    if (closed) await transport.close()
    return (come = transport)
  })
  // A failure is told to each who dials, and to nobody else.
  coming.catch(() => {})
  const when = (begin: (transport: Transport) => Cancel): Cancel => {
    let cancelled = false
    let cancel: Cancel = () => {}
    coming.then((transport) => { if (!cancelled && !closed) cancel = begin(transport) }, () => {})
    return () => {
      cancelled = true
      cancel()
    }
  }
  return {
    addresses: () => come?.addresses() ?? [],
    dial: async (address: string): Promise<Wire> => (await coming).dial(address),
    onWire: (handler) => when((transport) => transport.onWire(handler)),
    onNearby: (handler) => when((transport) => transport.onNearby(handler)),
    onAddresses: (handler) => when((transport) => {
      handler()
      return transport.onAddresses(handler)
    }),
    close: async () => {
      closed = true
      await come?.close()
    }
  }
}
