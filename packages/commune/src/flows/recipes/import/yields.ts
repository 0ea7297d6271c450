/** How much a recipe gives and how long it takes, as people and programs write it. */
import { countUnit, makeQuantity, parseQuantity, type Quantity } from '../../../quantity/index.ts'
import type { MadeWish } from '../wishes.ts'
import { quantityOf, readLeading } from './amount.ts'

/** “Servings: 4-6”, “Makes 2 loaves”, “4 people”, “1 (2 wraps)”; a plain number is so many servings. Of a range the smaller comes for certain. */
export const readYield = (text: string, name: string): MadeWish => {
  const said = text.replace(/\s+/g, ' ').trim().slice(0, 400)
  const made: MadeWish = { thing: name, ...(said !== '' && { said }) }
  const line = said.replace(/(?<=^|\s)(\p{L}+)-dozen/iu, '$1 dozen').replace(/^[^\p{L}\d½¼¾~]+/u, '').replace(/^(?:servings?|serves|yields?|makes|for|about|around|approx(?:imately|\.)?|portions?|ca\.?)\b[\s:]*/i, '').replace(/^(?:about|around|up to|~)\s*/i, '')
  const read = readLeading(line)
  if (!read) return made
  const noun = /^\s*(?:individual\s+|average-sized\s+|large\s+|small\s+|medium(?:-sized)?\s+)?([\p{L}-]+)/u.exec(read.rest)?.[1]?.toLowerCase()
  const isPeople = noun === undefined || /^(?:people|persons?|adults?|servings?|portions?|plates?|full|about|if|it|as|or|and)$/.test(noun)
  // What is counted names the thing already: “15 crêpes”.
  const unit = read.unit ?? (isPeople ? '{serving}' : countUnit(noun)) ?? '{serving}'
  const quantity = quantityOf({ ...read, unit }, name)
  return quantity ? { ...made, quantity } : made
}

/** ISO 8601, as “PT1H30M”, “P1D” and “PT1.5H”; undefined when it is none, or no time at all. */
export const readDuration = (text: string): Quantity | undefined => {
  const found = /^P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6}(?:[.,]\d{1,3})?)H)?(?:(\d{1,7}(?:[.,]\d{1,3})?)M)?(?:(\d{1,8}(?:[.,]\d{1,3})?)S)?)?$/i.exec(text.trim())
  if (!found) return undefined
  const [, ...parts] = found
  let seconds = 0n
  // In thousandths, so that half hours stay exact.
  for (const [at, length] of [604_800n, 86_400n, 3_600n, 60n, 1n].entries()) {
    const [whole = '0', part = ''] = (parts[at] ?? '0').split(/[.,]/)
    seconds += length * BigInt(whole + part.padEnd(3, '0'))
  }
  return ofSeconds(seconds, 1_000n)
}

const spans: readonly (readonly [RegExp, string])[] = [
  [/^(?:minutes?|mins?|m)$/i, 'min'],
  [/^(?:hours?|hrs?|h)$/i, 'h'],
  [/^(?:days?|d)$/i, 'day'],
  [/^(?:weeks?)$/i, 'week'],
  [/^(?:seconds?|secs?|s)$/i, 's']
]

/** “20 min”, “1 hour 30 minutes”, “~1 week”, “10-15 min” (the longer: it is how long to plan for). */
export const readSpan = (text: string): Quantity | undefined => {
  let sum: bigint | undefined
  const plain = text.replace(/[~≈]/g, '')
  for (const [, first = '', second, word = ''] of plain.matchAll(/(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:(?:-|–|to)\s*(\d{1,4}(?:[.,]\d{1,2})?))?\s*([a-z]+)/gi)) {
    const unit = spans.find(([pattern]) => pattern.test(word))?.[1]
    const read = unit && parseQuantity(`${(second ?? first).replace(',', '.')} ${unit}`)
    if (!read || !read.ok) continue
    const { n, d } = read.value
    const length = { s: 1n, min: 60n, h: 3_600n, day: 86_400n, week: 604_800n }[read.value.unit] ?? 0n
    sum = (sum ?? 0n) + (n * length * 1_000n) / d
  }
  return sum === undefined ? undefined : ofSeconds(sum, 1_000n)
}

/** The sum of amounts of time, in the unit that reads best. */
export const together = (times: readonly Quantity[]): Quantity | undefined => {
  if (times.length === 0) return undefined
  const lengths: Readonly<Record<string, bigint>> = { s: 1n, min: 60n, h: 3_600n, day: 86_400n, week: 604_800n }
  return ofSeconds(times.reduce((sum, { n, d, unit }) => sum + (n * (lengths[unit] ?? 0n) * 1_000n) / d, 0n), 1_000n)
}

function ofSeconds(n: bigint, d: bigint): Quantity | undefined {
  if (n <= 0n) return undefined
  const [unit, length] = (([['week', 604_800n], ['day', 86_400n], ['h', 3_600n], ['min', 60n]] as const).find(([, each]) => n >= 2n * each * d || n % (each * d) === 0n) ?? ['s', 1n]) as readonly [string, bigint]
  const made = makeQuantity(n, d * length, unit)
  return made.ok ? made.value : undefined
}
