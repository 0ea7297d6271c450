/**
 * The subject of a sentence stands out. Because it comes into the sentence as words of somebody, it is marked by two letters
 * that no text may hold (both are private to this app and are taken out of what others say), not by markup.
 */
const begin = '\ue000'
const end = '\ue001'
const marks = /[\ue000\ue001]/g

/** Marks words that come into a sentence as its subject. */
export const strong = (words: string): string => `${begin}${plainOf(words)}${end}`

/** A sentence without its marks: for names and announcements. */
export const plainOf = (sentence: string): string => sentence.replace(marks, '')

/** A sentence in parts, in order. */
export const partsOf = (sentence: string): readonly { readonly words: string; readonly strong: boolean }[] =>
  sentence
    .split(/(\ue000[^\ue001]*\ue001)/)
    .filter((part) => part !== '')
    .map((part) => ({ words: plainOf(part), strong: part.startsWith(begin) }))
