/** The door of the transport for Node. */
export { DialError, type DialFailure } from '../wire/dialError.ts'
export type { EngineOptions, TimeLimits } from '../libp2p/engine.ts'
export type { GateLimits } from '../libp2p/gate.ts'
export type { NetworkTransport } from '../libp2p/transport.ts'
export { ListenError, type ListenFailure, type ListenPlace } from './listenError.ts'
export { openNodeTransport } from './open.ts'
export type { Listening, ListenAt, ListenOn, NodeTransport, NodeTransportOptions } from './open.ts'
