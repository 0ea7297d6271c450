/**
 * Questions about names. What is generally known of things is loaded when the first of them is asked, once for each world: it is large,
 * and most of what a peer does needs none of it.
 */
import { type Converted, type NamesView, parseQuantity, type Quantity, type Suggestion, type Views } from '@commune/commune'
import { type IdText, ok } from '@commune/protocol'
import type { Outcome } from '../api/api.ts'

const suggestedMax = 50
const nameCharsMax = 500

/** The view of names with all that is known. */
export const knowingNames = async ({ names, states }: Views): Promise<NamesView> => {
  if (!names.knowing) {
    const { thingsKnownIn } = await import('@commune/commune/things-tree')
    names.withKnowledge(thingsKnownIn(states))
  }
  return names
}

export const suggestIn = async (views: Views, name: string, limit = 5): Promise<Suggestion[]> =>
  (await knowingNames(views)).suggest(name.slice(0, nameCharsMax), Math.min(limit, suggestedMax))

/** Amount and unit as people type them: “3 cups” in “g”. */
export const convertIn = async (
  views: Views,
  { quantity, unit, thing, of }: { quantity: Quantity | string; unit: string; thing: string; of?: string },
  ware: IdText
): Promise<Outcome<Converted>> => {
  const names = await knowingNames(views)
  const amount = typeof quantity === 'string' ? parseQuantity(quantity, { thing }) : ok(quantity)
  if (!amount.ok) return amount
  const one = parseQuantity(`1 ${unit}`, { thing: of ?? thing })
  return one.ok ? names.convert(amount.value, one.value.unit, thing, { ware, ...(of !== undefined && { of }) }) : one
}
