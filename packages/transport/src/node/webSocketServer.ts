/**
 * Web sockets on an http server that is there already.
 *
 * Why not libp2p's own listener: it insists on a server and a port of its own, waits without end for the first byte of a
 * connection, and cannot stop reading when we do. This one answers only upgrade requests for its path on a server that
 * may serve the web app beside it; time limits for strangers who say nothing are those of the http server. Dialling stays
 * with libp2p's transport.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server as TlsServer } from 'node:tls'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import {
  setMaxListeners, transportSymbol, TypedEventEmitter, type AbortOptions, type ComponentLogger, type Connection,
  type CreateListenerOptions, type DialTransportOptions, type Listener, type ListenerEvents, type Transport
} from '@libp2p/interface'
import { AbstractMultiaddrConnection, getThinWaistAddresses, ipPortToMultiaddr } from '@libp2p/utils'
import { webSockets, type WebSocketsComponents } from '@libp2p/websockets'
import type { Multiaddr } from '@multiformats/multiaddr'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'

/** One frame of ours is at most a Noise message; this leaves room for other implementations. */
const frameBytesMax = 1_048_576
/** Bytes a socket may hold unsent before its streams wait. */
const unsentBytesMax = 1_048_576

export interface WebSocketPlace {
  readonly server: HttpServer
  /** Upgrade requests for another path are left to others. */
  readonly path: string
}

/** A libp2p transport that dials like the usual one and listens on the given server, which must be listening. */
export function webSocketsOn(place: WebSocketPlace): (components: WebSocketsComponents) => Transport {
  return components => {
    const dialling = webSockets()(components)
    return {
      [transportSymbol]: true,
      [Symbol.toStringTag]: '@libp2p/websockets',
      dial: (address: Multiaddr, options: DialTransportOptions): Promise<Connection> => dialling.dial(address, options),
      createListener: options => new ServerListener(place, options, components.logger),
      listenFilter: addresses => dialling.listenFilter(addresses),
      dialFilter: addresses => dialling.dialFilter(addresses)
    }
  }
}

class ServerListener extends TypedEventEmitter<ListenerEvents> implements Listener {
  readonly #place: WebSocketPlace
  readonly #options: CreateListenerOptions
  readonly #logger: ComponentLogger
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: frameBytesMax, perMessageDeflate: false })
  readonly #stopping = new AbortController()
  #address: Multiaddr | undefined

  constructor(place: WebSocketPlace, options: CreateListenerOptions, logger: ComponentLogger) {
    super()
    this.#place = place
    this.#options = options
    this.#logger = logger
    setMaxListeners(Infinity, this.#stopping.signal)
  }

  async listen(address: Multiaddr): Promise<void> {
    this.#address = address
    this.#place.server.on('upgrade', this.#upgrade)
    this.safeDispatchEvent('listening')
  }

  getAddrs(): Multiaddr[] {
    const at = this.#place.server.address() as AddressInfo | null
    if (at === null || this.#address === undefined) return []
    const suffix = this.#place.server instanceof TlsServer ? '/tls/ws' : '/ws'
    return getThinWaistAddresses(this.#address, at.port).map(address => address.encapsulate(suffix))
  }

  updateAnnounceAddrs(): void {}

  async close(): Promise<void> {
    this.#place.server.off('upgrade', this.#upgrade)
    this.#stopping.abort()
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#sockets.close()
    this.#address = undefined
    this.safeDispatchEvent('close')
  }

  readonly #upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    if ((request.url ?? '').split('?')[0] !== this.#place.path) return
    const { remoteAddress, remotePort } = request.socket
    if (remoteAddress === undefined || remotePort === undefined) {
      duplex.destroy()
      return
    }
    const remoteAddr = ipPortToMultiaddr(remoteAddress, remotePort).encapsulate('/ws')
    this.#sockets.handleUpgrade(request, duplex, head, socket => this.#accept(socket, remoteAddr))
  }

  #accept(socket: WebSocket, remoteAddr: Multiaddr): void {
    const log = this.#logger.forComponent('libp2p:websockets:connection')
    const connection = new SocketConnection(socket, { remoteAddr, direction: 'inbound', log })
    this.#options.upgrader
      .upgradeInbound(connection, { signal: this.#stopping.signal })
      .catch((error: Error) => connection.abort(error))
  }
}

type ConnectionInit = ConstructorParameters<typeof AbstractMultiaddrConnection>[0]
type Sent = ReturnType<AbstractMultiaddrConnection['sendData']>

class SocketConnection extends AbstractMultiaddrConnection {
  readonly #socket: WebSocket
  #isFull = false

  constructor(socket: WebSocket, init: ConnectionInit) {
    super(init)
    this.#socket = socket
    socket.on('message', (message: RawData, isBinary: boolean) => {
      if (isBinary && message instanceof Uint8Array) this.onData(message)
      else this.abort(new Error('not a binary message'))
    })
    socket.on('error', error => this.abort(error))
    socket.on('close', () => this.onTransportClosed())
  }

  override sendData(bytes: Parameters<AbstractMultiaddrConnection['sendData']>[0]): Sent {
    for (const part of bytes) this.#socket.send(part, this.#sent)
    this.#isFull = this.#socket.bufferedAmount > unsentBytesMax
    return { sentBytes: bytes.byteLength, canSendMore: !this.#isFull }
  }

  override sendReset(): void {
    this.#socket.terminate()
  }

  override async sendClose(options?: AbortOptions): Promise<void> {
    options?.signal?.throwIfAborted()
    this.#socket.close()
  }

  override sendPause(): void {
    this.#socket.pause()
  }

  override sendResume(): void {
    this.#socket.resume()
  }

  readonly #sent = (): void => {
    if (!this.#isFull || this.#socket.bufferedAmount > unsentBytesMax / 2) return
    this.#isFull = false
    this.safeDispatchEvent('drain')
  }
}
