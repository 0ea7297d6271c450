/** How words may be typed: with their accents or without, with umlauts or with the two letters that stand for one. */
import { lowered } from './recipe.ts'

const pairs: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
const bare = (text: string): string => text.normalize('NFD').replace(/\p{Mn}/gu, '').replaceAll('ß', 'ss')
const paired = (text: string): string => text.replace(/[äöüß]/g, (letter) => pairs[letter] ?? letter)

/** All spellings of a word or name that are understood, in small letters, the full one first. */
export const spellings = (said: string): readonly string[] => {
  const small = lowered(said.normalize('NFC'))
  // Nothing but plain letters is spelled in one way.
  if (/^[ -~]*$/.test(small)) return [small]
  return [...new Set([lowered(said), small, bare(small), bare(paired(small))])]
}

/** Whether somebody who typed this may have meant that word. */
export const isSpelled = (typed: string, word: string): boolean => spellings(word).includes(lowered(typed))
