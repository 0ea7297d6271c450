/** A portion as its holder's chain leaves it, and the row that is shown of it. */
import type { IdText, StatementId } from '@commune/protocol'
import { compare, convert, isNothing, makeQuantity, openQuantity, type Quantity, type QuantityCode, subtract } from '../quantity/index.ts'
import { whatWords } from './records.ts'
import type { PortionRow } from './rows.ts'
import type { Told } from './types.ts'

/** Frozen from then until then; the last one may be still going on. */
export type FrozenSpan = readonly [fromMs: number, untilMs?: number]

/** The second measure as it was when both were known: it goes on in step with what is left of the first. */
export interface Beside {
  readonly also: Quantity
  readonly per: Quantity
}

export interface Portion {
  readonly id: StatementId
  readonly ware: IdText
  readonly device: IdText
  readonly thing: string
  readonly quantity: Quantity
  readonly over: Quantity | undefined
  readonly beside: Beside | undefined
  /** Worked out by ratio since both were last measured: the first, the second. */
  readonly estimated: boolean
  readonly alsoEstimated: boolean
  readonly place: string | undefined
  readonly keepsUntil: number | undefined
  readonly note: string | undefined
  readonly from: string | undefined
  readonly told: Told | undefined
  readonly lamport: number
  readonly batch: string | undefined
  readonly madeMs: number | undefined
  readonly openedMs: number | undefined
  readonly frozen: readonly FrozenSpan[]
  readonly opensFor: QuantityCode | undefined
  readonly lend: boolean
  readonly keep: QuantityCode | undefined
  readonly share: boolean
  readonly pictures: readonly StatementId[]
  readonly made: string | undefined
  readonly came: StatementId | undefined
  /** What somebody who does not hold it saw last, if nothing was counted since. */
  readonly seen: { readonly by: IdText; readonly quantity: Quantity; readonly id: StatementId } | undefined
  /** What can be looked for in it, in lower case, each word behind a space. */
  readonly text: string
  /** What is shown of it, made when it is first asked for. */
  row: PortionRow | undefined
}

/** How much `quantity` of it is in the second measure; undefined when that outgrows what a ratio holds. */
export const besideOf = ({ also, per }: Beside, quantity: Quantity): Quantity | undefined => {
  const same = convert(quantity, per.unit)
  if (!same.ok || per.n === 0n) return undefined
  const made = makeQuantity(also.n * same.value.n * per.d, also.d * same.value.d * per.n, also.unit)
  return made.ok ? made.value : undefined
}

/** The reverse: how much of the first measure so much of the second is. */
export const firstOfBeside = ({ also, per }: Beside, second: Quantity): Quantity | undefined =>
  besideOf({ also: per, per: also }, second)

/** Made once for each version of a portion: lists show the same rows again and again. */
export const portionRow = (portion: Portion): PortionRow => (portion.row ??= freshRow(portion))

function freshRow(portion: Portion): PortionRow {
  const { id, ware, device, thing, quantity, over, place, keepsUntil, note, from, told, lamport, batch, madeMs, openedMs } = portion
  const { frozen, opensFor, lend, share, pictures, made, came, beside, seen } = portion
  const also = beside && besideOf(beside, quantity)
  const keep = portion.keep && openQuantity(portion.keep)
  const least = keep && compare(quantity, keep)
  const beyond = keep ? subtract(quantity, keep) : { ok: true as const, value: quantity }
  return {
    id,
    ware,
    device,
    thing,
    quantity,
    ...(portion.estimated && { isEstimate: true }),
    ...(also && !isNothing(also) && { also }),
    ...(also && portion.alsoEstimated && { alsoIsEstimate: true }),
    ...(over && { over }),
    ...(place !== undefined && { place }),
    ...(keepsUntil !== undefined && { keepsUntilMs: keepsUntil }),
    ...(note !== undefined && { note }),
    ...(from !== undefined && { from }),
    ...(told !== undefined && { told }),
    ...(batch !== undefined && { batch }),
    ...(madeMs !== undefined && { madeMs }),
    ...(openedMs !== undefined && { openedMs }),
    ...(frozen.length > 0 && { frozen }),
    ...(opensFor && { opensFor: openQuantity(opensFor) }),
    ...(lend && { lend: true }),
    ...(keep && { keep }),
    ...(least?.ok && least.value < 0 && { isLow: true }),
    ...(share && { share: true }),
    ...(share && beyond.ok && !isNothing(beyond.value) && { surplus: beyond.value }),
    ...(pictures.length > 0 && { pictures }),
    ...(made !== undefined && { made }),
    ...(came !== undefined && { came }),
    ...(seen && { seen }),
    what: whatWords(thing, quantity),
    lamport
  }
}
