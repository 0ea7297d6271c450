/**
 * Opens the transport of a daemon: TCP and web sockets, Noise, yamux, relaying, and mDNS in the house.
 *
 * Nothing listens that was not asked for. The network key is made at each start and kept nowhere, so nobody on the network
 * can follow a machine from one start to the next (K6).
 */
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { circuitRelayServer, circuitRelayTransport, RELAY_V2_HOP_CODEC, RELAY_V2_STOP_CODEC } from '@libp2p/circuit-relay-v2'
import type { CircuitRelayService } from '@libp2p/circuit-relay-v2'
import type { PeerInfo } from '@libp2p/interface'
import { mdns } from '@libp2p/mdns'
import { tcp } from '@libp2p/tcp'
import { webSockets } from '@libp2p/websockets'
import { createLibp2p } from 'libp2p'
import { saidBy } from '../libp2p/dialFailure.ts'
import { prepareEngine, type EngineOptions, type EngineStart } from '../libp2p/engine.ts'
import { Neighbours } from '../libp2p/neighbours.ts'
import { Libp2pTransport, type NetworkTransport } from '../libp2p/transport.ts'
import { ListenError, listenFailureOf, type ListenPlace } from './listenError.ts'
import { paceCircuits } from './relayPace.ts'
import { webSocketsOn, type WebSocketPlace } from './webSocketServer.ts'

/** Where to listen. A port of 0 lets the system choose. */
export interface ListenAt {
  /** An IPv4 or IPv6 address of this machine; `0.0.0.0` or `::` for all of them. */
  readonly host: string
  readonly port: number
}

/** An http(s) server that listens already and answers other requests itself. */
export interface ListenOn {
  readonly server: HttpServer
}

export interface NodeTransportOptions extends EngineOptions {
  readonly listen: { readonly tcp?: ListenAt; readonly ws?: ListenAt | ListenOn }
  /** Tell the house that we are here, and hear who else is. Listens on UDP port 5353 (or the one given). Default off. */
  readonly mdns?: boolean | { readonly port: number }
  /** Pass on between peers that cannot reach one another. Default off. */
  readonly relay?: boolean
  /** Addresses to give out before those found here, for a box behind a forwarded port. */
  readonly announce?: readonly string[]
}

/** Something that this transport listens on, for those who want to know. */
export interface Listening {
  readonly kind: 'tcp' | 'ws' | 'mdns'
  readonly host: string
  readonly port: number
}

export interface NodeTransport extends NetworkTransport {
  /** Everything that listens because of this transport; a server that was given is not ours and not in it. */
  listening(): readonly Listening[]
}

/** The name under which mDNS asks, so that other libp2p programs in the house are left in peace. */
const houseTag = '_commune._udp.local'
/** Web sockets are asked for at the root: addresses have no place for a path. */
const webSocketPath = '/'
/** Peers that may hold a place at our relay. */
const relayPlacesMax = 64

/** The protocols whose streams a relay joins. */
const circuits: ReadonlySet<string> = new Set([RELAY_V2_HOP_CODEC, RELAY_V2_STOP_CODEC])

/** Resolves when everything listens; rejects with a `ListenError`, with nothing left open. */
export async function openNodeTransport(options: NodeTransportOptions): Promise<NodeTransport> {
  const pace = paceCircuits()
  const engine = await prepareEngine(options, protocol => (options.relay === true && circuits.has(protocol) ? [pace] : []))
  const own = await ownServer(options.listen.ws)
  const server = own ?? (options.listen.ws as ListenOn | undefined)?.server
  try {
    return await start(options, engine, server, own)
  } catch (error) {
    own?.close()
    throw error
  }
}

