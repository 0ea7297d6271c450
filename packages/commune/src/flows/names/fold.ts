/** Files what is said about names. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../../facts/index.ts'
import { amountSchema, type NamesState, pairSchema } from './types.ts'

export const namesRoom: Room<NamesState> = filingRoom<NamesState>('names', ['pairs', 'amounts'], {
  'name.same': filedIn('pairs', pairSchema),
  'name.differ': filedIn('pairs', pairSchema),
  'name.amount': filedIn('amounts', amountSchema)
})
