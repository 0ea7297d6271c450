/**
 * What a need or an offer may say besides what, how much, where and until when: how urgent, the least that is of use, what may stand in its
 * place, whole or in parts, again every so often, for how many, and for whom without a device. One shape for the statement, its change and
 * the row that is shown. A field that older versions do not know is passed over by them.
 */
import * as v from 'valibot'
import { line } from '../facts/index.ts'
import { encodeQuantity, kindOfUnit, openQuantity, type Quantity, type QuantityCode, quantityCode } from '../quantity/index.ts'

export const moreLimits = { insteadMax: 10, headsMax: 100_000, thingCharsMax: 120, nameCharsMax: 80, everySecondsMin: 3_600 } as const

/** 0: whenever it suits, 1: as usual (the same as not saying it), 2: before others. */
export type Urgency = 0 | 1 | 2

/** Comes open again by itself: by rhythm, or when what is there has fallen below an amount. */
export type Again = { readonly every: QuantityCode } | { readonly below: QuantityCode }

/** Somebody without a device, who said yes to being spoken for. */
export interface SpokenFor {
  readonly name: string
  readonly theirYes: true
}

/** As statements say it. */
export interface SaidMore {
  readonly urgency?: Urgency
  readonly least?: QuantityCode
  readonly instead?: readonly string[]
  readonly whole?: true
  readonly again?: Again
  readonly heads?: number
  readonly for?: SpokenFor
}

/** As rows show it. */
export interface More {
  readonly urgency?: Urgency
  readonly least?: Quantity
  readonly instead?: readonly string[]
  readonly whole?: true
  readonly again?: { readonly every: Quantity } | { readonly below: Quantity }
  readonly heads?: number
  readonly for?: SpokenFor
}

const some: v.GenericSchema<unknown, QuantityCode> = v.pipe(
  quantityCode,
  v.check((quantity) => quantity[0] !== 0, 'an amount above nothing')
)

/** A time that comes round, in milliseconds; undefined when it is none, or too short to mean anything. */
export const everyMsOf = (quantity: QuantityCode): number | undefined => {
  const seconds = secondsIn[quantity[2]]
  const every = seconds === undefined ? Number.NaN : (Number(quantity[0]) / Number(quantity[1])) * seconds
  return every >= moreLimits.everySecondsMin ? every * 1_000 : undefined
}
const secondsIn: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3_600, day: 86_400, week: 604_800 }

const every = v.pipe(
  some,
  v.check((quantity) => kindOfUnit(quantity[2]) === 'time' && everyMsOf(quantity) !== undefined, 'an amount of time, an hour at the least')
)
const again: v.GenericSchema<unknown, Again> = v.union([v.object({ every }), v.object({ below: some })], 'every so often, or below an amount')

type Said<K extends keyof SaidMore> = NonNullable<SaidMore[K]>
type Field<T> = v.ExactOptionalSchema<v.GenericSchema<unknown, T>, undefined>

const fields: { readonly [K in keyof SaidMore]-?: v.GenericSchema<unknown, Said<K>> } = {
  urgency: v.picklist([0, 1, 2]),
  least: some,
  instead: v.pipe(v.array(line(moreLimits.thingCharsMax)), v.minLength(1), v.maxLength(moreLimits.insteadMax)),
  whole: v.literal(true),
  again,
  heads: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(moreLimits.headsMax)),
  for: v.object({ name: line(moreLimits.nameCharsMax), theirYes: v.literal(true) })
}

/** In a need or an offer. */
export const moreFields: { readonly [K in keyof SaidMore]-?: Field<Said<K>> } = {
  urgency: v.exactOptional(fields.urgency),
  least: v.exactOptional(fields.least),
  instead: v.exactOptional(fields.instead),
  whole: v.exactOptional(fields.whole),
  again: v.exactOptional(fields.again),
  heads: v.exactOptional(fields.heads),
  for: v.exactOptional(fields.for)
}

/** In a change of one, where null takes a field back. */
export const moreChanges: { readonly [K in keyof SaidMore]-?: Field<Said<K> | null> } = {
  urgency: v.exactOptional(v.nullable(fields.urgency)),
  least: v.exactOptional(v.nullable(fields.least)),
  instead: v.exactOptional(v.nullable(fields.instead)),
  whole: v.exactOptional(v.nullable(fields.whole)),
  again: v.exactOptional(v.nullable(fields.again)),
  heads: v.exactOptional(v.nullable(fields.heads)),
  for: v.exactOptional(v.nullable(fields.for))
}

export type ChangedMore = { readonly [K in keyof SaidMore]?: SaidMore[K] | null }

const names = ['urgency', 'least', 'instead', 'whole', 'again', 'heads', 'for'] as const

/** What is said now, after a change; the very same when nothing of it changed. */
export const changedMore = (before: SaidMore, change: ChangedMore): SaidMore => {
  if (names.every((name) => change[name] === undefined)) return before
  const after: Record<string, unknown> = {}
  for (const name of names) {
    const value = change[name] === undefined ? before[name] : change[name]
    if (value !== undefined && value !== null) after[name] = value
  }
  return after as SaidMore
}

/** As a file carries them; undefined when they are not well formed. */
export const readMoreFields = (given: unknown): More | undefined => {
  const parsed = v.safeParse(v.object(moreFields), given)
  return parsed.success ? openMore(parsed.output as SaidMore) : undefined
}

const none: SaidMore = {}

/** Only these fields of a statement; most say none of them. */
export const saidMore = (says: SaidMore): SaidMore => (names.some((name) => says[name] !== undefined) ? changedMore(none, says) : none)

export const openMore = (said: SaidMore): More => {
  const { least, again: comes, urgency, instead, whole, heads, for: of } = said
  return {
    ...(urgency !== undefined && { urgency }),
    ...(least && { least: openQuantity(least) }),
    ...(instead && { instead }),
    ...(whole && { whole }),
    ...(comes && { again: 'every' in comes ? { every: openQuantity(comes.every) } : { below: openQuantity(comes.below) } }),
    ...(heads !== undefined && { heads }),
    ...(of && { for: of })
  }
}

/** These fields of a row as statements and files say them. */
export const codedMore = ({ urgency, least, instead, whole, again: comes, heads, for: of }: More): SaidMore => ({
  ...(urgency !== undefined && { urgency }),
  ...(instead && { instead }),
  ...(whole && { whole }),
  ...(heads !== undefined && { heads }),
  ...(of && { for: of }),
  ...(least && { least: encodeQuantity(least) }),
  ...(comes && { again: 'every' in comes ? { every: encodeQuantity(comes.every) } : { below: encodeQuantity(comes.below) } })
})