async function start(
  options: NodeTransportOptions,
  engine: EngineStart,
  server: HttpServer | undefined,
  own: HttpServer | undefined
): Promise<NodeTransport> {
  const neighbours = new Neighbours()
  const mdnsPort = typeof options.mdns === 'object' ? options.mdns.port : 5_353
  const place: WebSocketPlace | undefined = server && { server, path: webSocketPath }
  const node = await createLibp2p({
    ...engine.options,
    addresses: { listen: [...tcpAddress(options.listen.tcp), ...webSocketAddress(server)] },
    transports: [tcp({ backlog: 128 }), place === undefined ? webSockets() : webSocketsOn(place), circuitRelayTransport()],
    services: { ...engine.options.services, ...(options.relay === true && { relay: relayService() }) },
    peerDiscovery: options.mdns
      ? [
          components => {
            const discovery = mdns({ serviceTag: houseTag, port: mdnsPort })(components)
            discovery.addEventListener('peer', (event: CustomEvent<PeerInfo>) => {
              neighbours.heard(event.detail.id.toString(), event.detail.multiaddrs)
            })
            return discovery
          }
        ]
      : []
  })
  try {
    await node.start()
  } catch (error) {
    await node.stop()
    options.log.note('listen-failed', { said: saidBy(error) })
    throw new ListenError(listenFailureOf(error), { kind: 'tcp', ...(options.listen.tcp ?? { host: '', port: 0 }) })
  }
  const places = node.services['relay'] as CircuitRelayService | undefined
  const transport = await new Libp2pTransport({
    ...engine,
    node,
    parts: engine.parts(),
    clock: options.clock,
    log: options.log,
    announce: options.announce ?? [],
    holdsPlace: connection => places?.reservations.has(connection.remotePeer) === true,
    neighbours,
    afterClose: () => closeServer(own)
  }).begin()
  const tcpPort = (): number => portOf(engine.parts().transportManager.getAddrs().map(String), '/ws')
  return Object.assign(transport, { listening: () => whatListens(options, own, tcpPort, options.mdns ? mdnsPort : 0) })
}

function relayService(): ReturnType<typeof circuitRelayServer> {
  return circuitRelayServer({
    // The engine's defaults end a circuit after 128 KiB or two minutes, which is for introductions, not for living.
    reservations: { applyDefaultLimit: false, maxReservations: relayPlacesMax },
    maxInboundHopStreams: 32
  })
}

/** An http server of our own that does nothing but web sockets. */
async function ownServer(at: ListenAt | ListenOn | undefined): Promise<HttpServer | undefined> {
  if (at === undefined || 'server' in at) return undefined
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, (_request, response) => {
    response.writeHead(426, { 'content-type': 'text/plain', connection: 'close' }).end('web sockets only\n')
  })
  server.on('upgrade', (request, socket) => {
    if ((request.url ?? '').split('?')[0] !== webSocketPath) socket.destroy()
  })
  const place: ListenPlace = { kind: 'ws', host: at.host, port: at.port }
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(new ListenError(listenFailureOf(error), place)))
    server.listen(at.port, at.host, resolve)
  })
  return server
}

async function closeServer(server: HttpServer | undefined): Promise<void> {
  if (server === undefined) return
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
}

function tcpAddress(at: ListenAt | undefined): string[] {
  return at === undefined ? [] : [`/${at.host.includes(':') ? 'ip6' : 'ip4'}/${at.host}/tcp/${at.port}`]
}

function webSocketAddress(server: HttpServer | undefined): string[] {
  const at = server?.address() as AddressInfo | null | undefined
  return at == null ? [] : [`/${at.family === 'IPv6' ? 'ip6' : 'ip4'}/${at.address}/tcp/${at.port}/ws`]
}

/** The port of the first address of plain TCP. */
function portOf(addresses: readonly string[], webSocketMark: string): number {
  const plain = addresses.find(address => !address.includes(webSocketMark) && !address.includes('p2p-circuit'))
  return Number(plain?.split('/')[4] ?? 0)
}

function whatListens(
  options: NodeTransportOptions,
  own: HttpServer | undefined,
  tcpPort: () => number,
  mdnsPort: number
): Listening[] {
  const found: Listening[] = []
  if (options.listen.tcp !== undefined) found.push({ kind: 'tcp', host: options.listen.tcp.host, port: tcpPort() })
  const at = own?.address() as AddressInfo | null | undefined
  if (at != null) found.push({ kind: 'ws', host: at.address, port: at.port })
  if (mdnsPort !== 0) found.push({ kind: 'mdns', host: '0.0.0.0', port: mdnsPort })
  return found
}
