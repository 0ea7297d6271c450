/** Files what is said about needs, offers, yeses, handovers and stock. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../facts/index.ts'
import { isPlainIntent } from './plain.ts'
import {
  changeSchema,
  countSchema,
  type FlowsState,
  handedSchema,
  haveSchema,
  intentSchema,
  moveSchema,
  takeSchema,
  withdrawSchema,
  yesSchema
} from './types.ts'

const tables = ['intents', 'changes', 'withdrawals', 'yeses', 'handed', 'haves', 'takes', 'counts', 'moves'] as const

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
  'stock.move': filedIn('moves', moveSchema)
})
