/**
 * Opens envelopes in place, each once for each key: in a run the same bytes come to every peer, and to most of them several times.
 *
 * A verdict of an opener depends on the bytes and the keys alone, so what one peer found holds for all. It is found by the very
 * bytes: one that was changed on its way is another envelope.
 */
import { type ContentKeys, type Opener, type Opening, openingsOf, openOne } from '@commune/peer'
import { makeRun, openEnvelopes, sameBytes, toText } from '@commune/protocol'

/** Where the tag of an entry envelope lies, and the nonce, which hardly two share. */
const [tagAt, tagEnd, nonceAt, nonceEnd] = [1, 17, 24, 48]
const entryVersion = 1
/** Envelopes that are remembered. */
const knownMax = 65_536

interface Known {
  readonly bytes: Uint8Array
  /** By the key that was tried, or by that there was none. */
  readonly openings: { readonly key: Uint8Array | undefined; readonly opening: Opening }[]
}

export class KnownEnvelopes implements Opener {
  readonly #known = new Map<string, Known[]>()

  open(envelopes: readonly Uint8Array[], keys: ContentKeys): Promise<Opening[]> {
    const asked = envelopes.map((bytes) => this.#ask(bytes, keys))
    const fresh = asked.filter(({ known, key }) => !found(known, key))
    for (const [index, opening] of openAll(fresh.map(({ known }) => known.bytes), keys).entries()) {
      const { known, key } = fresh[index] as Asked
      if (!found(known, key)) known.openings.push({ key, opening })
    }
    return Promise.resolve(asked.map(({ known, key }) => found(known, key) as Opening))
  }

  #ask(bytes: Uint8Array, keys: ContentKeys): Asked {
    const name = toText(bytes.subarray(nonceAt, nonceEnd))
    const known = this.#known.get(name)?.find((each) => sameBytes(each.bytes, bytes)) ?? this.#remember(name, bytes)
    return { known, key: bytes[0] === entryVersion ? keys.get(toText(bytes.subarray(tagAt, tagEnd))) : undefined }
  }

  #remember(name: string, bytes: Uint8Array): Known {
    if (this.#known.size >= knownMax) this.#known.clear()
    const known: Known = { bytes: bytes.slice(), openings: [] }
    const alike = this.#known.get(name)
    if (alike) alike.push(known)
    else this.#known.set(name, [known])
    return known
  }
}

interface Asked {
  readonly known: Known
  readonly key: Uint8Array | undefined
}

/** As peers do it: one by one, or many in a run. */
const openAll = (envelopes: readonly Uint8Array[], keys: ContentKeys): Opening[] =>
  envelopes.length > 1 ? openingsOf(envelopes, openEnvelopes(makeRun(envelopes), keys)) : envelopes.map((bytes) => openOne(bytes, keys))

const found = ({ openings }: Known, key: Uint8Array | undefined): Opening | undefined =>
  openings.find((each) => each.key === key || (each.key !== undefined && key !== undefined && sameBytes(each.key, key)))?.opening
