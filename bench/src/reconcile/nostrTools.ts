/** The same comparison through nip77. It knows the part of the one who begins, so both learn on the way. */
import type { Item } from '@commune/protocol'
import { nip77 } from 'nostr-tools'

export interface NostrTools {
  /** Until one side is ready to compare. */
  readonly loadMs: number
  /** Processor time of both sides. */
  readonly ms: number
  readonly bytes: number
  readonly rounds: number
}

/** Throws when it does not find exactly so many differences. */
export function nostrTools(own: readonly Item[], other: readonly Item[], differences: number): NostrTools {
  let loadMs = 0
  const sideOf = (items: readonly Item[]): nip77.Negentropy => {
    const hexed = items.map((item) => [item.lamport, item.id.toHex()] as const)
    const startMs = performance.now()
    const storage = new nip77.NegentropyStorageVector()
    for (const [lamport, id] of hexed) storage.insert(lamport, id)
    storage.seal()
    loadMs = Math.max(loadMs, performance.now() - startMs)
    return new nip77.Negentropy(storage, 1_000_000)
  }
  const sides = [sideOf(own), sideOf(other)] as const
  const learned = new Set<string>()
  const learn = (id: string): void => void learned.add(id)
  const before = process.threadCpuUsage()
  let [bytes, messages] = [0, 0]
  for (let message: string | null = sides[0].initiate(); message !== null; ) {
    bytes += message.length / 2
    messages++
    message = sides[messages % 2 === 1 ? 1 : 0].reconcile(message, learn, learn)
  }
  const { user, system } = process.threadCpuUsage(before)
  if (learned.size !== differences) throw new Error('nip77 did not find the exact difference')
  return { loadMs, ms: (user + system) / 1_000, bytes, rounds: Math.ceil(messages / 2) }
}
