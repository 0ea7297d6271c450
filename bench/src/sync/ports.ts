/** Ports of the real machine, for the peers that the bench starts. */
import { randomFillSync } from 'node:crypto'
import { ThreadOpener } from '@commune/cli/opener'
import { zlibPacker } from '@commune/cli/packer'
import { Peer, type PeerPorts } from '@commune/peer'
import type { Clock, Log, Random } from '@commune/protocol'
import { openSqliteStore } from '@commune/storage/sqlite'
import { type NodeTransport, openNodeTransport } from '@commune/transport/node'

export const clock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  }
}

const block = new Uint8Array(65_536)
let used = block.length
export const random: Random = {
  bytes(length) {
    if (length > 4_096) return randomFillSync(new Uint8Array(length))
    if (used + length > block.length) {
      randomFillSync(block)
      used = 0
    }
    used += length
    return block.slice(used - length, used)
  }
}

export const log: Log = { note: (event, facts) => void (process.env['BENCH_LOG'] && process.stderr.write(`${event} ${JSON.stringify(facts ?? {})}\n`)) }

/** A peer as the daemon composes it: SQLite in this folder, libp2p over TCP on loopback. */
export const openPeer = async (folder: string, more: Pick<PeerPorts, 'senses'> = {}): Promise<{ peer: Peer; transport: NodeTransport }> => {
  const { store } = await openSqliteStore({ folder, log })
  const transport = await openNodeTransport({ listen: { tcp: { host: '127.0.0.1', port: 0 } }, clock, log })
  const lock = { lock: (plain: Uint8Array) => plain, unlock: (locked: Uint8Array) => locked }
  const peer = await Peer.open({ store, clock, random, log, opener: new ThreadOpener(), packer: zlibPacker, transport, ...more }, { lock, mayForget: false, version: 'bench' })
  return { peer, transport }
}
