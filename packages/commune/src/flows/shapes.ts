/** Shapes that needs, offers and stock share. */
import type { IdText } from '@commune/protocol'
import * as v from 'valibot'
import { idText, line } from '../facts/index.ts'
import { type QuantityCode, quantityCode } from '../quantity/index.ts'

export const thingCharsMax = 120
export const placeCharsMax = 80
export const noteCharsMax = 2_000
export const fromCharsMax = 200

/** An amount to give or take is never nothing. */
export const some: v.GenericSchema<unknown, QuantityCode> = v.pipe(
  quantityCode,
  v.check((quantity) => quantity[0] !== 0, 'an amount above nothing')
)

/** Whose words an imported statement carries: it was said elsewhere, by them, and is only written down here. */
export interface Told {
  readonly ware: IdText
  readonly name?: string
}
const told: v.GenericSchema<unknown, Told> = v.object({ ware: idText, name: v.exactOptional(line(placeCharsMax)) })

/** What needs, offers and stock share when they came from a file: its stable name there, so that nothing comes twice. */
export interface Carried {
  readonly from?: string
  readonly told?: Told
}
export const carried: {
  readonly from: v.ExactOptionalSchema<v.GenericSchema<string>, undefined>
  readonly told: v.ExactOptionalSchema<v.GenericSchema<unknown, Told>, undefined>
} = { from: v.exactOptional(line(fromCharsMax)), told: v.exactOptional(told) }
