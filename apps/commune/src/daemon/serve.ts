/**
 * The daemon: the store, the network, the web app for the house and the control interface, opened in that order and closed in
 * the reverse one. Whatever cannot be opened closes what was opened before it and stops with a sentence.
 *
 * What listens in the house is the web app with its web sockets, and sync over TCP. mDNS is on unless it is switched off,
 * passing on between others is off unless it is switched on, and the control interface is for this machine alone.
 */
import { engineParts } from '@commune/peer'
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { join } from 'node:path'
import type { Peer, Status } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import { openSqliteSeries } from '@commune/storage/series/sqlite'
import type { Salvaged } from '@commune/storage/sqlite'
import { ListenError, type NodeTransport, openNodeTransport } from '@commune/transport/node'
import { Stop } from '../cli/stop.ts'
import type { Devices, MqttOptions } from '../devices/devices.ts'
import { serveControl } from '../control/server.ts'
import { webServer } from '../web/server.ts'
import { WebThings } from '../wot/webThings.ts'
import { cliMessage, sentence } from '../words/index.ts'
import { composePeer } from './compose.ts'
import { readSettings, removeControl, writeControl, writeSettings } from './folder.ts'
import { codeOf, listenNear, listenOn, openNear } from './freePort.ts'
import { type HomePorts, openHome, type PassphraseSource } from './home.ts'
import { addressOf, houseAddresses, isLoopback, placeOf, urlOf } from './house.ts'
import { ownOf } from './own.ts'
import { keepRelays } from './relays.ts'
import { stopOfFile } from './stopOfFile.ts'
import { sunAt } from './sunAt.ts'

export const housePort = 4_810

export interface ServeOptions {
  readonly folder: string
  /** Where the built web app lies. */
  readonly webFolder: string
  /** Chosen by hand: taken or nothing. Left out: the port of last time, else 4810, else the next that is free. */
  readonly port?: number
  readonly host: string
  readonly mdns: boolean
  readonly relay: boolean
  readonly passphrase: PassphraseSource
  /** Devices that speak MQTT are let in. */
  readonly mqtt?: MqttOptions
}

export interface Serving {
  readonly api: Peer
  /** The web app on this machine, and in the house, best first. */
  readonly local: string
  readonly house: readonly string[]
  readonly addresses: () => readonly string[]
  readonly salvaged?: Salvaged
  /** Lets devices in, whose things come into this world. Once it is known which. */
  letIn(world: IdText): Promise<Devices | undefined>
  readonly locked: boolean
  close(): Promise<void>
}

export const serve = async (given: ServeOptions, ports: HomePorts): Promise<Serving> => {
  const host = await addressOf(given.host)
  if (host === undefined) throw new Stop(cliMessage('up.no-such-address', { host: given.host }))
  // Nobody in the house reaches what listens for this machine alone: there is nothing to tell the house of.
  const options = { ...given, host, mdns: given.mdns && !isLoopback(host) }
  const { folder } = options
  const closing: (() => Promise<void>)[] = []
  let closed = false
  const close = async (): Promise<void> => {
    closed = true
    for (const end of closing.splice(0).reverse())
      await end().catch((fault: unknown) => ports.log.note('close-failed', { fault: String(fault) }))
  }
  try {
    const home = await openHome(folder, ports, options.passphrase)
    closing.push(() => home.store.close())
    const besides: { things?: WebThings } = {}
    const web = webServer(options.webFolder, (request, response) => besides.things?.handle(request, response) ?? false)
    const port = await listenForHouse(web, options)
    closing.push(() => closeServer(web))
    const transport = await openTransport(web, options, ports)
    closing.push(() => transport.close())
    const house = houseAddresses(host).map((address) => urlOf(address, port))
    const local = urlOf(host === '0.0.0.0' || host === '::' || isLoopback(host) ? 'localhost' : host, port)
    let controlPort = 0
    const series = await openSqliteSeries({ folder: join(folder, 'series'), log: ports.log })
    closing.push(() => series.store.close())
    let devices: Devices | undefined
    let demo = readSettings(folder).demo === true
    const api = await composePeer(home, { ...ports, senses: { series: series.store, damaged: () => series.damaged(), engine: engineParts, sunAt, firstIsHousehold: ({ kind }) => kind === 'hardware', broker: () => devices } }, {
      transport,
      webBase: () => house[0] ?? local,
      listeners: () => [...listeners(options, port, transport, controlPort), mqttListener(devices), thingsListener(besides.things)]
    })
    // First the conversations end, then what carries them. The peer closes the store; closing it again does nothing.
    closing.push(() => api.close())
    const things = new WebThings(api, folder, ports, () => house[0] ?? local, (origin) => devices?.isAt(origin) ?? false)
    besides.things = things
    closing.push(() => things.close())
    // What is damaged of it keeps no world from opening, and what is slow of it no page.
    void things.begin().catch((fault: unknown) => ports.log.note('things-failed', { fault: String(fault) }))
    const letRelays = keepRelays(api, { transport, ...ports })
    closing.push(async () => letRelays())
    const token = randomBytes(32).toString('base64url')
    const control = await serveControl({
      api,
      token,
      port: 0,
      own: ownOf(api, { ...(things && { things }) }) as Parameters<typeof serveControl>[0]['own'] & object
    })
    closing.push(() => control.close())
    controlPort = control.port
    writeControl(folder, { port: control.port, token, pid: process.pid, address: local })
    closing.push(async () => removeControl(folder, process.pid))
    const tcp = transport.listening().find((each) => each.kind === 'tcp')
    writeSettings(folder, { port, ...(tcp && { tcpPort: tcp.port }) })
    ports.log.note('serving', { port, mdns: options.mdns, relay: options.relay })
    return {
      api,
      local,
      house,
      addresses: () => transport.addresses(),
      locked: home.locked,
      async letIn(world) {
        if (demo) {
          demo = false
          const { openDemoHouse } = await import('../demo/demoHouse.ts')
          if (closed) return undefined
          const rest = openDemoHouse(api, world, ports.clock)
          closing.push(async () => rest())
        }
        if (!options.mqtt || devices) return devices
        const { openDevices } = await import('../devices/devices.ts')
        if (closed) return undefined
        devices = await openDevices(api, world, folder, options.mqtt, ports)
        const opened = devices
        closing.push(() => opened.close())
        return devices
      },
      ...(home.salvaged && { salvaged: home.salvaged }),
      close
    }
  } catch (error) {
    await close()
    throw stopOfFile(error, folder) ?? error
  }
}

