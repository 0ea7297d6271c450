/**
 * What this browser remembers of how somebody likes to look at things: never anything that was said, and nothing that leaves
 * the browser. Where nothing may be kept, everything has its usual value each time.
 */
export interface Kept {
  /** The world last looked at. */
  world?: string
  /** A light that was chosen by hand. */
  light?: 'day' | 'dusk' | 'night'
  still?: boolean
  /** Sentences that are said once. */
  told?: readonly string[]
  /** For each world: how far one had read at the last visit (a lamport), and places in the order they came. */
  seen?: Readonly<Record<string, number>>
  seats?: Readonly<Record<string, readonly string[]>>
}

const key = 'commune look'

export const readKept = (): Kept => {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Kept) : {}
  } catch {
    return {}
  }
}

export const keep = (change: Kept): void => {
  try {
    localStorage.setItem(key, JSON.stringify({ ...readKept(), ...change }))
  } catch {
    // A browser that keeps nothing shows everything the usual way.
  }
}

/** True the first time it is asked for this word, and never again in this browser. */
export const firstTime = (word: string): boolean => {
  const { told = [] } = readKept()
  if (told.includes(word)) return false
  keep({ told: [...told, word] })
  return true
}
