/**
 * What keeps readings, tells what leaves of them and takes them by hand, without what acts: for a page, which brings in no machines. It
 * loads this when somebody senses something there.
 */
import { bringReadings, isMoment, keepReading, readByHand } from './byHand.ts'
import { leavingHere, usedHere } from './readingsHere.ts'
import { Tellings } from './tellings.ts'

export interface KeepingParts {
  readonly bringReadings: typeof bringReadings
  readonly isMoment: typeof isMoment
  readonly keepReading: typeof keepReading
  readonly leavingHere: typeof leavingHere
  readonly readByHand: typeof readByHand
  readonly Tellings: typeof Tellings
  readonly usedHere: typeof usedHere
}

export const keepingParts: KeepingParts = { bringReadings, isMoment, keepReading, leavingHere, readByHand, Tellings, usedHere }
