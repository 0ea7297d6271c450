/** Wishes about recipes become statements, or a reason why not that names where it is. */
import { encodeValue, type IdText, no, ok, type RawStatement, type Result, type Value } from '@commune/protocol'
import { cleanId, cleanLine, cleanProse, type FieldName } from '../../facts/index.ts'
import { encodeQuantity, isNothing, kindOfUnit, parseQuantity, type Quantity } from '../../quantity/index.ts'
import { type Message, quantityMessage, recipesMessage } from '../../words/index.ts'
import { fromCharsMax, placeCharsMax, thingCharsMax } from '../types.ts'
import { recipeLimits } from './types.ts'
import type { RecipesView } from './views.ts'
import type { HandsWish, MadeWish, RecipesWish, RecipeWish, TakenWish, ToolWish } from './wishes.ts'

/** Who wishes, and what is known here. */
export interface RecipesScene {
  readonly recipes: RecipesView
  readonly ware: IdText
}

type Statements = Result<RawStatement[], Message>
type Draft = { [field: string]: Value }

/** An envelope holds a little more. */
const recipeBytesMax = 50_000

export const decideRecipe = (wish: RecipesWish, { recipes, ware }: RecipesScene): Statements => {
  if (wish.wish === 'recipe-gone') {
    const known = recipes.one(wish.recipe)
    if (!known) return no(recipesMessage('recipe.unknown'))
    return known.ware === ware ? ok([{ type: 'recipe.gone', recipe: known.id }]) : no(recipesMessage('recipe.not-yours'))
  }
  if (wish.instead !== undefined) {
    const known = recipes.one(wish.instead)
    if (!known) return no(recipesMessage(recipes.wasGone(wish.instead) ? 'recipe.gone' : 'recipe.unknown'))
    if (known.ware !== ware) return no(recipesMessage('recipe.not-yours'))
  }
  if (wish.graft !== undefined && !recipes.one(wish.graft)) return no(recipesMessage('recipe.unknown'))
  const draft = recipeDraft(wish)
  if (!draft.ok) return draft
  const { instead, graft, told } = wish
  const statement: RawStatement = { type: 'recipe.say', ...draft.value, ...(instead !== undefined && { instead }), ...(graft !== undefined && { graft }) }
  if (wish.from !== undefined) {
    const from = cleanLine('from', wish.from, fromCharsMax)
    if (!from.ok) return from
    Object.assign(statement, { from: from.value })
  }
  if (told !== undefined) {
    const said = cleanId(told.ware)
    if (!said.ok) return said
    const name = told.name === undefined ? undefined : cleanLine('name', told.name, placeCharsMax)
    if (name && !name.ok) return name
    Object.assign(statement, { told: { ware: said.value, ...(name && { name: name.value }) } })
  }
  return encodeValue(statement).length > recipeBytesMax ? no(recipesMessage('recipe.large')) : ok([statement])
}

/** What the recipe says, made fit to be said; the first thing that is wrong with it, with where it stands. */
export const recipeDraft = (wish: Omit<RecipeWish, 'wish' | 'from' | 'told' | 'instead' | 'graft'>): Result<Draft, Message> => {
  const { makes, takes, tools = [], hands = [], tags = [] } = wish
  const lists = [
    ['things that it makes', makes, recipeLimits.makesMax],
    ['things that it takes', takes, recipeLimits.takesMax],
    ['tools', tools, recipeLimits.toolsMax],
    ['hands', hands, recipeLimits.handsMax],
    ['tags', tags, recipeLimits.tagsMax]
  ] as const
  const many = lists.find(([, list, most]) => list.length > most)
  if (many) return no(recipesMessage('recipe.many', { n: many[1].length, what: many[0], most: many[2] }))
  if (!makes.some((one) => one.by !== true)) return no(recipesMessage('recipe.makes-nothing'))
  const draft = new Putting()
  draft.line('name', 'name', wish.name, recipeLimits.nameCharsMax)
  draft.list('makes', makes, madeDraft)
  draft.list('takes', takes, takenDraft)
  if (tools.length > 0) draft.list('tools', tools, toolDraft)
  if (hands.length > 0) draft.list('hands', hands, handsDraft)
  if (wish.steps !== undefined) draft.prose('steps', wish.steps, recipeLimits.stepsCharsMax)
  if (wish.time !== undefined) draft.time('time', wish.time)
  draft.flag('whole', wish.whole)
  if (tags.length > 0) draft.lines('tags', 'tags', tags, recipeLimits.partCharsMax)
  if (wish.note !== undefined) draft.prose('note', wish.note, recipeLimits.noteCharsMax)
  return draft.done()
}

const madeDraft = (wish: MadeWish): Result<Draft, Message> => {
  const draft = new Putting(wish.thing)
  draft.line('thing', 'thing', wish.thing, thingCharsMax)
  draft.amount('quantity', wish.quantity)
  draft.flag('by', wish.by)
  draft.said(wish.said)
  return draft.done()
}

