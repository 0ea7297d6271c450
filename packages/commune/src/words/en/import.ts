/** English: bringing in and carrying out. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const importWords = {
  'import.not-text': '{path}: this is not readable text. Save it as UTF-8, then try again.',
  'import.long': '{path}: this is too long for one page. Part it into several.',
  'import.empty': '{path}: there is nothing in it. Leave it out, or write something.',
  'import.front': '{path}: the lines above the page cannot be read: {why}',
  'import.front-line': '{path}, line {line}: the lines above the page cannot be read there. Write each as a name, a colon and a value; put a value with signs in it between quotation marks.',
  'import.front-long': 'they are too long',
  'import.front-shape': 'they are not a list of names and values',
  'import.row': 'Row {row}: {why}',
  'import.columns':
    'There is no column for {field}. The first row names the columns, as thing, quantity, unit, place, until, note.',
  'import.cell-long': 'what stands in one of its fields is too long',
  'import.no-thing': 'no thing is named; say what it is about',
  'import.no-quantity': 'no amount is named; say how much, as in 3 kg',
  'import.when': '“{text}” is not a day. Write it as 2026-08-31.',
  'import.json-line': '{path}, line {line}: this is not JSON that can be read from “{text}” on. Look for a comma, a quotation mark or a bracket that lacks or is one too many.',
  'import.json-twice': '{path}, line {line}: “{name}” is said twice of one thing. Leave one of them out.',
  'import.json-end': '{path}, line {line}: the file ends in the middle. Close what is open, or fetch the file again.',
  'import.shape': '{path}: there is no list of rows in it. Put the rows between [ and ].',
  'import.kind-none': 'nothing says whether it is a need, an offer or stock. Add a column “kind” that does, or name the file so, as in needs.csv.',
  'import.kind': '“{kind}” is neither a need, an offer nor stock. Write one of these three.',
  'import.quote': 'Line {line}: where the text behind a quotation mark ends cannot be told. Write a mark within a text twice (""), or leave the marks out.',
  'import.quotes': 'Lines {from} to {to}: a quotation mark opens a text and nothing closes it, so that all of these lines were left out. Close it, or write a mark within a text twice ("").',
  'import.cells-many': 'it has {n} fields, and the first row names {named}. Put a text with a comma in it between quotation marks ("").',
  'import.column-twice': 'The columns “{first}” and “{second}” say the same. Leave one of them out, or name it otherwise.',
  'import.field-twice': 'its {field} is said twice. Leave one out.',
  'import.id-twice': 'its id “{id}” stands in row {row} already. Give it one of its own, or leave the id out.',
  'import.rows-many': '{path}: only the first {most} rows were brought in; {n} more are left. Part it into several files.',
  'import.newer': 'This was written by a newer version of the program. Update this one first; nothing was brought in.',
  'import.not-export': 'This folder was not written by an export. Name one that was.'
} as const

export const importMessage: MessageMaker<typeof importWords> = messagesOf<typeof importWords>()
