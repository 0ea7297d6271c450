/**
 * CBOR (RFC 8949) as this protocol uses it: definite lengths, shortest integers, text keys, well-formed UTF-8, no fractions
 * (quantities are exact ratios, T6), no tags, no undefined, no duplicate keys, bounded depth and text. So there is one way
 * to read any bytes, on every platform. Bytes are decoded once and never encoded again to check a hash (E2).
 */
import type { Result, Value } from '../statement/statement.ts'
import { no, ok } from '../statement/statement.ts'
import { Reader } from './decode.ts'
import { encode } from './encode.ts'

/**
 * Deterministic encoding (RFC 8949 section 4.2.1). A field that is undefined is left out. Throws on a fraction: that is a
 * bug of the caller.
 */
export const encodeValue = (value: Value): Uint8Array => encode(value)

/** One value and nothing behind it, or the reason why not. Never throws, whatever the bytes. */
export const decodeValue = (bytes: Uint8Array): Result<Value, string> => {
  const reader = new Reader(bytes)
  const value = reader.value()
  if (value === undefined) return no(reader.wrong)
  return reader.atEnd ? ok(value) : no('not CBOR: something stands behind it')
}
