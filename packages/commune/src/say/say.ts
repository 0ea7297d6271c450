/**
 * Reads one typed line and guesses what is meant: a need, an offer, something in stock, a wish for a gathering, an idea.
 * It only guesses. The guess comes with its reading in words, to be confirmed by whoever typed it; nothing is said by it.
 *
 * The rules are few and in order; the first that fits decides. What none fits is an idea, because an idea asks nothing of
 * anybody.
 */
import { type Quantity, shown } from '../quantity/index.ts'
import { type Message, sayMessage } from '../words/index.ts'
import { type More, whatWords } from '../flows/index.ts'
import { readWhen } from './calendar.ts'
import { leastOf, moreWords, orOf, type ReadMore, readMore } from './more.ts'
import { type GuessKind, type Rule, rules } from './rules.ts'
import { amountFirst, readThing, startsWithAmount, type Thing } from './thing.ts'

export interface Guess {
  readonly kind: GuessKind
  /** How it reads, to be confirmed: “A need: 3 loaves of bread, until Friday.” */
  readonly reading: Message
  /** Of a need, an offer or stock. */
  readonly thing?: string
  readonly quantity?: Quantity
  readonly place?: string
  /** Until when it is needed or given; of stock, until when it keeps. */
  readonly untilMs?: number
  /** Of a need or an offer: how urgent, the least of use, what would do instead, how often again, for whom. */
  readonly more?: More
  /** Why its amount cannot be taken; the thing then has the words as they were typed. */
  readonly trouble?: Message
  /** Of a wish or an idea: the line as it was typed. */
  readonly text?: string
  /** How plainly the line says it. */
  readonly sure: 'plain' | 'likely' | 'open'
}

export interface LineScene {
  readonly nowMs: number
  /** Minutes east of Greenwich at the place. */
  readonly offsetMinutes?: number
  /** Places that are named in this world, so that they are known without “in” or “at”. */
  readonly places?: readonly string[]
  /** Puts a time in words: “Friday”. Without it the ISO day is shown. */
  readonly showTime?: (timeMs: number) => string
}

const lineCharsMax = 500

const ownHave = /^(?:i|we)(?:'ve| have)(?: got)?\s+/i
const polite = /(?:^please\s+|,?\s*please[.!]?$|,?\s*(?:thanks|thank you)[.!]?$)/gi

/** What the line may mean, or undefined when there is nothing in it (or far more than a line). */
export const readLine = (typed: string, scene: LineScene): Guess | undefined => {
  const line = typed.normalize('NFC').replace(/[’`]/g, "'").replace(/\s+/g, ' ').trim()
  if (line === '' || line.length > lineCharsMax) return undefined
  for (const withLeast of [true, false]) {
    const besides = readMore(line, withLeast)
    // Most lines say nothing besides.
    if (besides.rest === line) break
    const read = besides.rest === '' ? undefined : readPlain(besides.rest, scene, besides)
    // What is no amount of the thing is part of its name: “a ladder, at least 2 m”.
    if ((read?.kind === 'need' || read?.kind === 'offer') && !read.trouble && (besides.least === undefined || read.more?.least)) return read
  }
  return readPlain(line, scene, nothingBesides)
}

const nothingBesides: ReadMore = { rest: '', more: {} }

function readPlain(line: string, scene: LineScene, besides?: ReadMore): Guess {
  const when = readWhen(line, scene.nowMs, scene.offsetMinutes)
  const body = (when ? `${line.slice(0, when.from).trimEnd()} ${line.slice(when.to).trimStart()}` : line)
    .replace(polite, '')
    .replace(/\s+/g, ' ')
    .trim()
  const rule = rules.find(({ pattern }) => pattern.test(body))
  if (rule?.kind === 'idea') return idea(line, rule.sure)
  if (rule?.kind === 'wish')
    return {
      kind: 'wish',
      text: line,
      sure: rule.sure,
      ...(when && { untilMs: when.untilMs }),
      reading: sayMessage('say.wish', { text: line })
    }
  if (!rule) {
    // No verb at all: an amount that stands somewhere is stock, anything else is an idea.
    const turned = amountFirst(body, scene.places)
    const here = readThing(turned, scene.places)
    const isStock = here?.quantity !== undefined && here.place !== undefined && startsWithAmount(turned) && !body.endsWith('?')
    return isStock && here ? guess('stock', here, when?.untilMs, 'likely', scene) : idea(line, 'open')
  }
  const thing = readThing(restOf(body, rule), scene.places)
  if (!thing || (body.endsWith('?') && rule.rest === undefined)) return idea(line, 'open')
  return guess(rule.kind, thing, when?.untilMs, rule.sure, scene, besides)
}

function restOf(body: string, { pattern, rest }: Rule): string {
  const found = pattern.exec(body) as RegExpExecArray
  if (rest === 'after') return body.slice(found.index + found[0].length)
  if (rest === 'before') return body.slice(0, found.index).replace(ownHave, '')
  return found[1] ?? ''
}

const idea = (line: string, sure: Guess['sure']): Guess => ({
  kind: 'idea',
  text: line,
  sure,
  reading: sayMessage('say.idea', { text: line })
})

function guess(
  kind: 'need' | 'offer' | 'stock',
  { thing: named, quantity, place, trouble }: Thing,
  untilMs: number | undefined,
  sure: Guess['sure'],
  scene: LineScene,
  besides?: ReadMore
): Guess {
  const or = besides && !trouble ? orOf(named) : undefined
  const thing = or?.thing ?? named
  const least = besides?.least === undefined ? undefined : leastOf(besides.least, quantity)
  const more: More = { ...besides?.more, ...(or && { instead: or.instead }), ...(least && { least }) }
  const what =
    kind === 'stock' && quantity ? sayMessage('say.stock-what', { thing, quantity: shown(quantity) }) : whatWords(thing, quantity)
  const where = place === undefined ? sayMessage('say.nothing') : sayMessage('say.where', { place })
  const when =
    untilMs === undefined
      ? sayMessage('say.nothing')
      : sayMessage('say.when', { when: scene.showTime ? scene.showTime(untilMs) : isoDay(untilMs, scene.offsetMinutes ?? 0) })
  return {
    kind,
    thing,
    ...(quantity && { quantity }),
    ...(place !== undefined && { place }),
    ...(untilMs !== undefined && { untilMs }),
    sure,
    ...(trouble && { trouble }),
    ...(Object.keys(more).length > 0 && { more }),
    reading: sayMessage(`say.${kind}`, { what, where, when, more: moreWords(more) })
  }
}

const isoDay = (timeMs: number, offsetMinutes: number): string => {
  const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC' })
  // The end of a day is the first moment of the next.
  return formatter.format(timeMs + offsetMinutes * 60_000 - 1)
}
