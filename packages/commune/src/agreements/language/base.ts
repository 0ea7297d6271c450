/**
 * What all faces are written in: names, quotes, numbers, units, times. Each language and the text face take it over and add their own
 * (grammars of Ohm, which inherit). Rules with a capital pass over white space between their parts, as Ohm has it.
 *
 * A description in brackets that begins with `@` stands for something to fill in; a word's description is the word. Rules that are
 * `nothing` are what a language, or the names in a text, put in their place.
 */
import { grammar, type Grammar } from 'ohm-js'

const source = String.raw`
Face {
  Rule = nothing
  nothing = "\u{ffff}"
  space += "\u{a0}" | "\u{202f}" | "\u{2009}"
  tail = "a".."z" | "0".."9" | letter | digit
  number (@number) = ("-" | "−")? digit+ (("." | ",") digit+)*
  unit (@unit) = nothing
  Amount = AmountPlain | AmountSaid | AmountShare
  AmountPlain = number ~oclock Unit? Full?
  AmountSaid = numeral Unit Full?
  AmountShare = ~span share
  share (@number) = nothing
  Full = nothing
  oclock = space* (":" | "o'clock" | "o’clock" | "uhr")
  Unit = unit | quoted
  Duration = DurationPart+
  DurationPart = span | SpanSaid
  SpanSaid = SpanCount time
  SpanCount = number | numeral
  span (@number) = nothing
  numeral (@number) = nothing
  hour (@hour) = digit+ ((":" | ".") digit+)? ~tail ~(space* ("%" | unit))
  time (@time) = ("d" | "h" | "min" | "ms" | "s") ~tail
  quoted = quotedHigh | quotedLow | quotedStraight | quotedPointed
  quotedHigh = "“" ("””" | ~"”" any)* "”"
  quotedLow = "„" ("““" | "””" | ~("“" | "”") any)* ("“" | "”")
  quotedStraight = "\"" ("\"\"" | ~"\"" any)* "\""
  quotedPointed = "«" ("»»" | ~"»" any)* "»"
  Tag = "#" (tagged | quoted)
  tagged (@tag) = (letter | digit | "-" | "_")+
  actThing (@act) = nothing
  readingThing (@reading) = nothing
  pulseThing (@pulse) = nothing
  actPoint (@point) = nothing
  readingPoint (@point) = nothing
  pulsePoint (@point) = nothing
  word (@words) = nothing
  Words = quoted | word
}`

let made: Grammar | undefined
export const faceGrammar = (): Grammar => (made ??= grammar(source))

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
