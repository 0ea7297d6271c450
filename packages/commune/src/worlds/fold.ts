/** Files what is said about the world and its invitations. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../facts/index.ts'
import { inviteCloseSchema, inviteOpenSchema, inviteUsedSchema, worldSaySchema, type WorldsState } from './types.ts'

export const worldsRoom: Room<WorldsState> = filingRoom<WorldsState>('worlds', ['says', 'opened', 'closed', 'used'], {
  'world.say': filedIn('says', worldSaySchema),
  'invite.open': filedIn('opened', inviteOpenSchema),
  'invite.close': filedIn('closed', inviteCloseSchema),
  'invite.used': filedIn('used', inviteUsedSchema)
})
