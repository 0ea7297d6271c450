/**
 * What the port promises about keys, values and lists, checked once for every adapter.
 *
 * A key or value outside these bounds is a mistake of the caller, not a fault of the disk: it is refused with a
 * `RangeError` (or a `TypeError` where it is no bytes at all) before anything is stored.
 */
import { limits, type Change, type ListOptions } from '@commune/protocol'

/** Sorts after every ASCII character, in code units and in UTF-8 alike. */
const afterAscii = '\u0080'
const listLimitDefault = 1_000

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

/** Refuses what is not 1 to 200 ASCII characters. The key itself is not in the message: it may name somebody. */
export function checkKey(key: string): void {
  if (typeof key !== 'string') throw new TypeError(`a key is text, not ${typeof key}`)
  if (key.length === 0) throw new RangeError('a key has at least one character')
  if (key.length > limits.storeKeyCharsMax) {
    throw new RangeError(`a key has at most ${limits.storeKeyCharsMax} characters, this one has ${key.length}`)
  }
  if (!isAscii(key)) throw new RangeError('a key is made of ASCII characters only')
}

function checkValue(value: Uint8Array): void {
  if (!(value instanceof Uint8Array)) throw new TypeError('a value is a Uint8Array')
  if (value.length > limits.storeValueBytesMax) {
    throw new RangeError(`a value has at most ${limits.storeValueBytesMax} bytes, this one has ${value.length}`)
  }
}

/** The caller's changes, checked and copied, so that what the caller does to its arrays afterwards changes nothing. */
export function copyChanges(changes: readonly Change[]): Change[] {
  return changes.map(([key, value]): Change => {
    checkKey(key)
    if (value === undefined) return [key, undefined]
    checkValue(value)
    return [key, new Uint8Array(value)]
  })
}

/** Which keys a list walks: `from` inclusive, `to` exclusive. */
export interface KeyRange {
  readonly from: string
  readonly to: string
  readonly limit: number
  readonly reverse: boolean
}

/** The range of a list, or `undefined` when no key can be in it. `after` is exclusive in the direction of the walk. */
export function keyRange(prefix: string, options: ListOptions = {}): KeyRange | undefined {
  const { after, limit = listLimitDefault, reverse = false } = options
  if (typeof prefix !== 'string' || !isAscii(prefix)) throw new RangeError('a prefix is made of ASCII characters only')
  if (after !== undefined && !isAscii(after)) throw new RangeError('a list starts after a key of ASCII characters only')
  if (!Number.isInteger(limit) || limit < 0 || limit > 0x7fff_ffff) {
    throw new RangeError('the limit of a list is a whole number from 0 to 2,147,483,647')
  }
  const end = prefix + afterAscii
  const from = after !== undefined && !reverse && after >= prefix ? after + '\0' : prefix
  const to = after !== undefined && reverse && after < end ? after : end
  return limit === 0 || from >= to ? undefined : { from, to, limit, reverse }
}
