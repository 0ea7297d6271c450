/**
 * An amount that stands by itself, in an option or a field of a table. What is more than one amount, or an amount and more, is
 * refused: passed over, it would be lost, and taken for the name of a unit it would be counted in nonsense.
 */
import { no, type Result } from '@commune/protocol'
import { type Message, quantityMessage } from '../words/index.ts'
import { makeQuantity, type Quantity } from './quantity.ts'
import { readAmount, type ReadOptions, unitAt } from './read.ts'
import { countUnit } from './units.ts'
import { amountsWithin } from './within.ts'

/** A whole text that is one amount and nothing else. */
export const parseQuantity = (text: string, options: ReadOptions = {}): Result<Quantity, Message> => {
  const trimmed = text.trim()
  if (trimmed === '') return no(quantityMessage('quantity.empty'))
  const read = readAmount(trimmed, options)
  if (!read.ok) return read
  if (read.value === undefined) return no(quantityMessage('quantity.unread', { text: trimmed.slice(0, 60) }))
  const { n, d, rest } = read.value
  const word = rest.trim()
  if (word === '') {
    // A name with signs in it, or a long one, counts nothing: “Milk (fresh)”.
    return makeQuantity(n, d, countUnit(options.thing ?? 'piece') ?? '{piece}')
  }
  const unit = unitAt(word)
  const behind = unit ? word.slice(unit.length).trim() : ''
  if (beginsWithNumber(word) || beginsWithNumber(behind) || amountsWithin(word).length > 0) return no(quantityMessage('quantity.double', { text: trimmed.slice(0, 60) }))
  if (behind !== '') {
    const amount = trimmed.slice(0, trimmed.length - behind.length).trim()
    return no(quantityMessage('quantity.behind', { amount: amount.slice(0, 60), text: behind.slice(0, 60) }))
  }
  const whole = unit ? unit.code : countUnit(word)
  return whole === undefined ? no(quantityMessage('quantity.unit', { unit: word.slice(0, 40) })) : makeQuantity(n, d, whole)
}

const numberFirst = /^[-−~≈]?\s*(?:[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|\d[\d.,/]*)/u

/** A number that is no part of a name, as it is in “4x4 timbers”. */
function beginsWithNumber(text: string): boolean {
  const number = numberFirst.exec(text)?.[0]
  if (number === undefined) return false
  const rest = text.slice(number.length)
  return !/^\p{L}/u.test(rest) || unitAt(rest) !== undefined
}
