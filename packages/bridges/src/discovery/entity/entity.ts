/**
 * An entity, ready to be used: which points it has, what each message on its topics means, and which messages each act becomes. It
 * holds nothing itself; what it was told last lies in the `Voice` it is given.
 */
import type { ActPoint, Message, PulsePoint, ReadingPoint, Value } from '@commune/commune'
import type { Result } from '@commune/protocol'
import type { Work } from '../template/index.ts'

/** A message to publish. */
export interface Sent {
  readonly topic: string
  readonly payload: string
  readonly qos: 0 | 1 | 2
  readonly retain: boolean
}

/** Through this an entity says what a message meant, for its own points. */
export interface Voice {
  /** The value was said, or is taken for granted because the entity does not say it (`assumed`). */
  tell(point: string, value: Value, assumed?: true): void
  /** It is not known from now on, and why. Of a pulse: whether somebody passes, until it is felt or over. */
  unsure(point: string, why: Message): void
  /** It was felt. `stays`: it is so until `over`, and is felt again and again. */
  pulse(point: string, stays?: true): void
  over(point: string): void
  /** The message makes no sense; what was known goes on. */
  odd(why: Message): void
  /** What was told last. */
  held(point: string): Value | undefined
  /** After so long without another word, `tell` this value. */
  later(point: string, value: Value, afterMs: number): void
}

export interface Incoming {
  readonly text: string
  /** JSON of the text; `undefined` where it is none. */
  readonly json: unknown
  readonly retained: boolean
  /** What reading it has cost so far. */
  readonly work: Work
}

export interface Listening {
  readonly topic: string
  hear(message: Incoming, voice: Voice): void
}

export type ActOf = (value: Value | undefined, voice: Voice) => Result<readonly Sent[], Message>

export interface Entity {
  readonly key: string
  readonly readings: readonly ReadingPoint[]
  readonly pulses: readonly PulsePoint[]
  readonly acts: readonly ActPoint[]
  readonly listens: readonly Listening[]
  readonly act: ReadonlyMap<string, ActOf>
  /** Several of its acts as one, where it can; values are those of its points already. */
  readonly together?: ActsOf
}

export type ActsOf = (values: ReadonlyMap<string, Value>, voice: Voice) => Result<readonly Sent[], Message>
