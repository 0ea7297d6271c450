/** What every decision about flows needs: who wishes and what is known here, and the fields that most statements share. */
import { type IdText, no, ok, type Random, type Result, type StatementId, type Value } from '@commune/protocol'
import { cleanId, cleanLine, cleanProse } from '../facts/index.ts'
import { isNothing, parseQuantity, type Quantity } from '../quantity/index.ts'
import { type Message, quantityMessage } from '../words/index.ts'
import type { PortionRow } from './rows.ts'
import type { StockView } from './stock.ts'
import { fromCharsMax, noteCharsMax, placeCharsMax, type Told } from './types.ts'
import type { IntentsView } from './views.ts'

/** Who wishes, when, and what is known here. */
export interface FlowsScene {
  readonly intents: IntentsView
  readonly stock: StockView
  readonly ware: IdText
  readonly device: IdText
  /** All devices of this ware; moves go to one of them. */
  readonly devices: readonly IdText[]
  readonly nowMs: number
  /** How much of a portion is kept for plans; undefined: nothing. */
  readonly kept?: (portion: StatementId) => Quantity | undefined
  /** What of a portion is here and not lent. */
  readonly freeOf: (portion: PortionRow) => Quantity
  /** Draws the key that binds what was made at one go. */
  readonly random: Random
}

/** A statement being put together. */
export type Draft = { type: string; [field: string]: Value }

/** An amount as a wish gives it; text is read for the thing it counts. */
export const amountOf = (given: Quantity | string, thing: string): Result<Quantity, Message> => {
  const read = typeof given === 'string' ? parseQuantity(given, { thing }) : ok(given)
  return read.ok && isNothing(read.value) ? no(quantityMessage('quantity.nothing')) : read
}

interface Details {
  readonly place?: string | null
  readonly note?: string | null
  readonly from?: string
  readonly told?: Told
}

/** Fields that most statements share; the reason why not, or undefined when all went in. */
export const putDetails = (draft: Draft, { place, note, from, told }: Details): Message | undefined => {
  if (place === null) draft['place'] = null
  else if (place !== undefined) {
    const clean = cleanLine('place', place, placeCharsMax)
    if (!clean.ok) return clean.error
    draft['place'] = clean.value
  }
  if (note === null) draft['note'] = null
  else if (note !== undefined) {
    const clean = cleanProse('note', note, noteCharsMax)
    if (!clean.ok) return clean.error
    draft['note'] = clean.value
  }
  if (from !== undefined) {
    const clean = cleanLine('from', from, fromCharsMax)
    if (!clean.ok) return clean.error
    draft['from'] = clean.value
  }
  if (told !== undefined) {
    const ware = cleanId(told.ware)
    if (!ware.ok) return ware.error
    const name = told.name === undefined ? undefined : cleanLine('name', told.name, placeCharsMax)
    if (name && !name.ok) return name.error
    draft['told'] = name ? { ware: ware.value, name: name.value } : { ware: ware.value }
  }
  return undefined
}
