/** Passes on what was saved from a damaged database, and what was not. */
import type { Salvaged } from '@commune/storage/sqlite'
import type { Terminal } from '../cli/terminal.ts'
import { sentence } from '../words/index.ts'

export const saySalvaged = (terminal: Terminal, salvaged: Salvaged | undefined): void => {
  if (!salvaged) return
  const { why, original, kept, lostKeys, pagesLost } = salvaged
  terminal.err(sentence('salvaged.what', { why, n: kept }))
  if (lostKeys.length > 0 || pagesLost > 0) terminal.err(sentence('salvaged.lost', { n: lostKeys.length, pages: pagesLost }))
  terminal.err(sentence('salvaged.original', { original }))
}
