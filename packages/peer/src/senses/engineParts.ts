/**
 * What brings things in, the engine of agreements, and what goes with them. Apps that sense hand it in with their readings; a page that only looks has neither,
 * and loads none of it.
 */
import { answersByItself } from '@commune/commune'
import { Acting } from './acting.ts'
import { Actings } from './actings.ts'
import { Bridged } from './bridged.ts'
import { bringReadings, isMoment, keepReading, readByHand } from './byHand.ts'
import { convertAmount } from './converting.ts'
import { leavingHere, usedHere } from './readingsHere.ts'
import { replayHere } from './replaying.ts'

export interface EngineParts {
  readonly Acting: typeof Acting
  readonly Actings: typeof Actings
  readonly Bridged: typeof Bridged
  readonly bringReadings: typeof bringReadings
  readonly isMoment: typeof isMoment
  readonly keepReading: typeof keepReading
  readonly leavingHere: typeof leavingHere
  readonly readByHand: typeof readByHand
  readonly usedHere: typeof usedHere
  readonly answersByItself: typeof answersByItself
  readonly convertAmount: typeof convertAmount
  readonly replayHere: typeof replayHere
}

export const engineParts: EngineParts = { Acting, Actings, Bridged, bringReadings, isMoment, keepReading, leavingHere, readByHand, usedHere, answersByItself, convertAmount, replayHere }
