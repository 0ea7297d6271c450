/** Undo: taking back what one said. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../facts/index.ts'
import { undoSchema, type UndoState } from './types.ts'

export { Standing } from './standing.ts'
export type { Speaks } from './standing.ts'
export type { UndoState, UndoStatement } from './types.ts'

export const undoRoom: Room<UndoState> = filingRoom<UndoState>('undo', ['undos'], { undo: filedIn('undos', undoSchema) })
