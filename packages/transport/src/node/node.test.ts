import { createServer } from 'node:http'
import { connect as connectSocket, type AddressInfo, type Socket } from 'node:net'
import { connect, take } from '@commune/protocol/testing'
import type { Transport, Wire } from '@commune/protocol'
import { RELAY_V2_STOP_CODEC } from '@libp2p/circuit-relay-v2'
import type { Libp2p } from '@libp2p/interface'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { afterEach, expect, test } from 'vitest'
import { wallClock } from '../testing/clocks.ts'
import { openNodeTransport, type NodeTransport, type NodeTransportOptions } from './index.ts'

const local = { host: '127.0.0.1', port: 0 }
const nowhere = '/ip4/127.0.0.1/tcp/1'
const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function open(options: Partial<NodeTransportOptions> = {}): Promise<NodeTransport> {
  const log = { note: () => undefined }
  const transport = await openNodeTransport({ listen: { tcp: local }, clock: wallClock, log, ...options })
  closing.push(() => transport.close())
  return transport
}

/** A libp2p node that is none of ours. */
async function rawNode(): Promise<Libp2p> {
  const node = await createLibp2p({ transports: [tcp()], connectionEncrypters: [noise()], streamMuxers: [yamux()] })
  closing.push(() => node.stop())
  return node
}

function portOf(transport: NodeTransport, kind: 'tcp' | 'ws'): number {
  return transport.listening().find(place => place.kind === kind)!.port
}

async function raw(port: number, say?: Uint8Array | string): Promise<Socket> {
  const socket = connectSocket(port, '127.0.0.1')
  closing.push(() => socket.destroy())
  socket.on('error', () => undefined)
  await new Promise(resolve => socket.once('connect', resolve))
  if (say !== undefined) socket.write(say)
  return socket
}

async function echoes({ near, far }: { near: Wire; far: Wire }): Promise<void> {
  const message = Uint8Array.from({ length: 5_000 }, (_, at) => at & 255)
  await near.send(message)
  expect((await take(far, 1))[0]).toEqual(message)
  await far.send(message)
  expect((await take(near, 1))[0]).toEqual(message)
}

function bytesOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 2_654_435_761) >>> 24)
}

test('[K6] network ids differ at each start', async () => {
  const ids = await Promise.all(Array.from({ length: 3 }, async () => Buffer.from((await open()).networkId).toString('hex')))
  expect(new Set(ids).size).toBe(3)
})

test('[S6] garbage and silence on raw sockets do not disturb a wire', async () => {
  const hub = await open({ listen: { tcp: local, ws: local } })
  const wires = await connect(await open(), hub)
  const upgrade = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
  const multistream = '\x13/multistream/1.0.0\n\x07/noise\n'
  for (const say of [undefined, bytesOf(100_000), 'GET / HTTP/1.1\r\n\r\n', multistream, multistream + 'x'.repeat(70_000)]) {
    await raw(portOf(hub, 'tcp'), say)
  }
  for (const say of [undefined, bytesOf(100_000), upgrade, upgrade + 'x'.repeat(5_000)]) await raw(portOf(hub, 'ws'), say)
  for (let turn = 0; turn < 20; turn++) await echoes(wires)
  await echoes(await connect(await open(), hub))
})

test('[E7] a peer that breaks the framing is cut off with a reason, and no other wire feels it', async () => {
  const hub = await open()
  const wires = await connect(await open(), hub)
  const node = await rawNode()
  for (const garbage of [Uint8Array.of(255, 255, 255, 255), Uint8Array.of(0, 16, 0, 1), bytesOf(300_000)]) {
    const incoming = new Promise<Wire>(resolve => {
      const cancel = hub.onWire(wire => {
        cancel()
        resolve(wire)
      })
    })
    const stream = await node.dialProtocol(multiaddr(hub.addresses()[0]!), '/commune/sync/1')
    stream.send(garbage)
    expect(await (await incoming).closed).toMatch(/too long|not the sync protocol/)
    await echoes(wires)
  }
})

test('[S6] a peer that stalls does not disturb another wire', async () => {
  const hub = await open()
  const stalled = await connect(await open(), hub)
  const flooding = (async () => {
    for (;;) await stalled.near.send(new Uint8Array(65_536))
  })().catch(() => 'ended')
  const wires = await connect(await open(), hub)
  for (let turn = 0; turn < 20; turn++) await echoes(wires)
  stalled.far.close('too slow')
  expect(await flooding).toBe('ended')
  expect(await stalled.near.closed).toBe('too slow')
  await echoes(wires)
})

