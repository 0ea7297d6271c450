/** What is to be kept of a batch that came in, what is refused, and why. Nothing is written here. */
import { type Address, type IdText, type Node, type Place, toText } from '@commune/protocol'
import { addressOf, type Opening } from './opener.ts'

export interface Kept {
  readonly opening: Opening
  readonly node: Node | undefined
  readonly address: Address
  readonly bytes: Uint8Array
  readonly place: Place
}

export interface Intake {
  readonly fresh: readonly Kept[]
  readonly refused: readonly { readonly id: IdText; readonly reason: string }[]
  /** What goes into the set: fresh ones where they lie, refused ones with the place 0 (V4). */
  readonly items: readonly { readonly lamport: number; readonly id: Uint8Array; readonly place: Place }[]
}

/** Openings with an address: those whose header could be read. */
export const addressedOf = (openings: readonly Opening[]): Opening[] => openings.filter((opening) => opening.state !== 'refused' || opening.lamport !== undefined)

/**
 * Parts a batch. `places` says for each of `addressed` where it lies already; `nodeOf` reads an opened entry or says why it
 * is none; `append` puts an envelope into the log.
 */
export const sortOut = (
  openings: readonly Opening[],
  addressed: readonly Opening[],
  places: readonly (Place | undefined)[],
  nodeOf: (opening: Opening & { state: 'open' }) => Node | string,
  append: (bytes: Uint8Array, keepClass: number) => Place
): Intake => {
  const refused: { id: IdText; reason: string }[] = []
  for (const opening of openings) if (opening.state === 'refused' && opening.lamport === undefined) refused.push({ id: toText(opening.id), reason: opening.reason })
  const fresh: Kept[] = []
  const items: { lamport: number; id: Uint8Array; place: Place }[] = []
  const met = new Set<IdText>()
  for (const [index, opening] of addressed.entries()) {
    const id = toText(opening.id)
    if (places[index] !== undefined || met.has(id)) continue
    met.add(id)
    const address = addressOf(opening)
    const node = opening.state === 'open' ? nodeOf(opening) : undefined
    if (opening.state === 'refused' || typeof node === 'string') {
      refused.push({ id, reason: opening.state === 'refused' ? opening.reason : (node as string) })
      items.push({ ...address, place: 0 })
      continue
    }
    const { bytes, keepClass } = opening.envelope
    const place = append(bytes, keepClass)
    items.push({ ...address, place })
    fresh.push({ opening, node, address, bytes, place })
  }
  return { fresh, refused, items }
}
