/**
 * What goes out beside needs, offers and stock, in a form of its own: recipes, what is lent, what was made, and plans. Whoever
 * carries out hands in what its rooms hold; a room that is not there hands in nothing.
 */
import type { IdText } from '@commune/protocol'
import type { Quantity } from '../../quantity/index.ts'
import { idHere, idOut } from './ids.ts'
import { marks } from './marks.ts'
import type { RecipeSaid } from './said.ts'
import { isTime, timeOf, type Writer } from './written.ts'

export interface LendingSaid {
  readonly id: string
  /** The portion it is of, by its stable name. */
  readonly portion: string
  readonly thing: string
  readonly quantity: Quantity
  readonly giver: IdText
  readonly receiver: IdText
  /** When it is to come back. */
  readonly untilMs?: number
  readonly isBack: boolean
}

export interface Moved {
  readonly portion: string
  readonly thing: string
  readonly quantity: Quantity
}

/** Something that was made: what left stock for it, what came of it, and what was used and done for it. */
export interface MakingSaid {
  readonly id: string
  readonly ware: IdText
  readonly name: string
  readonly took: readonly Moved[]
  readonly gave: readonly Moved[]
  readonly used?: readonly { readonly thing: string; readonly time?: Quantity }[]
  readonly worked?: readonly { readonly ware: IdText; readonly skill: string; readonly time: Quantity }[]
  readonly note?: string
}

/** A plan of many hands: who would give what to whom. */
export interface PlanSaid {
  readonly id: string
  readonly name: string
  readonly untilMs?: number
  readonly note?: string
  readonly flows: readonly {
    readonly id: string
    readonly thing: string
    readonly quantity?: Quantity
    readonly giver: IdText
    readonly receiver: IdText
    /** Both have said yes. */
    readonly isAgreed: boolean
  }[]
}

export interface VfBesides {
  /** With the name each was first said under. */
  readonly recipes?: Iterable<RecipeSaid & { readonly stableId: string }>
  readonly lendings?: Iterable<LendingSaid>
  readonly makings?: Iterable<MakingSaid>
  readonly plans?: Iterable<PlanSaid>
}

type Agents = (ware: IdText, name?: string) => string

export const putBesides = (writer: Writer, { recipes = [], lendings = [], makings = [], plans = [] }: VfBesides, agent: Agents): void => {
  for (const one of recipes) putRecipe(writer, one, agent)
  for (const one of lendings) putLending(writer, one, agent)
  for (const one of makings) putMaking(writer, one, agent)
  for (const one of plans) putPlan(writer, one, agent)
}

/** A recipe is one process, with a name for it that says what it is for. */
function putRecipe(writer: Writer, recipe: RecipeSaid & { readonly stableId: string }, agent: Agents): void {
  const { stableId, name, makes, takes, tools, hands, steps, time, whole, note, told } = recipe
  const process = idHere('recipe-process', stableId)
  const [main] = makes
  writer.put('Recipe', idOut('recipe', stableId), {
    name,
    note,
    primaryOutput: main && writer.thing(main.thing),
    recipeIncludes: [process]
  })
  writer.put('RecipeProcess', process, { name, note: steps, hasDuration: time && writer.measure(time, name), processClassifiedAs: whole ? [marks.whole] : undefined })
  if (told) agent(told.ware, told.name)
  const flow = (kind: string, at: string, fields: Parameters<Writer['put']>[2]): string => writer.put('RecipeFlow', idHere(kind, `${stableId}/${at}`), fields)
  const place = (at: number): string => String(at).padStart(4, '0')
  const into = { recipeInputOf: process }
  for (const [at, { thing, quantity, by }] of makes.entries()) {
    flow('makes', place(at), { action: 'produce', recipeOutputOf: process, resourceConformsTo: writer.thing(thing), ...writer.amount(quantity, thing), resourceClassifiedAs: by ? [marks.byProduct] : undefined })
  }
  for (const [at, { thing, quantity, optional, or = [], note: about }] of takes.entries()) {
    const id = flow('takes', place(at), { action: 'consume', ...into, resourceConformsTo: writer.thing(thing), ...writer.amount(quantity, thing), note: about, resourceClassifiedAs: optional ? [marks.optional] : undefined })
    for (const [nth, part] of or.entries()) {
      flow('takes', `${place(at)}/${place(nth)}`, { action: 'consume', ...into, resourceConformsTo: writer.thing(part.thing), ...writer.amount(part.quantity, part.thing), resourceClassifiedAs: [`${marks.insteadOf}${id}`] })
    }
  }
  for (const [at, { thing, count, or = [] }] of tools.entries()) {
    const id = flow('tools', place(at), { action: 'use', ...into, resourceConformsTo: writer.thing(thing), ...counted(writer, count) })
    for (const [nth, other] of or.entries()) flow('tools', `${place(at)}/${place(nth)}`, { action: 'use', ...into, resourceConformsTo: writer.thing(other), resourceClassifiedAs: [`${marks.insteadOf}${id}`] })
  }
  for (const [at, { skill, time: takesTime, count }] of hands.entries()) {
    flow('hands', place(at), { action: 'work', ...into, resourceConformsTo: writer.thing(skill), effortQuantity: takesTime && writer.measure(takesTime, skill), ...counted(writer, count) })
  }
}

