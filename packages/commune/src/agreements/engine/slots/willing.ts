/**
 * What the keeper of an act point is willing to have done with it. A machine is asked, and may decline (P5); what it declines and what it
 * does less or more of than asked, it says with the reason.
 */
import type { ActPoint, Value } from '../../../senses/index.ts'
import { engineLimits } from '../limits.ts'

/**
 * By whom something is asked, the highest first: what protects people and things; somebody at the device; a person from elsewhere, for
 * a while; agreements; what it rests at.
 */
export const slotClasses = ['safety', 'device', 'person', 'agreement', 'default'] as const
export type SlotClass = (typeof slotClasses)[number]

/** What its keeper allows. Left out: what the point's own shape allows. */
export interface Willing {
  /** Classes that may ask anything of it. Somebody at the device, safety and the default always may. */
  readonly person?: boolean
  readonly agreement?: boolean
  /** Numbers are kept within these, in the unit of the point. */
  readonly min?: number
  readonly max?: number
  /** Words that it is willing to take. */
  readonly words?: readonly string[]
  /** Once an agreement or the default changed it, it holds at least so long against another of them. */
  readonly leastHoldMs?: number
  /** The longest that anybody may hold it without asking again. */
  readonly leaseMsMax?: number
}

export type Declined = 'not-willing' | 'wrong-kind' | 'not-a-word-of-it' | 'no-lease' | 'too-many'

export type Fitted =
  | { readonly is: 'taken'; readonly value: Value; readonly clamped?: 'to-min' | 'to-max'; /** A press that waits for the least hold. */ readonly waits?: true }
  | { readonly is: 'declined'; readonly reason: Declined }

/** Fits what is asked into what the point can do and its keeper is willing to. */
export function fit({ shape }: ActPoint, willing: Willing, slot: SlotClass, value: Value): Fitted {
  if ((slot === 'person' && willing.person === false) || (slot === 'agreement' && willing.agreement === false)) return declined('not-willing')
  switch (shape.is) {
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return declined('wrong-kind')
      const min = Math.max(shape.min ?? Number.NEGATIVE_INFINITY, willing.min ?? Number.NEGATIVE_INFINITY)
      const max = Math.min(shape.max ?? Number.POSITIVE_INFINITY, willing.max ?? Number.POSITIVE_INFINITY)
      if (min > max) return declined('not-willing')
      if (value < min) return { is: 'taken', value: min, clamped: 'to-min' }
      return value > max ? { is: 'taken', value: max, clamped: 'to-max' } : { is: 'taken', value }
    }
    case 'yes-no':
      return typeof value === 'boolean' ? { is: 'taken', value } : declined('wrong-kind')
    case 'words':
      if (typeof value !== 'string') return declined('wrong-kind')
      if (!shape.of.includes(value)) return declined('not-a-word-of-it')
      return willing.words && !willing.words.includes(value) ? declined('not-willing') : { is: 'taken', value }
    case 'text':
      return typeof value === 'string' && value.length <= Math.min(shape.charsMax, engineLimits.charsMax) ? { is: 'taken', value } : declined('wrong-kind')
    case 'press':
      return value === 'press' ? { is: 'taken', value } : declined('wrong-kind')
  }
}

function declined(reason: Declined): Fitted {
  return { is: 'declined', reason }
}
