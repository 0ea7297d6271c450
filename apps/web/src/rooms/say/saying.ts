/** From a typed line to wishes: the rooms guess what is meant, and nothing is said before somebody has agreed. */
import { type Guess, readLine, type Spoken, type Wish } from '@commune/commune'

/** What a line can become. A wish to do something together is kept as an idea until there are gatherings. */
export type SaidKind = 'need' | 'offer' | 'stock' | 'idea'

const kinds: readonly SaidKind[] = ['need', 'offer', 'stock', 'idea']

export interface Reading {
  readonly line: string
  readonly kind: SaidKind
  readonly guess: Guess
  /** What else the same line could be. */
  readonly others: readonly SaidKind[]
  /** It says that something is done while something is so: perhaps an agreement is meant. */
  readonly isRule: boolean
  /** What it tells of something here that was written down by hand, the likeliest first. */
  readonly sensed: readonly Spoken[]
}


const whiles = /\s(while|as long as|whenever|solange|wenn|mientras|cuando)\s/i

export const readSaid = (line: string, nowMs: number, places: readonly string[], showTime: (ms: number) => string, sensed: readonly Spoken[] = []): Reading | undefined => {
  const guess = readLine(line, { nowMs, offsetMinutes: -new Date(nowMs).getTimezoneOffset(), places, showTime })
  if (!guess) return undefined
  const kind = guess.kind === 'wish' ? 'idea' : guess.kind
  return { line: line.trim(), guess, kind, isRule: whiles.test(line), sensed, others: kinds.filter((each) => each !== kind && (each !== 'stock' || guess.quantity !== undefined)) }
}

/** The most that a name holds; a line that is longer goes along whole, as the words of the page or beside the thing. */
const titleCharsMax = 200
const thingCharsMax = 120

/** The wishes that say this reading as `kind`. Nothing of the line is left out. */
export const wishesOf = ({ line, guess }: Reading, kind: SaidKind): readonly Wish[] => {
  if (kind === 'idea') return [line.length > titleCharsMax ? { wish: 'begin', title: shortened(line, thingCharsMax), text: line } : { wish: 'begin', title: line }]
  const whole = guess.thing ?? line.replace(/[.!?]+$/, '')
  const isLong = whole.length > thingCharsMax
  const { quantity, place, untilMs, more } = guess
  const what = { thing: isLong ? shortened(whole, thingCharsMax) : whole, ...(isLong && { note: line }), ...(place !== undefined && { place }) }
  if (kind === 'stock') return quantity === undefined ? [] : [{ wish: 'stock', ...what, quantity, ...(untilMs !== undefined && { keepsUntilMs: untilMs }) }]
  return [{ wish: kind, ...what, ...(quantity && { quantity }), ...(untilMs !== undefined && { untilMs }), ...more }]
}

/** The first words that fit, with an ellipsis; of one long word its beginning, and never half a letter. */
const shortened = (words: string, charsMax: number): string => {
  const begin = words.slice(0, charsMax - 1).replace(/[\uD800-\uDBFF]$/, '')
  const space = begin.lastIndexOf(' ')
  return `${(space > charsMax / 2 ? begin.slice(0, space) : begin).trimEnd()}…`
}
