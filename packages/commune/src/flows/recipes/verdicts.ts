/**
 * Whether one recipe can be made, how often, and which of its lines lack something. A recipe is compiled once into lines, each with the
 * things that can meet it; a line is judged by itself, so that a change of one thing costs the lines that take it.
 *
 * Lines that take the same thing in the same kind of amount are one line. Where a line can be met by several things, the one there is
 * most of is chosen, by itself; that another line takes the same is not weighed (a plan does that).
 */
import { kindOfUnit, openQuantity, type Quantity } from '../../quantity/index.ts'
import { grainsNeeded } from './grains.ts'
import type { RecipeRecord } from './records.ts'
import { type Supply, thereOf } from './supply.ts'
import type { ThingNames } from './things.ts'

/** One thing that can meet a line, with what a batch needs of it, in one or two kinds of amount. */
export interface Option {
  readonly thing: string
  readonly key: string
  readonly needs: readonly { readonly kind: string; readonly grains: bigint; readonly quantity: Quantity }[]
}

export interface Line {
  readonly options: readonly Option[]
  /** It has to be there and stays: how many. */
  readonly tool?: number
  readonly optional?: true
}

/**
 * - `enough`: what is there makes it n/d times
 * - `some`: it is there, and no amount of it is asked for, or none is named
 * - `unsure`: it is there, and the amounts cannot be compared
 * - `none`: it is not there
 */
export type LineVerdict =
  | { readonly is: 'enough'; readonly option: number; readonly n: bigint; readonly d: bigint }
  | { readonly is: 'some'; readonly option: number }
  | { readonly is: 'unsure'; readonly option: number }
  | { readonly is: 'none'; readonly option: number }

const none: LineVerdict = { is: 'none', option: 0 }

export const linesOf = ({ says }: RecipeRecord, names: ThingNames): Line[] => {
  const lines: Line[] = []
  const merged = new Map<string, number>()
  for (const { thing, quantity, also, optional, or = [] } of says.takes) {
    const own = optionOf(thing, [quantity, also].flatMap((code) => (code && code[0] !== 0 ? [openQuantity(code)] : [])), names)
    const others = or.map((other) => (other.quantity ? optionOf(other.thing, [openQuantity(other.quantity)], names) : { ...own, thing: other.thing, key: names.keyOf(other.thing) }))
    const line: Line = { options: [own, ...others], ...(optional && { optional }) }
    const sign = others.length > 0 ? undefined : `${own.key}\n${own.needs.map(({ kind }) => kind).join(' ')}\n${optional ?? ''}`
    const at = sign === undefined ? undefined : merged.get(sign)
    if (at !== undefined) lines[at] = { ...line, options: [plus((lines[at] as Line).options[0] as Option, own)] }
    else {
      if (sign !== undefined) merged.set(sign, lines.length)
      lines.push(line)
    }
  }
  for (const { thing, count = 1, or = [] } of says.tools ?? []) {
    lines.push({ tool: count, options: [thing, ...or].map((name) => ({ thing: name, key: names.keyOf(name), needs: [] })) })
  }
  return lines
}

const optionOf = (thing: string, amounts: readonly Quantity[], names: ThingNames): Option => ({
  thing,
  key: names.keyOf(thing),
  needs: amounts.map((quantity) => ({ kind: kindOfUnit(quantity.unit), grains: grainsNeeded(quantity), quantity }))
})

const plus = (a: Option, b: Option): Option => ({
  ...a,
  needs: a.needs.map((need, at) => ({ ...need, grains: need.grains + (b.needs[at]?.grains ?? 0n) }))
})

export const judge = (line: Line, supplyOf: (key: string) => Supply | undefined, names: ThingNames): LineVerdict => {
  let best: LineVerdict = none
  for (const [at, option] of line.options.entries()) {
    const supply = supplyOf(option.key)
    if (!supply) continue
    const verdict = line.tool === undefined ? judgeOption(option, at, supply, names) : judgeTool(option, at, line.tool, supply)
    if (isBetter(verdict, best)) best = verdict
  }
  return best
}

function judgeOption(option: Option, at: number, supply: Supply, names: ThingNames): LineVerdict {
  if (option.needs.length === 0 || supply.some) return { is: 'some', option: at }
  let best: LineVerdict = { is: 'unsure', option: at }
  for (const { kind, grains } of option.needs) {
    const there = thereOf(supply, option.thing, kind, names)
    if (there === undefined) continue
    const verdict: LineVerdict = { is: 'enough', option: at, n: there, d: grains }
    if (best.is !== 'enough' || isBetter(verdict, best)) best = verdict
  }
  return best
}

/** So many of it in any count; a portion in another measure is one. */
function judgeTool(option: Option, at: number, count: number, supply: Supply): LineVerdict {
  let there = 0n
  for (const { quantity } of supply.held) there += quantity && quantity.unit.startsWith('{') ? quantity.n / quantity.d : 1n
  return there >= BigInt(count) ? { is: 'some', option: at } : { is: 'none', option: at }
}

const isBetter = (a: LineVerdict, b: LineVerdict): boolean => {
  if (a.is === 'enough' && b.is === 'enough') return a.n * b.d > b.n * a.d
  return rank(a) > rank(b)
}

const rank = (verdict: LineVerdict): number => {
  if (verdict.is === 'none') return 0
  if (verdict.is === 'unsure') return 2
  if (verdict.is === 'some') return 4
  return verdict.n >= verdict.d ? 5 : 1
}

export const isMissing = (line: Line, verdict: LineVerdict): boolean =>
  line.optional !== true && (verdict.is === 'none' || (verdict.is === 'enough' && verdict.n < verdict.d))

export const isUnsure = (line: Line, verdict: LineVerdict): boolean => line.optional !== true && verdict.is === 'unsure'

/** What all lines come to. */
export interface Sum {
  readonly missing: number
  readonly unsure: number
  /** The least of all lines that name an amount; undefined when none does. */
  readonly times: { readonly n: bigint; readonly d: bigint } | undefined
}

export const sumOf = (lines: readonly Line[], verdicts: readonly LineVerdict[]): Sum => {
  let [missing, unsure] = [0, 0]
  let times: Sum['times']
  for (const [at, line] of lines.entries()) {
    const verdict = verdicts[at] as LineVerdict
    if (isMissing(line, verdict)) missing++
    if (isUnsure(line, verdict)) unsure++
    if (line.optional === true || line.tool !== undefined) continue
    if (verdict.is === 'none') times = { n: 0n, d: 1n }
    if (verdict.is === 'enough' && (!times || verdict.n * times.d < times.n * verdict.d)) times = verdict
  }
  return { missing, unsure, times }
}
