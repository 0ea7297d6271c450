/**
 * Shapes of statements: the door at which what others said becomes typed, or is refused with the place and the reason (T3).
 * Fields that a shape does not name are left alone: a newer peer may say more.
 */
import * as v from 'valibot'
import { no, ok, type RawStatement, type Result, type Value } from './statement.ts'

/** What a value from outside has to be; its output is what is worked with inside. */
export type Shape<T> = v.GenericSchema<unknown, T>

/** Bytes of one length. */
export const bytesOf = (length: number): Shape<Uint8Array> =>
  v.pipe(v.instance(Uint8Array, 'is not bytes'), v.length(length, `has not ${length} bytes`))

/** A key or an id. */
export const key32: Shape<Uint8Array> = bytesOf(32)

/** A list of keys or ids in ascending order, each once. */
export const keys32 = (most: number): Shape<Uint8Array[]> =>
  v.pipe(
    v.array(key32, 'is not a list'),
    v.maxLength(most, `has more than ${most} items`),
    v.check(
      (keys) => keys.every((key, index) => index === 0 || before(keys[index - 1] as Uint8Array, key)),
      'is not in ascending order, each once'
    )
  )

/** Text of at most so many characters. */
export const textOf = (charsMax: number): Shape<string> =>
  v.pipe(v.string('is not text'), v.maxLength(charsMax, `has more than ${charsMax} characters`))

export const listOf = <T>(item: Shape<T>, most: number): Shape<T[]> =>
  v.pipe(v.array(item, 'is not a list'), v.maxLength(most, `has more than ${most} items`))

/** The typed statement, or what is wrong with it in plain words. */
export const readShape = <T>(shape: Shape<T>, statement: RawStatement): Result<T, string> =>
  readValue(shape, statement, statement.type)

/** The typed value, or what is wrong with it in plain words, beginning with what it should be. */
export const readValue = <T>(shape: Shape<T>, value: Value, what: string): Result<T, string> => {
  const result = v.safeParse(shape, value)
  if (result.success) return ok(result.output)
  const issue = result.issues[0]
  const path = issue.path?.map((item) => String(item.key)).join('.') ?? ''
  const reason = issue.message.startsWith('Invalid') ? 'is missing or of another kind' : issue.message
  return no(`${what}: ${path || 'it'} ${reason}`)
}

function before(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number)
  return false
}
