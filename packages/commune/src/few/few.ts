/**
 * What is told to a few: a need that one would not say to all lies in the world as sealed bytes, in an entry like any other,
 * and opens for the devices it was sealed for. Why not an epoch for the few: what others rely on (chains, ends of devices, who
 * mints when) would pass through entries that they cannot read, and a member that gives history would give it all (SPEC.md).
 *
 * This room files what came, the same on every peer. Opening it is the peer's, which has keys; what opens it folds into the
 * views of that peer alone.
 */
import type { Room, RoomState } from '@commune/protocol'
import * as v from 'valibot'
import { bytesOf, type Filed, filedIn, filingRoom, type Tracked } from '../facts/index.ts'

export const fewBoxBytes = 80
export const fewBoxesMax = 256
export const fewSealedBytesMax = 16_384

/** A secret, sealed for devices, with boxes that nobody opens among them. It is known by its tag. */
export interface FewKey {
  readonly type: 'few.key'
  readonly tag: Uint8Array
  readonly boxes: Uint8Array
}

/** One statement under that secret, bound to the device that says it. */
export interface FewSay {
  readonly type: 'few.say'
  readonly tag: Uint8Array
  readonly nonce: Uint8Array
  readonly sealed: Uint8Array
}

const tag = bytesOf(16, 16)

export const fewKeySchema: v.GenericSchema<unknown, FewKey> = v.object({
  type: v.literal('few.key'),
  tag,
  boxes: v.pipe(
    bytesOf(fewBoxBytes, fewBoxBytes * fewBoxesMax),
    v.check((boxes) => boxes.length % fewBoxBytes === 0, 'whole boxes')
  )
})
export const fewSaySchema: v.GenericSchema<unknown, FewSay> = v.object({
  type: v.literal('few.say'),
  tag,
  nonce: bytesOf(24, 24),
  sealed: bytesOf(16, fewSealedBytesMax)
})

export interface FewState extends RoomState {
  readonly keys: Tracked<Filed<FewKey>>
  readonly says: Tracked<Filed<FewSay>>
}

export const fewRoom: Room<FewState> = filingRoom<FewState>('few', ['keys', 'says'], {
  'few.key': filedIn('keys', fewKeySchema),
  'few.say': filedIn('says', fewSaySchema)
})
