/**
 * Bringing a ValueFlows document in, step by step as every other file comes: needs, offers, stock and recipes as wishes, what is
 * only to be read as pages beside them, what is refused with where it stands. What came once does not come twice.
 */
import { importPage, type ImportStep } from '../../import-export/index.ts'
import type { Wish } from '../../wish.ts'
import { english, type Message, valueflowsMessage } from '../../words/index.ts'
import type { IdeasView } from '../../ideas/index.ts'
import type { RecipesView } from '../recipes/index.ts'
import type { StockView } from '../stock.ts'
import type { IntentsView } from '../views.ts'
import { isStatementId } from '../../facts/index.ts'
import { shown } from '../../quantity/index.ts'
import { readValueflows } from './reading.ts'
import type { Item, ItemKind, RecipeSaid } from './said.ts'

/** The rooms that know what came already. */
export interface VfSources {
  readonly intents: IntentsView
  readonly stock: StockView
  readonly ideas: IdeasView
  /** Left out: they are written on a page. */
  readonly recipes?: RecipesView
}

export interface VfOptions {
  readonly path: string
  /** Who brings it in. */
  readonly ware: string
}

/** What each thing of the document comes to, in order; then the pages with what is to be read. */
export const importValueflows = function* (text: string, sources: VfSources, { path, ware }: VfOptions): Generator<ImportStep> {
  const reading = readValueflows(path, text, ware)
  if (!reading.ok) return yield { outcome: 'refused', path, reason: reading.error, wishes: [] }
  const { items, troubles } = reading.value
  for (const why of troubles) yield { outcome: 'refused', path, reason: valueflowsMessage('vf.trouble', { path, why }), wishes: [] }
  const here = new Set<string>()
  for (const item of items) {
    if (item.is === 'refused') yield { outcome: 'refused', path, reason: placed(path, item, item.why), wishes: [] }
    if (item.is !== 'need' && item.is !== 'offer' && item.is !== 'stock' && item.is !== 'recipe') continue
    if (item.is === 'recipe' && !sources.recipes) continue
    const from = (item.is === 'recipe' ? item.recipe.from : item.wish.from) ?? ''
    if (here.has(from) || isHere(item, from, sources)) {
      yield { outcome: 'same', path, wishes: [] }
      continue
    }
    here.add(from)
    const wish: Wish = item.is === 'recipe' ? { wish: 'recipe', ...item.recipe } : item.wish
    yield { outcome: 'new', path, wishes: [wish] }
  }
  for (const [nth, page] of pagesOf(path, items, sources.recipes !== undefined).entries()) yield importPage(nth === 0 ? path : `${path} ${nth + 1}`, page, sources.ideas)
}

function isHere(item: Item, from: string, { intents, stock, recipes }: VfSources): boolean {
  if (item.is === 'recipe') return recipes?.cameFrom(from) !== undefined || (isStatementId(from) && recipes?.has(from) === true)
  const view = item.is === 'stock' ? stock : intents
  return view.cameFrom(from) !== undefined || (isStatementId(from) && view.has(from))
}

const placed = (path: string, { where, type, what }: Item, why: Message): Message => valueflowsMessage('vf.item', { path, where: where.slice(0, 200), type, what, why })

/** How many of each there are, and every reason why something is not what it was: what is shown before anything is brought in. */
export interface VfPreview {
  readonly counts: { readonly [kind in ItemKind]: number }
  readonly named: { readonly [kind in ItemKind]?: readonly string[] }
  readonly refused: readonly Message[]
  readonly notes: readonly Message[]
  readonly troubles: readonly Message[]
}

const namesMax = 5

export const previewValueflows = (path: string, text: string): { readonly ok: true; readonly value: VfPreview } | { readonly ok: false; readonly error: Message } => {
  const reading = readValueflows(path, text)
  if (!reading.ok) return reading
  const counts: Record<ItemKind, number> = { need: 0, offer: 0, stock: 0, recipe: 0, happened: 0, agreed: 0, planned: 0, other: 0, name: 0, refused: 0 }
  const named: Partial<Record<ItemKind, string[]>> = {}
  const notes = new Map<string, Message>()
  const refused: Message[] = []
  for (const item of reading.value.items) {
    counts[item.is]++
    const list = (named[item.is] ??= [])
    if (list.length < namesMax && item.what !== '' && !list.includes(item.what)) list.push(item.what)
    for (const note of item.notes) notes.set(JSON.stringify(note), note)
    if (item.is === 'refused') refused.push(placed(path, item, item.why))
  }
  return { ok: true, value: { counts, named, refused, notes: [...notes.values()], troubles: reading.value.troubles } }
}

const pageCharsMax = 100_000
const sections = ['happened', 'agreed', 'planned', 'other'] as const

/** Markdown pages of what is only to be read; none when nothing is. */
function pagesOf(path: string, items: readonly Item[], hasRecipes: boolean): string[] {
  const pages: string[] = []
  let lines: string[] = []
  let chars = 0
  const title = english.say(valueflowsMessage('vf.page.title', { name: (path.split('/').at(-1) ?? path).slice(0, 150) }))
  const end = (): void => {
    if (lines.length > 0) pages.push(`# ${pages.length === 0 ? title : `${title} (${pages.length + 1})`}\n\n${english.say(valueflowsMessage('vf.page.about', { path }))}\n${lines.join('\n')}\n`)
    lines = []
    chars = 0
  }
  const put = (line: string, heading: string): void => {
    if (chars + line.length > pageCharsMax) end()
    if (!lines.includes(heading)) lines.push(heading)
    lines.push(line)
    chars += line.length + 1
  }
  if (!hasRecipes) {
    const heading = `\n## ${english.say(valueflowsMessage('vf.page.recipes'))}\n`
    for (const item of items) if (item.is === 'recipe') put(recipeText(item.recipe), heading)
  }
  for (const section of sections) {
    const heading = `\n## ${english.say(valueflowsMessage(`vf.page.${section}`))}\n`
    for (const item of items) if (item.is === section) put(`- ${plain(item.line)} (${english.say(item.why).replace(/\.$/, '')})`, heading)
  }
  end()
  return pages
}

/** No sign of a name may be taken for one of Markdown. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>#|]/g, '\\$&')

function recipeText({ name, makes, takes, tools, hands, time, steps, note }: RecipeSaid): string {
  const part = ({ thing, quantity }: { readonly thing: string; readonly quantity?: Parameters<typeof shown>[0] }): string => (quantity ? `${thing} (${english.say(shown(quantity))})` : thing)
  const lines = [
    english.say(valueflowsMessage('vf.page.makes', { things: makes.map(part).join(', ') })),
    ...(takes.length > 0 ? [english.say(valueflowsMessage('vf.page.takes', { things: takes.map(part).join(', ') }))] : []),
    ...(tools.length > 0 ? [english.say(valueflowsMessage('vf.page.tools', { things: tools.map(({ thing }) => thing).join(', ') }))] : []),
    ...(hands.length > 0 ? [english.say(valueflowsMessage('vf.page.hands', { things: hands.map(({ skill, time: took }) => part({ thing: skill, ...(took && { quantity: took }) })).join(', ') }))] : []),
    ...(time ? [english.say(valueflowsMessage('vf.page.time', { time: shown(time) }))] : []),
    ...(steps === undefined ? [] : [steps]),
    ...(note === undefined ? [] : [note])
  ]
  return `\n### ${plain(name)}\n\n${lines.map(plain).join('\n\n')}\n`
}
