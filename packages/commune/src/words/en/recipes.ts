/** English: recipes, what can be made, and bringing recipes in. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const recipesWords = {
  'recipe.unknown': 'There is no recipe of that name here.',
  'recipe.not-yours': 'Another ware said that recipe. Make a graft of it to go another way.',
  'recipe.gone': 'That recipe was laid down. Say it anew, or take that back.',
  'recipe.makes-nothing': 'Say what the recipe makes.',
  'recipe.in': '{what}: {why}',
  'recipe.large': 'That is too much for one recipe: part it into several, each making what the next one takes.',
  'recipe.many': '{n} are too many {what}: {most} are the most. Part the recipe into several, each making what the next one takes.',
  'recipe.time': '“{text}” is not an amount of time. Write it as 90 min or 2 h.',
  'recipe.count': 'Say how many as a whole number above nothing.',
  'recipe.whole': 'Only whole batches can be made: {n} of them come next.',
  'recipe.scale-none': 'The recipe says no amount of {thing}, so that nothing can be scaled by it.',
  'recipe.scale-units': 'The recipe takes or makes {kept} of {thing}; {given} cannot be compared with that.',
  'recipe.scale-not': 'The recipe neither takes nor makes {thing}.',

  'make.can': { one: 'It can be made once with what is there.', other: 'It can be made {n} times with what is there.' },
  'make.can-less': 'What is there is enough for a part of it: {part} of a batch.',
  'make.can-any': 'What is there is enough.',
  'make.perhaps': 'Everything is there; of {things} nobody knows whether it is enough.',
  'make.lacks': '{things} is missing.',
  'make.short': '{short} of {thing} is missing: {need} is needed, and {have} is there.',
  'make.none': '{need} of {thing} is needed, and none is there.',
  'make.none-plain': '{thing} is needed, and none is there.',
  'make.enough': '{have} of {thing} is there.',
  'make.some': 'Some {thing} is there.',
  'make.unsure': '{need} of {thing} is needed; {have} is there, and the two cannot be compared.',
  'make.tool': '{n} of {thing} has to be there, and is not.',
  'make.first': 'First make {times} of “{recipe}”.',

  'recipes.import-none': '{path}: there is no recipe in it that can be read.',
  'recipes.import-large': '{path}: this is too large to read at once. Part it into several files.',
  'recipes.import-deep': '{path}: it is nested too deeply to be a recipe.',
  'recipes.import-parts': 'one line names no part. Give it a name, or leave the line out.',
  'recipes.import-amount': '“{text}” is no amount. Write a number above nothing, or leave it out.',
  'recipes.import-broken': '{path}: it cannot be read from “{text}” on. Mend it, or fetch it again.',
  'recipes.import-unread': '“{text}”: taken as a thing without an amount.',
  'recipes.import-missing': '“{thing}” is named and described nowhere; it is taken as something to get.',
  'recipes.import-bom': 'Its list of parts lies in “{path}”. Bring that in as well.',
  'recipes.import-itself': '“{thing}” needs itself. It is taken as it is; some of it has to be there before.',
  'recipes.import-cycle': '{things} need one another. They are taken as they are; some of one has to be there before.',
  'recipes.import-columns': '{path}: no column names the parts. The first row names the columns, as part, quantity, unit, note.',
  'recipes.import-nameless': '{path}: the recipe has no name.',
  'recipes.import-takes-nothing': '{path}: nothing is listed that it takes.',
  'recipes.import-cut': '{path}: its {field} was too long, and is cut behind {most} characters.'
} as const

export const recipesMessage: MessageMaker<typeof recipesWords> = messagesOf<typeof recipesWords>()
