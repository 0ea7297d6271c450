/**
 * Answers as JSON for scripts: sentences are put in words, bytes become base64url, whole numbers stay numbers as long as
 * JSON can carry them.
 */
import type { Message } from '@commune/commune'
import { toText } from '@commune/protocol'
import { say } from '../words/index.ts'

export const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return toText(value)
  if (Array.isArray(value)) return value.map(plain)
  if (isMessage(value)) return say(value)
  return Object.fromEntries(Object.entries(value).map(([key, content]) => [key, plain(content)]))
}

/** A sentence of the catalogue: a key with a point in it, and nothing but what fills it. */
const isMessage = (value: object): value is Message => {
  const { key, params, ...rest } = value as Partial<Message>
  return (
    typeof key === 'string' &&
    key.includes('.') &&
    Object.keys(rest).length === 0 &&
    (params === undefined || typeof params === 'object')
  )
}

export const jsonLine = (value: unknown): string => JSON.stringify(plain(value))
