/**
 * Finds a word from a table in what people wrote, in whatever form of it: "loaves" by "loaf" has an entry of its own,
 * "potatoes" is found by "potato", "Gartenbeet" by "garten". Nothing depends on it but which drawing is shown.
 */

/** Texts whose name is remembered: rows that scroll by come back, and the table is long. */
const knownMax = 4_000

const wordsOf = (text: string): string[] => text.toLowerCase().normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []

/** Words shorter than this must match whole, or "pan" would be found in "panel". */
const wholeBelow = 4

/** How well a stem fits a word: the whole word, its beginning, its end (as in German compounds), or not at all. */
const fit = (stem: string, word: string): number => {
  if (word === stem) return 4
  if (stem.length < wholeBelow) return word === stem + 's' ? 3 : 0
  if (word.startsWith(stem)) return word.length - stem.length <= 3 ? 3 : 2
  return word.length > stem.length && word.endsWith(stem) ? 1 : 0
}

/**
 * Makes a finder from rows of a name and its stems, split by spaces. The best fit wins; of equal fits the earlier word of
 * the text, then the earlier row.
 */
export const stemmed = <Name extends string>(rows: readonly (readonly [Name, string])[]): (text: string) => Name | undefined => {
  const table = rows.map(([name, stems]) => [name, stems.split(' ')] as const)
  const known = new Map<string, Name | undefined>()
  const find = (text: string): Name | undefined => {
    let best: { name: Name; score: number } | undefined
    for (const word of wordsOf(text).slice(0, 40)) {
      for (const [name, stems] of table) {
        for (const stem of stems) {
          const score = fit(stem, word)
          if (score > (best?.score ?? 0)) best = { name, score }
        }
      }
    }
    return best?.name
  }
  return text => {
    if (known.has(text)) return known.get(text)
    if (known.size >= knownMax) known.clear()
    const found = find(text)
    known.set(text, found)
    return found
  }
}
