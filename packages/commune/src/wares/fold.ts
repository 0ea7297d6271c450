/** Files what wares say of themselves. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../facts/index.ts'
import { wareSaySchema, type WaresState, wareTieSchema } from './types.ts'

export const waresRoom: Room<WaresState> = filingRoom<WaresState>('wares', ['says', 'ties'], {
  'ware.say': filedIn('says', wareSaySchema),
  'ware.tie': filedIn('ties', wareTieSchema)
})
