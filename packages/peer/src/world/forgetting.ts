/**
 * Forgetting (V4): envelopes whose keep class says so are dropped some seasons after they came. Their addresses stay in the
 * set as *dead*, so that they are not fetched again, and so do those that another peer says are dead over there.
 *
 *     <prefix>d/<segment>   addresses of what lay in a segment that was forgotten: lamport (6 bytes), id (32), one after another
 *     <prefix>e/<number>    addresses that others named as dead, the same way
 *
 * An envelope that is kept for ever is never dead: if it comes although it was said to be, it is taken. So saying it of one
 * that lives hides nothing.
 */
import { type Address, type Change, envelopeId, type EnvelopeLog, getU48, putU48, type Store } from '@commune/protocol'

const addressBytes = 38
const lamportAt = 17
/** Addresses in one value: below what a store takes. */
const perValue = 20_000

/** The changes that forget these segments, with the addresses that are dead from then on. */
export const forgetChanges = async (log: EnvelopeLog, prefix: string, segments: readonly number[]): Promise<Change[]> => {
  const changes: Change[] = []
  for (const segment of segments) {
    const addresses = (await log.segmentEnvelopes(segment)).map(({ bytes }) => ({ lamport: getU48(bytes, lamportAt), id: envelopeId(bytes) }))
    changes.push([`${prefix}d/${segment.toString(16).padStart(8, '0')}`, encodeAddresses(addresses)])
  }
  return [...changes, ...log.forget(segments)]
}

/** The change that remembers what others said is dead; one value is filled after the other. */
export const hearsayChange = async (store: Store, prefix: string, addresses: readonly Address[]): Promise<Change> => {
  const [last] = await store.keys(`${prefix}e/`, { reverse: true, limit: 1 })
  const before = last === undefined ? undefined : await store.get(last)
  const full = !before || before.length / addressBytes + addresses.length > perValue
  const number = last === undefined ? 0 : Number.parseInt(last.slice(-8), 16) + (full ? 1 : 0)
  const added = encodeAddresses(addresses)
  const value = new Uint8Array((full ? 0 : before.length) + added.length)
  if (!full) value.set(before)
  value.set(added, value.length - added.length)
  return [`${prefix}e/${number.toString(16).padStart(8, '0')}`, value]
}

/** All dead addresses, a value at a time. */
export async function* readDead(store: Store, prefix: string): AsyncGenerator<Address[]> {
  for (const part of ['d/', 'e/']) {
    for (let after: string | undefined; ; ) {
      const some = await store.list(prefix + part, { limit: 64, ...(after !== undefined && { after }) })
      for (const [, value] of some) yield addressesIn(value)
      after = some.at(-1)?.[0]
      if (after === undefined) break
    }
  }
}

function encodeAddresses(addresses: readonly Address[]): Uint8Array {
  const bytes = new Uint8Array(addresses.length * addressBytes)
  for (const [index, { lamport, id }] of addresses.entries()) {
    putU48(bytes, index * addressBytes, lamport)
    bytes.set(id, index * addressBytes + 6)
  }
  return bytes
}

function addressesIn(bytes: Uint8Array): Address[] {
  const count = Math.floor(bytes.length / addressBytes)
  return Array.from({ length: count }, (_, index) => ({ lamport: getU48(bytes, index * addressBytes), id: bytes.slice(index * addressBytes + 6, (index + 1) * addressBytes) }))
}
