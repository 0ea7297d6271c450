/**
 * What stock, places and lending say in plain files beside what every row has. Amounts stand exactly, times in milliseconds
 * and of what a portion is like every field, so that what went out comes back the same.
 */
import { utf8 } from '@commune/protocol'
import * as v from 'valibot'
import type { PortionRow, StockView, StockWish } from '../flows/index.ts'
import { decodeQuantity, encodeQuantity, type Quantity } from '../quantity/index.ts'
import type { Views } from '../views.ts'
import { importMessage } from '../words/index.ts'
import { jsonFault } from './jsonFault.ts'
import type { ImportStep } from './pages.ts'

export interface PlainFile {
  /** With `/` between folders. */
  readonly path: string
  readonly bytes: Uint8Array
}

export const json = (path: string, value: unknown): PlainFile => ({ path, bytes: utf8(`${JSON.stringify(value, null, 2)}\n`) })

/** JSON has no whole numbers above 2^53: they stand as text. */
export const exact = (quantity: Quantity): readonly (number | string)[] =>
  encodeQuantity(quantity).map((part) => (typeof part === 'bigint' ? part.toString() : part))

/** The reverse of `exact`; undefined when it is none. */
export const inexact = (value: unknown): Quantity | undefined => {
  const whole = (part: unknown): unknown => (typeof part === 'string' && /^\d{16,19}$/.test(part) ? BigInt(part) : part)
  const read = decodeQuantity(Array.isArray(value) ? value.map(whole) : value)
  return read.ok ? read.value : undefined
}

/** What a portion is like. Pictures, what it was made by and how it came name statements of the world it was said in. */
export const portionFacts = (row: PortionRow): object => {
  const { also, batch, madeMs, openedMs, frozen, opensFor, lend, keep, share } = row
  return {
    ...(also && { also: exact(also) }),
    ...(batch !== undefined && { batch }),
    ...(madeMs !== undefined && { madeMs }),
    ...(openedMs !== undefined && { openedMs }),
    ...(frozen && { frozen }),
    ...(opensFor && { opensFor: exact(opensFor) }),
    ...(lend && { lend }),
    ...(keep && { keep: exact(keep) }),
    ...(share && { share })
  }
}

const optional = <S extends v.GenericSchema>(schema: S): v.ExactOptionalSchema<S, undefined> => v.exactOptional(schema)
const times = v.number()
const factsSchema = v.object({
  also: optional(v.unknown()),
  batch: optional(v.string()),
  madeMs: optional(times),
  openedMs: optional(times),
  frozen: optional(v.array(v.array(times))),
  opensFor: optional(v.unknown()),
  lend: optional(v.boolean()),
  keep: optional(v.unknown()),
  share: optional(v.boolean())
})

type Facts = Pick<StockWish, 'also' | 'batch' | 'madeMs' | 'openedMs' | 'frozenMs' | 'thawed' | 'opensFor' | 'lend' | 'keep' | 'share'>

/** What such a row says of a portion, for a wish; what does not read is passed over. */
export const factsIn = (row: unknown): Facts => {
  const parsed = v.safeParse(factsSchema, row)
  if (!parsed.success) return {}
  const { batch, madeMs, openedMs, frozen = [], lend, share } = parsed.output
  const [also, opensFor, keep] = [inexact(parsed.output.also), inexact(parsed.output.opensFor), inexact(parsed.output.keep)]
  const thawed = frozen.flatMap(([from, until]) => (from !== undefined && until !== undefined ? [[from, until] as const] : []))
  const still = frozen.find(([from, until]) => from !== undefined && until === undefined)?.[0]
  return {
    ...(also && { also }),
    ...(batch !== undefined && { batch }),
    ...(madeMs !== undefined && { madeMs }),
    ...(openedMs !== undefined && { openedMs }),
    ...(still !== undefined && { frozenMs: still }),
    ...(thawed.length > 0 && { thawed }),
    ...(opensFor && { opensFor }),
    ...(lend !== undefined && { lend }),
    ...(keep && { keep }),
    ...(share !== undefined && { share })
  }
}

/** Where places lie; what is said already brings nothing. */
export const importPlaces = function* (path: string, text: string, stock: StockView): Generator<ImportStep> {
  const fault = jsonFault(path, text)
  const parsed = fault ? undefined : v.safeParse(v.array(v.object({ place: v.string(), in: v.string() })), JSON.parse(text))
  if (!parsed?.success) return yield { outcome: 'refused', path, reason: fault ?? importMessage('import.shape', { path }), wishes: [] }
  for (const [index, { place, in: outer }] of parsed.output.entries()) {
    const same = stock.places.path(place)[0]?.toLowerCase() === outer.toLowerCase()
    if (same) yield { outcome: 'same', path, row: index + 1, wishes: [] }
    else yield { outcome: 'new', path, row: index + 1, wishes: [{ wish: 'place-in', place, in: outer }] }
  }
}

/** Loans, bookings and upkeep, to be read: only those who said it can say it. */
export const lendingFiles = function* ({ lending, trace }: Views, nowMs: number): Generator<PlainFile> {
  const plain = (row: { readonly words?: unknown; readonly what?: unknown; readonly quantity?: Quantity }): object => {
    const { words: _words, quantity, ...rest } = row
    return { ...rest, ...(typeof rest.what === 'string' ? {} : { what: undefined }), ...(quantity && { exact: exact(quantity) }) }
  }
  yield json('loans.json', lending.loans.list({ over: true }, nowMs).map(plain))
  yield json('bookings.json', { places: lending.calendar.bookables(nowMs), bookings: lending.calendar.list({ over: true }, nowMs).map(({ free: _free, ...row }) => plain(row)) })
  yield json('upkeep.json', lending.upkeep.list(nowMs).map(plain))
  yield json('recalls.json', trace.recalls())
}
