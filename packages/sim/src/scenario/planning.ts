/** Plans that people come to propose, and what they say to them: of what they see at their own peer at that moment, their own to say or not. */
import { encodeQuantity, type PlanContent, type StockPlace, type Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import type { Chance } from '../chance/chance.ts'
import type { SimPeer } from '../peers/simPeer.ts'

const minuteMs = 60_000

/** One that the peer makes, or one of two portions of anybody for a need of anybody. */
export const planAt = async (at: SimPeer, world: IdText, chance: Chance): Promise<Wish | undefined> => {
  const { peer } = at
  const needs = await peer?.ask('intents', { world, kind: 'need', limit: 200 })
  const stock = await peer?.ask('stock', { world })
  const plans = await peer?.ask('plans', { world, show: 'all', limit: 20 })
  const portions = stock?.ok ? stock.value.flatMap((place: StockPlace) => place.lines.flatMap((line) => line.portions)) : []
  if (!peer || !needs?.ok || needs.value.rows.length === 0) return undefined
  const need = chance.pick(needs.value.rows)
  const instead = plans?.ok && plans.value.rows.length > 0 && chance.happens(0.3) ? chance.pick(plans.value.rows).id : undefined
  const again = chance.happens(0.5) ? { again: true as const } : {}
  if (chance.happens(0.3) || portions.length === 0) {
    const made = await peer.ask('planFor', { world, need: need.id, ...(instead !== undefined && { instead }), byMs: at.nowMs + 5 * minuteMs })
    return made.ok && made.value?.content ? { wish: 'propose-plan', plan: made.value.content, ...again } : undefined
  }
  const hands = [chance.pick(portions), chance.pick(portions)].slice(0, chance.between(1, 2)).map((portion, index): PlanContent['hands'][number] => ({
    key: `h${index}`,
    ware: portion.ware,
    does: 'give',
    thing: portion.thing,
    quantity: encodeQuantity(chance.happens(0.5) ? portion.quantity : { ...portion.quantity, d: portion.quantity.d * 2n }),
    portion: portion.id,
    feeds: 'n'
  }))
  const plan: PlanContent = {
    needs: [{ key: 'n', need: need.id, ware: need.ware, thing: need.thing }],
    hands,
    until: at.nowMs + chance.between(1, 600) * minuteMs,
    ...(chance.happens(0.3) && { by: at.nowMs + minuteMs }),
    ...(instead !== undefined && { instead })
  }
  return { wish: 'propose-plan', plan, ...again }
}

/** A yes mostly, else less, no, or that something was handed over. */
export const planWordAt = async (at: SimPeer, world: IdText, chance: Chance): Promise<Wish | undefined> => {
  const found = await at.peer?.ask('plans', { world, show: chance.happens(0.8) ? 'live' : 'all', limit: 100 })
  if (!found?.ok || found.value.rows.length === 0) return undefined
  const row = chance.pick(found.value.rows)
  switch (chance.weighted({ yes: 6, no: 0.7, less: 0.7, handed: 2 })) {
    case 'yes':
      return { wish: 'plan-yes', plan: row.id, ...(chance.happens(0.5) && { again: true as const }) }
    case 'no':
      return { wish: 'plan-no', plan: row.id, ...(chance.happens(0.5) && { why: 'not this time' }) }
    case 'less':
      return { wish: 'plan-less', plan: row.id, key: chance.pick(row.hands).key, quantity: { n: 1n, d: 8n, unit: 'kg' } }
    case 'handed':
      return { wish: 'plan-handed', plan: row.id, hand: chance.pick(row.hands).key }
  }
}
