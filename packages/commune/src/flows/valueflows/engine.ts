/**
 * What events do to resources: the effects of the 19 actions, in exact ratios. Pure: the same events on the same resources give the
 * same, in the order they are given. What cannot be done is named and left aside, and the rest goes on.
 *
 * - What an event corrects is not taken back by itself: the amounts of the correcting event are below nothing, and add up.
 * - A resource without an amount on hand has on hand what it accounts for, until the two part.
 * - `pickup` and `dropoff` that name a second resource hand the thing over as well (`transferCustody`), as the documentation does.
 * - Of a handover that names one resource alone, what comes back to whom it belongs to is added there.
 * - Something is contained in what comes out of the same process: the resource that is modified or made there, if it is one.
 */
import { type Message, valueflowsMessage } from '../../words/index.ts'
import { type Action, actionOf, type AmountEffect } from './actions.ts'
import { type Amount, nothing, plus } from './amounts.ts'

export interface Resource {
  readonly id: string
  readonly conformsTo?: string
  readonly name?: string
  readonly accounting?: Amount
  readonly onhand?: Amount
  readonly location?: string
  readonly containedIn?: string
  readonly accountable?: string
  readonly stage?: string
  readonly state?: string
  /** Only events tell of it: what was there before them is not known. */
  readonly unlisted?: true
}

export interface Event {
  readonly id: string
  readonly action: string
  readonly resource?: string
  readonly toResource?: string
  readonly provider?: string
  readonly receiver?: string
  readonly conformsTo?: string
  readonly quantity?: Amount
  /** Time that went into it; it moves nothing. */
  readonly effort?: Amount
  readonly toLocation?: string
  readonly inputOf?: string
  readonly outputOf?: string
  readonly state?: string
  /** What its process is an instance of: the stage of what comes out. */
  readonly stage?: string
}

export interface Applied {
  readonly resources: ReadonlyMap<string, Resource>
  /** Events that did nothing, and why. */
  readonly aside: readonly { readonly event: string; readonly why: Message }[]
}

/** The resources after these events. */
export const apply = (events: readonly Event[], resources: Iterable<Resource>): Applied => {
  const run = new Run(resources)
  for (const event of events) run.watch(event)
  for (const event of events) run.take(event)
  return { resources: run.resources, aside: run.aside }
}

type Open = { -readonly [key in keyof Resource]: Resource[key] }

class Run {
  readonly resources = new Map<string, Open>()
  readonly aside: { event: string; why: Message }[] = []
  /** What comes out of each process and may hold what goes in; undefined when it could be several. */
  readonly #containers = new Map<string, string | undefined>()
  /** To whom a resource belongs that does not say so: who gave it first. */
  readonly #firstGiver = new Map<string, string>()

  constructor(resources: Iterable<Resource>) {
    for (const one of resources) this.resources.set(one.id, { ...one })
  }

  watch(event: Event): void {
    const { outputOf, action } = event
    if (outputOf === undefined || (action !== 'produce' && action !== 'modify')) return
    this.#containers.set(outputOf, this.#containers.has(outputOf) ? undefined : (event.resource ?? madeBy(event)))
  }

  take(event: Event): void {
    const action = actionOf(event.action)
    if (!action) return this.#leave(event, valueflowsMessage('vf.action', { action: event.action.slice(0, 60) }))
    // Work, services and what is only looked at move nothing.
    const moves = action.accounting !== 'none' || action.onhand !== 'none'
    if (moves && !event.quantity) return this.#leave(event, valueflowsMessage('vf.event-amount', { action: action.name }))
    if (moves && event.resource === undefined && event.toResource === undefined && action.begins === 'no') return this.#leave(event, valueflowsMessage('vf.event-resource', { action: action.name }))
    if (moves && this.#unlike(event)) return this.#leave(event, valueflowsMessage('vf.event-unit'))
    if (event.toResource !== undefined && (action.name === 'pickup' || action.name === 'dropoff')) return this.#handOver(event, action)
    this.#do(event, action)
  }

  #handOver(event: Event, action: Action): void {
    const custody = actionOf('transferCustody') as Action
    const { toResource = '', resource: _, ...rest } = event
    if (action.name === 'pickup') {
      this.#do(event, custody)
      this.#do({ ...rest, resource: toResource }, action)
    } else {
      const { toResource: __, ...from } = event
      this.#do(from, action)
      this.#do(event, custody)
    }
  }

