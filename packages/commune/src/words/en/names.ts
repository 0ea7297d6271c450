/** English: which names mean one thing, and how amounts of a thing measure. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const namesWords = {
  'names.spelled': 'It is the same name, spelled another way.',
  'names.said-same': '“{a}” and “{b}” mean the same here: somebody said so.',
  'names.said-differ': 'Somebody said that “{a}” and “{b}” are not the same.',
  'names.said-both': 'One says that “{a}” and “{b}” are the same, another that they differ. They are kept apart until that is settled.',
  'names.unlike': 'Nothing says that “{a}” and “{b}” are the same.',
  'names.like-spelling': '“{a}” and “{b}” are spelled nearly alike.',
  'names.like-words': '“{a}” and “{b}” share their words.',
  'names.like-meaning': '“{a}” and “{b}” are two names of one thing, as far as is known.',
  'names.like-kind': '“{a}” is a kind of “{b}”.',
  'names.like-part': '“{a}” and “{b}” have {what} in common.',
  'names.clash': 'Somebody said that “{a}” and “{b}” are the same, but that would make “{c}” and “{d}” one, and somebody said that they differ.',
  'names.factor': '{from} of {thing} = {to}',
  'names.factor-of': '{from} of {thing} = {to} of {of}',
  'names.as-for': '{words} (as for {thing})',
  'names.amounts-differ': 'Two amounts are said of {thing}: {first}, and {second}.',
  'names.amounts-ring': 'What is said of {thing} does not fit together: {words}.',
  'names.no-way': 'Nobody has said how these two measures go together for this thing.',
  'names.no-way-of': 'Nobody has said how many {a} of {thing} are how many {b}. Say it once, as in “1 cup = 120 g”.',
  'names.equal': '“{a}” and “{b}” are one name in two spellings. They cannot be told apart.',
  'names.same-already': '“{a}” and “{b}” mean the same already.',
  'names.differ-already': 'You said already that “{a}” and “{b}” differ.',
  'names.said-already': 'You said just that already.',
  'names.amount-kind': '{from} and {to} measure the same already: that needs no word.',
  'names.amount-itself': 'Say what comes out of {thing}, and not {thing} again.'
} as const

export const namesMessage: MessageMaker<typeof namesWords> = messagesOf<typeof namesWords>()
