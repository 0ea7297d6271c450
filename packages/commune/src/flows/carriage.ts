/**
 * What a need or an offer brings along that was carried here from another world by a ware that lives in both
 * (worlds/links). Several carriers may carry the same one, and each speaks only for itself: so there may be several copies,
 * known as the same by `from`. One of them is shown, and it is the same one on every peer:
 *
 * - the one that knows of more: the largest `at`, which a carrier raises whenever it tells of a change over there;
 * - of those the one that stays longest, then the first.
 *
 * A copy that its carrier takes back (a withdrawal without `at`) is no copy any more, and another one is shown. A copy that
 * tells that the thing is over where it came from hides all that know of less.
 */
import type { IdText, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { idText, inOrder, statementId } from '../facts/index.ts'
import type { IntentRecord } from './records.ts'

/** Worlds on one way; what has come through so many is carried no further. */
export const carriedHopsMax = 6

export interface Carriage {
  /** The worlds it came through, the first one first, each by a name that tells nothing to those who do not know it. */
  readonly via: readonly IdText[]
  /** How much its carrier knew: grows with each change over there, and means nothing else. */
  readonly at: number
  /** The need or offer here that it answers. */
  readonly to?: StatementId
  /** It was stock that is open to all. */
  readonly surplus?: true
  /** It may be carried on from here. */
  readonly on?: true
  /** It is over where it came from. */
  readonly over?: true
}

export const atSchema: v.GenericSchema<number> = v.pipe(
  v.number(),
  v.check((at) => Number.isSafeInteger(at) && at >= 0, 'a whole number from 0 on')
)
const yes = v.exactOptional(v.literal(true))

export const carriageSchema: v.GenericSchema<unknown, Carriage> = v.object({
  via: v.pipe(v.array(idText), v.minLength(1), v.maxLength(carriedHopsMax)),
  at: atSchema,
  to: v.exactOptional(statementId),
  surplus: yes,
  on: yes,
  over: yes
})

/** Of all copies of one thing, those that are not shown: each is left in the place of its own, as one that was withdrawn. */
export const outweighedOf = (copies: readonly IntentRecord[]): readonly IntentRecord[] => {
  let first: IntentRecord | undefined
  for (const copy of copies) if (isCopy(copy) && (first === undefined || inWeight(copy, first) < 0)) first = copy
  return copies.filter((copy) => copy !== first && isCopy(copy))
}

const isCopy = ({ withdrawn, over }: IntentRecord): boolean => !withdrawn || over

const inWeight = (a: IntentRecord, b: IntentRecord): number => {
  if (a.at !== b.at) return b.at - a.at
  const [left, right] = [a.until ?? Number.POSITIVE_INFINITY, b.until ?? Number.POSITIVE_INFINITY]
  if (left !== right) return left > right ? -1 : 1
  return inOrder(a, b)
}
