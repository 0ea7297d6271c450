/**
 * The door of the transport for the browser: dials web sockets, is reached through boxes in between, listens on nothing.
 * Works on plain http (no `crypto.subtle`) and in a SharedWorker.
 */
import { circuitRelayTransport } from '@libp2p/circuit-relay-v2'
import { webSockets } from '@libp2p/websockets'
import { createLibp2p } from 'libp2p'
import { holdsNoPlace, prepareEngine, type EngineOptions } from '../libp2p/engine.ts'
import { Libp2pTransport, type NetworkTransport } from '../libp2p/transport.ts'

export { DialError, type DialFailure } from '../wire/dialError.ts'
export type { EngineOptions, TimeLimits } from '../libp2p/engine.ts'
export type { NetworkTransport } from '../libp2p/transport.ts'

/** A transport with a network key made now and kept nowhere. */
export async function openBrowserTransport(options: EngineOptions): Promise<NetworkTransport> {
  const engine = await prepareEngine(options)
  const node = await createLibp2p({ ...engine.options, transports: [webSockets(), circuitRelayTransport()] })
  await node.start()
  return new Libp2pTransport({
    ...engine,
    node,
    parts: engine.parts(),
    clock: options.clock,
    log: options.log,
    announce: [],
    holdsPlace: holdsNoPlace
  }).begin()
}