async function listenForHouse(server: Server, { port, host, folder }: ServeOptions): Promise<number> {
  try {
    if (port !== undefined) return await listenOn(server, host, port)
    return await listenNear(server, host, readSettings(folder).port ?? housePort)
  } catch (error) {
    throw stopOfListening(codeOf(error), host, port ?? housePort) ?? error
  }
}

async function openTransport(
  web: Server,
  { host, mdns, relay, folder }: ServeOptions,
  { clock, log }: HomePorts
): Promise<NodeTransport> {
  const open = (port: number): Promise<NodeTransport> =>
    openNodeTransport({ listen: { tcp: { host, port }, ws: { server: web } }, mdns, relay, clock, log })
  const isTaken = (error: unknown): boolean => error instanceof ListenError && error.reason === 'port-in-use'
  try {
    return await openNear(host, readSettings(folder).tcpPort ?? housePort + 1, open, isTaken)
  } catch (error) {
    if (!(error instanceof ListenError)) throw error
    const codes = { 'port-in-use': 'EADDRINUSE', 'not-allowed': 'EACCES', 'no-such-address': 'EADDRNOTAVAIL', failed: '' }
    throw (
      stopOfListening(codes[error.reason], error.place.host, error.place.port) ??
      new Stop(cliMessage('up.listen-failed', { why: error.message }))
    )
  }
}

function stopOfListening(code: string, host: string, port: number): Stop | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return new Stop(cliMessage('up.port-taken', { port: String(port) }))
    case 'EACCES':
      return new Stop(cliMessage('up.port-not-allowed', { port: String(port) }))
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Stop(cliMessage('up.no-such-address', { host }))
    default:
      return undefined
  }
}

/** Everything that listens, and everything that could and is off. */
function listeners(
  { host, mdns, relay }: ServeOptions,
  port: number,
  transport: NodeTransport,
  controlPort: number
): Status['listeners'] {
  const tcp = transport.listening().find((each) => each.kind === 'tcp')
  const udp = transport.listening().find((each) => each.kind === 'mdns')
  return [
    { what: sentence('listens.web'), address: placeOf(host, port), on: true },
    { what: sentence('listens.tcp'), address: tcp ? placeOf(tcp.host, tcp.port) : '', on: tcp !== undefined },
    { what: sentence('listens.mdns'), address: udp ? `${udp.host}:${udp.port}/udp` : '', on: mdns },
    { what: sentence('listens.relay'), address: '', on: relay },
    { what: sentence('listens.control'), address: `127.0.0.1:${controlPort}`, on: true }
  ]
}

const mqttListener = (devices: Devices | undefined): Status['listeners'][number] => ({ what: sentence('listens.mqtt'), address: devices?.listens ?? '', on: devices?.listens !== undefined })

/** At the port of the web app: no socket of its own. */
const thingsListener = (things: WebThings | undefined): Status['listeners'][number] => ({ what: sentence('listens.things'), address: '', on: things?.isServing ?? false })

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Where the build of the web app lies in a checkout. */
export const webFolder: string = join(import.meta.dirname, '../../../web/dist')
