/** Passes on what was saved from a damaged database, and what was not. */
import type { Salvaged } from '@commune/storage/sqlite'
import { clean } from '../cli/table.ts'
import type { Terminal } from '../cli/terminal.ts'
import { sentence } from '../words/index.ts'

export const saySalvaged = (terminal: Terminal, salvaged: Salvaged | undefined): void => {
  if (!salvaged) return
  const { why, original, kept, lostKeys, pagesLost } = salvaged
  terminal.err(sentence('salvaged.what', { why: oneLine(why), n: kept }))
  if (lostKeys.length > 0 || pagesLost > 0) terminal.err(sentence('salvaged.lost', { n: lostKeys.length, pages: pagesLost }))
  terminal.err(sentence('salvaged.original', { original }))
}

/** SQLite reports over several lines, with marks around the name of the database. */
const oneLine = (why: string): string => clean(why.replace(/\*{3} in database \w+ \*{3}\s*/g, '')).trim()
