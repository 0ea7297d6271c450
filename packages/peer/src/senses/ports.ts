/** What sensing and acting need of the app they run in. */
import type { Message, SunState, Value } from '@commune/commune'
import type { IdText, Result, SeriesStore } from '@commune/protocol'
import type { AccessGrant, BrokerView, LetIn } from '../api/brokers.ts'
import type { EngineParts } from './engineParts.ts'

/** Passes on to a thing what is asked of it, by the name it has where it comes from. */
export interface ThingBridge {
  /** Resolves when it was handed on, or with why it could not be. */
  act(key: string, point: string, value: Value | 'press'): Promise<Result<null, Message>>
}

/** The broker of this box, for those who ask about it. */
export interface BrokerPort {
  /** The world that its devices come into: nobody elsewhere is told of it. */
  readonly world: IdText
  look(): Omit<BrokerView, 'mayLetIn'>
  admit(name: string, grant: AccessGrant): Result<LetIn, Message>
  /** Another secret for the same device; the old one opens no more. */
  renew(id: string): Result<LetIn, Message>
  withdraw(id: string): Result<null, Message>
}

export interface SensesPorts {
  /** Where readings are kept on this device. */
  readonly series: SeriesStore
  /** What agreements need to be acted on: `engineParts`. */
  readonly engine: EngineParts
  /** Where the sun is over a place; left out: not known here. */
  readonly sunAt?: (latitude: number, longitude: number, nowMs: number) => SunState
  /** Undefined: no devices are let in here, or not yet. */
  readonly broker?: () => BrokerPort | undefined
}
