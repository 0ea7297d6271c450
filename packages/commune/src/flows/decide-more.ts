/** What a need or an offer says besides, from a wish: every field made fit to be said, or the reason why not. */
import { cleanLine } from '../facts/index.ts'
import { compare, encodeQuantity, parseQuantity, type Quantity, shown } from '../quantity/index.ts'
import { flowsMessage, type Message } from '../words/index.ts'
import { amountOf, type Draft } from './scene.ts'
import { everyMsOf, moreLimits } from './saying-more.ts'
import { thingCharsMax } from './types.ts'
import type { MoreChange } from './wishes.ts'

const names = ['urgency', 'least', 'instead', 'whole', 'again', 'heads', 'for'] as const

/** Puts all fields that are wished into a draft; null takes a field back. `quantity` is what is asked for in all, if that is known. */
export const putMore = (draft: Draft, wish: MoreChange, thing: string, quantity: Quantity | undefined): Message | undefined => {
  for (const name of names) if (wish[name] === null) draft[name] = null
  if (wish.urgency !== undefined && wish.urgency !== null) {
    if (![0, 1, 2].includes(wish.urgency)) return flowsMessage('flows.urgency')
    draft['urgency'] = wish.urgency
  }
  if (wish.whole === true) draft['whole'] = true
  return (
    putLeast(draft, wish.least ?? undefined, thing, quantity) ??
    putInstead(draft, wish.instead ?? undefined) ??
    putAgain(draft, wish.again ?? undefined, thing) ??
    putPeople(draft, wish)
  )
}

export const saysMore = (wish: MoreChange): boolean => names.some((name) => wish[name] !== undefined)

function putLeast(draft: Draft, given: Quantity | string | undefined, thing: string, quantity: Quantity | undefined): Message | undefined {
  if (given === undefined) return undefined
  const least = amountOf(given, thing)
  if (!least.ok) return least.error
  if (quantity) {
    const words = { least: shown(least.value), quantity: shown(quantity) }
    const order = compare(least.value, quantity)
    if (!order.ok) return flowsMessage('flows.least-units', words)
    if (order.value > 0) return flowsMessage('flows.least', words)
  }
  draft['least'] = encodeQuantity(least.value)
  return undefined
}

function putInstead(draft: Draft, given: readonly string[] | undefined): Message | undefined {
  if (given === undefined || given.length === 0) return undefined
  if (given.length > moreLimits.insteadMax) return flowsMessage('flows.instead-many', { most: moreLimits.insteadMax })
  const things: string[] = []
  for (const other of given) {
    const clean = cleanLine('thing', other, thingCharsMax)
    if (!clean.ok) return clean.error
    if (!things.includes(clean.value)) things.push(clean.value)
  }
  draft['instead'] = things
  return undefined
}

function putAgain(draft: Draft, again: NonNullable<MoreChange['again']> | undefined, thing: string): Message | undefined {
  if (again === undefined) return undefined
  if ('below' in again) {
    const below = amountOf(again.below, thing)
    if (!below.ok) return below.error
    draft['again'] = { below: encodeQuantity(below.value) }
    return undefined
  }
  const read = typeof again.every === 'string' ? parseQuantity(again.every) : { ok: true as const, value: again.every }
  const every = read.ok ? encodeQuantity(read.value) : undefined
  if (!every || everyMsOf(every) === undefined) return flowsMessage('flows.every')
  draft['again'] = { every }
  return undefined
}

function putPeople(draft: Draft, { heads, for: of }: MoreChange): Message | undefined {
  if (heads !== undefined && heads !== null) {
    if (!Number.isInteger(heads) || heads < 1 || heads > moreLimits.headsMax) return flowsMessage('flows.heads', { most: moreLimits.headsMax })
    draft['heads'] = heads
  }
  if (of === undefined || of === null) return undefined
  const name = cleanLine('name', of.name, moreLimits.nameCharsMax)
  if (!name.ok) return name.error
  // Nobody is spoken for who was not asked (P2).
  if (!of.theirYes) return flowsMessage('flows.for-yes', { name: name.value })
  draft['for'] = { name: name.value, theirYes: true }
  return undefined
}
