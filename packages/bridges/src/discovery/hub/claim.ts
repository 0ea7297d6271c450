/** One announcement that is there. */
import { addressOf, readAnnouncement, topicsOf } from '../announcement/announcement.ts'
import { outsideOf } from './grants.ts'
import type { Source } from './told.ts'

export interface Claim {
  readonly source: Source['key']
  readonly text: string
  /** Announced again in the same words it is looked at again: something of it had no room. */
  readonly isOpen: boolean
  /** Which entities live by it. */
  readonly entities: Set<string>
}

/** A topic that it names and that its source may not speak for any more; undefined when all of them lie inside. */
export const outsideNow = (claim: Claim, topic: string, prefix: string, source: Source): string | undefined => {
  const address = claim.source === source.key ? addressOf(topic, prefix) : undefined
  const read = address && readAnnouncement(address, claim.text)
  return read?.ok ? outsideOf(topicsOf(read.value), source.prefixes) : undefined
}
