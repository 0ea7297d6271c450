/** A member of the daemon's world in this process, over libp2p, which can be kept from calling. */
import { Peer, plainOpener, plainPacker } from '@commune/peer'
import type { IdText, StatementId, Transport, Wire } from '@commune/protocol'
import { openSqliteStore } from '@commune/storage/sqlite'
import { openNodeTransport } from '@commune/transport/node'
import { systemClock, systemRandom } from '../../daemon/nodePorts.ts'

export interface Member {
  /** Calls nobody from now on, and ends what is open. */
  silence(): void
  /** May call again, and calls this port. */
  call(port: number): void
  /** Says one thing after another until stopped. */
  sayUntilStopped(what: string): { stop(): Promise<void> }
  /** What it said in this turn and knows to be durable at the daemon. */
  acknowledged(): StatementId[]
  close(): Promise<void>
}

const stepMs = 2
const quietLog = { note: (): void => undefined }
const openLock = { lock: (plain: Uint8Array) => plain, unlock: (locked: Uint8Array) => locked }

export const openMember = async (folder: string, link: string): Promise<Member> => {
  const { store } = await openSqliteStore({ folder, log: quietLog })
  const network = await openNodeTransport({ listen: {}, clock: systemClock, log: quietLog })
  const wires = new Set<Wire>()
  let gate = openGate()
  const transport: Transport = {
    async dial(address) {
      // It waits rather than fails, so that the next call does not come later and later.
      await gate.passed
      const wire = await network.dial(address)
      wires.add(wire)
      if (gate.closed) wire.close('not now')
      return wire
    },
    addresses: () => network.addresses(),
    onWire: (handler) => network.onWire(handler),
    onNearby: (handler) => network.onNearby(handler),
    onAddresses: (handler) => network.onAddresses(handler),
    close: () => network.close()
  }
  const peer = await Peer.open(
    { store, clock: systemClock, random: systemRandom, log: quietLog, opener: plainOpener, packer: plainPacker, transport },
    { lock: openLock, mayForget: false, version: 'crash' }
  )
  const joined = await peer.act('join', { link })
  if (!joined.ok) throw new Error(`the member could not come in: ${joined.error.key}`)
  const { world } = joined.value
  const known: StatementId[] = []

  return {
    silence() {
      gate = closedGate()
      for (const wire of wires) wire.close('not now')
      wires.clear()
    },
    call(port) {
      gate.open()
      // It may listen elsewhere now; whoever was called before is called again by itself.
      void peer.act('connect', { address: `/ip4/127.0.0.1/tcp/${port}` })
    },
    sayUntilStopped(what) {
      known.length = 0
      const stopping = new AbortController()
      const { signal } = stopping
      const work = (async () => {
        for (let index = 0; !signal.aborted; index++) {
          const said = await peer.act('say', { world, wishes: [{ wish: 'need', thing: `${what}.${index}`, quantity: '1 kg' }] })
          if (!said.ok) throw new Error(`the member could not say: ${said.error.key}`)
          const [id] = said.value.ids as [StatementId]
          while (!signal.aborted && (await keptBy(peer, world, id)) === 0) await new Promise((resolve) => setTimeout(resolve, stepMs))
          if (!signal.aborted) known.push(id)
        }
      })()
      return {
        stop: () => {
          stopping.abort()
          return work
        }
      }
    },
    acknowledged: () => [...known],
    async close() {
      await peer.close()
      await network.close()
    }
  }
}

interface Gate {
  readonly passed: Promise<void>
  closed: boolean
  open(): void
}

function closedGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  const gate = {
    passed: promise,
    closed: true,
    open: (): void => {
      gate.closed = false
      resolve()
    }
  }
  return gate
}

function openGate(): Gate {
  const gate = closedGate()
  gate.open()
  return gate
}

async function keptBy(peer: Peer, world: IdText, id: StatementId): Promise<number> {
  const kept = await peer.ask('kept', { world, id })
  return kept.ok ? kept.value.others : 0
}
