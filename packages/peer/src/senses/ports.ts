/** What sensing and acting need of the app they run in. */
import type { Message, SunState, Value } from '@commune/commune'
import type { DamagedMonth, Result, SeriesStore } from '@commune/protocol'
import type { EngineParts } from './engineParts.ts'

/** Passes on to a thing what is asked of it, by the name it has where it comes from. */
export interface ThingBridge {
  /** Resolves when it was handed on, or with why it could not be. */
  act(key: string, point: string, value: Value | 'press'): Promise<Result<null, Message>>
}

export interface SensesPorts {
  /** Where readings are kept on this device. */
  readonly series: SeriesStore
  /** What agreements need to be acted on: `engineParts`. */
  readonly engine: EngineParts
  /** Months of which readings were lost, as the store found them. */
  readonly damaged?: () => readonly DamagedMonth[]
  /** Where the sun is over a place; left out: not known here. */
  readonly sunAt?: (latitude: number, longitude: number, nowMs: number) => SunState
}
