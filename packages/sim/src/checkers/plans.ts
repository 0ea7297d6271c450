/**
 * A plan that holds has all yeses, and every portion covers what it promised; a failed plan holds nothing; no portion is promised twice
 * (T7). Of an honest device nothing is ever short that it did not count or take back itself.
 */
import { add, compare, type PlanHandRow, type Quantity, subtract, type Views } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { brief, type Checker } from './checker.ts'

const rowsMost = 1_000

export const plans: Checker = {
  name: 'plans',
  async check({ commune: { honest, worlds, ledger } }) {
    const broken = new Set<string>()
    const devices = new Map(honest.map((peer) => [peer.device, peer.name]))
    for (const world of worlds) {
      for (const peer of honest) {
        const views = peer.peer?.inside.find(world)?.views()
        if (!views) continue
        const { rows } = views.plans.list({ show: 'all', limit: rowsMost }, peer.nowMs)
        const promised = new Map<string, Quantity>()
        for (const row of rows) {
          ledger.count(`a plan is ${row.state}`)
          const parts = [...row.needs, ...row.hands]
          if (row.state === 'holds' && parts.some(({ says }) => says !== 'yes')) broken.add(`plan ${brief(row.id)} holds without all yeses, says ${peer.name}`)
          if (row.state !== 'holds' && row.state !== 'open') continue
          for (const hand of row.hands) sumUp(promised, hand)
        }
        for (const [id, sum] of promised) {
          const portion = views.stock.one(id)
          if (!portion || !devices.has(portion.device)) continue
          const order = compare(sum, portion.quantity)
          if (!order.ok || order.value > 0) broken.add(`portion ${brief(id)} of ${devices.get(portion.device)} is promised twice, says ${peer.name}`)
        }
        for (const portion of views.stock.portions()) {
          const kept = views.plans.kept(portion.id, peer.nowMs)
          const live = promised.get(portion.id)
          if (kept && (!live || (compare(kept, live) as { value: number }).value > 0)) broken.add(`portion ${brief(portion.id)} is kept for a plan that is over, says ${peer.name}`)
        }
        for (const { over, hands } of rows) {
          const portion = over?.kind === 'short' ? hands.find(({ key }) => key === over.key)?.portion : undefined
          const device = portion === undefined ? undefined : views.stock.one(portion)?.device
          if (portion !== undefined && device !== undefined && devices.has(device) && !wasCorrected(views, portion, device)) broken.add(`${devices.get(device)} promised more of ${brief(portion)} than was there, says ${peer.name}`)
        }
      }
    }
    return [...broken]
  }
}

/** What is still to leave a portion for this hand. */
function sumUp(promised: Map<string, Quantity>, { portion, says, quantity, giverHanded }: PlanHandRow): void {
  if (portion === undefined || says !== 'yes' || !quantity) return
  const rest = giverHanded ? subtract(quantity, giverHanded) : { ok: true as const, value: quantity }
  if (!rest.ok) return
  const known = promised.get(portion)
  const sum = known ? add(known, rest.value) : rest
  if (sum.ok) promised.set(portion, sum.value)
}

/** Its device counted what is there, or took something back that it had said: then less may be there than was promised. */
function wasCorrected({ states }: Views, portion: string, device: IdText): boolean {
  for (const [, { says }] of states.flows.counts) if (says.portion === portion) return true
  for (const [, undo] of states.undo.undos) if (undo.device === device) return true
  return false
}
