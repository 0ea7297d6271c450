/**
 * Names: which names mean one thing, and how amounts of a thing measure the same. Anybody says so for all; what one ware says of two
 * names, or of a thing and two kinds of measure, takes the place of what it said of them before.
 *
 * - `name.same` and `name.differ` say of two names that they mean one thing, or do not.
 * - `name.amount` says that so much of a thing is as much as that: “1 cup of flour = 120 g”. With `of` it says what comes out of a
 *   thing: “1 lemon = 45 ml of lemon juice”.
 */
import type { RoomState } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, line, prose, type Tracked } from '../../facts/index.ts'
import { type QuantityCode, quantityCode } from '../../quantity/index.ts'

export const nameCharsMax = 120
export const noteCharsMax = 500

const name = line(nameCharsMax)
const some: v.GenericSchema<unknown, QuantityCode> = v.pipe(
  quantityCode,
  v.check((quantity) => quantity[0] !== 0, 'an amount above nothing')
)

export interface NamePair {
  readonly type: 'name.same' | 'name.differ'
  readonly a: string
  readonly b: string
  readonly note?: string
}

export const pairSchema: v.GenericSchema<unknown, NamePair> = v.object({
  type: v.picklist(['name.same', 'name.differ']),
  a: name,
  b: name,
  note: v.exactOptional(prose(noteCharsMax))
})

export interface NameAmount {
  readonly type: 'name.amount'
  readonly thing: string
  readonly from: QuantityCode
  readonly to: QuantityCode
  /** What `to` is an amount of, when that is another thing. */
  readonly of?: string
  readonly note?: string
}

export const amountSchema: v.GenericSchema<unknown, NameAmount> = v.object({
  type: v.literal('name.amount'),
  thing: name,
  from: some,
  to: some,
  of: v.exactOptional(name),
  note: v.exactOptional(prose(noteCharsMax))
})

export interface NamesState extends RoomState {
  readonly pairs: Tracked<Filed<NamePair>>
  readonly amounts: Tracked<Filed<NameAmount>>
}
