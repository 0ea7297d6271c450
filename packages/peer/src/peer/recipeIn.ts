/** One recipe as it reads for what is wanted of it. */
import { type RecipeDetail, scaled, timesOf, type Views, type Wanted } from '@commune/commune'
import { ok, type StatementId } from '@commune/protocol'
import type { Outcome } from '../api/api.ts'

export const recipeIn = ({ recipes }: Views, { id, ...wanted }: Wanted & { readonly id: StatementId }): Outcome<RecipeDetail | null> => {
  const [recipe, record] = [recipes.one(id), recipes.record(id)]
  if (!recipe || !record) return ok(null)
  if (wanted.times === undefined && wanted.of === undefined) return ok(recipe)
  const times = timesOf(record.says, wanted, recipes.names)
  return times.ok ? scaled(recipe, times.value) : times
}
