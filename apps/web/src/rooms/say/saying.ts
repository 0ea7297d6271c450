/** From a typed line to wishes: the rooms guess what is meant, and nothing is said before somebody has agreed. */
import { type Guess, readLine, type Wish } from '@commune/commune'

/** What a line can become. A wish to do something together is kept as an idea until there are gatherings. */
export type SaidKind = 'need' | 'offer' | 'stock' | 'idea'

const kinds: readonly SaidKind[] = ['need', 'offer', 'stock', 'idea']

export interface Reading {
  readonly line: string
  readonly kind: SaidKind
  readonly guess: Guess
  /** What else the same line could be. */
  readonly others: readonly SaidKind[]
}

export const readSaid = (line: string, nowMs: number, places: readonly string[], showTime: (ms: number) => string): Reading | undefined => {
  const guess = readLine(line, { nowMs, offsetMinutes: -new Date(nowMs).getTimezoneOffset(), places, showTime })
  if (!guess) return undefined
  const kind = guess.kind === 'wish' ? 'idea' : guess.kind
  return { line: line.trim(), guess, kind, others: kinds.filter((each) => each !== kind && (each !== 'stock' || guess.quantity !== undefined)) }
}

/** The wishes that say this reading as `kind`. */
export const wishesOf = ({ line, guess }: Reading, kind: SaidKind): readonly Wish[] => {
  if (kind === 'idea') return [{ wish: 'begin', title: line.slice(0, 200) }]
  const thing = guess.thing ?? line.replace(/[.!?]+$/, '').slice(0, 120)
  const { quantity, place, untilMs } = guess
  if (kind === 'stock') return quantity === undefined ? [] : [{ wish: 'stock', thing, quantity, ...(place !== undefined && { place }) }]
  return [{ wish: kind, thing, ...(quantity && { quantity }), ...(place !== undefined && { place }), ...(untilMs !== undefined && { untilMs }) }]
}
