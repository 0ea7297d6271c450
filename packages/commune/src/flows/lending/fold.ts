/** Files what is said about lending, booking and upkeep. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../../facts/index.ts'
import {
  backSchema,
  bookGoneSchema,
  bookPlaceSchema,
  bookWantSchema,
  gotSchema,
  type LendingState,
  outSchema,
  upkeepDidSchema,
  upkeepSchema
} from './types.ts'

const tables = ['outs', 'gots', 'backs', 'bookables', 'bookings', 'bookingsGone', 'upkeeps', 'upkeepsDone'] as const

export const lendingRoom: Room<LendingState> = filingRoom<LendingState>('lending', tables, {
  'lend.out': filedIn('outs', outSchema),
  'lend.got': filedIn('gots', gotSchema),
  'lend.back': filedIn('backs', backSchema),
  'book.place': filedIn('bookables', bookPlaceSchema),
  'book.want': filedIn('bookings', bookWantSchema),
  'book.gone': filedIn('bookingsGone', bookGoneSchema),
  'upkeep.say': filedIn('upkeeps', upkeepSchema),
  'upkeep.did': filedIn('upkeepsDone', upkeepDidSchema)
})
