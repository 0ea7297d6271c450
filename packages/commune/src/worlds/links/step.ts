/**
 * What one carrier says about one thing in the world it carries to, from what stands there: nothing, a copy, a change of its
 * own copy, or that it is over. Whatever it is interrupted in, it comes to the same when it looks again.
 *
 * Several carriers are one another's relief: while a copy that says what is so is shown, whoever said it, nobody else says
 * one. What another carrier's copy says is outweighed only by one who knows of more.
 */
import type { IdText, RawStatement, Value } from '@commune/protocol'
import type { Carriage, IntentRecord } from '../../flows/index.ts'
import { encodeQuantity, type QuantityCode } from '../../quantity/index.ts'
import type { ToSay } from './carry.ts'

/** When somebody else's copy lapses so soon, one that stays for so much longer is said. */
export const reliefMs = 3_600_000

/** What of a thing is to be said: it as it is, that it is over for everybody as far as `at` knows, or nothing by this carrier. */
export type Wanted = ToSay | { readonly over: true; readonly at: number } | 'not-ours'

export interface Standing {
  /** All copies in the world it is carried to. */
  readonly copies: readonly IntentRecord[]
  readonly me: IdText
  /** Alias of the world it is carried from. */
  readonly from: IdText
  readonly nowMs: number
}

export const stepOf = (wanted: Wanted, { copies, me, from, nowMs }: Standing): RawStatement[] => {
  const shown = copies.find((copy) => copy.outweighed !== true && isCopy(copy))
  const mine = copies.findLast((copy) => copy.ware === me && copy.carried?.via.at(-1) === from && isCopy(copy) && !copy.over)
  // What has lapsed needs no word more.
  if (wanted === 'not-ours') return mine && (mine.until ?? Number.POSITIVE_INFINITY) > nowMs ? [{ type: 'flow.withdraw', target: mine.id }] : []
  if ('over' in wanted) return overOf(wanted.at, shown, mine, from)
  const isLive = shown !== undefined && !shown.over && (shown.until ?? Number.POSITIVE_INFINITY) > nowMs
  if (!isLive) {
    // Who says that it is over knew of more, or of less.
    if (shown?.over && wanted.carried.at <= shown.at) return []
    return put({ ...wanted, carried: { ...wanted.carried, at: Math.max(wanted.carried.at, shown?.at ?? 0) } }, mine)
  }
  if (shown === mine) return put(wanted, mine)
  if (isSame(wanted, shown)) return lapsesSooner(shown, wanted, nowMs) ? put({ ...wanted, carried: { ...wanted.carried, at: shown.at } }, mine) : []
  return wanted.carried.at > shown.at ? put(wanted, mine) : []
}

/** It counts among the copies: its carrier did not take it back. */
const isCopy = ({ withdrawn, outweighed, over }: IntentRecord): boolean => !withdrawn || outweighed === true || over

function overOf(at: number, shown: IntentRecord | undefined, mine: IntentRecord | undefined, from: IdText): RawStatement[] {
  if (!shown || shown.over) return []
  if (shown === mine) return [{ type: 'flow.withdraw', target: mine.id, at: Math.max(at, mine.at) }]
  // Somebody else's copy stands, and its carrier has not heard of the end.
  if (at <= shown.at || shown.carried?.via.at(-1) !== from) return []
  if (mine) return [{ type: 'flow.withdraw', target: mine.id, at }]
  const carried: Carriage = { via: shown.carried.via, at, over: true }
  const { kind, thing, until } = shown
  return [{ type: `flow.${kind}`, thing, ...(until !== undefined && { until }), from: shown.from as string, carried: carried as unknown as Value }]
}

const lapsesSooner = ({ until }: IntentRecord, wanted: ToSay, nowMs: number): boolean =>
  until !== undefined && until - nowMs < reliefMs && wanted.untilMs - until > reliefMs

const isSame = (wanted: ToSay, copy: IntentRecord): boolean =>
  copy.kind === wanted.is && copy.thing === wanted.thing && sameAmount(codeOf(wanted), copy.quantity)

const codeOf = ({ quantity }: ToSay): QuantityCode | undefined => quantity && encodeQuantity(quantity)
const sameAmount = (a: QuantityCode | undefined, b: QuantityCode | undefined): boolean => a?.join() === b?.join()

/** Says it, or changes what is said of it. */
function put(wanted: ToSay, mine: IntentRecord | undefined): RawStatement[] {
  const quantity = codeOf(wanted)
  const { is, thing, place, note, untilMs, from, told, carried } = wanted
  const until = Number.isFinite(untilMs) ? untilMs : undefined
  if (!mine) {
    const fields = { thing, quantity, place, until, note, from, told, carried }
    const said = Object.entries(fields).filter(([, value]) => value !== undefined) as [string, Value][]
    return [{ type: `flow.${is}`, ...Object.fromEntries(said) }]
  }
  // Whose it is, and what may become of it, no change takes back.
  const wrong = mine.kind !== is || mine.told?.ware !== told?.ware || mine.told?.name !== told?.name || mine.carried?.on !== carried.on
  if (wrong) return [{ type: 'flow.withdraw', target: mine.id }, ...put(wanted, undefined)]
  const changes: { [field: string]: Value } = {}
  if (mine.thing !== thing) changes['thing'] = thing
  if (!sameAmount(mine.quantity, quantity)) changes['quantity'] = (quantity ?? null) as Value
  if (mine.place !== place) changes['place'] = place ?? null
  if (mine.note !== note) changes['note'] = note ?? null
  if (mine.until !== until) changes['until'] = until ?? null
  const rises = carried.at > mine.at && (Object.keys(changes).length > 0 || mine.outweighed === true)
  if (Object.keys(changes).length === 0 && !rises) return []
  return [{ type: 'flow.change', target: mine.id, ...changes, ...(rises && { at: carried.at }) }]
}
