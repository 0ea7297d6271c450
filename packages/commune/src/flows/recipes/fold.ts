/** Files what is said about recipes. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../../facts/index.ts'
import { recipeGoneSchema, recipeSchema, type RecipesState } from './types.ts'

export const recipesRoom: Room<RecipesState> = filingRoom<RecipesState>('recipes', ['recipes', 'gone'], {
  'recipe.say': filedIn('recipes', recipeSchema),
  'recipe.gone': filedIn('gone', recipeGoneSchema)
})
