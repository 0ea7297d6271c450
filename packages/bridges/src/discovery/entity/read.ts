/** What the text of a message says: numbers, yes or no, words. `None` is Home Assistant's word for not knowing. */
import type { Shape } from '@commune/commune'
import { discoveryLimits } from '../limits.ts'
import type { Read } from './maker.ts'

export const isNone = (text: string): boolean => text === 'None'
const unknownWords = new Set(['none', 'unknown', 'unavailable', 'nan', 'null', '--'])

export function readNumber(text: string): Read {
  const said = text.trim()
  if (said === '') return 'nothing'
  if (unknownWords.has(said.toLowerCase())) return 'unknown'
  const n = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(said) ? Number(said) : Number.NaN
  return Number.isFinite(n) ? { value: n } : 'odd'
}

export const readYesNo =
  (yes: string | undefined, no: string | undefined) =>
  (text: string): Read => {
    if (text === yes) return { value: true }
    if (text === no) return { value: false }
    if (isNone(text)) return 'unknown'
    return text === '' ? 'nothing' : 'odd'
  }

export const readWord =
  (words: readonly string[]) =>
  (text: string): Read => {
    if (words.includes(text)) return { value: text }
    if (isNone(text)) return 'unknown'
    return text === '' ? 'nothing' : 'odd'
  }

/** Words by what stands for each in a message. */
export const readWordOf =
  (payloads: ReadonlyMap<string, string>) =>
  (text: string): Read => {
    const word = payloads.get(text)
    if (word !== undefined) return { value: word }
    if (isNone(text)) return 'unknown'
    return text === '' ? 'nothing' : 'odd'
  }

/** A few words can be picked from; too many of them are a text. */
export const wordsShape = (of: readonly string[]): Shape =>
  of.length > 0 && of.length <= discoveryLimits.wordsMax
    ? { is: 'words', of }
    : { is: 'text', charsMax: discoveryLimits.nameCharsMax }

export const readText =
  (charsMax: number = discoveryLimits.textCharsMax) =>
  (text: string): Read => {
    if (isNone(text)) return 'unknown'
    return { value: text.slice(0, charsMax) }
  }
