/** Names that somebody may have meant who typed another: by how many letters differ. */

/** Longer ones are compared by their beginnings. */
const charsMax = 40

/** More are not looked at: whoever has so many picks from a list. */
const namesMax = 3_000

/** Of these names, up to `most` that are near what was typed, nearest first. */
export const nearby = (typed: string, names: readonly string[], most: number): readonly string[] => {
  const said = typed.toLowerCase().slice(0, charsMax)
  return names
    .slice(0, namesMax)
    .map((name) => ({ name, away: awayFrom(said, name.toLowerCase().slice(0, charsMax)) }))
    .filter(({ name, away }) => away <= Math.max(1, Math.min(said.length, name.length, charsMax) * 0.45))
    .toSorted((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name)
}

/** A name is also near when one of its words is, or begins so: “lights” is near “yard light”. */
const awayFrom = (said: string, name: string): number =>
  Math.min(
    steps(said, name),
    ...name.split(' ').map((word) => (word.length > 3 ? steps(said, word) + 0.5 : Number.POSITIVE_INFINITY))
  )

/** Letters put in, left out, exchanged, or swapped with the one beside (optimal string alignment). */
const steps = (a: string, b: string): number => {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
