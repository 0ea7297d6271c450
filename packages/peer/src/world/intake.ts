/**
 * What is to be kept of a batch that came in, what is refused, and why. Nothing is written here.
 *
 * All that can be told apart by an address is kept and carried. What is refused here goes on to others like what is sealed:
 * they have to see it to refuse it too, or an entry that names it would count at one peer and wait for ever at another (E4).
 */
import { type Address, type IdText, type Node, type Place, toText, type Tree } from '@commune/protocol'
import { addressOf, type Opening } from './opener.ts'
import type { Taken } from './taken.ts'

export interface Kept {
  readonly opening: Opening
  readonly node: Node | undefined
  readonly address: Address
  readonly bytes: Uint8Array
  readonly place: Place
  /** Not kept for ever (V4). */
  readonly lapses: boolean
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

/** Those with an address: the header could be read. */
export const addressedOf = (opened: readonly Opened[]): Opened[] => opened.filter(({ opening }) => opening.state !== 'refused' || opening.lamport !== undefined)

/**
 * Parts a batch. `places` says for each of `addressed` where it lies already; `nodeOf` reads an opened entry or says why it
 * is none; `append` puts an envelope into the log.
 */
export const sortOut = (
  opened: readonly Opened[],
  addressed: readonly Opened[],
  places: readonly (Place | undefined)[],
  nodeOf: (opening: Opening & { state: 'open' }) => Node | string,
  append: (bytes: Uint8Array, keepClass: number) => Place
): Intake => {
  const refused: { id: IdText; reason: string }[] = []
  for (const { opening } of opened) if (opening.state === 'refused') refused.push({ id: toText(opening.id), reason: opening.reason })
  const fresh: Kept[] = []
  const lapsing: Omit<Kept, 'place'>[] = []
  const met = new Set<IdText>()
  for (const [index, { opening, bytes }] of addressed.entries()) {
    const id = toText(opening.id)
    const keepClass = keepClassOf(bytes)
    // One that is kept for ever is never dead, whoever said so.
    if ((places[index] !== undefined && (places[index] !== 0 || keepClass > 0)) || met.has(id)) continue
    met.add(id)
    const node = opening.state === 'open' ? nodeOf(opening) : undefined
    if (typeof node === 'string') refused.push({ id, reason: node })
    const kept = { opening, node: typeof node === 'string' ? undefined : node, address: addressOf(opening), bytes, lapses: keepClass > 0 }
    if (kept.lapses) lapsing.push(kept)
    else fresh.push({ ...kept, place: append(bytes, 0) })
  }
  // Those of one keep class lie together, or each would begin a segment of its own.
  lapsing.sort((a, b) => keepClassOf(a.bytes) - keepClassOf(b.bytes))
  for (const kept of lapsing) fresh.push({ ...kept, place: append(kept.bytes, keepClassOf(kept.bytes)) })
  return { fresh, refused }
}

/** Bytes of what is kept and counts for nothing here: sealed, or refused (S6). */
export const unreadBytes = (fresh: readonly Kept[]): { sealedBytes: number; refusedBytes: number } => {
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
  const places = await set.findMany(openings.map(addressOf))
  // One that somebody said is dead may come all the same.
  if (!places.every((place) => place)) return undefined
  return { fresh: [], known: openings.length, ids: openings.map(({ id }) => id), refused: [], broken: 0, sealedBytes: 0, refusedBytes: 0 }
}
