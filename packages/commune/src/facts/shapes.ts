/**
 * Shapes that several rooms share: how ids, lines, prose, times and quantities look inside a statement. What fails here
 * makes the statement malformed (T3). Fields nobody knows are passed over, so that a newer peer may say more.
 *
 * A line is one short text as a person types it: no line breaks, no control characters, nothing that turns the direction
 * of the text around it (U+202A to U+202E, U+2066 to U+2069: names that pretend to be others). Prose may break lines.
 */
import { toText } from '@commune/protocol'
import * as v from 'valibot'

export const lineCharsMax = 200
export const proseCharsMax = 4_000
/** Last millisecond that calendars of all platforms agree on. */
export const timeMsEnd = 8_640_000_000_000_000

const unsafeInLine = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const unsafeInProse = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u

/** Most lines are plain: seen at a glance, they need no closer look. */
const plainLine = /^[!-~][ -~]*$/

/** What is wrong with a text that should be one line, or undefined. */
export const wrongInLine = (text: string, charsMax: number): 'empty' | 'long' | 'unreadable' | undefined => {
  if (text.length > charsMax) return 'long'
  if (plainLine.test(text)) return undefined
  if (text.trim() === '') return 'empty'
  return !text.isWellFormed() || unsafeInLine.test(text) ? 'unreadable' : undefined
}

/** What is wrong with a text of several lines, or undefined. */
export const wrongInProse = (text: string, charsMax: number): 'empty' | 'long' | 'unreadable' | undefined => {
  if (text.length > charsMax) return 'long'
  if (plainLine.test(text)) return undefined
  if (text.trim() === '') return 'empty'
  return !text.isWellFormed() || unsafeInProse.test(text) ? 'unreadable' : undefined
}

export const line = (charsMax: number = lineCharsMax): v.GenericSchema<string> =>
  v.pipe(
    v.string(),
    v.check((text) => wrongInLine(text, charsMax) === undefined, `one line of 1 to ${charsMax} characters`)
  )

export const prose = (charsMax: number = proseCharsMax): v.GenericSchema<string> =>
  v.pipe(
    v.string(),
    v.check((text) => wrongInProse(text, charsMax) === undefined, `a text of 1 to ${charsMax} characters`)
  )

const idPattern = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/
export const isIdText = (text: string): boolean => idPattern.test(text)

/** A 32-byte id, as bytes or as its text; text in state. */
export const idText: v.GenericSchema<string | Uint8Array, string> = v.pipe(
  v.custom<string | Uint8Array>(
    (id) => (typeof id === 'string' ? isIdText(id) : id instanceof Uint8Array && id.length === 32),
    'an id of 32 bytes'
  ),
  v.transform((id) => (typeof id === 'string' ? id : toText(id)))
)

const statementIdPattern = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]\.(?:0|[1-9]\d{0,3})$/
export const isStatementId = (text: string): boolean => statementIdPattern.test(text)
export const statementId: v.GenericSchema<string> = v.pipe(v.string(), v.regex(statementIdPattern, 'the id of a statement'))

export const timeMs: v.GenericSchema<number> = v.pipe(
  v.number(),
  v.check((time) => Number.isInteger(time) && time >= 0 && time < timeMsEnd, 'a time in whole milliseconds since 1970')
)

export const bytesOf = (lengthMin: number, lengthMax: number): v.GenericSchema<Uint8Array> =>
  v.pipe(
    v.instance(Uint8Array),
    v.check(
      (bytes) => bytes.length >= lengthMin && bytes.length <= lengthMax,
      lengthMin === lengthMax ? `${lengthMin} bytes` : `${lengthMin} to ${lengthMax} bytes`
    )
  )
