/** Two sets compared to the end, with all that is promised of each message checked on the way. */
import { expect } from 'vitest'
import type { Random } from '../../ports/ports.ts'
import { sha256 } from '../../sodium/sodium.ts'
import { boundAt, compareBounds, type Item } from '../address.ts'
import { type ReconcileLimits, reconcileLimits } from '../limits.ts'
import { Reconciler } from '../reconciler.ts'
import type { AddressSet } from '../set.ts'
import { SortedSet } from './sortedSet.ts'
import type { Need } from '../turn.ts'

export interface MeetingOptions {
  readonly limits?: Partial<ReconcileLimits>
  readonly random?: Random
  /** Called after each message, to change a set meanwhile. */
  readonly between?: (round: number) => Promise<void>
}

export interface Met {
  readonly have: Item[]
  readonly need: Need[]
  /** Ids that only the other side has. */
  readonly needIds: string[]
  readonly messages: Uint8Array[]
}

const hex = (bytes: Uint8Array): string => bytes.toHex()

/** Throws when either side refuses, a message is too long or it does not end. */
export async function meet(initiatorSet: AddressSet, responderSet: AddressSet, options: MeetingOptions = {}): Promise<Met> {
  const limits = { ...reconcileLimits, ...options.limits }
  const initiator = new Reconciler(initiatorSet, 'initiator', sha256, limits)
  const responder = new Reconciler(responderSet, 'responder', sha256, limits)
  const met: Met = { have: [], need: [], needIds: [], messages: [] }
  const note = (message: Uint8Array): Uint8Array => {
    expect(message.length).toBeLessThanOrEqual(limits.frameBytesMax)
    met.messages.push(message)
    if (met.messages.length > 10_000) throw new Error('no end')
    return message
  }
  let message: Uint8Array | undefined = note(await initiator.start(options.random))
  while (message) {
    await options.between?.(met.messages.length)
    const answer = await responder.receive(message)
    if (!answer.ok) throw new Error(`the responder refuses: ${answer.error.reason} at ${answer.error.at}`)
    expect([answer.value.have, answer.value.need]).toEqual([[], []])
    await options.between?.(met.messages.length)
    const turn = await initiator.receive(note(answer.value.message as Uint8Array))
    if (!turn.ok) throw new Error(`the initiator refuses: ${turn.error.reason} at ${turn.error.at}`)
    met.have.push(...turn.value.have)
    met.need.push(...turn.value.need)
    met.needIds.push(...turn.value.need.flatMap(({ ids }) => ids.map(hex)))
    message = turn.value.message && note(turn.value.message)
  }
  return met
}

/** What either has alone, worked out the plain way. */
export function difference(own: readonly Item[], other: readonly Item[]): { have: string[]; need: string[] } {
  const [ours, theirs] = [own, other].map((items) => new Set(items.map(({ id }) => hex(id)))) as [Set<string>, Set<string>]
  return { have: [...ours.difference(theirs)].toSorted(), need: [...theirs.difference(ours)].toSorted() }
}

/**
 * The exact difference, and each needed id within the bounds it was told with. Each is told once; only where messages were
 * full may one be told again.
 */
export function expectExactly(
  met: Met, own: readonly Item[], other: readonly Item[], messages: 'full' | 'roomy' = 'roomy'
): void {
  const plain = difference(own, other)
  const told = (ids: readonly string[]): string[] => (messages === 'full' ? [...new Set(ids)] : [...ids]).toSorted()
  expect(told(met.have.map(({ id }) => hex(id)))).toEqual(plain.have)
  expect(told(met.needIds)).toEqual(plain.need)
  const addresses = new Map(new SortedSet(other).items.map((item) => [hex(item.id), item]))
  for (const { lower, upper, ids } of met.need) {
    for (const id of ids) {
      const at = boundAt(addresses.get(hex(id)) as Item)
      expect(compareBounds(lower, at)).toBeLessThanOrEqual(0)
      expect(compareBounds(at, upper)).toBeLessThan(0)
    }
  }
}
