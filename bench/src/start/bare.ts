/** Bare libp2p with the transports and services the daemon has, and nothing else: says when it listens, then rests. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const { load } = (await import(pathToFileURL(join(import.meta.dirname, '../../.peers/start/load.js')).href)) as {
  load(name: string): Promise<Record<string, (options?: object) => unknown>>
}

async function make(name: string, factory: string, options?: object): Promise<unknown> {
  const found = (await load(name))[factory]
  if (!found) throw new Error(`${name} has no ${factory}`)
  return found(options)
}

await make('libp2p', 'createLibp2p', {
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws'] },
  transports: [await make('@libp2p/tcp', 'tcp'), await make('@libp2p/websockets', 'webSockets'), await make('@libp2p/circuit-relay-v2', 'circuitRelayTransport')],
  connectionEncrypters: [await make('@libp2p/noise', 'noise')],
  streamMuxers: [await make('@libp2p/yamux', 'yamux')],
  services: { identify: await make('@libp2p/identify', 'identify') },
  peerDiscovery: [await make('@libp2p/mdns', 'mdns')]
})
process.stdout.write('listening\n')
