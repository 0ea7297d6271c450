/**
 * Makes a plan for a need: what is there, what can be made of it, who would do it, from where to where; and says what is short and because
 * of what. It is a proposal and nothing more: everybody in it is asked. Pure, and the same answer for the same world.
 *
 * Where something is short, the need at the end gets less of it: nothing is rationed on the way.
 */
import type { IdText } from '@commune/protocol'
import { compare, encodeQuantity, isNothing, makeQuantity, type Quantity, scale, shown } from '../../quantity/index.ts'
import { type Message, plansMessage } from '../../words/index.ts'
import type { Because, Exploded, Making, Want } from '../explosion/index.ts'
import { whatWords } from '../records.ts'
import type { LotOf, PlanAsk, PlanningPorts, Refused } from './ports.ts'
import { type PlanContent, type PlanHand, planLimits } from './types.ts'

export interface PlanOptions {
  /** Milliseconds since 1970; left out: until the need lapses, or a week. */
  readonly untilMs?: number
  readonly byMs?: number
  readonly name?: string
  /** The plan it comes instead of, and what was said to that. */
  readonly instead?: IdText
  readonly refused?: Refused
}

export interface Planned {
  /** Left out: nothing of use can be done. */
  readonly content?: PlanContent
  readonly met: Quantity
  readonly short?: { readonly quantity: Quantity; readonly because: Message }
  /** What is missing for the rest. */
  readonly missing: readonly { readonly thing: string; readonly quantity?: Quantity; readonly because: Message }[]
  /** Why this way. */
  readonly why: readonly Message[]
}

const weekMs = 604_800_000

export const planFor = (ask: PlanAsk, ports: PlanningPorts, options: PlanOptions = {}): Planned => {
  const { refused } = options
  const wanted = wantedOf(ask.quantity, refused)
  const exploded = ports.explode(
    {
      thing: ask.thing,
      ...(wanted && { quantity: wanted }),
      ...(ask.instead && { instead: ask.instead }),
      ...(ask.place !== undefined && { place: ask.place }),
      ...(ask.whole !== undefined && { whole: ask.whole })
    },
    { handsFor: (skill) => willing(skill, 'work', ports.handsFor(skill), refused) }
  )
  const missing = exploded.missing.map(({ thing, quantity, because }) => ({ thing, ...(quantity && { quantity }), because: becauseWords(because) }))
  const short = exploded.short && { quantity: exploded.short.quantity, because: becauseWords(exploded.short.because) }
  const told = { met: exploded.met, ...(short && { short }), missing }
  const enough = ask.least ? compare(exploded.met, ask.least) : undefined
  if (isNothing(exploded.met) || (enough && (!enough.ok || enough.value < 0))) return { ...told, why: [] }
  const draft = new Draft(ask, ports, refused)
  draft.read(exploded)
  if (draft.hands.length === 0 || draft.tooLarge) {
    return { ...told, why: draft.tooLarge ? [plansMessage('plans.why-too-large', { most: planLimits.handsMax })] : [] }
  }
  const untilMs = options.untilMs ?? ask.untilMs ?? ports.nowMs + weekMs
  const content: PlanContent = {
    ...(options.name !== undefined && { name: options.name }),
    needs: [{ key: needKey, need: ask.need, ware: ask.ware, thing: ask.thing, quantity: encodeQuantity(exploded.met) }],
    hands: draft.hands,
    until: untilMs,
    ...(options.byMs !== undefined && options.byMs < untilMs && { by: options.byMs }),
    ...(options.instead !== undefined && { instead: options.instead })
  }
  return { content, ...told, why: draft.why }
}

const needKey = 'n'

const wantedOf = (quantity: Quantity | undefined, refused: Refused | undefined): Quantity | undefined => {
  const most = refused?.wanted ?? quantity
  if (!most || !refused?.share) return most
  const part = scale(most, refused.share.n, refused.share.d)
  return part.ok ? part.value : most
}

const willing = (thing: string, does: PlanHand['does'], wares: readonly IdText[], refused: Refused | undefined): IdText[] =>
  wares.filter((ware) => !refused?.doings.some((one) => one.ware === ware && one.does === does && one.thing === thing))

/** Hands put together from an explosion, each with a key that counts them. */
class Draft {
  readonly hands: PlanHand[] = []
  readonly why: Message[] = []
  tooLarge = false
  readonly #ask: PlanAsk
  readonly #ports: PlanningPorts
  readonly #refused: Refused | undefined
  /** Makers by the number of their making. */
  readonly #makers = new Map<number, { readonly ware: IdText; readonly place: string | undefined }>()

  constructor(ask: PlanAsk, ports: PlanningPorts, refused: Refused | undefined) {
    this.#ask = ask
    this.#ports = ports
    this.#refused = refused
  }

  read({ wants }: Exploded): void {
    const place = this.#ask.place ?? this.#ports.placeOf(this.#ask.ware)
    for (const want of wants) this.#want(want, { key: needKey, ware: this.#ask.ware, place })
  }

