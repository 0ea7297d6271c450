/** Plans as this peer makes them: from what it knows of the world, for whoever asks. */
import { type Planned, PlanGround, recipeRead, type RecipesPort, roundTrips, type Trip, type Views } from '@commune/commune'
import type { IdText, StatementId } from '@commune/protocol'
import type { Held } from './inside.ts'

interface PlanParams {
  readonly need: StatementId
  readonly instead?: IdText
  readonly untilMs?: number
  readonly byMs?: number
  readonly name?: string
}

/** Grounds that were asked for last, kept warm: the next plan after a “less” is to be there at once. */
const groundsMax = 4
const grounds = new WeakMap<Views, Map<IdText, { readonly ground: PlanGround; readonly named: number }>>()

/** Null: there is no such need that is open. */
export const planFor = (held: Held, { need, instead, untilMs, byMs, name }: PlanParams, nowMs: number): Planned | null => {
  const views = held.views()
  const row = views.intents.one(need, nowMs)
  if (row?.kind !== 'need' || row.state === 'withdrawn' || row.state === 'lapsed' || row.state === 'done') return null
  const { identities } = held.hosted
  const members = identities.wares().map((ware) => ({ ware, devices: identities.devices(ware).map(({ device }) => device) }))
  const wares = views.wares.list(members).map(({ ware, place, skills }) => ({ ware, skills, ...(place !== undefined && { place }) }))
  const { ware, thing, place, instead: others, least, whole } = row
  const quantity = row.open ?? row.quantity
  const ask = {
    ...{ need, ware, thing },
    ...(quantity && { quantity }),
    ...(place !== undefined && { place }),
    ...(row.untilMs !== undefined && { untilMs: row.untilMs }),
    ...(others && { instead: others }),
    ...(least && { least }),
    ...(whole && { whole })
  }
  const options = {
    ...(instead !== undefined && { instead }),
    ...(untilMs !== undefined && { untilMs }),
    ...(byMs !== undefined && { byMs }),
    ...(name !== undefined && { name })
  }
  return groundFor(views, ware).plan(ask, { wares }, nowMs, options)
}

function groundFor(views: Views, ware: IdText): PlanGround {
  const known = grounds.get(views) ?? new Map<IdText, { readonly ground: PlanGround; readonly named: number }>()
  grounds.set(views, known)
  // Names that mean one thing now lie in one place of its indexes: those are made anew.
  const kept = known.get(ware)
  const ground = kept?.named === views.names.version ? kept.ground : new PlanGround(views, ware, recipesOf(views), namingOf(views))
  known.delete(ware)
  known.set(ware, { ground, named: views.names.version })
  if (known.size > groundsMax) known.delete(known.keys().next().value as IdText)
  return ground
}

export const tripsOf = (views: Views, { hosted }: Held, nowMs: number): readonly Trip[] => roundTrips(views.plans.list({ ware: hosted.me, limit: 1_000 }, nowMs).rows, hosted.me)

const recipesOf = (views: Views): RecipesPort => ({
  takeChanged: (who) => views.recipes.takeChanged(who),
  one(id) {
    const recipe = views.recipes.record(id)
    return recipe && recipeRead(id, recipe.says)
  },
  wareOf: (id) => views.recipes.record(id)?.ware
})

const namingOf = ({ names }: Views): NonNullable<ConstructorParameters<typeof PlanGround>[3]> => ({
  keyOf: (name) => names.keyOf(name),
  convert(quantity, unit, thing) {
    const converted = names.convert(quantity, unit, thing)
    return converted.ok ? converted.value.quantity : undefined
  }
})
