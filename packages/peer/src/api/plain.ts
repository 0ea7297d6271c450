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

/** Texts of trees that stay as they are; undefined until somebody needs it. They go with their trees. */
const texts = new WeakMap<object, string | undefined>()

/**
 * Says of a tree that it is never changed: what takes its place is another one. In a list its text is made once, so that of two thousand
 * things of which one changed the text of one is made.
 */
export const lasting = <T extends object>(tree: T): T => {
  if (!texts.has(tree)) texts.set(tree, undefined)
  return tree
}

/** Most trees have nothing to mark: they are not built a second time, which for a list of two thousand things costs more than the text. */
export const toJson = (value: unknown): string => listText(value) ?? answerText(value) ?? JSON.stringify(isPlain(value) ? value : mark(value))

/** The tree of a JSON text, or undefined when it is none. */
export const fromJson = (text: string): unknown => {
  try {
    return unmark(JSON.parse(text))
  } catch {
    return undefined
  }
}

const listText = (value: unknown): string | undefined => (Array.isArray(value) && value.length > 0 && value.every(isLasting) ? `[${value.map(textOf).join()}]` : undefined)

/** An answer that is well, as it is told of a question. */
function answerText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('ok' in value) || value.ok !== true || !('value' in value) || Object.keys(value).length !== 2) return undefined
  const list = listText(value.value)
  return list && `{"ok":true,"value":${list}}`
}

const isLasting = (value: unknown): value is object => typeof value === 'object' && value !== null && texts.has(value)

function textOf(tree: object): string {
  const known = texts.get(tree)
  if (known !== undefined) return known
  const text = JSON.stringify(isPlain(tree) ? tree : mark(tree))
  texts.set(tree, text)
  return text
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