const takenDraft = (wish: TakenWish): Result<Draft, Message> => {
  const draft = new Putting(wish.thing)
  draft.line('thing', 'thing', wish.thing, thingCharsMax)
  for (const field of ['quantity', 'most', 'also'] as const) draft.amount(field, wish[field])
  draft.flag('optional', wish.optional)
  if (wish.or && wish.or.length > 0) {
    if (wish.or.length > recipeLimits.orMax) return no(recipesMessage('recipe.many', { n: wish.or.length, what: 'things that do as well', most: recipeLimits.orMax }))
    draft.list('or', wish.or, madeDraft)
  }
  if (wish.note !== undefined) draft.line('note', 'note', wish.note, recipeLimits.saidCharsMax)
  if (wish.part !== undefined) draft.line('part', 'name', wish.part, recipeLimits.partCharsMax)
  draft.said(wish.said)
  return draft.done()
}

const toolDraft = (wish: ToolWish): Result<Draft, Message> => {
  const draft = new Putting(wish.thing)
  draft.line('thing', 'thing', wish.thing, thingCharsMax)
  draft.count(wish.count)
  if (wish.or && wish.or.length > 0) draft.lines('or', 'thing', wish.or, thingCharsMax)
  return draft.done()
}

const handsDraft = (wish: HandsWish): Result<Draft, Message> => {
  const draft = new Putting(wish.skill)
  draft.line('skill', 'skills', wish.skill, recipeLimits.skillCharsMax)
  if (wish.time !== undefined) draft.time('time', wish.time)
  draft.count(wish.count)
  return draft.done()
}

/** Puts fields together until one is wrong; of that one the reason is kept. */
class Putting {
  readonly #draft: Draft = {}
  readonly #thing: string
  #wrong: Message | undefined

  constructor(thing = '') {
    this.#thing = thing
  }

  line(field: string, name: FieldName, text: string, most: number): void {
    this.#put(field, cleanLine(name, text, most))
  }
  lines(field: string, name: FieldName, texts: readonly string[], most: number): void {
    const cleaned: string[] = []
    for (const text of texts) {
      const clean = cleanLine(name, text, most)
      if (!clean.ok) return this.#put(field, clean)
      cleaned.push(clean.value)
    }
    this.#draft[field] = cleaned
  }
  prose(field: 'steps' | 'note', text: string, most: number): void {
    this.#put(field, cleanProse(field === 'steps' ? 'text' : 'note', text, most))
  }
  amount(field: string, given: Quantity | string | undefined): void {
    if (given === undefined) return
    const read = typeof given === 'string' ? parseQuantity(given, { thing: this.#thing }) : ok(given)
    if (!read.ok) return this.#put(field, read)
    this.#put(field, isNothing(read.value) ? no(quantityMessage('quantity.nothing')) : ok(encodeQuantity(read.value)))
  }
  time(field: string, given: Quantity | string): void {
    const read = typeof given === 'string' ? parseQuantity(given) : ok(given)
    const isTime = read.ok && kindOfUnit(read.value.unit) === 'time' && !isNothing(read.value)
    this.#put(field, isTime ? ok(encodeQuantity(read.value)) : no(recipesMessage('recipe.time', { text: typeof given === 'string' ? given.slice(0, 40) : given.unit })))
  }
  count(count: number | undefined): void {
    if (count === undefined) return
    this.#put('count', Number.isSafeInteger(count) && count >= 1 && count <= 1_000_000 ? ok(count) : no(recipesMessage('recipe.count')))
  }
  flag(field: string, is: boolean | undefined): void {
    if (is === true) this.#draft[field] = true
  }
  /** The words as they were written are never a reason to refuse what was made of them: what is too long of them is cut. */
  said(text: string | undefined): void {
    if (text === undefined) return
    const clean = cleanLine('note', text.slice(0, recipeLimits.saidCharsMax), recipeLimits.saidCharsMax)
    if (clean.ok) this.#draft['said'] = clean.value
  }
  list<T extends { readonly thing?: string; readonly skill?: string }>(field: string, items: readonly T[], draftOf: (item: T) => Result<Draft, Message>): void {
    const drafts: Draft[] = []
    for (const item of items) {
      const draft = draftOf(item)
      if (!draft.ok) return this.#put(field, no(recipesMessage('recipe.in', { what: (item.thing ?? item.skill ?? '').slice(0, 60), why: draft.error })))
      drafts.push(draft.value)
    }
    this.#draft[field] = drafts
  }
  done(): Result<Draft, Message> {
    return this.#wrong ? no(this.#wrong) : ok(this.#draft)
  }
  #put(field: string, result: Result<Value, Message>): void {
    if (result.ok) this.#draft[field] = result.value
    else this.#wrong ??= result.error
  }
}
