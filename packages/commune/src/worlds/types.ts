/**
 * A world's name, where it lies, and who may come in. Anyone may say a name for the world; the one shown is the last said
 * (by lamport, then id), the same on every peer. Where it lies is said in tenths of a degree (about 11 km), enough for
 * dawn and dusk and for nothing else.
 *
 * An invitation is open from `invite.open` until its time has passed, its ware closes it, or somebody says that it was
 * used (K5). Its secret stands in the statement so that any member's peer can seal the newcomer in.
 */
import type { IdText, RoomState } from '@commune/protocol'
import * as v from 'valibot'
import { bytesOf, type Filed, idText, line, timeMs, type Tracked } from '../facts/index.ts'

export const worldNameCharsMax = 80

export interface WorldSay {
  readonly type: 'world.say'
  readonly name?: string | null
  /** Tenths of a degree, north is positive; both or none. */
  readonly latitudeTenths?: number | null
  /** Tenths of a degree, east is positive. */
  readonly longitudeTenths?: number | null
}

const tenths = (most: number): v.GenericSchema<number> =>
  v.pipe(
    v.number(),
    v.check((value) => Number.isInteger(value) && Math.abs(value) <= most, `tenths of a degree between -${most} and ${most}`)
  )

export const worldSaySchema: v.GenericSchema<unknown, WorldSay> = v.pipe(
  v.object({
    type: v.literal('world.say'),
    name: v.exactOptional(v.nullable(line(worldNameCharsMax))),
    latitudeTenths: v.exactOptional(v.nullable(tenths(900))),
    longitudeTenths: v.exactOptional(v.nullable(tenths(1_800)))
  }),
  v.check(
    (said) => (typeof said.latitudeTenths === 'number') === (typeof said.longitudeTenths === 'number'),
    'latitude and longitude together'
  )
)

/** What an invitation lets in. Known: a new ware, a further device of the inviting ware, a carrier. */
export type InviteKind = 'ware' | 'device' | 'carrier' | (string & {})

export interface InviteOpen {
  readonly type: 'invite.open'
  /** Public part of the invitation, by which a newcomer is known. */
  readonly key: IdText
  readonly secret: Uint8Array
  readonly until: number
  /** Whether the newcomer also gets what was said before (K4). */
  readonly history: boolean
  readonly kind: InviteKind
}

export const inviteOpenSchema: v.GenericSchema<unknown, InviteOpen> = v.object({
  type: v.literal('invite.open'),
  key: idText,
  secret: bytesOf(16, 64),
  until: timeMs,
  history: v.boolean(),
  kind: line(24)
})

export interface InviteClose {
  readonly type: 'invite.close'
  readonly key: IdText
}

export const inviteCloseSchema: v.GenericSchema<unknown, InviteClose> = v.object({ type: v.literal('invite.close'), key: idText })

export interface InviteUsed {
  readonly type: 'invite.used'
  readonly key: IdText
  /** Who came in. */
  readonly ware: IdText
}

export const inviteUsedSchema: v.GenericSchema<unknown, InviteUsed> = v.object({
  type: v.literal('invite.used'),
  key: idText,
  ware: idText
})

export interface WorldsState extends RoomState {
  readonly says: Tracked<Filed<WorldSay>>
  readonly opened: Tracked<Filed<InviteOpen>>
  readonly closed: Tracked<Filed<InviteClose>>
  readonly used: Tracked<Filed<InviteUsed>>
}
