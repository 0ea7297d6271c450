/** Recipes from files and to files; loaded when somebody brings them in or carries them out. */
export { readIngredient, type ReadIngredient } from './ingredient.ts'
export type { Found, FoundFault, FoundRecipe } from './found.ts'
export { mayHoldRecipes, recipesIn } from './recognise.ts'
export { importRecipes, type RecipesImport, type RecipeStep } from './steps.ts'
export { amountText, recipeToJsonLd, recipeToMarkdown } from './write.ts'
