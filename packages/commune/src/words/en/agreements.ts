/** English: what devices and people do for one another. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const agreementsWords = {
  'agreements.asked': { one: 'Not in force: one yes is still open.', other: 'Not in force: {n} yeses are still open.' },
  'agreements.holds': 'In force.',
  'agreements.declined': 'Not in force: somebody said no.',
  'agreements.withdrawn': 'No longer in force: somebody took their yes back.',
  'agreements.lapsed': 'No longer in force: a yes has lapsed and was not said again.',
  'agreements.replaced': 'Another agreement has taken its place.',
  'agreements.unknown': 'There is no such agreement here. Look at the list again.',
  'agreements.no-rules': 'An agreement needs at least one rule: what does what, and while what is so.',
  'agreements.many-rules': 'An agreement has at most {most} rules. Make two of it.',
  'agreements.long-rule': 'This rule is too long. Say it with fewer parts, or make two of it.',
  'agreements.bad-rule': 'This rule could not be read. Write it anew from its sentence.',
  'agreements.no-point': 'The rule speaks of something that is not here: {point}. Choose from the things in the list.',
  'agreements.no-act': 'Nothing can be asked of {thing} under “{point}”: it only tells. Choose something that can be set.',
  'agreements.role': 'The rule still says “{role}”. Choose which thing that is.',
  'agreements.not-side': 'This agreement does not ask anything of you or of what you look after.',
  'agreements.not-yours': 'Only who looks after {thing} can answer for it.',
  'agreements.not-safety': 'Only who looks after {thing} can say what keeps it safe.',
  'agreements.unwilling': '{thing} is not willing: {why}',
  'agreements.refuses': 'its keeper lets nothing be asked of it',
  'agreements.kept': 'it keeps the device safe, and stays as its keeper set it',
  'agreements.too-little': 'its keeper lets it do {least} at the least',
  'agreements.too-much': 'its keeper lets it do {most} at the most',
  'agreements.other-word': 'its keeper does not let it do “{word}”'
} as const

export const agreementsMessage: MessageMaker<typeof agreementsWords> = messagesOf<typeof agreementsWords>()
