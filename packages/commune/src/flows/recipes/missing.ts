/**
 * What so much of a recipe needs: line by line what is there and who near has it, what is short, and what could be made first. Making
 * first goes through recipes that make what is short, as deep as it takes and bounded in steps; a recipe never comes in below itself, so
 * that cycles end. What one line or recipe uses is not there for the next.
 */
import type { IdText, StatementId } from '@commune/protocol'
import { isNothing, makeQuantity, openQuantity, type Quantity, scale, shown } from '../../quantity/index.ts'
import { type Message, recipesMessage } from '../../words/index.ts'
import { amountOfGrains, grainsNeeded, grainsThere } from './grains.ts'
import { lackWords } from './lack.ts'
import type { RecipeRecord } from './records.ts'
import type { HandsRow } from './rows.ts'
import { type Times, timesOf, type Wanted } from './scale.ts'
import { type Held, type Supply, thereOf } from './supply.ts'
import { inUnit, type ThingNames } from './things.ts'
import { judge, type Line, linesOf, type LineVerdict, type Option } from './verdicts.ts'

/** Where whoever asks is: what stands there comes first, then what is their own. */
export interface Nearness {
  readonly place?: string
  readonly ware?: IdText
}

/** A portion or an offer of what is needed. */
export interface HolderRow {
  readonly id: StatementId
  readonly is: 'portion' | 'offer'
  readonly ware: IdText
  readonly thing: string
  readonly place?: string
  readonly quantity?: Quantity
}

export interface NeedRow {
  readonly thing: string
  readonly or?: readonly string[]
  readonly optional?: true
  readonly tool?: true
  readonly need?: Quantity
  readonly have?: Quantity
  readonly short?: Quantity
  /** `enough`, or `some` of what no amount is asked; `unsure` when amounts cannot be compared; `short` or `none` when it lacks. */
  readonly state: 'enough' | 'some' | 'unsure' | 'short' | 'none'
  /** Who has it, the nearest first; 20 at most. */
  readonly who: readonly HolderRow[]
  /** Recipes that make it, those that can be made first; 5 at most. */
  readonly madeBy: readonly { readonly id: StatementId; readonly name: string }[]
  readonly words: Message
}

/** Something to make before, for what is short of it. */
export interface FirstRow {
  readonly recipe: StatementId
  readonly name: string
  readonly thing: string
  readonly quantity: Quantity
  /** Batches of it. */
  readonly times: Quantity
  readonly words: Message
}

export interface MissingAnswer {
  readonly recipe: StatementId
  readonly name: string
  readonly times: Quantity
  readonly lines: readonly NeedRow[]
  readonly hands: readonly HandsRow[]
  /** In the order in which they have to be made. */
  readonly first: readonly FirstRow[]
  /** Nothing lacks; or nothing does once `first` is made. */
  readonly state: 'can' | 'can-first' | 'perhaps' | 'lacks'
}

export interface MissingScene {
  readonly names: ThingNames
  readonly near: Nearness
  supplyOf(key: string): Supply | undefined
  /** Recipes that make a thing, the best first. */
  makersOf(thing: string): readonly RecipeRecord[]
}

const holdersMax = 20
const makersMax = 5
/** Recipes looked into for one answer. */
const stepsMax = 200
const deepest = 20

/** The answer, or why so much of it cannot be meant. */
export const missingFor = (record: RecipeRecord, wanted: Wanted, scene: MissingScene): MissingAnswer | Message => {
  const times = timesOf(record.says, wanted, scene.names)
  if (!times.ok) return times.error
  const batches = makeQuantity(times.value.n, times.value.d, '{batch}')
  if (!batches.ok) return batches.error
  const rows = linesOf(record, scene.names).map((line) => needRow(line, times.value, scene))
  const making = new MakingFirst(scene)
  const lacks = rows.some(isLacking)
  const whole = making.make(record, times.value, new Set())
  const first = lacks ? making.first : []
  const state = !lacks ? (rows.some((row) => row.state === 'unsure' && row.optional !== true) ? 'perhaps' : 'can') : whole ? 'can-first' : 'lacks'
  return { recipe: record.id, name: record.says.name, times: batches.value, lines: rows, hands: handsOf(record, times.value), first, state }
}