const counted = (writer: Writer, count: number | undefined): Parameters<Writer['put']>[2] =>
  count === undefined ? {} : { resourceQuantity: writer.measure({ n: BigInt(count), d: 1n, unit: '{piece}' }, 'piece') }

/** What is lent leaves the hand and stays whose it was; that it is to come back is agreed with it. */
function putLending(writer: Writer, { id, portion, thing, quantity, giver, receiver, untilMs, isBack }: LendingSaid, agent: Agents): void {
  const both = { resourceConformsTo: writer.thing(thing), resourceInventoriedAs: idOut('stock', portion), ...writer.amount(quantity, thing) }
  writer.put('EconomicEvent', idHere('lent', id), { action: 'transferCustody', provider: agent(giver), receiver: agent(receiver), ...both })
  const back = { action: 'transferCustody', provider: agent(receiver), receiver: agent(giver), ...both }
  const promise = writer.put('Commitment', idHere('to-come-back', id), { ...back, due: timeOf(untilMs), finished: isBack })
  if (isBack) writer.put('EconomicEvent', idHere('came-back', id), { ...back, fulfills: [promise] })
}

function putMaking(writer: Writer, { id, ware, name, took, gave, used = [], worked = [], note }: MakingSaid, agent: Agents): void {
  const process = writer.put('Process', idHere('made', id), { name, note, finished: true })
  const own = { provider: agent(ware), receiver: agent(ware) }
  const event = (kind: string, at: number, fields: Parameters<Writer['put']>[2]): string => writer.put('EconomicEvent', idHere(kind, `${id}/${at}`), fields)
  const moved = ({ portion, thing, quantity }: Moved): Parameters<Writer['put']>[2] => ({ ...own, resourceConformsTo: writer.thing(thing), resourceInventoriedAs: idOut('stock', portion), ...writer.amount(quantity, thing) })
  for (const [at, one] of took.entries()) event('took', at, { action: 'consume', inputOf: process, ...moved(one) })
  for (const [at, one] of gave.entries()) event('gave', at, { action: 'produce', outputOf: process, ...moved(one) })
  for (const [at, { thing, time }] of used.entries()) event('used', at, { action: 'use', inputOf: process, ...own, resourceConformsTo: writer.thing(thing), ...writer.amount(time, thing) })
  for (const [at, { ware: hand, skill, time }] of worked.entries()) {
    event('worked', at, { action: 'work', inputOf: process, provider: agent(hand), receiver: agent(ware), resourceConformsTo: writer.thing(skill), ...writer.amount(time, skill) })
  }
}

function putPlan(writer: Writer, { id, name, untilMs, note, flows }: PlanSaid, agent: Agents): void {
  const plan = writer.put('Plan', idHere('plan', id), { name, note, due: timeOf(untilMs) })
  for (const { id: flow, thing, quantity, giver, receiver, isAgreed } of flows) {
    const said = {
      action: quantity && isTime(quantity) ? 'work' : 'transfer',
      plannedWithin: plan,
      provider: agent(giver),
      receiver: agent(receiver),
      resourceConformsTo: writer.thing(thing),
      ...writer.amount(quantity, thing)
    }
    // Nobody is bound before both have said yes.
    writer.put(isAgreed ? 'Commitment' : 'Intent', idHere('planned', flow), said)
  }
}
