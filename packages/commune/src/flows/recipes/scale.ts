/** A recipe for another amount: so many batches, or as much as one thing in it is enough for. Exact ratios; whole batches where it says so. */
import { no, ok, type Result } from '@commune/protocol'
import { isNothing, makeQuantity, openQuantity, parseQuantity, type Quantity, scale, shown } from '../../quantity/index.ts'
import { type Message, quantityMessage, recipesMessage } from '../../words/index.ts'
import type { RecipeDetail } from './rows.ts'
import { inUnit, type ThingNames } from './things.ts'
import type { RecipeContent } from './types.ts'

/** How often, as an exact ratio of batches. */
export interface Times {
  readonly n: bigint
  readonly d: bigint
}

export const once: Times = { n: 1n, d: 1n }

/** What somebody wants: so many batches, or so much of one thing that it takes or makes. */
export interface Wanted {
  readonly times?: Quantity | string | number
  readonly of?: { readonly thing: string; readonly quantity: Quantity | string }
}

/** How many batches are wanted; once when nothing is said. Of what is made only in whole batches, those that are enough. */
export const timesOf = (content: RecipeContent, wanted: Wanted, names: ThingNames): Result<Times, Message> => {
  const exact = wanted.of ? timesFor(content, wanted.of.thing, wanted.of.quantity, names) : plainTimes(wanted.times)
  if (!exact.ok || content.whole !== true || exact.value.d === 1n) return exact
  return ok({ n: (exact.value.n + exact.value.d - 1n) / exact.value.d, d: 1n })
}

function plainTimes(times: Wanted['times']): Result<Times, Message> {
  if (times === undefined) return ok(once)
  const read = typeof times === 'object' ? ok(times) : parseQuantity(String(times), { thing: 'batch' })
  if (!read.ok) return read
  return isNothing(read.value) ? no(quantityMessage('quantity.nothing')) : ok({ n: read.value.n, d: read.value.d })
}

function timesFor(content: RecipeContent, thing: string, given: Quantity | string, names: ThingNames): Result<Times, Message> {
  const key = names.keyOf(thing)
  const lines = [...content.makes, ...content.takes.flatMap((taken) => [taken, ...(taken.or ?? [])])].filter((one) => names.keyOf(one.thing) === key)
  const [first] = lines
  if (!first) return no(recipesMessage('recipe.scale-not', { thing }))
  const wanted = typeof given === 'string' ? parseQuantity(given, { thing: first.thing }) : ok(given)
  if (!wanted.ok) return wanted
  if (isNothing(wanted.value)) return no(quantityMessage('quantity.nothing'))
  const known = lines.flatMap(({ quantity }) => (quantity ? [openQuantity(quantity)] : []))
  for (const kept of known) {
    const same = inUnit(names, thing, wanted.value, kept.unit)
    if (same) return lowest(same.n * kept.d, same.d * kept.n)
  }
  const [kept] = known
  return no(kept ? recipesMessage('recipe.scale-units', { kept: shown(kept), thing, given: shown(wanted.value) }) : recipesMessage('recipe.scale-none', { thing }))
}

function lowest(n: bigint, d: bigint): Result<Times, Message> {
  // As an amount it is kept within what amounts can be.
  const made = makeQuantity(n, d, '{batch}')
  return made.ok ? ok({ n: made.value.n, d: made.value.d }) : made
}

/** The recipe as it reads for so many batches; an amount that nobody could mean any more is the reason why not. */
export const scaled = (recipe: RecipeDetail, { n, d }: Times): Result<RecipeDetail, Message> => {
  let wrong: Message | undefined
  const times = (quantity: Quantity): Quantity => {
    const more = scale(quantity, n, d)
    if (more.ok) return more.value
    wrong ??= more.error
    return quantity
  }
  const line = <T extends { readonly quantity?: Quantity }>(one: T): T => (one.quantity ? { ...one, quantity: times(one.quantity) } : one)
  const scaledRecipe: RecipeDetail = {
    ...recipe,
    makes: recipe.makes.map(line),
    takes: recipe.takes.map((taken) => ({
      ...line(taken),
      ...(taken.most && { most: times(taken.most) }),
      ...(taken.also && { also: times(taken.also) }),
      ...(taken.or && { or: taken.or.map(line) })
    }))
  }
  return wrong ? no(wrong) : ok(scaledRecipe)
}