const isLacking = (row: NeedRow): boolean => row.optional !== true && (row.state === 'short' || row.state === 'none')

function needRow(line: Line, times: Times, scene: MissingScene): NeedRow {
  const verdict = judge(line, (key) => scene.supplyOf(key), scene.names)
  const option = line.options[verdict.option] as Option
  const supply = scene.supplyOf(option.key)
  const amounts = amountsOf(option, times, supply, scene.names)
  const { need, have, short } = amounts
  const state = stateOf(verdict, times)
  const others = line.options.filter((other) => other !== option).map(({ thing }) => thing)
  return {
    thing: option.thing,
    ...(others.length > 0 && { or: others }),
    ...(line.optional && { optional: true as const }),
    ...(line.tool !== undefined && { tool: true as const }),
    ...(need && { need }),
    ...(have && { have }),
    ...(short && !isNothing(short) && state !== 'unsure' && { short }),
    state,
    who: line.options.flatMap(({ key }) => holders(scene.supplyOf(key), scene.near)).slice(0, holdersMax),
    madeBy: line.options.flatMap(({ thing }) => scene.makersOf(thing)).slice(0, makersMax).map(({ id, says }) => ({ id, name: says.name })),
    words: wordsOf(state, option.thing, line.tool, amounts, supply)
  }
}

const stateOf = (verdict: LineVerdict, { n, d }: Times): NeedRow['state'] => {
  if (verdict.is !== 'enough') return verdict.is
  if (verdict.n * d >= verdict.d * n) return 'enough'
  return verdict.n === 0n ? 'none' : 'short'
}

interface Amounts {
  readonly need?: Quantity | undefined
  readonly have?: Quantity | undefined
  readonly short?: Quantity | undefined
}

function amountsOf(option: Option, { n, d }: Times, supply: Supply | undefined, names: ThingNames): Amounts {
  for (const { kind, grains, quantity } of option.needs) {
    const needed = (grains * n + d - 1n) / d
    const need = amountOfGrains(needed, quantity.unit)
    const there = supply ? thereOf(supply, option.thing, kind, names) : 0n
    if (there === undefined) continue
    return { need, have: there > 0n ? amountOfGrains(there, quantity.unit) : undefined, short: there < needed ? amountOfGrains(needed - there, quantity.unit) : undefined }
  }
  const [first] = option.needs
  return first ? { need: amountOfGrains((first.grains * n + d - 1n) / d, first.quantity.unit), have: supply?.held.find(({ quantity }) => quantity)?.quantity } : {}
}

function wordsOf(state: NeedRow['state'], thing: string, tool: number | undefined, { need, have, short }: Amounts, supply: Supply | undefined): Message {
  if (state === 'short' || state === 'none') return lackWords(thing, tool, need, have, short)
  if (state === 'unsure' && need && have) return recipesMessage('make.unsure', { need: shown(need), thing, have: shown(have) })
  const there = have ?? supply?.held.find(({ quantity }) => quantity)?.quantity
  return there && state === 'enough' ? recipesMessage('make.enough', { have: shown(there), thing }) : recipesMessage('make.some', { thing })
}

function holders(supply: Supply | undefined, { place, ware }: Nearness): HolderRow[] {
  const here = place?.toLowerCase()
  const far = (held: Held): number => (here !== undefined && held.place?.toLowerCase() === here ? 0 : held.ware === ware ? 1 : held.place === undefined ? 3 : 2)
  return [...(supply?.held ?? [])]
    .sort((a, b) => far(a) - far(b) || (a.id < b.id ? -1 : 1))
    .slice(0, holdersMax)
    .map(({ id, is, ware: who, thing, place: where, quantity }) => ({ id, is, ware: who, thing, ...(where !== undefined && { place: where }), ...(quantity && { quantity }) }))
}

const handsOf = ({ says }: RecipeRecord, { n, d }: Times): HandsRow[] =>
  (says.hands ?? []).map(({ skill, time, count }) => {
    const more = time && scale(openQuantity(time), n, d)
    return { skill, ...(more?.ok && { time: more.value }), ...(count !== undefined && { count }) }
  })