test('[S6] a host that opens more connections than it may is turned away, and its others go on', async () => {
  const hub = await open({ gate: { connectionsPerHostMax: 2 } })
  const [first, second] = [await connect(await open(), hub), await connect(await open(), hub)]
  const third = await open({ times: { dialMs: 5_000 } })
  await expect(third.dial(hub.addresses()[0]!)).rejects.toMatchObject({ name: 'DialError', reason: 'turned-away' })
  await echoes(first)
  await echoes(second)
})

test('[S6] a host that opens more wires than it may is refused the rest', async () => {
  const hub = await open({ gate: { wiresPerHostMax: 1 } })
  const other = await open()
  const first = await connect(other, hub)
  const refused = await other.dial(hub.addresses()[0]!)
  expect(await refused.closed).not.toBe('')
  await echoes(first)
})

test('[P1] mDNS finds a second peer on this machine, and its address can be dialled', async () => {
  const mdns = { port: 20_000 + (process.pid % 20_000) }
  const first = await open({ mdns })
  const heard = new Promise<string>(resolve => first.onNearby(resolve))
  const second = await open({ mdns })
  const incoming = new Promise<Wire>(resolve => second.onWire(resolve))
  const near = await first.dial(await heard)
  await echoes({ near, far: await incoming })
  expect(first.listening().map(place => place.kind)).toEqual(['tcp', 'mdns'])
})

test('[P1] a peer that listens on nothing is reached through a box in between', async () => {
  const box = await open({ relay: true })
  const hidden = await open({ listen: {} })
  expect(hidden.addresses()).toEqual([])
  let changes = 0
  hidden.onAddresses(() => {
    changes += 1
  })
  await hidden.relayThrough(box.addresses()[0]!)
  await expect.poll(() => changes).toBeGreaterThan(0)
  const address = hidden.addresses()[0]!
  expect(address).toContain('/p2p-circuit/')
  const visitor = await open({ listen: {} })
  const wires = await connect(visitor, { ...ported(hidden), addresses: () => [address] })
  expect(Buffer.from(wires.near.localId)).toEqual(Buffer.from(wires.far.remoteId))
  expect(Buffer.from(wires.near.remoteId)).toEqual(Buffer.from(hidden.networkId))
  const large = bytesOf(1_000_000)
  for (let turn = 0; turn < 4; turn++) {
    await wires.near.send(large)
    expect((await take(wires.far, 1))[0]!.length).toBe(large.length)
  }
  await echoes(wires)
  wires.near.close('done')
  expect(await wires.far.closed).toBe('done')
  await box.close()
  await expect.poll(() => hidden.addresses()).toEqual([])
})

test('[P1] a stranger cannot make itself our relay', async () => {
  const hub = await open()
  const stranger = await rawNode()
  const stream = await stranger.dialProtocol(multiaddr(hub.addresses()[0]!), RELAY_V2_STOP_CODEC)
  await expect.poll(() => stream.status).toBe('reset')
  expect(hub.addresses().join()).not.toContain('p2p-circuit')
  await echoes(await connect(await open(), hub))
})

test('[P1] a box that does not relay says so', async () => {
  const [box, hidden] = [await open(), await open({ listen: {} })]
  await expect(hidden.relayThrough(box.addresses()[0]!)).rejects.toMatchObject({ name: 'DialError', reason: 'no-relay' })
  await expect(hidden.relayThrough(nowhere)).rejects.toMatchObject({ name: 'DialError', reason: 'refused' })
})

test('[K6] an address with the id of an earlier start still leads to the box', async () => {
  const earlier = await open()
  const [id, port] = [(await connect(await open(), earlier)).near.remoteAddress.split('/p2p/')[1]!, portOf(earlier, 'tcp')]
  await earlier.close()
  const again = await open({ listen: { tcp: { host: '127.0.0.1', port } } })
  const address = `/ip4/127.0.0.1/tcp/${port}/p2p/${id}`
  await echoes(await connect(await open(), { ...ported(again), addresses: () => [address] }))
})

