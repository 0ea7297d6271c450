/** Files recalls. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../../facts/index.ts'
import { recallSchema, type TraceState } from './types.ts'

export const traceRoom: Room<TraceState> = filingRoom<TraceState>('trace', ['recalls'], { 'recall.say': filedIn('recalls', recallSchema) })