  #want(want: Want, into: Into): void {
    if (want.insteadOf !== undefined) this.why.push(plansMessage('plans.why-instead', { thing: want.thing, other: want.insteadOf }))
    for (const { lot, quantity } of want.taken) {
      const of = this.#ports.lot(lot)
      if (of) this.#give(lot, of, quantity, into)
    }
    for (const making of want.made) this.#make(making, want, into)
    for (const { making, quantity } of want.spare) {
      const maker = this.#makers.get(making)
      if (!maker) continue
      this.why.push(plansMessage('plans.why-spare', { what: whatWords(want.thing, quantity) }))
      this.#moved({ ware: maker.ware, does: 'give', thing: want.thing, quantity: encodeQuantity(quantity) }, maker.place, into)
    }
  }

  #give(lot: string, of: LotOf, quantity: Quantity, into: Into): void {
    const what = whatWords(of.thing, quantity)
    this.why.push(of.place === undefined ? plansMessage('plans.why-there', { what }) : plansMessage('plans.why-there-at', { what, place: of.place }))
    this.#moved({ ware: of.ware, does: 'give', thing: of.thing, quantity: encodeQuantity(quantity), [of.is]: lot }, of.place, into)
  }

  #make(making: Making, want: Want, into: Into): void {
    const { recipe, name, hands, tools, number } = making
    const quantity = making.makes.find(({ by, thing }) => !by && thing === want.thing)?.quantity ?? making.makes.find(({ by }) => !by)?.quantity
    const thing = want.thing.slice(0, planLimits.thingCharsMax)
    const lent = tools.flatMap(({ thing: tool, count, lots }) => {
      const lot = lots.find((id) => this.#ports.lot(id))
      const of = lot === undefined ? undefined : this.#ports.lot(lot)
      return of && lot !== undefined ? [{ tool, count, lot, of }] : []
    })
    const knows = this.#ports.recipeWare(recipe)
    // Who can do it, then whose tool it is, then whose recipe; who needs it does it where nobody else is known to.
    const likely = [...hands.flatMap(({ wares }) => wares), ...lent.map(({ of }) => of.ware), ...(knows === undefined ? [] : [knows]), this.#ask.ware]
    const ware = willing(thing, 'make', likely, this.#refused)[0]
    if (ware === undefined) return
    const place = lent.find(({ of }) => of.place !== undefined)?.of.place ?? this.#ports.placeOf(ware) ?? into.place
    this.#makers.set(number, { ware, place })
    this.why.push(plansMessage('plans.why-made', { what: quantity ? whatWords(thing, quantity) : thing, recipe: name }))
    const key = this.#moved({ ware, does: 'make', thing, ...(quantity && { quantity: encodeQuantity(quantity) }), recipe }, place, into)
    const here: Into = { key, ware, place }
    for (const { tool, count, lot, of } of lent) {
      const pieces = this.#pieces(lot, count)
      this.#add({ ware: of.ware, does: 'lend', thing: tool, ...pieces, ...(pieces.quantity ? { [of.is]: lot } : {}), ...(of.place !== undefined && { at: of.place }), feeds: key })
    }
    for (const { skill, time, wares } of hands) {
      // Who makes it is one of the hands it takes.
      const other = willing(skill, 'work', wares, this.#refused)[0]
      if (other === undefined || other === ware) continue
      this.#add({ ware: other, does: 'work', thing: skill.slice(0, planLimits.thingCharsMax), ...(time && { quantity: encodeQuantity(time) }), ...(place !== undefined && { at: place }), feeds: key })
    }
    for (const input of making.wants) this.#want(input, here)
  }

  /** A tool is lent whole: so many of it as are counted. */
  #pieces(lot: string, count: number): Pick<PlanHand, 'quantity'> {
    const unit = this.#ports.unitOf(lot)
    const made = unit === undefined ? undefined : makeQuantity(BigInt(count), 1n, unit)
    return made?.ok ? { quantity: encodeQuantity(made.value) } : {}
  }

  /** A hand, and another that carries what it gives where that has to go somewhere else; the key of the first. */
  #moved(hand: Omit<PlanHand, 'key' | 'feeds' | 'at'>, from: string | undefined, into: Into): string {
    const at = from === undefined ? {} : { at: from }
    const away = from !== undefined && into.place !== undefined && from.toLowerCase() !== into.place.toLowerCase()
    if (!away) return this.#add({ ...hand, ...at, feeds: into.key })
    const carriers = willing(hand.thing, 'carry', [hand.ware, into.ware, ...this.#ports.handsFor('carrying')], this.#refused)
    const carries = this.#add({
      ware: carriers[0] ?? hand.ware,
      does: 'carry',
      thing: hand.thing,
      ...(hand.quantity && { quantity: hand.quantity }),
      at: from,
      to: into.place as string,
      feeds: into.key
    })
    return this.#add({ ...hand, ...at, feeds: carries })
  }

  #add(hand: Omit<PlanHand, 'key'>): string {
    const key = `h${this.hands.length + 1}`
    if (this.hands.length >= planLimits.handsMax) this.tooLarge = true
    else this.hands.push({ key, ...hand })
    return key
  }
}

interface Into {
  readonly key: string
  readonly ware: IdText
  readonly place: string | undefined
}

/** Why something is short, in words. */
export const becauseWords = (because: Because): Message => {
  switch (because.is) {
    case 'nowhere':
      return plansMessage('plans.because-nowhere')
    case 'used-up':
      return plansMessage('plans.because-used-up', { there: shown(because.there) })
    case 'measure':
      return plansMessage('plans.because-measure', { there: because.there.map(shown) })
    case 'inputs':
    case 'tool':
    case 'hands':
    case 'circle':
      return plansMessage(`plans.because-${because.is}`, { things: [...because.things] })
    case 'no-gain':
    case 'batch':
    case 'too-deep':
      return plansMessage(`plans.because-${because.is}`)
  }
}
