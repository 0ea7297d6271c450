/** What the libp2p nodes of Node and of the browser have in common. */
import type { Clock, Log } from '@commune/protocol'
import { noise } from '@libp2p/noise'
import { identify } from '@libp2p/identify'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { yamux } from '@libp2p/yamux'
import { RELAY_V2_STOP_CODEC } from '@libp2p/circuit-relay-v2'
import type { Connection, StreamMiddleware } from '@libp2p/interface'
import type { Libp2pOptions } from 'libp2p'
import { Gate, defaultGateLimits, type GateLimits } from './gate.ts'
import type { EngineParts } from './transport.ts'

/** Time limits, milliseconds; every one has a default. */
export interface TimeLimits {
  /** A dial in all: name, socket, handshake and opening the wire. Default 15,000. */
  readonly dialMs?: number
  /** The handshake of a connection that somebody else opened. Default 10,000. */
  readonly handshakeMs?: number
  /** A connection on which nothing goes on. Default 60,000. */
  readonly idleMs?: number
}

export interface EngineOptions {
  readonly clock: Clock
  readonly log: Log
  readonly times?: TimeLimits
  readonly gate?: Partial<GateLimits>
}

/** The largest receive window of a stream; less than the read buffer at which libp2p gives a stream up (4 MiB). */
const windowBytesMax = 2_097_152

export interface EngineStart {
  readonly options: Libp2pOptions
  readonly gate: Gate
  readonly relayIds: Set<string>
  readonly dialMs: number
  readonly idleMs: number
  /** The parts of the node that only a service gets to see; there once the node is made. */
  readonly parts: () => EngineParts
}

/** What to put in front of the streams of a protocol, in both directions. */
export type Middleware = (protocol: string) => StreamMiddleware[]

/** Settings shared by both kinds of node, with a network key made now and kept nowhere. */
export async function prepareEngine(options: EngineOptions, middleware: Middleware = () => []): Promise<EngineStart> {
  const { dialMs = 15_000, handshakeMs = 10_000, idleMs = 60_000 } = options.times ?? {}
  const gate = new Gate({ ...defaultGateLimits, ...options.gate }, options.clock)
  const relayIds = new Set<string>()
  let parts: EngineParts | undefined
  // A box may only bring others to us when we asked it to; the engine would take the first stranger for our relay.
  const onlyAsked: StreamMiddleware = (stream, connection, next) => {
    if (stream.direction === 'inbound' && !relayIds.has(connection.remotePeer.toString())) throw new Error('not our relay')
    next(stream, connection)
  }
  const libp2p: Libp2pOptions = {
    privateKey: await generateKeyPair('Ed25519'),
    start: false,
    // Says nothing of the version of the program or of the machine.
    nodeInfo: { name: 'commune', version: '1', userAgent: 'commune' },
    connectionEncrypters: [noise()],
    streamMuxers: [
      yamux({
        maxInboundStreams: 128,
        maxOutboundStreams: 256,
        streamOptions: { maxStreamWindowSize: windowBytesMax }
      })
    ],
    connectionManager: {
      // The engine's own limits turn away a household that comes home together; ours are in gate.ts.
      inboundConnectionThreshold: 1_000_000,
      maxIncomingPendingConnections: 256,
      maxConnections: 1_000_000,
      inboundUpgradeTimeout: handshakeMs,
      inboundStreamProtocolNegotiationTimeout: handshakeMs,
      dialTimeout: dialMs,
      addressDialTimeout: dialMs,
      reconnectRetries: 0
    },
    // Finds out that the other side is gone without a word.
    connectionMonitor: { pingInterval: 15_000 },
    connectionGater: {
      denyDialMultiaddr: () => false,
      denyInboundConnection: connection => {
        const leave = gate.admitConnection(connection.remoteAddr)
        if (leave === undefined) return true
        connection.addEventListener('close', leave, { once: true })
        return false
      }
    },
    services: {
      identify: identify(),
      parts: (components: unknown) => {
        parts = components as EngineParts
        // In place of `node.use`, whose list grows by a handler with each stream that comes in (js-libp2p pull request 3534).
        parts.registrar.getMiddleware = protocol => [
          ...(protocol === RELAY_V2_STOP_CODEC ? [onlyAsked] : []),
          ...middleware(protocol)
        ]
        return {}
      }
    } as NonNullable<Libp2pOptions['services']>
  }
  return {
    options: libp2p,
    gate,
    relayIds,
    dialMs,
    idleMs,
    parts: () => {
      if (parts === undefined) throw new Error('the engine has not been made yet')
      return parts
    }
  }
}

export const holdsNoPlace = (_connection: Connection): boolean => false
