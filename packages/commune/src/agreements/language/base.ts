/**
 * What all faces are written in: names, quotes, numbers, units, times. Each language and the text face take it over and add their own
 * (grammars of Ohm, which inherit). Rules with a capital pass over white space between their parts, as Ohm has it.
 *
 * A description in brackets that begins with `@` stands for something to fill in; a word's description is the word.
 */
/** No name can hold it, so nothing ever matches. */
export const never: string = String.raw`"\u{ffff}"`

/** A text as a terminal of Ohm, in any case of letters. */
export const terminal = (text: string): string => `caseInsensitive<"${escaped(text)}">`

/** Only letters, digits and spaces stand for themselves. */
export const escaped = (text: string): string =>
  [...text].map((char) => (/[A-Za-z0-9 ]/.test(char) ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)).join('')

export const longestFirst = (a: string, b: string): number => b.length - a.length || (a < b ? -1 : 1)

/** Names as alternatives, the longest first; what they mean is looked up from the text that matched. */
export const oneOf = (names: Iterable<string>): string =>
  [...new Set([...names].map((name) => name.toLowerCase()))]
    .toSorted(longestFirst)
    .map((name) => `${terminal(name)} ~tail`)
    .join(' | ')

/** `Rule` is the start; a face defines it. */
export const baseSource = (timeNames: readonly string[]): string => String.raw`
Face {
  Rule = ${never}
  space += "\u{a0}" | "\u{202f}" | "\u{2009}"
  tail = letter | digit
  number (@number) = ("-" | "−")? digit+ (("." | ",") digit+)*
  unit (@unit) = ${never}
  Amount = number Unit?
  Unit = unit | quoted
  Duration = DurationPart+
  DurationPart = number time
  time (@time) = ${oneOf(['d', 'h', 'min', 's', 'ms', ...timeNames])}
  quoted = quotedHigh | quotedLow | quotedStraight | quotedPointed
  quotedHigh = "“" ("””" | ~"”" any)* "”"
  quotedLow = "„" ("““" | "””" | ~("“" | "”") any)* ("“" | "”")
  quotedStraight = "\"" ("\"\"" | ~"\"" any)* "\""
  quotedPointed = "«" ("»»" | ~"»" any)* "»"
  Tag = "#" (tagged | quoted)
  tagged (@tag) = (letter | digit | "-" | "_")+
  actThing (@act) = ${never}
  readingThing (@reading) = ${never}
  pulseThing (@pulse) = ${never}
  actPoint (@point) = ${never}
  readingPoint (@point) = ${never}
  pulsePoint (@point) = ${never}
  word (@words) = ${never}
}`

/** What stands between quotes; the mark that ends them stands for itself when it is doubled. */
export const unquoted = (text: string): string => {
  const inner = text.slice(1, -1)
  if (text.startsWith('„')) return inner.replaceAll('““', '“').replaceAll('””', '”')
  const close = text.slice(-1)
  return inner.replaceAll(close + close, close)
}

export const quote = (text: string, [open, close]: readonly [string, string]): string => {
  const inner = open === '„' ? text.replaceAll('“', '““').replaceAll('”', '””') : text.replaceAll(close, close + close)
  return open + inner + close
}
