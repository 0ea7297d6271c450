/** What a choice shows of people, in one plain sentence, for whoever is about to make it. */
import { leavingMessage, type Message } from '../../words/index.ts'
import type { DayBudget } from './budget.ts'
import { dayMs, type LeavingChoice } from './choice.ts'
import { usualNoise } from './noise.ts'

const minuteMs = 60_000
const hourMs = 3_600_000

export const reveals = ({ class: of, transform }: LeavingChoice): Message => {
  switch (transform.is) {
    case 'stays':
      return leavingMessage('leaving.stays')
    case 'as-it-is':
      return leavingMessage(`leaving.as-it-is.${of}`)
    case 'binned': {
      const filling = { what: transform.of.map((one) => leavingMessage(`leaving.${one}`)), span: spanWords(transform.stepMs) }
      if (of === 'commons') return leavingMessage('leaving.binned.commons', filling)
      return leavingMessage(transform.stepMs < dayMs ? 'leaving.binned.part' : 'leaving.binned.day', filling)
    }
    case 'averaged':
      return leavingMessage('leaving.averaged', { n: transform.least, span: spanWords(transform.stepMs) })
    case 'counted':
      return leavingMessage('leaving.counted', {
        n: transform.floor,
        span: spanWords(transform.stepMs),
        off: usualNoise(transform.epsilonMilli)
      })
  }
}

/** How much of today is spent, in epsilon. */
export const budgetWords = (budget: DayBudget, nowMs: number): Message =>
  budget.isLost(nowMs)
    ? leavingMessage('leaving.budget-lost')
    : leavingMessage('leaving.budget', {
        spent: (budget.dayMilli - budget.leftMilli(nowMs)) / 1_000,
        whole: budget.dayMilli / 1_000
      })

const spanWords = (stepMs: number): Message => {
  if (stepMs % dayMs === 0) return leavingMessage('leaving.days', { n: stepMs / dayMs })
  if (stepMs % hourMs === 0) return leavingMessage('leaving.hours', { n: stepMs / hourMs })
  return leavingMessage('leaving.minutes', { n: stepMs / minuteMs })
}
