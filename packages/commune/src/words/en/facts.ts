/** English: why a statement could not be taken in. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const factsWords = {
  'facts.type': 'This room knows no statement of the type {type}.',
  'facts.field': 'A statement of the type {type} is malformed: under “{field}” it needs {why}.',
  'facts.whole': 'A statement of the type {type} is malformed: {why}.',
  'facts.authorless': 'A statement of the type {type} needs somebody who says it.'
} as const

export const factsMessage: MessageMaker<typeof factsWords> = messagesOf<typeof factsWords>()
