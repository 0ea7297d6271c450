/**
 * The thing of a line: “3 loaves of bread for the kitchen” is an amount, a thing and a place. English.
 */
import { type Amount, amountBeside, amountsWithin, countUnit, isNothing, makeQuantity, measureNamed, type Quantity, readAmountAndMeasure, singular } from '../quantity/index.ts'
import { type Message, quantityMessage } from '../words/index.ts'

export interface Thing {
  readonly thing: string
  readonly quantity: Quantity | undefined
  readonly place: string | undefined
  /** Why its amount cannot be taken, as for “-3 eggs”. */
  readonly trouble: Message | undefined
}

const placed = /\s+(?:on|in|at|from)\s+(?:the\s+|our\s+|my\s+)?([\p{L}][\p{L}\p{M}\p{N}' -]{0,60})$/iu
const purpose = /\s+for\s+(?:the\s+|our\s+|my\s+)?([\p{L}][\p{L}\p{M}\p{N}' -]{0,60})$/iu
const noPlace = /^(?:me|us|you|them|case|good|general|time|need|(?:least|most)\b.*)$/i
const vague =
  /^(?:some|more|any|a few|a bit of|a little|enough|the|another|extra|(?:far |way )?too (?:many|much)|(?:lots|plenty|loads) of)\s+/i
const urgent = /,?\s+(?:asap|urgently|soon|right now|now|again|left(?: over)?)$/i
const amountLast = /^([\p{L}][\p{L}\p{M}' -]{0,60}?)\s*[:,]?\s+(\d.*)$/u

/** Amount, thing and place; undefined when there is no thing in it. */
export const readThing = (text: string, places: readonly string[] = []): Thing | undefined => {
  let rest = text
    .replace(/[.!?,;:\s]+$/, '')
    .replace(vague, '')
    .replace(urgent, '')
  let place: string | undefined
  let after = ''
  const at = placed.exec(rest)
  const whatFor = purpose.exec(rest)
  const known = (name: string): string | undefined => places.find((one) => one.toLowerCase() === name.toLowerCase())
  if (at && !noPlace.test(at[1] as string)) {
    place = known(at[1] as string) ?? (at[1] as string)
    rest = rest.slice(0, at.index)
  } else if (whatFor && !noPlace.test(whatFor[1] as string)) {
    // “for the kitchen” is where, when there is a kitchen; “for the harvest” is what it is for.
    place = known(whatFor[1] as string)
    if (place === undefined) after = whatFor[0]
    rest = rest.slice(0, whatFor.index)
  }
  const amount = readAmountAndMeasure(rest)
  const plain = (trouble: Message | undefined): Thing | undefined =>
    rest === '' ? undefined : { thing: rest + after, quantity: undefined, place, trouble }
  if (!amount.ok) return plain(amount.error)
  const found = amount.value ? inFront(amount.value) : behind(rest)
  if (!found) return plain(amount.value ? undefined : faultBehind(rest))
  const { n, d, name, code } = found
  // “an hour” and “one” are words as well; digits mean an amount.
  if (name === '') return /\p{N}/u.test(rest) ? plain(quantityMessage('quantity.alone', { text: rest.slice(0, 60) })) : undefined
  if ((code !== undefined && amountBeside(name, code)) || loneZeros.test(rest)) return plain(quantityMessage('quantity.double', { text: rest.slice(0, 60) }))
  const quantity = code === undefined ? undefined : makeQuantity(n, d, code)
  if (quantity && !quantity.ok) return plain(quantity.error)
  if (quantity && isNothing(quantity.value)) return plain(quantityMessage('quantity.nothing'))
  return { thing: name + after, quantity: quantity?.value, place, trouble: undefined }
}

/** Number and thing, and what is counted or measured where that can be told. */
interface Parted {
  readonly n: bigint
  readonly d: bigint
  readonly name: string
  readonly code: string | undefined
}

/** “1 000 kg”: read as two numbers it would be one kilogram, or none. */
const loneZeros = /(?:^|\s)\d{1,3}\s0\d{2}(?!\d)/

/** “5 kg of potatoes”, “12 eggs”, “12 x eggs”. */
function inFront({ n, d, unit, rest }: Amount): Parted {
  const plain = rest
    .replace(/^\s*[x×]\s+/, '')
    .replace(/^\s*(?:of(?:\s+|$))?(?:the\s+)?/i, '')
    .trim()
  return { n, d, ...nameAndUnit(plain, unit, n === d) }
}

/** Words that tie the amount to themselves: “for 2 days”, “at least 2 m”, “size 9 in”. */
const tied =
  /\b(?:for|with|within|by|in|on|at|to|of|from|under|over|above|below|than|least|most|every|per|and|or|size|type|no|nr|number)\.?$/i
const nearly = /(?:[~≈]|\b(?:about|around|approx(?:imately|\.)?|ca\.?|circa))$/i

/** “potatoes 5 kg”, “potatoes, 5 kg, unwashed”, “eggs: 12”, “eggs x 12”. */
function behind(text: string): Parted | undefined {
  const counted = /^(.*\p{L})\s*(?::\s*|\s[x×]\s?)(\d{1,6})$/u.exec(text)
  if (counted) return inFront({ n: BigInt(counted[2] as string), d: 1n, unit: undefined, rest: counted[1] as string })
  const amount = amountsWithin(text).findLast(({ to }) => /^\s*(?:[,;]|$)/.test(text.slice(to)))
  if (!amount) return undefined
  const before = text.slice(0, amount.from).trim().replace(nearly, '').replace(/[\s:,;–-]+$/, '')
  const name = [before, text.slice(amount.to).replace(/^[\s,;]+/, '')].filter((part) => part !== '').join(', ')
  return !/\p{L}/u.test(before) || tied.test(before) ? undefined : { n: amount.n, d: amount.d, name, code: amount.unit }
}

/** Why an amount at the end cannot be taken: “potatoes -5 kg”, “potatoes 3-5 kg”. */
function faultBehind(text: string): Message | undefined {
  const [, tail = '', measure = ''] = /\s([-−]?\d\S*\s*?([\p{L}²³]+))$/u.exec(text) ?? []
  const read = measureNamed(measure) && readAmountAndMeasure(tail)
  return read && !read.ok ? read.error : undefined
}

/** “loaves of bread” counts loaves; “big ladders” counts big ladders, and one of it is named in the singular. */
function nameAndUnit(name: string, measure: string | undefined, one: boolean): { name: string; code: string | undefined } {
  if (measure !== undefined) return { name, code: measure }
  const counted = /^([\p{L}\p{M}'-]+)\s+of\s+(.+)$/iu.exec(name)
  if (counted) return { name: counted[2] as string, code: countUnit(counted[1] as string) }
  const last = name.split(' ').at(-1) ?? ''
  return { name: one ? singular(name) : name, code: countUnit(name) ?? countUnit(last) }
}

/** “salt: 2 kg in the pantry” and “potatoes 20 kg cellar”, with the amount first as elsewhere; other lines as they are. */
export const amountFirst = (line: string, places: readonly string[] = []): string => {
  const [, thing, rest] = amountLast.exec(line) ?? []
  if (thing === undefined || rest === undefined) return line
  const amount = readAmountAndMeasure(rest)
  if (!amount.ok || amount.value?.unit === undefined) return line
  const tail = amount.value.rest.trim()
  const number = rest.slice(0, rest.length - amount.value.rest.length).trim()
  const isPlace = places.some((one) => one.toLowerCase() === tail.toLowerCase())
  if (tail !== '' && !isPlace && !/^(?:on|in|at)\s/i.test(tail)) return line
  return `${number} ${thing}${isPlace ? ` in ${tail}` : tail === '' ? '' : ` ${tail}`}`
}

export const startsWithAmount = (line: string): boolean => {
  const amount = readAmountAndMeasure(line)
  return amount.ok && amount.value !== undefined && !/^an?\s/i.test(line)
}
