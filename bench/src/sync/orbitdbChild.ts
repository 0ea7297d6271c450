/** A process with one OrbitDB peer in it. Its packages are those that the bench installed for this subject. */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { statementOf } from './entries.ts'
import { answerAll } from './talk.ts'

export type Ask =
  /** Writes so many records; answers with `Opened`. */
  | { readonly ask: 'write'; readonly count: number }
  /** Takes in a database from an address; answers with milliseconds. */
  | { readonly ask: 'take'; readonly database: string; readonly address: string; readonly count: number }

export interface Opened {
  readonly database: string
  readonly address: string
}

const pollMs = 250

interface Database {
  readonly address: string
  add(record: unknown): Promise<string>
  all(): Promise<readonly unknown[]>
}

const { load } = (await import(pathToFileURL(join(import.meta.dirname, '../../.peers/sync/load.js')).href)) as {
  load(name: string): Promise<Record<string, (options?: object) => unknown>>
}

async function make<T>(name: string, factory: string, options?: object): Promise<T> {
  const found = (await load(name))[factory]
  if (!found) throw new Error(`${name} has no ${factory}`)
  return (await found(options)) as T
}

const libp2p = await make<{ getMultiaddrs(): { toString(): string }[]; dial(address: unknown): Promise<unknown> }>('libp2p', 'createLibp2p', {
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [await make('@libp2p/tcp', 'tcp')],
  connectionEncrypters: [await make('@libp2p/noise', 'noise')],
  streamMuxers: [await make('@libp2p/yamux', 'yamux')],
  services: {
    identify: await make('@libp2p/identify', 'identify'),
    pubsub: await make('@libp2p/gossipsub', 'gossipsub', { allowPublishToZeroTopicPeers: true })
  }
})
const folder = process.argv[2] as string
const ipfs = await make('helia', 'createHelia', { libp2p })
const orbitdb = await make<{ open(name: string): Promise<Database> }>('@orbitdb/core', 'createOrbitDB', { ipfs, id: folder, directory: folder })

answerAll<Ask>(async (question) => {
  if (question.ask === 'write') {
    const database = await orbitdb.open('records')
    for (let index = 0; index < question.count; index++) await database.add(statementOf(index))
    return { database: database.address, address: String(libp2p.getMultiaddrs()[0]) } satisfies Opened
  }
  const { multiaddr } = (await load('@multiformats/multiaddr')) as unknown as { multiaddr(text: string): unknown }
  await libp2p.dial(multiaddr(question.address))
  const startMs = performance.now()
  const database = await orbitdb.open(question.database)
  let all = 0
  while (all < question.count) {
    // Asking costs as well.
    await setTimeout(pollMs)
    all = (await database.all()).length
  }
  const ms = performance.now() - startMs
  return ms
})
