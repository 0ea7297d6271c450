/** English: bringing in and carrying out. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const importWords = {
  'import.not-text': '{path}: this is not readable text. Save it as UTF-8, then try again.',
  'import.long': '{path}: this is too long for one page. Part it into several.',
  'import.empty': '{path}: there is nothing in it. Leave it out, or write something.',
  'import.front': '{path}: the lines above the page cannot be read: {why}',
  'import.front-long': 'they are too long',
  'import.front-shape': 'they are not a list of names and values',
  'import.row': 'Row {row}: {why}',
  'import.columns':
    'There is no column for {field}. The first row names the columns, as thing, quantity, unit, place, until, note.',
  'import.cell-long': 'what stands in one of its fields is too long',
  'import.no-thing': 'no thing is named; say what it is about',
  'import.no-quantity': 'no amount is named; say how much, as in 3 kg',
  'import.when': '“{text}” is not a day. Write it as 2026-08-31.',
  'import.json': '{path}: this is not JSON that can be read. Write it anew, or make it a table as CSV.',
  'import.shape': '{path}: there is no list of rows in it. Put the rows between [ and ].',
  'import.kind': '“{kind}” is neither a need, an offer nor stock. Write one of these three.',
  'import.csv': 'this line is not a table: {why}',
  'import.newer': 'This was written by a newer version of the program. Update this one first; nothing was brought in.',
  'import.not-export': 'This folder was not written by an export. Name one that was.'
} as const

export const importMessage: MessageMaker<typeof importWords> = messagesOf<typeof importWords>()
