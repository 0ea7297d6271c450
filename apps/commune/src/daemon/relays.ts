/**
 * Members' boxes that pass on: this box asks those it has reached itself, so that others who cannot reach it directly come
 * through one of them. Only members are asked, two at most hold a place for it, and one that says no is not asked again soon.
 */
import type { PeerApi } from '@commune/peer'
import type { Cancel, Clock, Log } from '@commune/protocol'
import type { NetworkTransport } from '@commune/transport/node'

const relaysMax = 2
const lookMs = 30_000
/** The first look comes soon after the start, when the first conversations are open. */
const firstLookMs = 3_000
const againMs = 1_800_000

export interface RelayPorts {
  readonly transport: Pick<NetworkTransport, 'addresses' | 'relayThrough'>
  readonly clock: Clock
  readonly log: Log
}

export const keepRelays = (api: PeerApi, { transport, clock, log }: RelayPorts): Cancel => {
  const refusedMs = new Map<string, number>()
  let ended = false
  let cancel: Cancel = clock.after(firstLookMs, () => void look())

  async function look(): Promise<void> {
    const status = await api.ask('status', {})
    const reached = status.ok ? status.value.connections.filter((each) => !each.incoming && each.ware !== undefined) : []
    for (const { address } of reached) {
      if (ended || held() >= relaysMax) break
      if (isRelayed(address) || isHeldBy(address) || clock.nowMs() - (refusedMs.get(address) ?? -againMs) < againMs) continue
      try {
        await transport.relayThrough(address)
        log.note('relay-found')
      } catch {
        refusedMs.set(address, clock.nowMs())
      }
    }
    for (const [address, ms] of refusedMs) if (clock.nowMs() - ms >= againMs) refusedMs.delete(address)
    if (!ended) cancel = clock.after(lookMs, () => void look())
  }

  const relayed = (): string[] => transport.addresses().filter(isRelayed)
  /** A box may be reached by several addresses and gives several: what counts is whose they are. */
  const held = (): number => new Set(relayed().map(relayOf)).size
  const isHeldBy = (address: string): boolean => relayed().some((each) => relayOf(each) === idOf(address))

  return () => {
    ended = true
    cancel()
  }
}

const isRelayed = (address: string): boolean => address.includes('/p2p-circuit')
const idOf = (address: string): string | undefined => /\/p2p\/([^/]+)$/.exec(address)?.[1]
const relayOf = (address: string): string | undefined => idOf(address.split('/p2p-circuit')[0] ?? '')
