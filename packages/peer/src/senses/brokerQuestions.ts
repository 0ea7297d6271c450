/**
 * Questions about the broker of a box, and what it is asked to do (`brokers.ts` answers them).
 *
 *     {"ask": "broker"}                                     how it stands: null where there is none for this world
 *     {"ask": "admit", "name", "says", "hears", "asked"}    let a device in
 *     {"ask": "renew", "id"}                                another secret for it
 *     {"ask": "regrant", "id", "name", "says", "hears", "asked"}    another name and other topics for it
 *     {"ask": "withdraw", "id"}                             let it in no more
 *
 * `admit` and `renew` answer {"id", "sealed"}: a box to the X25519 key of the device that asks, with {"secret"} in JSON. The answer as a
 * whole is sealed with the key of an epoch, which others hold; the secret is for nobody but who asked.
 */
import { type BrokerView, refusedKinds } from '../api/brokers.ts'
import * as v from 'valibot'
import { messageSchema } from './reading.ts'

/** Of one list, as the broker takes them. */
const prefixesMax = 32
export const deviceNameCharsMax = 80
/** Rows of what was refused that pass; a broker keeps 200, discovery 500. */
export const refusedMax = 300
const accessMax = 500

export type BrokerQuestion =
  | { readonly ask: 'broker' }
  | { readonly ask: 'admit'; readonly name: string; readonly says: readonly string[]; readonly hears: readonly string[]; readonly asked: readonly string[] }
  | { readonly ask: 'regrant'; readonly id: string; readonly name: string; readonly says: readonly string[]; readonly hears: readonly string[]; readonly asked: readonly string[] }
  | { readonly ask: 'renew'; readonly id: string }
  | { readonly ask: 'withdraw'; readonly id: string }

const prefixes = v.pipe(v.array(v.pipe(v.string(), v.maxLength(256))), v.maxLength(prefixesMax))
const grant = { says: prefixes, hears: prefixes, asked: prefixes }
const id = v.pipe(v.string(), v.maxLength(64))

export const brokerQuestionSchema: v.GenericSchema<unknown, BrokerQuestion> = v.variant('ask', [
  v.object({ ask: v.literal('broker') }),
  v.object({ ask: v.literal('admit'), name: v.pipe(v.string(), v.maxLength(deviceNameCharsMax)), ...grant }),
  v.object({ ask: v.literal('regrant'), id, name: v.pipe(v.string(), v.maxLength(deviceNameCharsMax)), ...grant }),
  v.object({ ask: v.literal('renew'), id }),
  v.object({ ask: v.literal('withdraw'), id })
])

const asks: ReadonlySet<string> = new Set(['broker', 'admit', 'renew', 'regrant', 'withdraw'] satisfies readonly BrokerQuestion['ask'][])
export const isBrokerQuestion = (question: { readonly ask: string }): question is BrokerQuestion => asks.has(question.ask)

const text = (most: number): v.GenericSchema<unknown, string> => v.pipe(v.string(), v.maxLength(most))

/** Null: devices of this world do not come in there. */
export const brokerAnswerSchema: v.GenericSchema<unknown, BrokerView | null> = v.nullable(
  v.object({
    address: text(300),
    bypassable: v.boolean(),
    builtIn: v.boolean(),
    mayLetIn: v.boolean(),
    problem: v.exactOptional(messageSchema),
    access: v.pipe(v.array(v.object({ id, name: text(deviceNameCharsMax), ...grant, here: v.exactOptional(v.boolean()) })), v.maxLength(accessMax)),
    refused: v.pipe(
      v.array(
        v.object({
          kind: v.picklist(refusedKinds),
          words: messageSchema,
          times: v.pipe(v.number(), v.integer(), v.minValue(1)),
          of: v.exactOptional(text(200)),
          at: v.exactOptional(text(400))
        })
      ),
      v.maxLength(refusedMax)
    )
  })
)

/** What was let in, its secret still in its box. */
export const admittedAnswerSchema: v.GenericSchema<unknown, { readonly id: string; readonly sealed: string }> = v.object({ id, sealed: text(1_000) })
export const secretSchema: v.GenericSchema<unknown, { readonly secret: string }> = v.object({ secret: text(200) })
export const doneSchema: v.GenericSchema<unknown, Record<never, never>> = v.object({})
