/**
 * Opens envelopes in place, each once for each key: in a run the same bytes come to every peer, and to most of them several times.
 *
 * A verdict of an opener depends on the bytes and the keys alone, so what one peer found holds for all. It is found by the very
 * bytes: one that was changed on its way is another envelope.
 */
import { type ContentKeys, type Opener, type Opening, openingsOf, openOne } from '@commune/peer'
import { makeRun, openEnvelopes, sameBytes, toText } from '@commune/protocol'

/** Where the tag of an entry envelope lies, and the nonce: its first bytes hardly two share. */
const [tagAt, tagEnd, nonceAt] = [1, 17, 24]
const entryVersion = 1
/** Envelopes that are remembered. */
const knownMax = 65_536

interface Known {
  readonly bytes: Uint8Array
  /** Of the epoch of an entry; undefined: it opens with no key. */
  readonly tag: string | undefined
  /** By the key that was tried, or by that there was none. */
  readonly openings: { readonly key: Uint8Array | undefined; readonly opening: Opening }[]
}

export class KnownEnvelopes implements Opener {
  readonly #known = new Map<number, Known[]>()

  open(envelopes: readonly Uint8Array[], keys: ContentKeys): Promise<Opening[]> {
    const openings: (Opening | undefined)[] = []
    const fresh: Asked[] = []
    for (const bytes of envelopes) {
      const known = this.#find(bytes)
      const key = known.tag === undefined ? undefined : keys.get(known.tag)
      const opening = found(known, key)
      if (!opening) fresh.push({ known, key, at: openings.length })
      openings.push(opening)
    }
    if (fresh.length > 0) this.#openFresh(fresh, keys, openings)
    return Promise.resolve(openings as Opening[])
  }

  #openFresh(fresh: readonly Asked[], keys: ContentKeys, openings: (Opening | undefined)[]): void {
    for (const [index, opening] of openAll(fresh.map(({ known }) => known.bytes), keys).entries()) {
      const { known, key, at } = fresh[index] as Asked
      if (!found(known, key)) known.openings.push({ key, opening })
      openings[at] = found(known, key)
    }
  }

  #find(bytes: Uint8Array): Known {
    const name = beginOf(bytes)
    const alike = this.#known.get(name)
    if (alike) for (const known of alike) if (sameBytes(known.bytes, bytes)) return known
    return this.#remember(name, bytes)
  }

  #remember(name: number, bytes: Uint8Array): Known {
    if (this.#known.size >= knownMax) this.#known.clear()
    const tag = bytes[0] === entryVersion ? toText(bytes.subarray(tagAt, tagEnd)) : undefined
    const known: Known = { bytes: bytes.slice(), tag, openings: [] }
    const alike = this.#known.get(name)
    if (alike) alike.push(known)
    else this.#known.set(name, [known])
    return known
  }
}

interface Asked {
  readonly known: Known
  readonly key: Uint8Array | undefined
  /** Its place among those that were asked for. */
  readonly at: number
}

/** The first 30 bits of the nonce. */
const beginOf = (bytes: Uint8Array): number =>
  ((bytes[nonceAt] ?? 0) << 22) ^ ((bytes[nonceAt + 1] ?? 0) << 14) ^ ((bytes[nonceAt + 2] ?? 0) << 6) ^ ((bytes[nonceAt + 3] ?? 0) >> 2)

/** As peers do it: one by one, or many in a run. */
const openAll = (envelopes: readonly Uint8Array[], keys: ContentKeys): Opening[] =>
  envelopes.length > 1 ? openingsOf(envelopes, openEnvelopes(makeRun(envelopes), keys)) : envelopes.map((bytes) => openOne(bytes, keys))

function found({ openings }: Known, key: Uint8Array | undefined): Opening | undefined {
  for (const each of openings) if (each.key === key || (each.key !== undefined && key !== undefined && sameBytes(each.key, key))) return each.opening
  return undefined
}
