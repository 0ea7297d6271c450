/**
 * Recipes as websites write them for search engines: `Recipe` of schema.org in JSON-LD, alone, in a list, in an `@graph`, or in a page
 * that is about one. Instructions come as text, as steps or as steps in sections; amounts as text alone. Text may carry HTML and its
 * entities, which become plain text.
 */
import { recipesMessage, type Message } from '../../../words/index.ts'
import { recipeLimits } from '../types.ts'
import type { MadeWish, RecipeDraft, TakenWish, ToolWish } from '../wishes.ts'
import { type FoundRecipe, importLimits } from './found.ts'
import { textOfHtml } from './html.ts'
import { readIngredient } from './ingredient.ts'
import { readDuration, readSpan, readYield, together } from './yields.ts'

type Tree = { readonly [key: string]: unknown }

/** Whether anything in it says that it is of schema.org and a recipe. */
export function* recipesInJsonLd(value: unknown): Generator<FoundRecipe> {
  let nth = 0
  for (const tree of nodesOf(value, importLimits.depthMax)) {
    if (!isA(tree, 'Recipe')) continue
    const found = recipeOf(tree)
    yield { ...found, key: idOf(tree) ?? (nth === 0 ? '' : found.draft.name.slice(0, 60)) }
    if (++nth >= importLimits.recipesMax) return
  }
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every object in it, recipes not looked into. */
function* nodesOf(value: unknown, depth: number): Generator<Tree> {
  if (depth === 0) return
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item, depth - 1)
  else if (isTree(value)) {
    yield value
    if (isA(value, 'Recipe')) return
    for (const [key, item] of Object.entries(value)) if (key !== '@context' && typeof item === 'object') yield* nodesOf(item, depth - 1)
  }
}

const isA = (tree: Tree, type: string): boolean => all(tree['@type'] ?? tree['type']).some((one) => typeof one === 'string' && one.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '') === type)

const all = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])

function idOf(tree: Tree): string | undefined {
  const id = tree['@id'] ?? tree['url']
  return typeof id === 'string' && id.length > 0 ? id.slice(0, 120) : undefined
}

function recipeOf(tree: Tree): FoundRecipe {
  const notes: Message[] = []
  const name = (textOf(tree['name'] ?? tree['headline'])[0] ?? '').slice(0, recipeLimits.nameCharsMax)
  const takes = [...all(tree['recipeIngredient']), ...all(tree['ingredients']), ...all(tree['supply'])].flatMap((one) => textOf(one)).flatMap((line) => takesOf(line, notes))
  const tools = all(tree['tool']).flatMap((one) => textOf(one)).map((thing): ToolWish => ({ thing: thing.slice(0, 120) }))
  const steps = stepsOf(tree['recipeInstructions'] ?? tree['step'], 0).join('\n').trim()
  const note = ['description', 'recipeCategory', 'recipeCuisine', 'author', 'publisher', 'url', 'license', 'creditText', 'isBasedOn'].flatMap((field) => {
    const said = all(tree[field]).flatMap((one) => textOf(one)).join(', ')
    return said === '' ? [] : [field === 'description' ? said : `${field}: ${said}`]
  })
  const unknown = Object.keys(tree).filter((field) => !known.has(field) && !field.startsWith('@'))
  if (unknown.length > 0) note.push(unknownFields(tree, unknown))
  const draft: RecipeDraft = {
    name,
    makes: [yieldOf(tree, name)],
    takes: takes.slice(0, recipeLimits.takesMax),
    ...(tools.length > 0 && { tools: tools.slice(0, recipeLimits.toolsMax) }),
    ...(steps !== '' && { steps: steps.slice(0, recipeLimits.stepsCharsMax) }),
    ...timeOf(tree),
    ...tagsOf(tree),
    ...(note.length > 0 && { note: note.join('\n').slice(0, recipeLimits.noteCharsMax) })
  }
  return { is: 'recipe', key: '', draft, notes }
}

const known: ReadonlySet<string> = new Set(
  (
    'type name headline recipeIngredient ingredients supply tool recipeInstructions step description recipeCategory recipeCuisine author publisher url license creditText isBasedOn ' +
    'recipeYield yield totalTime prepTime cookTime performTime keywords image video datePublished dateModified dateCreated mainEntityOfPage aggregateRating review comment commentCount ' +
    'interactionStatistic isPartOf inLanguage copyrightHolder copyrightYear thumbnailUrl isAccessibleForFree'
  ).split(' ')
)

