/**
 * Ids of what is carried out of here, and names (`from`) of what comes in. What was carried out and comes back keeps the name it was
 * first said under; what comes from elsewhere is known by its address there.
 */
import { derive, toText, utf8 } from '@commune/protocol'

export interface OwnId {
  readonly kind: string
  readonly rest: string
}

const prefix = 'urn:smart-commune:'

export const idHere = (kind: string, rest: string): string => `${prefix}${kind}:${encodeURIComponent(rest)}`

/** What an id of ours stands for; undefined for anybody else's. */
export const own = (id: string): OwnId | undefined => {
  if (!id.startsWith(prefix)) return undefined
  const at = id.indexOf(':', prefix.length)
  if (at < 0) return undefined
  try {
    return { kind: id.slice(prefix.length, at), rest: decodeURIComponent(id.slice(at + 1)) }
  } catch {
    return undefined
  }
}

const fromCharsMax = 200

/** The name a thing comes in under; a name that holds within one document alone is told apart by the document's. */
export const fromOf = (path: string, key: string): string => {
  const known = own(key)
  if (known) return known.rest.slice(0, fromCharsMax)
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(key) ? `vf:${key}` : `vf:${path}#${key}`
  return whole.length <= fromCharsMax ? whole : `vf:#${toText(derive('valueflows name', [utf8(whole)]))}`
}

/** The id a thing goes out under: that of the document it came from, when it did. */
export const idOut = (kind: string, stableId: string): string =>
  /^vf:[a-z][a-z0-9+.-]*:/i.test(stableId) && !stableId.includes('~') && !/[\s<>"{}|\\^`]/.test(stableId) ? stableId.slice(3) : idHere(kind, stableId)