test('[S6] every way a dial can fail has its reason', async () => {
  const peer = await open({ times: { dialMs: 1_500 } })
  const mute = createServer()
  const web = createServer((_request, response) => response.end('hello'))
  for (const server of [mute, web]) {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    closing.push(() => server.closeAllConnections())
  }
  mute.removeAllListeners('connection')
  const [mutePort, webPort] = [mute, web].map(server => (server.address() as AddressInfo).port)
  const reason = async (address: string): Promise<unknown> => peer.dial(address).then(() => 'open', error => error.reason)
  expect(await reason('')).toBe('bad-address')
  expect(await reason('/ip4/127.0.0.1')).toBe('bad-address')
  expect(await reason('/ip4/999.0.0.1/tcp/1')).toBe('bad-address')
  expect(await reason('/ip4/127.0.0.1/udp/4001/quic-v1')).toBe('bad-address')
  expect(await reason('/ip4/127.0.0.1/tcp/1/p2p-circuit')).toBe('bad-address')
  expect(await reason('/dns4/no-such-host.invalid/tcp/4001')).toBe('unknown-host')
  expect(await reason(nowhere)).toBe('refused')
  expect(await reason(`${nowhere}/ws`)).toBe('unreachable')
  expect(await reason(`/ip4/127.0.0.1/tcp/${webPort}`)).toBe('other-program')
  expect(await reason(`/ip4/127.0.0.1/tcp/${webPort}/ws`)).toBe('unreachable')
  expect(await reason(`/ip4/127.0.0.1/tcp/${mutePort}`)).toBe('timed-out')
  expect(await reason(peer.addresses()[0]!)).toBe('self')
})

test('[P7] a port that is in use is named in a plain sentence', async () => {
  const holder = await open({ listen: { tcp: local, ws: local } })
  for (const kind of ['tcp', 'ws'] as const) {
    const port = portOf(holder, kind)
    const attempt = open({ listen: { [kind]: { host: '127.0.0.1', port } } })
    await expect(attempt).rejects.toMatchObject({ name: 'ListenError', reason: 'port-in-use', place: { kind, port } })
  }
  await expect(open({ listen: { tcp: { host: '192.0.2.1', port: 0 } } })).rejects.toMatchObject({ reason: 'no-such-address' })
  await expect(open({ listen: { ws: { host: '192.0.2.1', port: 0 } } })).rejects.toMatchObject({ reason: 'no-such-address' })
})

test('[P6] nothing listens that was not asked for', async () => {
  const silent = await open({ listen: {} })
  expect(silent.listening()).toEqual([])
  expect(silent.addresses()).toEqual([])
  const hub = await open()
  await echoes(await connect(silent, hub))
  expect(hub.listening()).toEqual([{ kind: 'tcp', host: '127.0.0.1', port: expect.any(Number) }])
})

test('[P7] web sockets share the port of a server that serves pages', async () => {
  const server = createServer((_request, response) => response.end('a page'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const { port } = server.address() as AddressInfo
  server.on('upgrade', (request, socket) => {
    if (request.url === '/control') socket.end('HTTP/1.1 401 No\r\n\r\n')
  })
  const hub = await open({ listen: { ws: { server } } })
  expect(hub.addresses()).toEqual([`/ip4/127.0.0.1/tcp/${port}/ws`])
  await echoes(await connect(await open(), hub))
  const page = await (await fetch(`http://127.0.0.1:${port}/`)).text()
  expect(page).toBe('a page')
  const other = await raw(port, 'GET /control HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  expect(String((await other.take(1).toArray())[0])).toContain('401')
  await hub.close()
  expect(server.listening).toBe(true)
  server.closeAllConnections()
})

test('[S6] addresses that are announced come first', async () => {
  const announce = ['/dns4/box.example/tcp/4001']
  const hub = await open({ announce, listen: { tcp: local, ws: local } })
  expect(hub.addresses()[0]).toBe(announce[0])
  expect(hub.addresses().slice(1).map(address => address.endsWith('/ws'))).toEqual([false, true])
})

/** The methods of a transport, so that one can be replaced. */
function ported(transport: Transport): Transport {
  return {
    addresses: () => transport.addresses(),
    dial: address => transport.dial(address),
    onWire: handler => transport.onWire(handler),
    onNearby: handler => transport.onNearby(handler),
    onAddresses: handler => transport.onAddresses(handler),
    close: () => transport.close()
  }
}