/** What has no place here is kept as it was said. */
const unknownFields = (tree: Tree, fields: readonly string[]): string =>
  fields
    .slice(0, 20)
    .map((field) => `${field}: ${all(tree[field]).flatMap((one) => textOf(one)).join(', ') || JSON.stringify(tree[field])}`.slice(0, 300))
    .join('\n')

/** A value as plain text: a string, a number, or something with a name, a text or an address. */
function textOf(value: unknown): string[] {
  if (typeof value === 'number') return [String(value)]
  if (typeof value === 'string') {
    const plain = textOfHtml(value).replace(/[^\S\n]+/g, ' ').trim()
    return plain === '' ? [] : [plain]
  }
  if (!isTree(value)) return []
  return textOf(value['name'] ?? value['text'] ?? value['@value'] ?? value['@id'] ?? value['url'])
}

function takesOf(line: string, notes: Message[]): TakenWish[] {
  return line.split('\n').flatMap((one) => {
    const said = one.trim()
    if (said === '') return []
    const read = readIngredient(said)
    if (read.wrong !== undefined) {
      notes.push(recipesMessage('recipe.in', { what: said.slice(0, 60), why: recipesMessage('recipes.import-amount', { text: read.wrong.slice(0, 40) }) }))
      return [{ thing: said.replace(read.wrong, '').replace(/^[\s.,:;-]+/, '').slice(0, 120) || said.slice(0, 120), said }]
    }
    if (read.unread && notes.length < importLimits.notesMax) notes.push(recipesMessage('recipes.import-unread', { text: said.slice(0, 80) }))
    return read.takes.filter(({ thing }) => thing !== '')
  })
}

/** Text, a list of texts, `HowToStep`s, `HowToSection`s with steps in them, an `ItemList` of any of these. */
function stepsOf(value: unknown, depth: number): string[] {
  if (depth > 8) return []
  if (typeof value === 'string') return textOf(value)
  if (Array.isArray(value)) {
    let nth = 0
    return value.flatMap((one) => {
      const isPart = isTree(one) && isA(one, 'HowToSection')
      return stepsOf(one, depth + 1).map((line) => (isPart || depth > 0 ? line : `${++nth}. ${line}`))
    })
  }
  if (!isTree(value)) return []
  const inner = value['itemListElement'] ?? value['steps'] ?? value['step']
  if (inner !== undefined && inner !== null) {
    const [title] = textOf(value['name'])
    let nth = 0
    return [...(title === undefined ? [] : [`## ${title}`]), ...all(inner).flatMap((one) => stepsOf(one, depth + 1)).map((line) => `${++nth}. ${line}`)]
  }
  const [text] = textOf(value['text'])
  return text === undefined ? textOf(value['item'] ?? value['name']) : [text]
}

function yieldOf(tree: Tree, name: string): MadeWish {
  // Often said twice: as a number and in words. The one in words says what is counted.
  const said = all(tree['recipeYield'] ?? tree['yield']).flatMap((one) => (isTree(one) && one['value'] !== undefined ? [[...textOf(one['value']), ...textOf(one['unitText'] ?? one['unitCode'])].join(' ')] : textOf(one)))
  const best = said.find((one) => /\d/.test(one) && /\p{L}/u.test(one)) ?? said[0]
  return best === undefined ? { thing: name } : readYield(best, name)
}

function timeOf(tree: Tree): { time?: NonNullable<RecipeDraft['time']> } {
  const read = (field: string) => textOf(tree[field]).flatMap((text) => readDuration(text) ?? readSpan(text) ?? [])
  const total = read('totalTime')[0] ?? together([...read('prepTime'), ...read('cookTime'), ...read('performTime')])
  return total ? { time: total } : {}
}

function tagsOf(tree: Tree): { tags?: readonly string[] } {
  const tags = all(tree['keywords']).flatMap((one) => textOf(one)).flatMap((text) => text.split(',')).map((tag) => tag.replace(/\s+/g, ' ').trim().slice(0, recipeLimits.partCharsMax)).filter((tag) => tag !== '')
  return tags.length > 0 ? { tags: [...new Set(tags)].slice(0, recipeLimits.tagsMax) } : {}
}
