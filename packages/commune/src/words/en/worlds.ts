/** English: the world and who may come in. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const worldsWords = {
  'worlds.no-name': 'a place without a name',
  'worlds.where': 'Name both latitude and longitude, between -90 and 90 and between -180 and 180.',
  'worlds.invite-unknown': 'There is no open invitation of that name.',
  'worlds.invite-yours': 'Somebody else opened that invitation. Only they can close it.',
  'worlds.invite.open': 'The invitation is open.',
  'worlds.invite.used': 'Somebody has come in by this invitation.',
  'worlds.invite.closed': 'The invitation was closed.',
  'worlds.invite.lapsed': 'The invitation has lapsed.'
} as const

export const worldsMessage: MessageMaker<typeof worldsWords> = messagesOf<typeof worldsWords>()
