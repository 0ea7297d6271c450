/** Points of all things by their addresses, with the words they are called by. */
import { type Lexicon, lexiconOf, pointsOf } from '@commune/commune/rules'
import type { ActRow, Message, PointRef, PulsePoint, ReadingPoint, ThingRow } from '@commune/commune'

export type FoundPoint =
  | { readonly kind: 'reading'; readonly thing: ThingRow; readonly point: ReadingPoint }
  | { readonly kind: 'pulse'; readonly thing: ThingRow; readonly point: PulsePoint }
  | { readonly kind: 'act'; readonly thing: ThingRow; readonly point: ActRow }

export interface Points {
  readonly find: (address: PointRef) => FoundPoint | undefined
  readonly things: readonly ThingRow[]
  /** The names that rules may use for them. */
  readonly lexicon: Lexicon
}

export const pointsIn = (things: readonly ThingRow[]): Points => {
  const byId = new Map(things.map((thing) => [thing.id, thing]))
  let lexicon: Lexicon | undefined
  return {
    things,
    get lexicon() {
      return (lexicon ??= lexiconOf(things.flatMap((thing) => pointsOf(thing.id, { ...thing, name: thing.name ?? thing.key }))))
    },
    find: (address) => {
      const slash = address.indexOf('/')
      const thing = slash < 0 ? undefined : byId.get(address.slice(0, slash))
      if (!thing) return undefined
      const key = address.slice(slash + 1)
      const reading = thing.readings.find((point) => point.key === key)
      if (reading) return { kind: 'reading', thing, point: reading }
      const pulse = thing.pulses.find((point) => point.key === key)
      if (pulse) return { kind: 'pulse', thing, point: pulse }
      const act = thing.acts.find((point) => point.key === key)
      return act && { kind: 'act', thing, point: act }
    }
  }
}

/** Where a name stands in the middle of a sentence. */
export const calledIn = (found: FoundPoint | undefined): Message => found?.thing.called ?? { key: 'web.rule.something' }
