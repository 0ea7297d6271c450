/**
 * Trace: where something came from and where it went. It is read from what is said anyway (makes, moves, handovers and what
 * came by them); only a recall is said for it. A recall speaks of a portion of one's own, or of a batch that one has or had,
 * and concerns those who have what came of it, and nobody else.
 */
import type { RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, line, prose, statementId, type Tracked } from '../../facts/index.ts'
import { batchCharsMax } from '../stock-types.ts'

export const whyCharsMax = 1_000
const thingCharsMax = 120

export interface RecallSay {
  readonly type: 'recall.say'
  readonly portion?: StatementId
  readonly thing?: string
  readonly batch?: string
  readonly why: string
}

export const recallSchema: v.GenericSchema<unknown, RecallSay> = v.pipe(
  v.object({
    type: v.literal('recall.say'),
    portion: v.exactOptional(statementId),
    thing: v.exactOptional(line(thingCharsMax)),
    batch: v.exactOptional(line(batchCharsMax)),
    why: prose(whyCharsMax)
  }),
  v.check(({ portion, thing, batch }) => (portion !== undefined) !== (thing !== undefined && batch !== undefined), 'a portion, or a thing and its batch')
)

export interface TraceState extends RoomState {
  readonly recalls: Tracked<Filed<RecallSay>>
}
