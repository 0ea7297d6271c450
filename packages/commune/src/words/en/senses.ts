/** English: things that feel and move. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const sensesWords = {
  'senses.named': '{name}',
  'senses.sensor': 'a sensor',
  'senses.machine': 'a machine',
  'senses.unknown': 'There is no such thing here. Look at the list of things again.',
  'senses.not-yours': 'Only the ware that brought it in can say this of {thing}. Ask its keeper.',
  'senses.gone': '{thing} is not there any more. Bring it in again first.',
  'senses.no-point': '{thing} has nothing that is called “{point}”.',
  'senses.bad-points': 'What this thing can feel and do could not be read: it needs a list of readings, pulses and acts, each with a key, a name and a shape.',
  'senses.many-points': 'This thing says more of itself than fits. Leave out some of its points.',
  'senses.bad-will': 'These bounds could not be read. Give a least and a most, or the words that are allowed.',
  'senses.will-crossed': 'The least is above the most. Turn them around.'
} as const

export const sensesMessage: MessageMaker<typeof sensesWords> = messagesOf<typeof sensesWords>()
