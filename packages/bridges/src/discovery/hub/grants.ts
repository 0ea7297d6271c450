/** What an announcement may name: topics within the prefixes of its source, `~` in them already whole. */
import { isWithin } from '../topics.ts'
import { addressOf, readAnnouncement, topicsOf } from '../announcement/announcement.ts'

/** The first topic that lies outside; undefined when none does, or when there are no bounds. */
export function outsideOf(topics: readonly string[], prefixes: readonly string[] | undefined): string | undefined {
  return prefixes === undefined ? undefined : topics.find((topic) => !prefixes.some((prefix) => isWithin(topic, prefix)))
}

/**
 * For a broker that looks at announcements before it lets them through: all topics outside of the prefixes that the message on a
 * discovery topic names. What is no announcement, or cannot be read, names none.
 */
export function outside(topic: string, text: string, prefixes: readonly string[], prefix = 'homeassistant'): readonly string[] {
  const address = addressOf(topic, prefix)
  const read = address === undefined || text === '' ? undefined : readAnnouncement(address, text)
  if (read === undefined || !read.ok) return []
  return topicsOf(read.value).filter((one) => outsideOf([one], prefixes) !== undefined)
}
