/** OrbitDB on the same records: signed entries from one peer to an empty one, each in a process of its own, libp2p on loopback. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ask, Opened } from './orbitdbChild.ts'
import { startProcess } from './talk.ts'

/** Its own packages with the versions that work together. */
export const orbitDbVersions: Readonly<Record<string, string>> = {
  '@libp2p/gossipsub': '15.0.23',
  '@libp2p/identify': '4.1.14',
  '@libp2p/noise': '17.0.3',
  '@libp2p/tcp': '11.0.28',
  '@libp2p/yamux': '8.0.3',
  '@orbitdb/core': '4.0.0',
  helia: '6.1.4',
  libp2p: '3.3.11'
}

export async function orbitDbEntriesPerS(count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'commune-orbitdb-'))
  const [sender, receiver] = [
    await startProcess<Ask>('orbitdbChild.ts', [join(folder, 'sender')]),
    await startProcess<Ask>('orbitdbChild.ts', [join(folder, 'receiver')])
  ]
  try {
    const written = await sender.ask<Opened>({ ask: 'write', count })
    const ms = await receiver.ask<number>({ ask: 'take', database: written.database, address: written.address, count })
    return (count / ms) * 1_000
  } finally {
    await receiver.end()
    await sender.end()
    rmSync(folder, { recursive: true, force: true })
  }
}
