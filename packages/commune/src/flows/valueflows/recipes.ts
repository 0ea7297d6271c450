/**
 * A recipe's processes become recipes: what goes in and is gone is taken, what comes out is made, what goes in and comes out again is a
 * tool, work is hands. Processes that lead on to one another by a stage are linked by what the earlier one makes.
 */
import { isNothing, type Quantity } from '../../quantity/index.ts'
import { type Message, valueflowsMessage } from '../../words/index.ts'
import { actionOf } from './actions.ts'
import { amountOf, quantityOf, readNumber } from './amounts.ts'
import { type Distinct, distinctOf } from './distinct.ts'
import { sameId, textOf, textsOf, type VfGraph, type VfNode } from './graph.ts'
import { fromOf, own } from './ids.ts'
import type { Reading } from './intents.ts'
import { countedAs, nameOf, proseIn, thingOf } from './naming.ts'
import type { Item, ItemBase, Part, RecipeSaid } from './said.ts'
import { marks } from './marks.ts'
import { countOf } from './units.ts'

type Mutable<T> = { -readonly [key in keyof T]: T[key] }
type Make = RecipeSaid['makes'][number]
type Take = RecipeSaid['takes'][number]
type Tool = RecipeSaid['tools'][number]
type Hand = RecipeSaid['hands'][number]

export class Recipes {
  readonly #reading: Reading
  readonly #flows = new Map<string, VfNode[]>()
  /** Recipes that are one process and a name for it. */
  readonly #named = new Map<string, Distinct>()
  readonly #ofStage = new Map<string, VfNode>()
  readonly #isMoney: (node: VfNode) => boolean

