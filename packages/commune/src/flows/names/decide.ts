/** Wishes about names become statements, or a reason why not. */
import { type IdText, no, ok, type RawStatement, type Result } from '@commune/protocol'
import { cleanLine, cleanProse } from '../../facts/index.ts'
import { encodeQuantity, isNothing, parseQuantity, type Quantity, sameKind, shown } from '../../quantity/index.ts'
import { type Message, namesMessage, quantityMessage } from '../../words/index.ts'
import { plainKey } from './plainKey.ts'
import { nameCharsMax, noteCharsMax } from './types.ts'
import type { NamesView } from './view.ts'

/** Two names mean one thing, or do not. */
export interface NamePairWish {
  readonly wish: 'name-same' | 'name-differ'
  readonly a: string
  readonly b: string
  readonly note?: string
}

/** So much of a thing is as much as that; `of` is what comes out of it. */
export interface NameAmountWish {
  readonly wish: 'name-amount'
  readonly thing: string
  /** An exact amount, or text as people type it. */
  readonly from: Quantity | string
  readonly to: Quantity | string
  readonly of?: string
  readonly note?: string
}

export type NamesWish = NamePairWish | NameAmountWish

export interface NamesScene {
  readonly names: NamesView
  readonly ware: IdText
}

type Statements = Result<RawStatement[], Message>

export const decideName = (wish: NamesWish, scene: NamesScene): Statements =>
  wish.wish === 'name-amount' ? decideAmount(wish, scene) : decidePair(wish, scene)

function decidePair(wish: NamePairWish, { names, ware }: NamesScene): Statements {
  const a = cleanLine('name', wish.a, nameCharsMax)
  if (!a.ok) return a
  const b = cleanLine('name', wish.b, nameCharsMax)
  if (!b.ok) return b
  const both = { a: a.value, b: b.value }
  const says = wish.wish === 'name-same' ? 'same' : 'differ'
  if (plainKey(both.a) === plainKey(both.b)) return no(namesMessage(says === 'same' ? 'names.same-already' : 'names.equal', both))
  const mine = names.pair(both.a, both.b)?.said.find((word) => word.ware === ware)
  if (mine?.says === says) return no(namesMessage(says === 'same' ? 'names.same-already' : 'names.differ-already', both))
  return withNote({ type: `name.${says}`, ...both }, wish.note)
}

function decideAmount(wish: NameAmountWish, { names, ware }: NamesScene): Statements {
  const thing = cleanLine('thing', wish.thing, nameCharsMax)
  if (!thing.ok) return thing
  const of = wish.of === undefined ? undefined : cleanLine('thing', wish.of, nameCharsMax)
  if (of && !of.ok) return of
  const from = amountOf(wish.from, thing.value)
  if (!from.ok) return from
  const to = amountOf(wish.to, of?.value ?? thing.value)
  if (!to.ok) return to
  if (of && names.keyOf(of.value) === names.keyOf(thing.value)) return no(namesMessage('names.amount-itself', { thing: thing.value }))
  if (!of && sameKind(from.value, to.value)) return no(namesMessage('names.amount-kind', { from: shown(from.value), to: shown(to.value) }))
  const said = names.factors(thing.value).some(
    (one) => one.ware === ware && one.thing === thing.value && one.of === of?.value && isEqual(one.from, from.value) && isEqual(one.to, to.value)
  )
  if (said) return no(namesMessage('names.said-already'))
  const draft = { type: 'name.amount', thing: thing.value, from: encodeQuantity(from.value), to: encodeQuantity(to.value) }
  return withNote(of ? { ...draft, of: of.value } : draft, wish.note)
}

const isEqual = (one: Quantity, other: Quantity): boolean => one.n === other.n && one.d === other.d && one.unit === other.unit

const amountOf = (given: Quantity | string, thing: string): Result<Quantity, Message> => {
  const read = typeof given === 'string' ? parseQuantity(given, { thing }) : ok(given)
  return read.ok && isNothing(read.value) ? no(quantityMessage('quantity.nothing')) : read
}

function withNote(draft: RawStatement, note: string | undefined): Statements {
  if (note === undefined) return ok([draft])
  const clean = cleanProse('note', note, noteCharsMax)
  return clean.ok ? ok([{ ...draft, note: clean.value }]) : clean
}
