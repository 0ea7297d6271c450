/** English: what is wrong with a rule, and what may stand there. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const rulesWords = {
  'rules.deep': 'That is nested deeper than {most} times. Make two rules of it.',
  'rules.many': 'That rule has {n} parts, and {most} are the most. Make two rules of it.',
  'rules.members': 'At most {most} can be joined so. Put some into brackets of their own.',
  'rules.long': 'That is longer than {most} characters. Make two rules of it.',
  'rules.shape': 'That is not a rule: look at {where}.',
  'rules.gone': 'Nothing here is called {point}. Choose another, or bring it in first.',
  'rules.no-act': '{point} can be sensed, and nothing can be asked of it. Choose something that acts.',
  'rules.no-pulse': '{point} does not feel whether somebody is near. Choose something that does.',
  'rules.no-reading': '{point} has no readings. Choose something that is measured.',
  'rules.no-number': '{point} tells no number, so it has no average and no thresholds. Compare it with what it tells.',
  'rules.no-order': 'What {point} tells is the same or not: nothing is above or below it. Say “is” or “is not”.',
  'rules.bounds': '{point} can do {bounds}. Choose an amount within.',
  'rules.word': '{point} knows {words}. Choose one of them.',
  'rules.text': '{point} takes words, up to {most} characters. Put them in quotes.',
  'rules.wants-number': '{point} takes an amount. Say how much.',
  'rules.wants-yes-no': '{point} is on or off, and nothing in between. Say one of them.',
  'rules.wants-press': '{point} can be pressed, and nothing else. Say that it is pressed.',
  'rules.no-unit': '{point} is a number without a unit: leave out {unit}.',
  'rules.which-unit': 'Say what that is counted in: {point} is measured in {unit}.',
  'rules.unit': '{said} does not compare with {unit}, in which {point} is measured.',
  'rules.turn': 'It has to turn back on the other side: the lower of the two amounts is the one to fall below.',
  'rules.unknown': '“{word}” is not known here.',
  'rules.unknown-near': '“{word}” is not known here; near it: {names}.',
  'rules.unit-unknown': '“{word}” is no unit that is known here; near it: {names}.',
  'rules.several': '“{word}” may be any of {names}. Say which.',
  'rules.unfit': '“{word}” does not fit here. What may stand here: {words}.',
  'rules.more': 'That is not yet a whole rule. What may follow: {words}.',
  'rules.open-quote': 'A quote is opened here and never closed.',
  'rules.time': 'A time is between {least} and {most}.',
  'rules.number': '“{word}” is not a number that can be compared. Write it in digits.',
  'rules.role': 'Say what takes the part of “{role}”.',
  'rules.any-name': 'a name',
  'rules.any-number': 'a number',
  'rules.any-unit': 'a unit',
  'rules.any-words': 'words in quotes'
} as const

export const rulesMessage: MessageMaker<typeof rulesWords> = messagesOf<typeof rulesWords>()