  constructor(reading: Reading, isMoney: (node: VfNode) => boolean) {
    this.#reading = reading
    this.#isMoney = isMoney
    const { graph } = reading
    for (const { node } of distinctOf(graph, 'RecipeFlow')) {
      for (const name of ['recipeInputOf', 'recipeOutputOf']) {
        const process = graph.ref(node, name)
        if (process === undefined) continue
        const key = `${name} ${sameId(process)}`
        this.#flows.set(key, [...(this.#flows.get(key) ?? []), node])
      }
    }
    for (const one of distinctOf(graph, 'Recipe')) {
      const [process, ...more] = graph.refs(one.node, 'recipeIncludes')
      if (process !== undefined && more.length === 0) this.#named.set(sameId(process), one)
    }
    for (const { node } of distinctOf(graph, 'RecipeProcess')) {
      const stage = graph.ref(node, 'processConformsTo')
      if (stage !== undefined && !this.#ofStage.has(sameId(stage))) this.#ofStage.set(sameId(stage), node)
    }
  }

  item({ node, key }: Distinct): Item {
    const { graph, path } = this.#reading
    const recipe = this.#named.get(sameId(node.id))
    const title = (recipe && textOf(recipe.node, 'name')) ?? textOf(node, 'name') ?? nameOf(graph, node.id).name
    const name = title.slice(0, 120)
    const notes: Message[] = []
    const base: ItemBase = { where: node.where, type: 'RecipeProcess', what: name, notes }
    const read = new Flows(this, graph, notes)
    for (const flow of this.flowsOf(node, 'recipeInputOf')) read.input(flow, this.#isMoney(flow))
    for (const flow of this.flowsOf(node, 'recipeOutputOf')) read.output(flow, this.#isMoney(flow))
    const { makes, takes, tools, hands } = read.end(name, recipe && graph.ref(recipe.node, 'primaryOutput'))
    const time = durationOf(graph, node)
    const note = recipe && textOf(recipe.node, 'note')
    const steps = textOf(node, 'note')
    const said: RecipeSaid = {
      name,
      makes,
      takes,
      tools,
      hands,
      from: fromOf(path, recipe?.key ?? key),
      ...(steps !== undefined && { steps: proseIn(steps, 20_000) }),
      ...(time && { time }),
      ...(textsOf(node, 'processClassifiedAs').includes(marks.whole) && { whole: true as const }),
      ...(note !== undefined && { note: proseIn(note) })
    }
    return { ...base, is: 'recipe', recipe: said }
  }

  flowsOf({ id }: VfNode, name: 'recipeInputOf' | 'recipeOutputOf'): readonly VfNode[] {
    return this.#flows.get(`${name} ${sameId(id)}`) ?? []
  }

  /** The process that brings something to this stage. */
  toStage(stage: string): VfNode | undefined {
    return this.#ofStage.get(sameId(stage))
  }

  /** The recipe a process is, when it is one by itself. */
  isNamed(recipe: VfNode): boolean {
    return [...this.#named.values()].some(({ node }) => node.id === recipe.id)
  }
}

/** The flows of one process, sorted as they are read. */
class Flows {
  readonly #recipes: Recipes
  readonly #graph: VfGraph
  readonly #notes: Message[]
  readonly #makes: Make[] = []
  readonly #takes: { id: string; take: Mutable<Take> }[] = []
  readonly #tools: { id: string; tool: Mutable<Tool> }[] = []
  readonly #hands: Hand[] = []
  /** What went in and may come out again, by what it is. */
  readonly #through = new Map<string, VfNode>()
  readonly #out: VfNode[] = []

  constructor(recipes: Recipes, graph: VfGraph, notes: Message[]) {
    this.#recipes = recipes
    this.#graph = graph
    this.#notes = notes
  }

  input(flow: VfNode, isMoney: boolean): void {
    const { thing, action } = this.#read(flow)
    if (isMoney) return void this.#notes.push(valueflowsMessage('vf.note.money', { name: thing }))
    if (action === 'work') return this.#work(flow, thing)
    if (action === 'accept' || action === 'pickup' || action === 'modify') return void this.#through.set(thing, flow)
    if (action === 'use' || action === 'cite') return this.#tool(flow, thing)
    if (action !== 'consume' && action !== 'combine') this.#notes.push(valueflowsMessage('vf.note.action', { action, name: thing }))
    this.#take(flow, thing)
  }

  output(flow: VfNode, isMoney: boolean): void {
    const { thing, action } = this.#read(flow)
    if (isMoney) return void this.#notes.push(valueflowsMessage('vf.note.money', { name: thing }))
    if (action === 'modify' || action === 'dropoff') return void this.#out.push(flow)
    if (action !== 'produce' && action !== 'separate' && action !== 'deliverService') this.#notes.push(valueflowsMessage('vf.note.action', { action, name: thing }))
    const quantity = this.#amount(flow, thing)
    if (quantity && isNothing(quantity)) return
    const isBy = textsOf(flow, 'resourceClassifiedAs').includes(marks.byProduct)
    this.#makes.push({ thing, quantity: quantity ?? one(thing), ...(isBy && { by: true as const }) })
  }

  end(name: string, primary: string | undefined): Pick<RecipeSaid, 'makes' | 'takes' | 'tools' | 'hands'> {
    for (const flow of this.#out) {
      const { thing } = this.#read(flow)
      const went = this.#through.get(thing)
      this.#through.delete(thing)
      if (went) this.#passes(went, thing)
      else this.#makes.push({ thing, quantity: this.#amount(flow, thing) ?? one(thing) })
    }
    // What went in and did not come out is gone.
    for (const [thing, flow] of this.#through) this.#take(flow, thing)
    // A process that only brings something to a stage makes that: itself, done once.
    if (this.#makes.length === 0) this.#makes.push({ thing: name, quantity: once })
    const wanted = primary === undefined ? undefined : nameOf(this.#graph, primary).name
    const isMain = ({ thing }: Make): boolean => thing === wanted
    // Of a recipe of ours its own marks tell what comes along.
    const isTold = primary !== undefined && own(primary) === undefined && this.#makes.some(isMain)
    const makes = isTold ? [...this.#makes.filter(isMain), ...this.#makes.filter((make) => !isMain(make)).map((make) => ({ ...make, by: true as const }))] : this.#makes
    return { makes, takes: this.#takes.map(({ take }) => take), tools: this.#tools.map(({ tool }) => tool), hands: this.#hands }
  }

  #read(flow: VfNode): { thing: string; action: string } {
    const action = textOf(flow, 'action') ?? ''
    const { name, isAddress } = thingOf(this.#graph, flow)
    if (isAddress && name !== '') this.#notes.push(valueflowsMessage('vf.note.address', { name }))
    if (!actionOf(action)) this.#notes.push(valueflowsMessage('vf.action', { action: action.slice(0, 60) }))
    return { thing: name || 'thing', action }
  }

  #amount(flow: VfNode, thing: string, names: readonly string[] = ['resourceQuantity', 'effortQuantity']): Quantity | undefined {
    for (const field of names) {
      const amount = amountOf(this.#graph, flow, field, countedAs(thingOf(this.#graph, flow)))
      if (!amount) continue
      const quantity = amount.ok ? quantityOf(amount.value) : amount
      if (quantity.ok) return quantity.value
      this.#notes.push(valueflowsMessage('vf.note.amount', { name: thing, why: quantity.error }))
    }
    return undefined
  }

  #take(flow: VfNode, thing: string): void {
    const quantity = this.#amount(flow, thing)
    if (quantity && isNothing(quantity)) return
    const note = textOf(flow, 'note')
    const classified = textsOf(flow, 'resourceClassifiedAs')
    const part: Part = { thing, ...(quantity && { quantity }) }
    const instead = classified.find((text) => text.startsWith(marks.insteadOf))?.slice(marks.insteadOf.length)
    const before = instead === undefined ? undefined : this.#takes.find(({ id }) => id === instead)
    if (before) before.take.or = [...(before.take.or ?? []), part]
    else this.#takes.push({ id: flow.id, take: { ...part, ...(classified.includes(marks.optional) && { optional: true as const }), ...(note !== undefined && { note: proseIn(note, 500) }) } })
  }

  #tool(flow: VfNode, thing: string): void {
    const amount = this.#amount(flow, thing, ['resourceQuantity'])
    const count = amount && amount.d === 1n && amount.n > 0n && amount.n < 1_000_000n ? Number(amount.n) : undefined
    const instead = textsOf(flow, 'resourceClassifiedAs').find((text) => text.startsWith(marks.insteadOf))?.slice(marks.insteadOf.length)
    const before = instead === undefined ? undefined : this.#tools.find(({ id }) => id === instead)
    if (before) before.tool.or = [...(before.tool.or ?? []), thing]
    else this.#tools.push({ id: flow.id, tool: { thing, ...(count !== undefined && { count }) } })
  }

  #work(flow: VfNode, skill: string): void {
    const time = this.#amount(flow, skill, ['effortQuantity'])
    const many = this.#amount(flow, skill, ['resourceQuantity'])
    const count = many && many.d === 1n && many.n > 0n && many.n < 1_000_000n ? Number(many.n) : undefined
    this.#hands.push({ skill, ...(time && { time }), ...(count !== undefined && { count }) })
  }

  /** What goes through a process: a tool, and where it has to be at a stage, what the process before it made. */
  #passes(flow: VfNode, thing: string): void {
    const stage = this.#graph.ref(flow, 'stage')
    const before = stage === undefined ? undefined : this.#recipes.toStage(stage)
    if (!before) return this.#tool(flow, thing)
    const made = this.#recipes.flowsOf(before, 'recipeOutputOf').some((out) => textOf(out, 'action') === 'produce' && thingOf(this.#graph, out).name === thing)
    if (made) return this.#take(flow, thing)
    this.#tool(flow, thing)
    const name = (textOf(before, 'name') ?? nameOf(this.#graph, before.id).name).slice(0, 120)
    this.#takes.push({ id: `${flow.id} stage`, take: { thing: name, quantity: once } })
  }
}

/** What a process that makes nothing else makes: itself, one time. */
const once: Quantity = { n: 1n, d: 1n, unit: '{time}' }
const one = (thing: string): Quantity => ({ n: 1n, d: 1n, unit: countOf(thing) })

const unitsOfTime: readonly (readonly [RegExp, string])[] = [
  [/\bhour/i, 'h'],
  [/\bmin/i, 'min'],
  [/\bsec/i, 's'],
  [/\bday/i, 'day'],
  [/\bweek/i, 'week']
]

/** How long it takes: a measure, `PT1H30M`, or the words of OWL-Time run together. */
function durationOf(graph: VfGraph, node: VfNode): Quantity | undefined {
  const text = textOf(node, 'hasDuration')
  const measure = amountOf(graph, node, 'hasDuration', 'hour')
  if (measure?.ok) {
    const quantity = quantityOf(measure.value)
    return quantity.ok && !isNothing(quantity.value) ? quantity.value : undefined
  }
  if (text === undefined) return undefined
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(text)
  if (iso) {
    const [days, hours, minutes, seconds] = iso.slice(1).map((part) => BigInt((part ?? '0').slice(0, 9)))
    const all = (((days ?? 0n) * 24n + (hours ?? 0n)) * 60n + (minutes ?? 0n)) * 60n + (seconds ?? 0n)
    const quantity = all % 60n === 0n ? quantityOf({ n: all / 60n, d: 1n, unit: 'min' }) : quantityOf({ n: all, d: 1n, unit: 's' })
    return quantity.ok && !isNothing(quantity.value) ? quantity.value : undefined
  }
  const number = /numericDuration\s+([\d.]+)/.exec(text)?.[1]
  const unit = unitsOfTime.find(([word]) => word.test(/unit(?:Type)?\s+(\S+)/.exec(text)?.[1] ?? ''))?.[1]
  const read = number === undefined ? undefined : readNumber(number)
  const quantity = read?.ok && unit !== undefined ? quantityOf({ ...read.value, unit }) : undefined
  return quantity?.ok && !isNothing(quantity.value) ? quantity.value : undefined
}
