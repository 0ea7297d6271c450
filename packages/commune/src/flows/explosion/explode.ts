/**
 * A need, exploded: through recipes down to what is there, as much of it as can be met, and what is missing for the rest.
 *
 * It is tried several times. What came out short is strained the next time, so that ways and substitutes are chosen that need
 * least of it; the try that meets most counts. Strain is clamped and fades, and ends with the explosion: nobody keeps it.
 */
import { countUnit, isNothing, nounOf, type Quantity } from '../../quantity/index.ts'
import type { Ask, Choice, Cookbook, Way } from './cookbook.ts'
import type { DraftWant } from './draft.ts'
import { Ground } from './ground.ts'
import { Outlook, strainMax } from './outlook.ts'
import { Pass, type PassOptions, settled } from './pass.ts'
import { asQuantity, floor, less, minus, one, over, type Ratio, times, toNumber } from './ratio.ts'
import type { Stores } from './stores.ts'
import type { Spot } from './things.ts'
import { lacksOf, Tree } from './tree.ts'
import type { Because, Exploded, ExplodeOptions, Need } from './types.ts'

const roundsMax = 6
const fading = 0.7

interface Met {
  readonly wants: DraftWant[]
  readonly share: Ratio
  readonly because: Because | undefined
}

/** Of stores and recipes that reckon with the same `Things`. Bounded by `depthMax` and `stepsMax`, whatever the recipes are. */
export function explode(need: Need, cookbook: Cookbook, stores: Stores, options: ExplodeOptions = {}): Exploded {
  const { depthMax = 12, stepsMax = 5_000, strain: told } = options
  const asked = need.quantity && !isNothing(need.quantity) ? need.quantity : someOf(need.thing, cookbook, stores)
  const all: Ratio = { n: asked.n, d: asked.d }
  const ask: Ask = { choices: choicesOf(need, asked, stores), optional: false }
  const pieces = need.whole ?? (nounOf(asked.unit) !== undefined && asked.d === 1n)
  const strain = new Map<Spot, number>()
  const strained = (spot: Spot) => Math.min(strainMax, (strain.get(spot) ?? 0) + Math.max(0, told?.(spot.key) ?? 0))
  const steps = { left: stepsMax }
  const passOptions: PassOptions = {
    depthMax,
    steps,
    barred: (way) => (options.strict === true ? barred(way, stores, options) : undefined),
    otherMeasures: (spot) => otherMeasures(spot, cookbook, stores)
  }
  const passOn = (ground: Ground) => {
    const spots = ask.choices.map(({ spot }) => spot)
    const isStrained = strain.size > 0 || told !== undefined
    const outlook = new Outlook(spots, cookbook, (spot) => ground.left(spot), strained, depthMax, isStrained)
    return new Pass(ground, outlook, stores, passOptions)
  }
  let best: { readonly pass: Pass; readonly met: Met } | undefined
  let cut = false
  for (let round = 0; round < roundsMax; round++) {
    const pass = passOn(new Ground(stores, need.place))
    const met = meet(pass, ask, pieces ? all : undefined)
    cut ||= pass.cut
    if (!best || less(best.met.share, met.share)) best = { pass, met }
    if (!less(met.share, one) || pass.lacking.size === 0 || steps.left < stepsMax / 2) break
    for (const [spot, old] of strain) strain.set(spot, old * fading)
    for (const [spot, lack] of pass.lacking) strain.set(spot, Math.min(strainMax, (strain.get(spot) ?? 0) + lack))
  }
  if (!best) throw new Error('an explosion tries at least once')
  const { pass, met } = best
  const tree = new Tree(stores, options)
  tree.addOptional(met.wants, pass.ground, pass.lacking)
  const leftOver = tree.over(pass.ground)
  let rest: DraftWant | undefined
  if (less(met.share, one)) {
    steps.left = Math.max(steps.left, Math.floor(stepsMax / 4))
    const onwards = passOn(pass.ground)
    rest = onwards.meet(ask, minus(one, met.share), true).wants[0]
    cut ||= onwards.cut
  }
  const amount = times(all, met.share)
  const short = minus(all, amount)
  return {
    met: asQuantity(amount, asked.unit),
    ...(short.n > 0n && { short: { quantity: asQuantity(short, asked.unit), because: met.because ?? { is: 'nowhere' } } }),
    wants: met.wants.map(tree.want),
    ...(rest && { rest: tree.want(rest) }),
    missing: tree.missing(met.wants, rest),
    over: leftOver,
    cut
  }
}

/** As much as can be met; where only whole pieces are of use, no part of one. */
function meet(pass: Pass, ask: Ask, pieces: Ratio | undefined): Met {
  const first = pass.meet(ask, one)
  const because = first.wants.find(({ short }) => short)?.short?.because
  if (!pieces || !less(first.share, one)) return { wants: settled(first.wants), share: first.share, because }
  const whole = over(floor(times(pieces, first.share)), pieces)
  if (!less(whole, first.share)) return { wants: settled(first.wants), share: first.share, because }
  pass.ground.back(0)
  if (whole.n === 0n) return { wants: [], share: whole, because }
  const again = pass.meet(ask, whole)
  return { wants: settled(again.wants), share: times(whole, again.share), because }
}

function choicesOf(need: Need, asked: Quantity, stores: Stores): Choice[] {
  return [need.thing, ...(need.instead ?? [])].map((thing) => {
    const spot = stores.things.spot(thing, asked.unit)
    const amount = stores.things.amount(spot, asked)
    return { spot, thing, unit: asked.unit, amount, about: toNumber(amount) }
  })
}

/** What somebody means who names no amount: what lies there in one place, or one batch. */
function someOf(thing: string, cookbook: Cookbook, stores: Stores): Quantity {
  const key = stores.things.keyOf(thing)
  for (const { quantity } of stores.of(key)) if (!isNothing(quantity)) return quantity
  const [spot] = cookbook.spotsMade(key)
  const way = spot && cookbook.ways(spot)[0]
  return spot && way ? asQuantity(way.gives, spot.unit) : { n: 1n, d: 1n, unit: countUnit(thing) ?? '{piece}' }
}

/** What there is, or would be made, in measures that nobody has put into this one. */
function otherMeasures(spot: Spot, cookbook: Cookbook, stores: Stores): Quantity[] {
  const made = cookbook.spotsMade(spot.key).flatMap((other) => {
    const [way] = other === spot ? [] : cookbook.ways(other)
    return way ? [asQuantity(way.gives, other.unit)] : []
  })
  return [...stores.elsewhere(spot), ...made]
}

function barred(way: Way, stores: Stores, options: ExplodeOptions): Because | undefined {
  return lacksOf(way, stores, options).find(({ because: { is } }) => is === 'tool' || is === 'hands')?.because
}
