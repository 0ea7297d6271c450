/** Statements in entries. */
import { encodeValue, limits, type RawStatement } from '@commune/protocol'

/** Encoded statements that go into one entry at most; the rest of the envelope is for the entry around them. */
const entryBytesMax = 56_000

/** Statements in runs that fit into one entry each. */
export function* partsOf(statements: readonly RawStatement[]): Generator<RawStatement[]> {
  let part: RawStatement[] = []
  let bytes = 0
  for (const statement of statements) {
    const length = encodeValue(statement).length
    if (part.length > 0 && (bytes + length > entryBytesMax || part.length >= limits.statementsMax)) {
      yield part
      part = []
      bytes = 0
    }
    part.push(statement)
    bytes += length
  }
  if (part.length > 0) yield part
}
