/**
 * Undo: anything said can be taken back by the ware that said it. `undo` names a statement; it holds while it is not
 * undone itself, so undoing an undo restores. Nothing is deleted: the statement stays in the graph and is not looked at.
 *
 * An undo counts only when its lamport is above its target's: nobody can undo what was not said yet, and no ring of
 * undos can form. Portions of a stock are stricter: only the device that said it undoes it (T7), or two devices of one
 * ware could give the same loaf away.
 */
import type { RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, statementId, type Tracked } from '../facts/index.ts'

export interface UndoStatement {
  readonly type: 'undo'
  readonly target: StatementId
}

export const undoSchema: v.GenericSchema<unknown, UndoStatement> = v.object({ type: v.literal('undo'), target: statementId })

export interface UndoState extends RoomState {
  readonly undos: Tracked<Filed<UndoStatement>>
}
