/** What discovery tells whoever runs it. Nothing of a pulse but that it was: no value, no identity. */
import type { Message, Thing, Value } from '@commune/commune'
import type { Refusal } from './refusals.ts'

/** Who said something: credentials of the broker, or one word for all where the broker does not tell. */
export interface Source {
  /** Shown where it is complained of. */
  readonly key: string
  /** What it was granted: topics at or below these. Left out: all. */
  readonly prefixes?: readonly string[]
}

export type Told =
  /** There is a thing, or it has other points than before: `thingOf` gives it. */
  | { readonly is: 'thing'; readonly source: string; readonly thing: Thing['key'] }
  | { readonly is: 'gone'; readonly source: string; readonly thing: Thing['key'] }
  /** `assumed`: it was asked so, and the device does not say how it stands. `again`: it was said at `atMs`, and counts again. */
  | {
      readonly is: 'reading'
      readonly source: string
      readonly thing: Thing['key']
      readonly point: string
      readonly value: Value
      readonly atMs: number
      readonly assumed?: true
      readonly again?: true
    }
  | {
      readonly is: 'unknown'
      readonly source: string
      readonly thing: Thing['key']
      readonly point: string
      readonly why: Message
      readonly atMs: number
    }
  /** What is felt there would be told again: it is within reach. */
  | { readonly is: 'here'; readonly source: string; readonly thing: Thing['key']; readonly point: string }
  | { readonly is: 'pulse'; readonly source: string; readonly thing: Thing['key']; readonly point: string; readonly atMs: number }
  /** Refused or left out, for the first time. */
  | ({ readonly is: 'named' } & Refusal)
  /** Topics that are to be listened to from now on, or not any more. */
  | { readonly is: 'listen' | 'unlisten'; readonly topic: string }
