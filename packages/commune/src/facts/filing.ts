/**
 * Filing: the one fold of this package. A statement that has the shape its type asks for is filed under its own id, and
 * that is all that happens to it; what it means together with others is worked out when it is looked at. So folds commute
 * and are idempotent (T1) by construction, and a malformed statement is refused with its reason and touches nothing (T3).
 */
import type { IdText, Origin, RawStatement, Refusal, Room, RoomState, Said, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { englishFirst, factsMessage, type Message } from '../words/index.ts'
import { Tracked } from './tracked.ts'

/** What a table keeps of one statement: who said it, where it stands, and what it says once checked. */
export interface Filed<T> {
  readonly device: IdText | null
  readonly lamport: number
  readonly says: T
  /** Only in what a peer opened for itself: the wares it was told to. */
  readonly few?: readonly IdText[]
}

/** Where a filed fact comes from; its key is its statement's id. */
export const originAt = (id: StatementId, filed: { readonly device: IdText | null; readonly lamport: number }): Origin => ({
  id,
  device: filed.device,
  lamport: filed.lamport
})

/** A refusal that also keeps its reason as a message, so that an app can say it in its own language. */
export interface PlainRefusal extends Refusal {
  readonly message: Message
}

export const refusal = (message: Message): PlainRefusal => ({ reason: englishFirst.say(message), message })

/** How statements of one type are checked, and the table they are filed in. */
export interface Filing<State> {
  readonly table: keyof State & string
  /** The statement as it will be kept, or why it is malformed. */
  parse(said: Said): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Message }
  /** Whether nobody may have said it (an authorless entry, E6). Otherwise such a statement is refused. */
  readonly authorless?: boolean
}

/**
 * A filing by a valibot schema. `isPlain` may say at a glance of most statements that the schema takes them as they are; of
 * all others the schema decides.
 */
export const filedIn = <State>(
  table: keyof State & string,
  schema: v.GenericSchema<unknown, unknown>,
  isPlain: (statement: RawStatement) => boolean = () => false
): Filing<State> => ({
  table,
  parse: ({ statement }) => (isPlain(statement) ? { ok: true, value: statement } : parseStatement(schema, statement))
})

export const parseStatement = <T>(
  schema: v.GenericSchema<unknown, T>,
  statement: RawStatement
): { ok: true; value: T } | { ok: false; error: Message } => {
  const parsed = v.safeParse(schema, statement, { abortEarly: true, abortPipeEarly: true })
  if (parsed.success) return { ok: true, value: parsed.output }
  const issue = parsed.issues[0]
  const field = issue.path?.map((item) => String(item.key)).join('.') ?? ''
  // The library's own messages repeat what came, which may be anything: only what was expected is said.
  const why = issue.message.startsWith('Invalid ') ? (issue.expected ?? 'something else') : issue.message
  return {
    ok: false,
    error: field
      ? factsMessage('facts.field', { type: statement.type, field, why })
      : factsMessage('facts.whole', { type: statement.type, why })
  }
}

/** A room whose every statement is filed under its id. */
export const filingRoom = <State extends RoomState>(
  name: string,
  tables: readonly (keyof State & string)[],
  filings: { readonly [type: string]: Filing<State> }
): Room<State> => ({
  name,
  types: Object.keys(filings),
  empty: () => Object.fromEntries(tables.map((table) => [table, new Tracked<unknown>(`${name}.${table}`)])) as unknown as State,
  fold: (state, said) => {
    const filing = filings[said.statement.type]
    if (filing === undefined) return refusal(factsMessage('facts.type', { type: said.statement.type }))
    const table = state[filing.table] as unknown as Tracked<Filed<unknown>>
    if (said.device === null && filing.authorless !== true) {
      return refusal(factsMessage('facts.authorless', { type: said.statement.type }))
    }
    const parsed = filing.parse(said)
    if (!parsed.ok) return refusal(parsed.error)
    // One look at a large table, not two: who says the same again says the same.
    table.add(said.id, { device: said.device, lamport: said.lamport, says: parsed.value })
    return undefined
  }
})
