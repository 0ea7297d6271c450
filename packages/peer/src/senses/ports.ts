/** What sensing and acting need of the app they run in. */
import type { Message, SunState, Value, WareRow } from '@commune/commune'
import type { DamagedMonth, IdText, Result, SeriesStore } from '@commune/protocol'
import type { AccessGrant, BrokerView, LetIn } from '../api/brokers.ts'
import type { EngineParts } from './engineParts.ts'
import type { KeepingParts } from './keepingParts.ts'

/** Passes on to a thing what is asked of it, by the name it has where it comes from. */
export interface ThingBridge {
  /** Resolves when it was handed on, or with why it could not be. */
  act(key: string, point: string, value: Value | 'press'): Promise<Result<null, Message>>
  /** Whether it would tell that somebody passes there. Left out: of all that it brings in. */
  feels?(key: string, point: string): boolean
}

/** The broker of this box, for those who ask about it. */
export interface BrokerPort {
  /** The world that its devices come into: nobody elsewhere is told of it. */
  readonly world: IdText
  look(): Omit<BrokerView, 'mayLetIn'>
  admit(name: string, grant: AccessGrant): Result<LetIn, Message>
  /** Another secret for the same device; the old one opens no more. */
  renew(id: string): Result<LetIn, Message>
  /** Another name and another grant for the same device, whose secret stays; they hold at once. */
  regrant(id: string, name: string, grant: AccessGrant): Result<null, Message>
  withdraw(id: string): Result<null, Message>
}

export interface SensesPorts {
  /** Where readings are kept on this device. */
  readonly series: SeriesStore
  /** What agreements need to be acted on: `engineParts`. Where no machines are brought in, `keepingParts` are enough. */
  readonly engine: EngineParts | KeepingParts
  /**
   * Whether the first who came into a world that this device began lives with what it brings in, until somebody says who does: so of a
   * box that somebody has set up. Left out: nobody does.
   */
  readonly firstIsHousehold?: (mine: WareRow) => boolean
  /** Months of which readings were lost, as the store found them. */
  readonly damaged?: () => readonly DamagedMonth[]
  /** Where the sun is over a place; left out: not known here. */
  readonly sunAt?: (latitude: number, longitude: number, nowMs: number) => SunState
  /** Undefined: no devices are let in here, or not yet. */
  readonly broker?: () => BrokerPort | undefined
}

/** The parts that act; undefined where nothing does. */
export const actingParts = (senses: SensesPorts | undefined): EngineParts | undefined => (senses && 'Actings' in senses.engine ? senses.engine : undefined)
