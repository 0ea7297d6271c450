/** Files plans, what was said to them, and splits. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../../facts/index.ts'
import { levelSplitSchema, planLessSchema, planNoSchema, type PlansState, planYesSchema, proposePlanSchema } from './types.ts'

export const plansRoom: Room<PlansState> = filingRoom<PlansState>('plans', ['proposed', 'yeses', 'lesses', 'noes', 'splits'], {
  'plan.propose': filedIn('proposed', proposePlanSchema),
  'plan.yes': filedIn('yeses', planYesSchema),
  'plan.less': filedIn('lesses', planLessSchema),
  'plan.no': filedIn('noes', planNoSchema),
  'level.split': filedIn('splits', levelSplitSchema)
})
