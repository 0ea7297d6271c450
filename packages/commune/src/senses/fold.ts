/** Files what is said of things. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../facts/index.ts'
import { type SensesState, thingGoneSchema, thingLeaveSchema, thingSaySchema, thingTellSchema, thingWillSchema } from './types.ts'

export const sensesRoom: Room<SensesState> = filingRoom<SensesState>('senses', ['things', 'gone', 'wills', 'leaves', 'tells'], {
  'thing.say': filedIn('things', thingSaySchema),
  'thing.gone': filedIn('gone', thingGoneSchema),
  'thing.will': filedIn('wills', thingWillSchema),
  'thing.leave': filedIn('leaves', thingLeaveSchema),
  'thing.tell': filedIn('tells', thingTellSchema)
})