/** Goes down through recipes for what is short, and notes what has to be made in which order. */
class MakingFirst {
  readonly first: FirstRow[] = []
  readonly #scene: MissingScene
  /** What is spoken for already, in grains, by thing and kind. */
  readonly #used = new Map<string, bigint>()
  #steps = 0

  constructor(scene: MissingScene) {
    this.#scene = scene
  }

  /** Whether all of its lines can be met, with what is there and what can be made first. */
  make(record: RecipeRecord, times: Times, above: ReadonlySet<StatementId>): boolean {
    if (++this.#steps > stepsMax || above.size > deepest) return false
    const path = new Set([...above, record.id])
    let whole = true
    for (const line of linesOf(record, this.#scene.names)) {
      if (line.optional) continue
      const verdict = judge(line, (key) => this.#scene.supplyOf(key), this.#scene.names)
      if (verdict.is === 'some' || verdict.is === 'unsure') continue
      if (line.tool !== undefined || !line.options.some((option, at) => (at === verdict.option || verdict.is === 'none') && this.#meet(option, times, path))) whole = false
    }
    return whole
  }

  #meet(option: Option, { n, d }: Times, path: ReadonlySet<StatementId>): boolean {
    const { names } = this.#scene
    const supply = this.#scene.supplyOf(option.key)
    const need = option.needs.find(({ kind }) => !supply || thereOf(supply, option.thing, kind, names) !== undefined)
    if (!need) return this.#makeSome(option, path)
    const sign = `${option.key}\n${need.kind}`
    const used = this.#used.get(sign) ?? 0n
    const there = (supply && thereOf(supply, option.thing, need.kind, names)) ?? 0n
    const needed = (need.grains * n + d - 1n) / d
    const left = there > used ? there - used : 0n
    this.#used.set(sign, used + (left < needed ? left : needed))
    if (left >= needed) return true
    const short = amountOfGrains(needed - left, need.quantity.unit)
    return short !== undefined && this.#makers(option, path).some((maker) => this.#makeShort(maker, option, short, path))
  }

  #makeShort(maker: RecipeRecord, option: Option, short: Quantity, path: ReadonlySet<StatementId>): boolean {
    const { names } = this.#scene
    const gives = maker.says.makes.find(({ thing, quantity }) => quantity !== undefined && names.keyOf(thing) === option.key)
    const one = gives?.quantity && inUnit(names, option.thing, openQuantity(gives.quantity), short.unit)
    if (!one || isNothing(one)) return false
    const [need, give] = [grainsNeeded(short), grainsThere(one)]
    const times = maker.says.whole === true ? { n: (need + give - 1n) / give, d: 1n } : { n: need, d: give }
    return this.#noted(maker, option.thing, short, times, path)
  }

  /** A line without an amount: once is enough. */
  #makeSome(option: Option, path: ReadonlySet<StatementId>): boolean {
    return this.#makers(option, path).some((maker) => {
      const gives = maker.says.makes.find(({ thing, quantity }) => quantity !== undefined && this.#scene.names.keyOf(thing) === option.key)
      return gives?.quantity !== undefined && this.#noted(maker, option.thing, openQuantity(gives.quantity), { n: 1n, d: 1n }, path)
    })
  }

  #makers(option: Option, path: ReadonlySet<StatementId>): readonly RecipeRecord[] {
    return this.#scene.makersOf(option.thing).slice(0, makersMax).filter(({ id }) => !path.has(id))
  }

  /** What was tried in vain leaves nothing behind. */
  #noted(maker: RecipeRecord, thing: string, quantity: Quantity, times: Times, path: ReadonlySet<StatementId>): boolean {
    const batches = makeQuantity(times.n, times.d, '{batch}')
    if (!batches.ok) return false
    const [before, used] = [this.first.length, new Map(this.#used)]
    if (!this.make(maker, times, path)) {
      this.first.length = before
      this.#used.clear()
      for (const [sign, grains] of used) this.#used.set(sign, grains)
      return false
    }
    const { name } = maker.says
    this.first.push({ recipe: maker.id, name, thing, quantity, times: batches.value, words: recipesMessage('make.first', { times: shown(batches.value), recipe: name }) })
    return true
  }
}
