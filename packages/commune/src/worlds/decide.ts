/** Wishes about the world and its invitations become statements. */
import { type IdText, no, ok, type RawStatement, type Result } from '@commune/protocol'
import { cleanId, cleanLine, cleanTime } from '../facts/index.ts'
import { formMessage, type Message, worldsMessage } from '../words/index.ts'
import { type InviteKind, worldNameCharsMax } from './types.ts'
import type { WorldsView } from './views.ts'

export interface WorldWish {
  readonly wish: 'world'
  readonly name?: string | null
  /** Degrees; rounded to a tenth. Both or none. */
  readonly latitude?: number | null
  readonly longitude?: number | null
}

export interface InviteWish {
  readonly wish: 'invite'
  readonly key: IdText
  readonly secret: Uint8Array
  readonly untilMs: number
  readonly history: boolean
  readonly kind: InviteKind
}

export interface CloseInviteWish {
  readonly wish: 'close-invite'
  readonly key: IdText
}

/** Said by the peer that sealed the newcomer in. */
export interface InviteUsedWish {
  readonly wish: 'invite-used'
  readonly key: IdText
  readonly ware: IdText
}

export const decideWorld = (wish: WorldWish): Result<RawStatement[], Message> => {
  const statement: { type: string; [field: string]: string | number | null } = { type: 'world.say' }
  if (wish.name === null) statement['name'] = null
  else if (wish.name !== undefined) {
    const name = cleanLine('name', wish.name, worldNameCharsMax)
    if (!name.ok) return name
    statement['name'] = name.value
  }
  const { latitude, longitude } = wish
  if (latitude === null && longitude === null) {
    statement['latitudeTenths'] = null
    statement['longitudeTenths'] = null
  } else if (latitude !== undefined || longitude !== undefined) {
    if (typeof latitude !== 'number' || typeof longitude !== 'number') return no(worldsMessage('worlds.where'))
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return no(worldsMessage('worlds.where'))
    statement['latitudeTenths'] = tenths(latitude)
    statement['longitudeTenths'] = tenths(longitude)
  }
  return Object.keys(statement).length === 1 ? no(formMessage('form.nothing')) : ok([statement])
}

/** Never -0, which no encoding of whole numbers keeps. */
const tenths = (degrees: number): number => Math.round(degrees * 10) + 0

export const decideInvite = (wish: InviteWish, nowMs: number): Result<RawStatement[], Message> => {
  const key = cleanId(wish.key)
  if (!key.ok) return key
  if (wish.secret.length < 16 || wish.secret.length > 64)
    return no(formMessage('form.bytes', { field: formMessage('form.field.secret') }))
  const until = cleanTime(wish.untilMs, nowMs)
  if (!until.ok) return until
  const kind = cleanLine('kind', wish.kind, 24)
  if (!kind.ok) return kind
  const { secret, history } = wish
  return ok([{ type: 'invite.open', key: key.value, secret, until: until.value, history, kind: kind.value }])
}

export const decideCloseInvite = (
  wish: CloseInviteWish,
  worlds: WorldsView,
  ware: IdText,
  nowMs: number
): Result<RawStatement[], Message> => {
  const open = worlds.invitations(nowMs).filter((invite) => invite.key === wish.key && invite.state === 'open')
  if (open.length === 0) return no(worldsMessage('worlds.invite-unknown'))
  if (!open.some((invite) => invite.ware === ware)) return no(worldsMessage('worlds.invite-yours'))
  return ok([{ type: 'invite.close', key: wish.key }])
}

export const decideInviteUsed = (wish: InviteUsedWish): Result<RawStatement[], Message> => {
  const key = cleanId(wish.key)
  if (!key.ok) return key
  const ware = cleanId(wish.ware)
  return ware.ok ? ok([{ type: 'invite.used', key: key.value, ware: ware.value }]) : ware
}
