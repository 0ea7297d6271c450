/**
 * What brings things in, the engine of agreements, and what goes with them. Apps that sense hand it in with their readings; a page that only looks has neither,
 * and loads none of it.
 */
import { answersByItself } from '@commune/commune'
import { Acting } from './acting.ts'
import { Actings } from './actings.ts'
import { Bridged } from './bridged.ts'
import { convertAmount } from './converting.ts'
import { type KeepingParts, keepingParts } from './keepingParts.ts'
import { replayHere } from './replaying.ts'

export interface EngineParts extends KeepingParts {
  readonly Acting: typeof Acting
  readonly Actings: typeof Actings
  readonly Bridged: typeof Bridged
  readonly answersByItself: typeof answersByItself
  readonly convertAmount: typeof convertAmount
  readonly replayHere: typeof replayHere
}

export const engineParts: EngineParts = { ...keepingParts, Acting, Actings, Bridged, answersByItself, convertAmount, replayHere }
