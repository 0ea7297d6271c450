/**
 * Topics: which may be named at all, which lie within what a device was granted, and which of those listened to a message meets
 * (MQTT 3.1.1, section 4.7).
 */
import { discoveryLimits } from './limits.ts'

const isPlain = (topic: string): boolean =>
  topic !== '' && topic.length <= discoveryLimits.topicCharsMax && !topic.startsWith('$') && !/[\p{Cc}\p{Cs}]/u.test(topic)

/** A topic to publish to. */
export const isTopic = (topic: string): boolean => isPlain(topic) && !/[+#]/.test(topic)

/** A topic to listen to: `+` stands for one whole level, `#` for all that follow, at the end alone. */
export function isFilter(topic: string): boolean {
  const levels = topic.split('/')
  return (
    isPlain(topic) &&
    levels.every((level, i) => level === '+' || (level === '#' && i === levels.length - 1) || !/[+#]/.test(level))
  )
}

export const isWild = (topic: string): boolean => /[+#]/.test(topic)

export function meets(filter: string, topic: string): boolean {
  const [wanted, levels] = [filter.split('/'), topic.split('/')]
  for (const [i, level] of wanted.entries()) {
    if (level === '#') return true
    if (i >= levels.length || (level !== '+' && level !== levels[i])) return false
  }
  return wanted.length === levels.length
}

/**
 * Whether all that a topic or filter can mean lies at or below a prefix; the prefix ends at a level, with or without its slash, and `+` in
 * it stands for any one level.
 */
export function isWithin(topic: string, prefix: string): boolean {
  const base = prefix.replace(/\/+$/, '')
  const levels = topic.split('/')
  return base !== '' && base.split('/').every((level, i) => levels[i] !== undefined && levels[i] !== '#' && (level === '+' || level === levels[i]))
}
