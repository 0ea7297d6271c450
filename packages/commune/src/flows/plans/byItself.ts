/**
 * What a device says to plans by itself (P5): a no where what it promised of its own portion is not there any more, so that whoever hears it
 * knows; and the same yes again, to a plan that came instead of one it said yes to, where its person chose so and every part that is asked
 * of it is word for word the same. What changed is asked anew.
 */
import type { IdText } from '@commune/protocol'
import { english, plansMessage } from '../../words/index.ts'
import { sameHand, sameNeed } from './content.ts'
import type { PlanRecord } from './ledger.ts'
import type { PlanHand, PlanNeed } from './types.ts'
import type { PlansView } from './view.ts'
import type { PlanNoWish, PlanYesWish } from './wishes.ts'

export interface PlanTeller {
  readonly ware: IdText
  readonly device: IdText
  readonly nowMs: number
}

type Part = PlanNeed | PlanHand

export const plansByItself = (plans: PlansView, { ware, device, nowMs }: PlanTeller): (PlanYesWish | PlanNoWish)[] => {
  const wishes: (PlanYesWish | PlanNoWish)[] = []
  for (const record of plans.ofWare(ware, nowMs)) {
    const promises = plans.promises(nowMs)
    const short = promises.shortIn(record)
    if (short?.ware === ware && record.yeses.get(short.key)?.some(({ at }) => at.device === device)) {
      wishes.push({ wish: 'plan-no', plan: record.plan, keys: [short.key], why: english.say(plansMessage('plans.by-device')) })
      continue
    }
    const again = againIn(record, plans, device, ware)
    if (again.length > 0 && plans.stateOf(record.plan, nowMs) === 'open') wishes.push({ wish: 'plan-yes', plan: record.plan, keys: again, again: true })
  }
  return wishes
}

/** Parts this device may say yes to again: all it is asked for is what it said yes to in the nearest one before where it answered. */
function againIn(record: PlanRecord, plans: PlansView, device: IdText, ware: IdText): readonly string[] {
  const { content } = record
  if (content.instead === undefined) return []
  const mine = partsOf(record, ware)
  if (mine.some(({ key }) => record.yeses.has(key))) return []
  const before = plans.chainOf(content.instead).find((one) => partsOf(one, ware).some(({ key }) => one.yeses.has(key)))
  // Who said no or less to the one before wants to be asked.
  if (!before || before.end?.ware === ware) return []
  const willing = partsOf(before, ware).filter(({ key }) => before.yeses.get(key)?.some(({ at, again }) => again && at.device === device))
  const same = (part: Part): boolean => willing.some((one) => ('does' in part ? 'does' in one && sameHand(part, one) : !('does' in one) && sameNeed(part, one)))
  return mine.length > 0 && mine.every(same) ? mine.map(({ key }) => key) : []
}

const partsOf = ({ content: { needs, hands } }: PlanRecord, ware: IdText): Part[] => [...needs, ...hands].filter((part) => part.ware === ware)
