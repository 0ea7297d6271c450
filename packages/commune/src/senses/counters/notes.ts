/** What was odd about a counter, in words. */
import { type Message, sensesMessage } from '../../words/index.ts'
import type { CounterNote } from './counter.ts'

export const counterNoteWords = ({ is, from, to }: CounterNote, unit?: string): Message => {
  const amount = (value: number): string => `${Number(value.toPrecision(9))}${unit === undefined ? '' : ` ${unit}`}`
  return sensesMessage(`senses.counter-${is}`, { from: amount(from), to: amount(to) })
}
