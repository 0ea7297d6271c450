/**
 * Plain trees as JSON, for the ways that carry only text: whole numbers beyond 2^53 and bytes get a map of their own, and a
 * map that looks like one is wrapped, so that every tree comes back as it was.
 *
 *     1n            {"$n": "1"}
 *     bytes         {"$b": base64url}
 *     {"$n": …}     {"$m": {"$n": …}}
 */
import { fromText, toText } from '@commune/protocol'

const marks = new Set(['$n', '$b', '$m'])

/** Most trees have nothing to mark: they are not built a second time, which for a list of two thousand things costs more than the text. */
export const toJson = (value: unknown): string => JSON.stringify(isPlain(value) ? value : mark(value))

/** The tree of a JSON text, or undefined when it is none. */
export const fromJson = (text: string): unknown => {
  try {
    return unmark(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** JSON says this as it is. What has a way of its own to be said (`toJSON`) is not. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'bigint') return false
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isPlain)
  if (value instanceof Uint8Array || 'toJSON' in value || looksMarked(value)) return false
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key])) return false
  return true
}

function mark(value: unknown): unknown {
  if (typeof value === 'bigint') return { $n: value.toString() }
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return { $b: toText(value) }
  if (Array.isArray(value)) return value.map(mark)
  const marked = Object.fromEntries(Object.entries(value).map(([key, content]) => [key, mark(content)]))
  return looksMarked(value) ? { $m: marked } : marked
}

function unmark(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(unmark)
  if (looksMarked(value)) {
    const { $n, $b, $m } = value as { $n?: unknown; $b?: unknown; $m?: unknown }
    if (typeof $n === 'string') return BigInt($n)
    if (typeof $b === 'string') return fromText($b)
    return unmarkFields($m as object)
  }
  return unmarkFields(value)
}

function unmarkFields(value: object): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, content]) => [key, unmark(content)]))
}

function looksMarked(value: object): boolean {
  const keys = Object.keys(value)
  return keys.length === 1 && marks.has(keys[0] as string)
}
