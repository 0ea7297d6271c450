/** What is typed behind a command, as a wish: read as a whole line, with options for what the line leaves out. */
import { type Guess, type IntentWish, type LineScene, type Quantity, readLine, type StockWish } from '@commune/commune'
import { cliMessage } from '../words/index.ts'
import { Stop } from './stop.ts'
import { dayWords, offsetMinutes, readUntil } from './when.ts'

export interface FlowOptions {
  readonly quantity?: string
  readonly place?: string
  readonly until?: string
  readonly note?: string
}

/** Longer than anything one says in a line, and shorter than anything that hurts to read. */
const lineCharsMax = 500

export const sceneAt = (nowMs: number, places: readonly string[] = []): LineScene => ({
  nowMs,
  offsetMinutes: offsetMinutes(nowMs),
  places,
  showTime: (timeMs) => dayWords(timeMs, nowMs)
})

/** “3 loaves of bread for the kitchen by friday” after `commune need`. */
export const intentOf = (kind: 'need' | 'offer', line: string, options: FlowOptions, scene: LineScene): IntentWish => {
  const guess = guessOf(kind, line, options.quantity, scene)
  const { quantity, place, until, note } = options
  const untilMs = until === undefined ? guess.untilMs : readUntil(until, scene.nowMs)
  return {
    wish: kind,
    thing: guess.thing ?? line,
    ...(quantity !== undefined ? { quantity } : guess.quantity && { quantity: guess.quantity }),
    ...(place !== undefined ? { place } : guess.place !== undefined && { place: guess.place }),
    ...(untilMs !== undefined && { untilMs }),
    ...(note !== undefined && { note }),
    ...guess.more
  }
}

/** “12 jars of honey in the cellar” after `commune stock`. */
export const stockOf = (line: string, options: FlowOptions, scene: LineScene): StockWish => {
  const guess = guessOf('stock', line, options.quantity, scene)
  const { quantity, place, until, note } = options
  const amount = quantity ?? guess.quantity
  const untilMs = until === undefined ? guess.untilMs : readUntil(until, scene.nowMs)
  if (amount === undefined) throw new Stop(cliMessage('stock.how-much'))
  return {
    wish: 'stock',
    thing: guess.thing ?? line,
    quantity: amount,
    ...(place !== undefined ? { place } : guess.place !== undefined && { place: guess.place }),
    ...(untilMs !== undefined && { keepsUntilMs: untilMs }),
    ...(note !== undefined && { note })
  }
}

/** What the line says of a thing; nothing when it cannot be taken apart, so that it is the thing as a whole. */
function guessOf(kind: 'need' | 'offer' | 'stock', line: string, given: string | undefined, scene: LineScene): Partial<Guess> {
  if (line.length > lineCharsMax) throw new Stop(cliMessage('cli.line-long', { most: lineCharsMax }))
  const guess = readLine(kind === 'stock' ? `in stock: ${line}` : `${kind} ${line}`, scene)
  // A line that is an amount alone names no thing, whatever stands beside it.
  if (guess?.trouble && (given === undefined || guess.trouble.key === 'quantity.alone')) throw new Stop(guess.trouble)
  if (given !== undefined && guess?.quantity && !isOne(guess.quantity)) throw new Stop(cliMessage('flow.amount-twice', { given: given.slice(0, 60) }))
  return guess?.kind === kind && !guess.trouble ? guess : {}
}

/** “a ladder” beside `--quantity 2` contradicts nothing. */
const isOne = ({ n, d, unit }: Quantity): boolean => n === d && unit.startsWith('{')
