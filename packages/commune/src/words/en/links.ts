/** English: links of worlds. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const linksWords = {
  'links.one-way': 'A link leads to another world or comes from one. Name one of the two.',
  'links.kinds': 'Name what is carried: {all}.',
  'links.place': 'Say how much is told of where something is: {all}.',
  'links.unknown': 'There is no such link here.',
  'links.not-yours': 'Somebody else pledged that link. Only they can end it.',
  'links.over': 'That link is over already.',
  'links.already-not': 'What you say here is not carried there already.',
  'links.same-world': 'A link leads from one world to another one.'
} as const

export const linksMessage: MessageMaker<typeof linksWords> = messagesOf<typeof linksWords>()