  #do(event: Event, action: Action): void {
    const { quantity, provider } = event
    const makes = action.begins === 'resource' && (event.resource === undefined || !this.resources.has(event.resource))
    const twoSided = action.accounting === 'both' || action.onhand === 'both' || action.begins === 'to'
    const from = makes ? this.#known(event.resource ?? madeBy(event), event, true) : event.resource === undefined ? undefined : this.#known(event.resource, event, false)
    const isFresh = event.toResource !== undefined && !this.resources.has(event.toResource)
    const to = twoSided && event.toResource !== undefined ? this.#known(event.toResource, event, true, from) : undefined
    // What is only moved or handed over stays whose it was.
    if (to && isFresh && action.accountable === 'none' && from?.accountable !== undefined) to.accountable = from.accountable
    const returns = twoSided && to === undefined && from !== undefined && this.#comesBack(event, from)
    if (quantity) {
      const effects = { accounting: action.accounting, onhand: action.onhand }
      if (from) change(from, amountsOf(effects, 'from', returns), quantity)
      if (to) change(to, amountsOf(effects, 'to', returns), quantity)
    }
    this.#setFields(event, action, from, to, makes)
    if (from && provider !== undefined && !this.#firstGiver.has(from.id)) this.#firstGiver.set(from.id, provider)
  }

  #setFields(event: Event, action: Action, from: Open | undefined, to: Open | undefined, makes: boolean): void {
    const { toLocation, state, stage, receiver, provider } = event
    const place = action.location === 'update' || (action.location === 'new' && makes) ? from : action.location === 'update-to' || action.location === 'new' ? to : undefined
    if (place && toLocation !== undefined) place.location = toLocation
    if (action.contained === 'remove' && from) delete from.containedIn
    if (action.contained === 'update' && from) {
      const container = event.inputOf === undefined ? undefined : this.#containers.get(event.inputOf)
      if (container !== undefined && container !== from.id) from.containedIn = container
    }
    const holder = receiver ?? provider
    if (action.accountable === 'update-to' && to && holder !== undefined) to.accountable = holder
    if (action.accountable === 'new' && holder !== undefined) {
      const fresh = makes ? from : action.begins === 'to' ? to : undefined
      if (fresh) fresh.accountable ??= holder
    }
    if (action.stage === 'update' && from && stage !== undefined) from.stage = stage
    const kept = action.state === 'update' ? from : action.state === 'update-to' ? to : undefined
    if (kept && state !== undefined) kept.state = state
  }

  #comesBack(event: Event, { id, accountable }: Open): boolean {
    const owner = accountable ?? this.#firstGiver.get(id)
    return owner !== undefined && event.receiver === owner && event.provider !== owner
  }

  #known(id: string, { conformsTo }: Event, isNew: boolean, like?: Open): Open {
    const known = this.resources.get(id)
    if (known) return known
    const kind = conformsTo ?? like?.conformsTo
    const made: Open = { id, ...(kind !== undefined && { conformsTo: kind }), ...(like?.name !== undefined && { name: like.name }), ...(!isNew && { unlisted: true as const }) }
    this.resources.set(id, made)
    return made
  }

  #unlike({ quantity, resource, toResource }: Event): boolean {
    return [resource, toResource].some((id) => {
      const known = id === undefined ? undefined : this.resources.get(id)
      return [known?.accounting, known?.onhand].some((amount) => amount && quantity && plus(amount, quantity) === undefined)
    })
  }

  #leave(event: Event, why: Message): void {
    this.aside.push({ event: event.id, why })
  }
}

interface Effects {
  readonly accounting: AmountEffect
  readonly onhand: AmountEffect
}

type Sign = 0n | 1n | -1n

/** Whether an amount comes or goes at one side of the event. */
function amountsOf({ accounting, onhand }: Effects, side: 'from' | 'to', returns: boolean): { readonly accounting: Sign; readonly onhand: Sign } {
  const signOf = (effect: AmountEffect): Sign => {
    if (side === 'to') return effect === 'both' || effect === 'to' ? 1n : 0n
    if (effect === 'both') return returns ? 1n : -1n
    return effect === 'more' ? 1n : effect === 'less' ? -1n : 0n
  }
  return { accounting: signOf(accounting), onhand: signOf(onhand) }
}

function change(one: Open, signs: { readonly accounting: Sign; readonly onhand: Sign }, quantity: Amount): void {
  // What is told without an amount on hand has on hand what it accounts for, and needs one of its own when the two part.
  const isOneAmount = one.onhand === undefined && one.accounting !== undefined
  // What is contained in another is not at hand by itself.
  if (isOneAmount && one.accounting && signs.accounting !== signs.onhand) one.onhand = one.containedIn === undefined ? one.accounting : nothing(quantity.unit)
  const sides = isOneAmount && one.onhand === undefined ? (['accounting'] as const) : (['accounting', 'onhand'] as const)
  for (const side of sides) {
    const sign = signs[side]
    if (sign !== 0n) one[side] = plus(one[side] ?? nothing(quantity.unit), quantity, sign) ?? quantity
  }
}

/** The id of a resource that an event begins without naming it. */
const madeBy = ({ id }: Event): string => `${id}#made`
