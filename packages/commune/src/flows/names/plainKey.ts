/**
 * The plain key of a name: equal for spellings that nobody would take for two things. Case, accents and how umlauts are written out,
 * hyphens and blanks, and the plurals of English, Spanish, French and German that can be told without knowing the language.
 *
 * What is folded here is one thing for everybody and nobody is asked, so it folds little: where an ending may part two things
 * (`tap` and `tape`, “Kuchen” and „Küche“, `pane` and `pan`) it stays, and a person says that two names are one.
 */
import { oneOf } from './plurals.ts'

const marks = /[\u0300-\u036f]/g
const letters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i']
])
const odd = /[ßæœøłđı]/g
/** Latin letters lose their marks; those of other scripts are letters of their own with them (й is no и). */
const latinMarked = /[\p{Script=Latin}][\u0300-\u036f]+/gu

/** One word in lower case without its marks. */
export const bareWord = (word: string): string =>
  /^[ -~]*$/.test(word)
    ? word
    : word
        .replace(odd, (letter) => letters.get(letter) ?? letter)
        .normalize('NFD')
        .replace(latinMarked, (letter) => letter.replace(marks, ''))
        .normalize('NFC')

const apostrophe = /['’`´]/g
const hyphen = /(?<=\p{L})[-‐‑](?=\p{L})/gu
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:[.,/](?=\p{N})[\p{L}\p{M}\p{N}]+)*/gu

/** The words of a name in lower case, with their marks; a number with its points is one word. */
export const wordsOfName = (name: string): string[] =>
  name.normalize('NFC').toLowerCase().replace(apostrophe, '').replace(hyphen, '').match(wordPattern) ?? []

/** One word in the singular where that can be told, without marks. */
export const plainWord = (word: string): string => {
  const seen = words.get(word)
  if (seen !== undefined) return seen
  const plain = readWord(word)
  if (word.length > wordCharsMax) return plain
  if (words.size >= wordsKept) words.clear()
  words.set(word, plain)
  return plain
}

/** Most words come again and again. */
const words = new Map<string, string>()
const wordsKept = 20_000
const wordCharsMax = 60

const readWord = (word: string): string => {
  const bare = bareWord(word)
  // No word of these languages is longer: what is, has no ending to look for.
  if (bare.length > wordCharsMax || !/^[a-z]+$/.test(bare)) return bare
  // With its marks “Küchen” are kitchens; without them it is a cake.
  return oneOf(bare, bare !== word)
}

/** The key of one name, never empty for a name that is not. */
export const plainKey = (name: string): string => {
  let key = ''
  for (const word of wordsOfName(name)) {
    const plain = plainWord(word)
    // “2 4 mm” is no “24 mm”.
    key += /\p{N}$/u.test(key) && /^\p{N}/u.test(plain) ? `_${plain}` : plain
  }
  return key === '' ? name.normalize('NFC').trim().toLowerCase() : key
}
