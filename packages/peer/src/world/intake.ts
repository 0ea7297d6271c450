/**
 * What is to be kept of a batch that came in, what is refused, and why. Nothing is written here.
 *
 * All that can be told apart by an address is kept and carried. What is refused here goes on to others like what is sealed:
 * they have to see it to refuse it too, or an entry that names it would count at one peer and wait for ever at another (E4).
 */
import { type Address, compareAddresses, type IdText, type Node, type Place, type Tree } from '@commune/protocol'
import type { Keyring } from './keyring.ts'
import { type Opening, openOne } from './opener.ts'
import type { WorldOptions } from './ports.ts'
import type { Taken } from './taken.ts'

export interface Kept {
  readonly opening: Opening
  readonly node: Node | undefined
  readonly address: Address
  readonly bytes: Uint8Array
  readonly place: Place
  /** Not kept for ever (V4). */
  readonly lapses: boolean
  /** Whatever the caller of `take` named. */
  readonly from: unknown
}

export interface Intake {
  readonly fresh: readonly Kept[]
  readonly refused: readonly { readonly id: IdText; readonly reason: string }[]
}

/** An opening with the envelope it came from. */
export interface Opened {
  readonly opening: Opening
  readonly bytes: Uint8Array
}

/** The keep class in the header of an envelope (V1). */
export const keepClassOf = (bytes: Uint8Array): number => bytes[23] as number

/** One with an address: its header could be read. */
export interface Addressed extends Opened {
  readonly address: Address
}

/** Openings with the envelopes they came from, as far as their headers could be read. */
export const addressedOf = (openings: readonly Opening[], envelopes: readonly Uint8Array[]): Addressed[] => {
  const addressed: Addressed[] = []
  for (const [index, opening] of openings.entries()) {
    if (opening.address) addressed.push({ opening, bytes: envelopes[index] as Uint8Array, address: opening.address })
  }
  return addressed
}

/** How a batch is parted: what is known of its addresses, and what is to be done with each. */
export interface Parting {
  /** Where each lies already. */
  readonly places: readonly (Place | undefined)[]
  readonly from: unknown
  /** An opened entry, or why it is none. */
  nodeOf(opening: Opening & { state: 'open' }): Node | string
  /** Puts an envelope into the log. */
  append(bytes: Uint8Array, keepClass: number): Place
}

export const sortOut = (openings: readonly Opening[], addressed: readonly Addressed[], parting: Parting): Intake => {
  const { places, from } = parting
  const refused: { id: IdText; reason: string }[] = []
  for (const opening of openings) if (opening.state === 'refused') refused.push({ id: opening.text, reason: opening.reason })
  const fresh: Kept[] = []
  const lapsing: Omit<Kept, 'place'>[] = []
  const twice = seenTwice(addressed)
  for (const [index, { opening, bytes, address }] of addressed.entries()) {
    const keepClass = keepClassOf(bytes)
    // One that is kept for ever is never dead, whoever said so.
    if ((places[index] !== undefined && (places[index] !== 0 || keepClass > 0)) || twice?.has(index)) continue
    const read = opening.state === 'open' ? parting.nodeOf(opening) : undefined
    if (typeof read === 'string') refused.push({ id: opening.text, reason: read })
    const node = typeof read === 'string' ? undefined : read
    if (keepClass > 0) lapsing.push({ opening, node, address, bytes, lapses: true, from })
    else fresh.push({ opening, node, address, bytes, lapses: false, from, place: parting.append(bytes, 0) })
  }
  // Those of one keep class lie together, or each would begin a segment of its own.
  lapsing.sort((a, b) => keepClassOf(a.bytes) - keepClassOf(b.bytes))
  for (const kept of lapsing) fresh.push({ ...kept, place: parting.append(kept.bytes, keepClassOf(kept.bytes)) })
  return { fresh, refused }
}

/** Secrets of the epochs that fresh grants among these give to this device, each of an epoch that is not held yet (K1). */
export const grantedIn = (addressed: readonly Addressed[], places: readonly (Place | undefined)[], keyring: Keyring, grantIn: WorldOptions['grantIn']): Uint8Array[] => {
  if (!grantIn) return []
  const secrets: Uint8Array[] = []
  for (const [index, { opening }] of addressed.entries()) {
    if (opening.state !== 'sealed' || opening.envelope.version !== 2 || places[index] || keyring.byTag(opening.envelope.tag)) continue
    const epoch = grantIn(opening.envelope)
    if (epoch) secrets.push(epoch.secret)
  }
  return secrets
}

/** An epoch may have come while these were opened elsewhere: what it opens is not to lie sealed until the next start. */
export const openedLate = (openings: readonly Opening[], envelopes: readonly Uint8Array[], keyring: Keyring): Opening[] => {
  const late = (opening: Opening): boolean => opening.state === 'sealed' && keyring.settingOf(opening.envelope.tag) !== undefined
  return openings.map((opening, index) => (late(opening) ? openOne(envelopes[index] as Uint8Array, keyring.contentKeys) : opening))
}

/** What is told of a batch that was taken in. */
export const takenOf = (openings: readonly Opening[], addressed: readonly Addressed[], fresh: readonly Kept[], refused: Intake['refused']): Taken => ({
  fresh: fresh.map((item) => item.address),
  known: addressed.length - fresh.length,
  ids: openings.map((opening) => opening.id),
  refused,
  broken: openings.length - addressed.length,
  ...unreadBytes(fresh)
})

/** Bytes of what is kept and counts for nothing here: sealed, or refused (S6). */
const unreadBytes = (fresh: readonly Kept[]): { sealedBytes: number; refusedBytes: number } => {
  let sealedBytes = 0
  let refusedBytes = 0
  for (const { node, opening, bytes } of fresh) {
    if (node) continue
    if (opening.state === 'sealed') sealedBytes += bytes.length
    else refusedBytes += bytes.length
  }
  return { sealedBytes, refusedBytes }
}

/** The answer when all of these are in the set, and so durable: whoever knows many hears most things many times. */
export const allKnown = async (set: Tree, openings: readonly Opening[]): Promise<Taken | undefined> => {
  if (openings.some((opening) => opening.state === 'refused')) return undefined
  const places = await set.findMany(openings.map((opening) => opening.address as Address))
  // One that somebody said is dead may come all the same.
  if (!places.every((place) => place)) return undefined
  return { fresh: [], known: openings.length, ids: openings.map(({ id }) => id), refused: [], broken: 0, sealedBytes: 0, refusedBytes: 0 }
}

/** Which of a batch came before in it. Those that come in order, as they do when a world is sent, are seen at a glance. */
function seenTwice(addressed: readonly Addressed[]): ReadonlySet<number> | undefined {
  if (addressed.every(({ address }, index) => index === 0 || compareAddresses((addressed[index - 1] as Addressed).address, address) < 0)) return undefined
  const met = new Set<IdText>()
  const twice = new Set<number>()
  for (const [index, { opening }] of addressed.entries()) {
    if (met.has(opening.text)) twice.add(index)
    met.add(opening.text)
  }
  return twice
}
