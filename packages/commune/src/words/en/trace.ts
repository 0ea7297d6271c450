/** English: where things came from and went, and recalls. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const traceWords = {
  'trace.moved': 'moved',
  'trace.made': 'made into',
  'trace.handed': 'handed over',
  'trace.replaced': 'held by another device since',
  'trace.recall-here': 'You have some of this, or something it went into: {thing}.',
  'trace.recall-handed': 'Some of this was handed to you: {thing}.',
  'trace.recall-own': 'One recalls what one has or had. Name a portion of yours, or a thing and a batch of which you have some.',
  'trace.recall-what': 'Name a portion, or a thing and its batch.'
} as const

export const traceMessage: MessageMaker<typeof traceWords> = messagesOf<typeof traceWords>()
