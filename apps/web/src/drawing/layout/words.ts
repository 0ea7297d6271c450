/**
 * How wide words are, estimated without a page, and how they break into lines.
 *
 * Labels must not overlap, and the layout is pure, so widths come from a table of letter classes, rounded up. Measured
 * against the two faces: never less than the true width for the Latin text tried, and an eighth more on average.
 */

/** A line of a label: its face decides size and weight. */
export type WordFace = 'placeName' | 'wareName' | 'kind' | 'state' | 'smallName'

type Face = { readonly size: number; readonly lineHeight: number; readonly widen: number }

/** px at 16 to the rem; `widen` is for weight and face. */
export const faces: Readonly<Record<WordFace, Face>> = {
  placeName: { size: 20, lineHeight: 23, widen: 1.1 },
  smallName: { size: 18, lineHeight: 20, widen: 1.1 },
  wareName: { size: 15, lineHeight: 17, widen: 1.06 },
  state: { size: 15, lineHeight: 18, widen: 1.05 },
  kind: { size: 14, lineHeight: 16, widen: 1 }
}

const classes: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;'’!|]/u, 0.3], [/[frt()[\]\-"“” ]/u, 0.4], [/[mw]/u, 0.86], [/[MW@%…—]/u, 0.98],
  [/[A-Z]/u, 0.69], [/[a-z0-9]/u, 0.575], [/\p{Lu}/u, 0.74], [
    /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Extended_Pictographic}/u, 1.08
  ],
  [/\p{M}/u, 0]
]

const letterEm = (letter: string): number => classes.find(([pattern]) => pattern.test(letter))?.[1] ?? 0.66

/** Width in px. */
export const widthOfWords = (text: string, face: WordFace): number => {
  const { size, widen } = faces[face]
  let em = 0
  for (const letter of text) em += letterEm(letter)
  return Math.ceil(em * size * widen)
}

/** Cuts a text so that it fits, with an ellipsis. */
const cut = (text: string, face: WordFace, maxPx: number): string => {
  if (widthOfWords(text, face) <= maxPx) return text
  const letters = [...text]
  while (letters.length > 1 && widthOfWords(letters.join('') + '…', face) > maxPx) letters.pop()
  return letters.join('').trimEnd() + '…'
}

/** Breaks a text into as many lines as it needs, within a word where it is longer than a line: nothing is left out. */
export const brokenLetters = (text: string, face: WordFace, maxPx: number): string[] => {
  const pieces = text.trim().split(/\s+/u).flatMap((word) => {
    const parts: string[] = ['']
    for (const letter of word) {
      if (parts.at(-1) !== '' && widthOfWords(parts.at(-1)! + letter, face) > maxPx) parts.push(letter)
      else parts[parts.length - 1] += letter
    }
    return parts
  })
  return brokenWords(pieces.join(' '), face, maxPx, pieces.length)
}

/** Breaks a text into at most `linesMax` lines no wider than `maxPx`; what does not fit ends in an ellipsis. */
export const brokenWords = (text: string, face: WordFace, maxPx: number, linesMax = 2): string[] => {
  const words = text.trim().replaceAll(/\s+/gu, ' ').slice(0, 200).split(' ')
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`
    // The last line takes all the rest and is cut below.
    if (line === '' || lines.length + 1 === linesMax || widthOfWords(longer, face) <= maxPx) {
      line = longer
    } else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line].map(each => cut(each, face, maxPx))
}

/** On a strip a name stands whole in one line, else whole in two, and is cut only where neither is so. */
export const stripLines = (text: string, face: WordFace, maxPx: number): readonly (readonly string[])[] => {
  const ways = [brokenWords(text, face, maxPx * 1.4, 1), brokenWords(text, face, maxPx * 1.2, 2), brokenWords(text, face, maxPx, 1)]
  const isCut = (lines: readonly string[]): boolean => lines.some(line => line.endsWith('…'))
  const whole = ways.filter(lines => !isCut(lines))
  return whole.length > 0 ? whole : [ways.at(-1)!]
}
