/**
 * Topics, prefixes and filters of MQTT (3.1.1, section 4.7), and which of them lie in one another.
 *
 * A *prefix* is a topic in which a level may be `+`; it stands for itself and all below it. Grants are prefixes, so that "may hear
 * this filter" is decided level by level and never by trying topics. The empty prefix stands for everything.
 */
import { mqttLimits } from './port.ts'

const utf8 = new TextEncoder()

/** A topic cut into its levels; `''` has none, so that it is above all others. */
export const levelsOf = (topic: string): readonly string[] => (topic === '' ? [] : topic.split('/'))

/** Whether something may be published to it: no wildcards, no control characters, not the broker's own, not too long or deep. */
export function isTopic(topic: string): boolean {
  return topic !== '' && !/[+#]/u.test(topic) && isWellFormed(topic)
}

/** Whether it is a filter that may be subscribed to at all: `+` and `#` stand for whole levels, `#` for the last ones. */
export function isFilter(filter: string): boolean {
  if (filter === '' || !isWellFormed(filter)) return false
  const levels = filter.split('/')
  return levels.every((level, index) => level === '+' || (level === '#' ? index === levels.length - 1 : !/[+#]/u.test(level)))
}

/** Whether it may be a prefix of a grant. */
export function isPrefix(prefix: string): boolean {
  return prefix === '' || (isFilter(prefix) && !prefix.includes('#') && !prefix.endsWith('/'))
}

function isWellFormed(text: string): boolean {
  if (text.startsWith('$') || text.length > mqttLimits.topicBytesMax || /[\u0000-\u001f\u007f-\u009f]/u.test(text)) return false
  // A lone surrogate cannot be written in UTF-8: it would come out as another topic.
  // A unit takes three bytes at most: only what may be too long is counted out.
  if (!text.isWellFormed() || (text.length * 3 > mqttLimits.topicBytesMax && utf8.encode(text).length > mqttLimits.topicBytesMax)) return false
  return text.split('/').length <= mqttLimits.topicLevelsMax
}

/** Whether a prefix stands for all that a topic, filter or prefix can mean. */
export function covers(prefix: readonly string[], filter: readonly string[]): boolean {
  if (filter.length < prefix.length) return false
  return prefix.every((level, index) => {
    const at = filter[index]
    return at !== '#' && (level === '+' || level === at)
  })
}

/** Whether there is a topic that both prefixes stand for. */
export function overlap(one: readonly string[], other: readonly string[]): boolean {
  const shared = Math.min(one.length, other.length)
  for (let index = 0; index < shared; index++) {
    const [a, b] = [one[index], other[index]]
    if (a !== b && a !== '+' && b !== '+') return false
  }
  return true
}

/** Whether a filter matches a topic that does not begin with `$`. */
export function matches(filter: readonly string[], topic: readonly string[]): boolean {
  for (const [index, level] of filter.entries()) {
    if (level === '#') return true
    const at = topic[index]
    if (at === undefined || (level !== '+' && level !== at)) return false
  }
  return filter.length === topic.length
}

/** Prefixes without wildcards, asked by topic: as much work as the topic has levels, however many there are. */
export class PrefixSet {
  readonly #prefixes = new Set<string>()

  get size(): number {
    return this.#prefixes.size
  }

  add(prefix: string): void {
    this.#prefixes.add(prefix)
  }

  delete(prefix: string): void {
    this.#prefixes.delete(prefix)
  }

  has(prefix: string): boolean {
    return this.#prefixes.has(prefix)
  }

  values(): readonly string[] {
    return [...this.#prefixes]
  }

  /** Those that no other of them stands for: together they mean the same, and no topic twice. */
  roots(): readonly string[] {
    return this.values().filter((prefix) => {
      if (prefix === '') return true
      const above = prefix.lastIndexOf('/')
      return !this.#prefixes.has('') && (above === -1 || !this.holds(prefix.slice(0, above)))
    })
  }

  /** Whether one of them stands for the topic. */
  holds(topic: string): boolean {
    if (this.#prefixes.has('') || this.#prefixes.has(topic)) return true
    for (let at = topic.indexOf('/'); at !== -1; at = topic.indexOf('/', at + 1)) {
      if (this.#prefixes.has(topic.slice(0, at))) return true
    }
    return false
  }
}
