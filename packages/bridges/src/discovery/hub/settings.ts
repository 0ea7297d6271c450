/** What discovery is told of the place it runs in. */
import type { Message, Thing } from '@commune/commune'

export interface DiscoverySettings {
  /** The first level of discovery topics. */
  readonly prefix?: string
  /** The code of a unit as devices write it; undefined where none is known, then the text stands as it is. */
  readonly unitOf?: (text: string) => string | undefined
  /** Puts the names of parts into a language. */
  readonly say?: (message: Message) => string
  /** Which source alone may speak for a thing, from before this program began; undefined: whoever is first. */
  readonly ownerOf?: (thing: Thing['key']) => string | undefined
  /** Who says what is not told, so all there are come from one source: it may have as many things as there may be in all. */
  readonly isOneForAll?: boolean
}
