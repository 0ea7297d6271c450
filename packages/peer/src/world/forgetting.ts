/**
 * Forgetting (V4): envelopes whose keep class says so are dropped some seasons after they came. Their addresses stay in the
 * set as *dead*, so that they are not fetched again, and so do those that another peer says are dead over there.
 *
 *     <prefix>d/<segment>   addresses of what lay in a segment that was forgotten: lamport (6 bytes), id (32), one after another
 *     <prefix>e/<number>    addresses that others named as dead, the same way
 *     <prefix>h             how far into these the last snapshot of the set reaches: number of the value, addresses in it
 *
 * An envelope that is kept for ever is never dead: if it comes although it was said to be, it is taken. So saying it of one
 * that lives hides nothing.
 */
import { type Address, type Change, decodeValue, encodeValue, envelopeId, type EnvelopeLog, getU48, putU48, type Store } from '@commune/protocol'

const addressBytes = 38
const lamportAt = 17
/** Addresses in one value of what others said: it is written again with each that is added, so it stays within 64 KiB. */
const perValue = 1_700

/** The changes that forget these segments, with the addresses that are dead from then on. */
export const forgetChanges = async (log: EnvelopeLog, prefix: string, segments: readonly number[]): Promise<Change[]> => {
  const changes: Change[] = []
  for (const segment of segments) {
    const addresses = (await log.segmentEnvelopes(segment)).map(({ bytes }) => ({ lamport: getU48(bytes, lamportAt), id: envelopeId(bytes) }))
    changes.push([`${prefix}d/${segment.toString(16).padStart(8, '0')}`, encodeAddresses(addresses)])
  }
  return [...changes, ...log.forget(segments)]
}

/** How far what others said is dead was taken in: the number of the last value, and how many addresses of it. */
export interface HeardTo {
  readonly number: number
  readonly count: number
}
export const heardNothing: HeardTo = { number: 0, count: 0 }

/** The change that remembers what others said is dead, and how far that reaches then; one value is filled after the other. */
export const hearsayChange = async (store: Store, prefix: string, addresses: readonly Address[]): Promise<{ readonly change: Change; readonly to: HeardTo }> => {
  const [last] = await store.keys(`${prefix}e/`, { reverse: true, limit: 1 })
  const before = last === undefined ? undefined : await store.get(last)
  const full = !before || before.length / addressBytes + addresses.length > perValue
  const number = last === undefined ? 0 : numberOf(last) + (full ? 1 : 0)
  const added = encodeAddresses(addresses)
  const value = new Uint8Array((full ? 0 : before.length) + added.length)
  if (!full) value.set(before)
  value.set(added, value.length - added.length)
  return { change: [heardKey(prefix, number), value], to: { number, count: value.length / addressBytes } }
}

/** Kept with a snapshot of the set: what others said is dead is in it up to here, and a start takes in what came after. */
export const heardToChange = (prefix: string, { number, count }: HeardTo): Change => [`${prefix}h`, encodeValue([number, count])]

/** Nothing at all when it was never kept or cannot be read: taking in too much changes nothing. */
export const readHeardTo = async (store: Store, prefix: string): Promise<HeardTo> => {
  const value = await store.get(`${prefix}h`)
  const decoded = value && decodeValue(value)
  const [number, count] = decoded?.ok && Array.isArray(decoded.value) ? decoded.value : []
  return typeof number === 'number' && typeof count === 'number' ? { number, count } : heardNothing
}

/** All dead addresses, a value at a time. */
export async function* readDead(store: Store, prefix: string): AsyncGenerator<Address[]> {
  for await (const [, value] of valuesIn(store, `${prefix}d/`)) yield addressesIn(value)
  for await (const [, value] of valuesIn(store, `${prefix}e/`)) yield addressesIn(value)
}

/** What others said is dead behind that, a value at a time, with how far it reaches. */
export async function* readHeardSince(store: Store, prefix: string, from: HeardTo): AsyncGenerator<{ readonly addresses: Address[]; readonly to: HeardTo }> {
  const before = from.number > 0 ? heardKey(prefix, from.number - 1) : undefined
  for await (const [key, value] of valuesIn(store, `${prefix}e/`, before)) {
    const number = numberOf(key)
    const addresses = addressesIn(value)
    yield { addresses: number === from.number ? addresses.slice(from.count) : addresses, to: { number, count: addresses.length } }
  }
}

const heardKey = (prefix: string, number: number): string => `${prefix}e/${number.toString(16).padStart(8, '0')}`
const numberOf = (key: string): number => Number.parseInt(key.slice(-8), 16)

async function* valuesIn(store: Store, prefix: string, behind?: string): AsyncGenerator<readonly [string, Uint8Array]> {
  for (let after = behind; ; ) {
    const some = await store.list(prefix, { limit: 64, ...(after !== undefined && { after }) })
    yield* some
    after = some.at(-1)?.[0]
    if (after === undefined) break
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
