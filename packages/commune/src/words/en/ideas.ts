/** English: pages without an author. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const ideasWords = {
  'ideas.unknown': 'There is no page of that name here.',
  'ideas.no-version': 'That page has no such version.',
  'ideas.empty': 'A page needs a title or a text.',
  'ideas.long': 'A page holds {most} characters at most. Make two of it and link them.',
  'ideas.long-begin': 'That page is too long to begin in one go. Begin with its first part, then add the rest.',
  'ideas.file-large': 'A file can have 100 MB at most.',
  'ideas.signed': 'You have signed that page already.',
  'ideas.not-signed': 'You have not signed that page.',
  'ideas.untitled': 'a page without a title',
  'ideas.version.begun': 'The page was begun.',
  'ideas.version.blanked': 'The page was blanked.',
  'ideas.version.title': 'The title became “{title}”.',
  'ideas.version.longer': { one: 'One character came.', other: '{n} characters came.' },
  'ideas.version.shorter': { one: 'One character went.', other: '{n} characters went.' },
  'ideas.version.changed': 'Words changed.',
  'ideas.version.tags': 'The tags changed.',
  'ideas.version.same': 'Nothing that shows changed.',
  'ideas.update.unreadable': 'the change to the page cannot be read',
  'ideas.update.client': 'the change to the page speaks under a name that is not its own',
  'ideas.update.gap': 'the change to the page has gaps',
  'ideas.update.content': 'the change to the page holds something other than text',
  'ideas.update.place': 'the change to the page writes where no page has text',
  'ideas.update.long': 'the change to the page is longer than one change may be'
} as const

export const ideasMessage: MessageMaker<typeof ideasWords> = messagesOf<typeof ideasWords>()
