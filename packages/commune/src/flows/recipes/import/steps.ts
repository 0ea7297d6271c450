/**
 * What each recipe of a file comes to in a world: new, changed, or here already. A recipe is known by its file and its name in it; one
 * that reads like any version of what came from there brings nothing, so that what was written here since stays.
 */
import type { IdText } from '@commune/protocol'
import type { ImportStep } from '../../../import-export/index.ts'
import { type Message, recipesMessage } from '../../../words/index.ts'
import { recipeDraft } from '../decide.ts'
import type { RecipeSay } from '../types.ts'
import type { RecipesView } from '../views.ts'
import type { RecipeWish } from '../wishes.ts'
import type { Found, FoundRecipe } from './found.ts'
import { recipesIn } from './recognise.ts'

/** A step, with what was taken otherwise than somebody may have meant. */
export type RecipeStep = ImportStep & { readonly notes?: readonly Message[] }

export interface RecipesImport {
  readonly path: string
  readonly ware: IdText
  /** It is known to hold recipes: a file without any is refused. */
  readonly sure?: boolean
}

/** Steps in the order of the file; undefined when it is nothing that recipes come in. */
export const importRecipes = (text: string, recipes: RecipesView, { path, ware, sure = false }: RecipesImport): Iterable<RecipeStep> | undefined => {
  const found = recipesIn(path, text, sure)
  return found && stepsOf(found, recipes, path, ware)
}

function* stepsOf(found: Iterable<Found>, recipes: RecipesView, path: string, ware: IdText): Generator<RecipeStep> {
  const times = new Map<string, number>()
  for (const one of found) {
    if (one.is === 'fault') {
      yield { outcome: 'refused', path, ...(one.row !== undefined && { row: one.row }), reason: one.reason, wishes: [] }
      continue
    }
    const nth = (times.get(one.key) ?? 0) + 1
    times.set(one.key, nth)
    yield stepOf(one, nth, recipes, path, ware)
  }
}

function stepOf({ key, draft, notes }: FoundRecipe, nth: number, recipes: RecipesView, path: string, ware: IdText): RecipeStep {
  if (draft.name === '') return { outcome: 'refused', path, reason: recipesMessage('recipes.import-nameless', { path }), wishes: [] }
  const said = recipeDraft(draft)
  if (!said.ok) return { outcome: 'refused', path, reason: recipesMessage('recipe.in', { what: `${path}, ${draft.name}`.slice(0, 120), why: said.error }), wishes: [] }
  const noted = [...notes, ...(draft.takes.length === 0 ? [recipesMessage('recipes.import-takes-nothing', { path })] : [])]
  const from = `recipe:${path}${key === '' ? '' : `#${key}`}${nth === 1 ? '' : `#${nth}`}`.slice(-200)
  const wish: RecipeWish = { wish: 'recipe', ...draft, from }
  const known = recipes.cameFrom(from)
  const record = known === undefined ? undefined : recipes.record(known)
  if (!record) return { outcome: 'new', path, wishes: [wish], ...(noted.length > 0 && { notes: noted }) }
  const text = plain(said.value)
  if (recipes.versions(record.id).some(({ says }) => plain(contentOf(says)) === text)) return { outcome: 'same', path, wishes: [] }
  // What somebody else brought in goes on as it is; this one goes its own way from it.
  const changed: RecipeWish = record.ware === ware ? { ...wish, instead: record.version } : { ...wish, graft: record.version }
  return { outcome: 'changed', path, wishes: [changed], ...(noted.length > 0 && { notes: noted }) }
}

const contentOf = ({ type: _type, from: _from, told: _told, instead: _instead, graft: _graft, ...content }: RecipeSay): object => content

const plain = (value: object): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'bigint' ? each.toString() : typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each
  )
