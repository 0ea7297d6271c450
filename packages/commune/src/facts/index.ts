/** Facts: how statements are checked, filed and followed. */
export { Changes } from './changes.ts'
export { cleanId, cleanLine, cleanProse, cleanTime } from './clean.ts'
export type { FieldName } from './clean.ts'
export { filedIn, filingRoom, originAt, parseStatement, refusal } from './filing.ts'
export type { Filed, Filing, PlainRefusal } from './filing.ts'
export { jsonReader, jsonText, readJson } from './jsonText.ts'
export { inOrder } from './order.ts'
export {
  bytesOf,
  idText,
  isIdText,
  isStatementId,
  line,
  lineCharsMax,
  prose,
  proseCharsMax,
  statementId,
  timeMs,
  timeMsEnd,
  wrongInLine,
  wrongInProse
} from './shapes.ts'
export { Follower, Tracked } from './tracked.ts'
