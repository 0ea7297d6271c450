/** Files what is said about needs, offers, yeses, handovers and stock. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../facts/index.ts'
import { isPlainIntent } from './plain.ts'
import { countSchema, haveSchema, makeSchema, moveSchema, placeInSchema, seenSchema, stateSchema, takeSchema } from './stock-types.ts'
import { changeSchema, type FlowsState, handedSchema, intentSchema, withdrawSchema, yesSchema } from './types.ts'

const tables = [
  ...(['intents', 'changes', 'withdrawals', 'yeses', 'handed'] as const),
  ...(['haves', 'takes', 'counts', 'moves', 'portionStates', 'seens', 'placesIn', 'makes'] as const)
]

export const flowsRoom: Room<FlowsState> = filingRoom<FlowsState>('flows', tables, {
  'flow.need': filedIn('intents', intentSchema, isPlainIntent),
  'flow.offer': filedIn('intents', intentSchema, isPlainIntent),
  'flow.change': filedIn('changes', changeSchema),
  'flow.withdraw': filedIn('withdrawals', withdrawSchema),
  'flow.yes': filedIn('yeses', yesSchema),
  'flow.handed': filedIn('handed', handedSchema),
  'stock.have': filedIn('haves', haveSchema),
  'stock.take': filedIn('takes', takeSchema),
  'stock.count': filedIn('counts', countSchema),
  'stock.move': filedIn('moves', moveSchema),
  'stock.state': filedIn('portionStates', stateSchema),
  'stock.seen': filedIn('seens', seenSchema),
  'place.in': filedIn('placesIn', placeInSchema),
  'make.did': filedIn('makes', makeSchema)
})
