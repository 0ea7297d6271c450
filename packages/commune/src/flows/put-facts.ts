/** What a portion is like, from a wish into a statement: batch, times, what is to stay, pictures. */
import { no, ok, type Result } from '@commune/protocol'
import { cleanLine, cleanTime, isStatementId } from '../facts/index.ts'
import { encodeQuantity, kindOfUnit, type Quantity, type QuantityCode, sameKind, shown } from '../quantity/index.ts'
import { flowsMessage, formMessage, type Message } from '../words/index.ts'
import { amountOf, type Draft } from './scene.ts'
import { batchCharsMax, picturesMax } from './stock-types.ts'
import type { StateWish, Typed } from './stock-wishes.ts'

const times = ['madeMs', 'openedMs', 'frozenMs', 'thawedMs'] as const

/** Puts in what is said of a portion; the reason why not, or undefined when all went in. `kept` is what is there of `thing`. */
export const putFacts = (draft: Draft, wish: Omit<StateWish, 'wish' | 'portion'>, kept: Quantity, thing: string): Message | undefined => {
  if (wish.batch === null) draft['batch'] = null
  else if (wish.batch !== undefined) {
    const batch = cleanLine('batch', wish.batch, batchCharsMax)
    if (!batch.ok) return batch.error
    draft['batch'] = batch.value
  }
  for (const field of times) {
    const time = wish[field]
    if (time === undefined) continue
    const clean = time === null ? ok(null) : cleanTime(time, -1)
    if (!clean.ok) return clean.error
    draft[field] = clean.value
  }
  const opensFor = lasting(wish.opensFor)
  if (opensFor && !opensFor.ok) return opensFor.error
  if (opensFor) draft['opensFor'] = opensFor.value
  if (wish.keep === null) draft['keep'] = null
  else if (wish.keep !== undefined) {
    const keep = amountOf(wish.keep, thing)
    if (!keep.ok) return keep.error
    if (!sameKind(keep.value, kept)) return flowsMessage('stock.units-keep', { kept: shown(kept), given: shown(keep.value) })
    draft['keep'] = encodeQuantity(keep.value)
  }
  if (wish.lend !== undefined) draft['lend'] = wish.lend
  if (wish.share !== undefined) draft['share'] = wish.share
  if (wish.pictures !== undefined) {
    if (wish.pictures.length > picturesMax) return flowsMessage('stock.pictures', { n: picturesMax })
    const wrong = wish.pictures.find((id) => !isStatementId(id))
    if (wrong !== undefined) return formMessage('form.id', { id: wrong.slice(0, 60) })
    draft['pictures'] = [...wish.pictures]
  }
  return undefined
}

/** An amount of time, in a statement's form. */
const lasting = (typed: Typed | null | undefined): Result<QuantityCode | null, Message> | undefined => {
  if (typed === undefined) return undefined
  if (typed === null) return ok(null)
  const quantity = amountOf(typed, '')
  if (!quantity.ok) return quantity
  return kindOfUnit(quantity.value.unit) === 'time' ? ok(encodeQuantity(quantity.value)) : no(flowsMessage('stock.how-long', { given: shown(quantity.value) }))
}
