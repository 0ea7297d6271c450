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
  'senses.counter-begins-anew': 'The meter began anew: it stood at {from}, and then at {to}.',
  'senses.counter-dip': 'The meter showed {to} for a moment instead of {from}. That is left out.',
  'senses.counter-spike': 'The meter showed {to} for a moment after {from}. That is left out.',
  'senses.counter-lower': 'The meter went back from {from} to {to}: it was replaced or set back. What was used in between is not known.',
  'senses.counter-jump': 'The meter jumped from {from} to {to}. Nobody can have used that much; it goes on from there.',
  'senses.counter-unit': 'The meter changed its unit between {from} and {to}. It is reckoned on in the first one.',
  'senses.counter-wrapped': 'The meter went round: after {from} it began at nothing, and showed {to}.',
  'senses.counter-replaced': 'The meter was replaced: the old one ended at {from}, the new one began at {to}.',
  'senses.counter-no-count': 'The meter showed {to}, which is no count. That is left out.',
  'senses.will-crossed': 'The least is above the most. Turn them around.',
  'senses.no-guard': '{point} is no setting by which a thing guards itself, such as “auto off”, “power-on behavior” or a limit. Set its least and most instead.',
  'senses.guard-value': '{point} does not take that value. Choose one that it takes.',
  'senses.guard-kept': 'Kept by the device itself: {point} is {value}.',
  'senses.guard-not-yet': '{point} is to be {value}, and the device does not say that it is. Until it does, only the box keeps this safe.',
  'senses.guard-untold': 'The device was told to keep {point} at {value}. It does not say what that is.',
  'senses.box-only': 'Kept by the box only: if the box stops, nothing guards it.'
} as const

export const sensesMessage: MessageMaker<typeof sensesWords> = messagesOf<typeof sensesWords>()
