/**
 * Which form a class allows. The class is the promise to those of whom a series speaks; a form that would break it is refused with
 * what to do in its place. Whoever knows that a series says nothing of people says so by its class, and sees what that reveals.
 *
 * | | commons | household | personal |
 * |---|---|---|---|
 * | stays | yes | yes | yes |
 * | as it is | yes | no | no |
 * | binned | yes | whole days, one number: mean or sum | no |
 * | averaged | yes | an hour or more, over 5 or more | no |
 * | counted | yes | yes, of what happens | of what happens, floor of 10 or more |
 *
 * Pulses are kept nowhere: they stay, or are counted, with the floor of what is about persons where they are said to be of no household.
 *
 * What happens: that something opens, that a word becomes another, a number without a unit (how many came in). What is measured in a unit is
 * no event: the noise that hides one passing hides nothing of eight hundred ppm, and each quarter of an hour would leave as it is.
 *
 * Why a whole day: `docs/privacy.md`, measured by `npm run privacy`.
 */
import { no, ok, type Result } from '@commune/protocol'
import { leavingMessage, type Message } from '../../words/index.ts'
import type { Shape } from '../thing.ts'
import { dayMs, type LeavingChoice } from './choice.ts'

export const householdStepMs: number = dayMs
export const householdAveragedStepMs = 3_600_000
export const householdLeast = 5
export const personalFloor = 10

/** The choice itself, or why this series cannot leave so. `pulse`: passings, which are kept nowhere; only a count of them can leave. */
export const allowed = (choice: LeavingChoice, shape: Shape | 'pulse'): Result<LeavingChoice, Message> => {
  const reason = shape === 'pulse' ? wrongForPulses(choice) : wrongFor(choice, shape)
  return reason === undefined ? ok(choice) : no(reason)
}

const wrongForPulses = (choice: LeavingChoice): Message | undefined => {
  const { class: of, transform } = choice
  if (transform.is === 'stays') return undefined
  if (transform.is !== 'counted') return leavingMessage('leaving.pulse-counted')
  // They tell where people are, whatever they are said to be about.
  return of === 'household' || transform.floor >= personalFloor ? undefined : leavingMessage('leaving.personal-floor', { n: personalFloor })
}

/** Not how many, but how much. */
export const isMeasured = (shape: Shape): boolean => shape.is === 'number' && shape.unit !== undefined

const wrongFor = ({ class: of, transform }: LeavingChoice, shape: Shape): Message | undefined => {
  if (transform.is === 'stays') return undefined
  if ((transform.is === 'binned' || transform.is === 'averaged') && (shape.is === 'words' || shape.is === 'text')) {
    return leavingMessage('leaving.no-mean')
  }
  if (of === 'commons') return undefined
  if (transform.is === 'counted' && isMeasured(shape)) return leavingMessage('leaving.measured')
  if (of === 'personal') {
    if (transform.is !== 'counted') return leavingMessage('leaving.personal-stays')
    return transform.floor < personalFloor ? leavingMessage('leaving.personal-floor', { n: personalFloor }) : undefined
  }
  switch (transform.is) {
    case 'as-it-is':
      return leavingMessage('leaving.household-as-it-is')
    case 'binned': {
      if (transform.stepMs < householdStepMs) return leavingMessage('leaving.household-day')
      const [one, ...more] = transform.of
      return more.length > 0 || (one !== 'mean' && one !== 'sum') ? leavingMessage('leaving.household-one') : undefined
    }
    case 'averaged':
      return transform.least < householdLeast || transform.stepMs < householdAveragedStepMs
        ? leavingMessage('leaving.household-few', { n: householdLeast })
        : undefined
    case 'counted':
      return undefined
  }
}
