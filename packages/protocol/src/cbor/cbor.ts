/**
 * CBOR (RFC 8949) as this protocol uses it: definite lengths, shortest integers, text keys, well-formed UTF-8, no fractions
 * (quantities are exact ratios, T6), no tags, no undefined, no duplicate keys, bounded depth and text. So there is one way
 * to read any bytes, on every platform. Bytes are decoded once and never encoded again to check a hash (E2).
 */
import { decode as cborDecode, encode as cborEncode, rfc8949EncodeOptions } from 'cborg'
import { limits } from '../ports/limits.ts'
import type { Result, Value } from '../statement/statement.ts'
import { no, ok } from '../statement/statement.ts'

const decodeOptions = {
  allowIndefinite: false,
  allowUndefined: false,
  allowNaN: false,
  allowInfinity: false,
  allowBigInt: true,
  strict: true,
  rejectDuplicateMapKeys: true
}

const encodeOptions = {
  ...rfc8949EncodeOptions,
  typeEncoders: {
    number(value: number): null {
      if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number that can be said`)
      return null
    }
  }
}

/** Deterministic encoding (RFC 8949 section 4.2.1). Throws on a fraction: that is a bug of the caller. */
export const encodeValue = (value: Value): Uint8Array => cborEncode(value, encodeOptions)

/** One value and nothing behind it, or the reason why not. Never throws, whatever the bytes. */
export const decodeValue = (bytes: Uint8Array): Result<Value, string> => {
  const scanned = scan(bytes)
  if (scanned !== undefined) return no(scanned)
  let value: Value
  try {
    value = cborDecode(bytes, decodeOptions) as Value
  } catch (error) {
    return no(`not CBOR: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
  const wrong = firstWrong(value)
  return wrong === undefined ? ok(value) : no(wrong)
}

/** Refuses nesting over the limit, broken text and fractions before the recursive decoder sees them. */
function scan(bytes: Uint8Array): string | undefined {
  const open: number[] = []
  let at = 0
  while (at < bytes.length) {
    const head = bytes[at++] as number
    const major = head >> 5
    const short = head & 31
    let count = short
    if (short >= 24) {
      if (short > 27) return 'not CBOR: indefinite or reserved length'
      const width = 1 << (short - 24)
      count = 0
      for (let i = 0; i < width; i++) count = count * 256 + (bytes[at++] ?? 0)
    }
    if (major === 3 && !wellFormed(bytes, at, Math.min(bytes.length, at + count))) return 'a text is not well-formed UTF-8'
    if (major === 2 || major === 3) at += count
    else if (major === 4 || major === 5) {
      const items = major === 4 ? count : count * 2
      if (items > 0) {
        open.push(items)
        if (open.length > limits.depthMax) return `nested deeper than ${limits.depthMax}`
        continue
      }
    } else if (major === 6) return 'not CBOR: tags are not used'
    else if (major === 7 && short > 24) return 'a number is not whole'
    while (open.length > 0) {
      const left = (open[open.length - 1] as number) - 1
      if (left > 0) {
        open[open.length - 1] = left
        break
      }
      open.pop()
    }
  }
  return undefined
}

/** Whether these bytes are UTF-8 (RFC 3629): no surrogates, no longer forms than needed, nothing cut off. */
function wellFormed(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to;) {
    const lead = bytes[at++] as number
    if (lead < 0x80) continue
    const length = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0
    if (length === 0 || at + length > to) return false
    const second = bytes[at] as number
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    if (second < low || second > high) return false
    for (let i = 1; i < length; i++) if (((bytes[at + i] as number) & 0xc0) !== 0x80) return false
    at += length
  }
  return true
}

function firstWrong(value: Value): string | undefined {
  if (typeof value === 'string')
    return value.length > limits.textCharsMax ? `a text is longer than ${limits.textCharsMax} characters` : undefined
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined
  if (Array.isArray(value)) {
    for (const item of value as readonly Value[]) {
      const wrong = firstWrong(item)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }
  for (const key in value as Record<string, Value>) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return `the key ${key} is not allowed`
    const wrong = firstWrong((value as Record<string, Value>)[key] as Value)
    if (wrong !== undefined) return wrong
  }
  return Object.getPrototypeOf(value) === Object.prototype ? undefined : 'the key __proto__ is not allowed'
}
