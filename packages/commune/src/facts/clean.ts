/**
 * What a person typed into a field, made fit to be said: trimmed, in one Unicode form (NFC), within its length, or the
 * reason why not. Statements that a wish makes are well formed because everything passes here first.
 */
import { type IdText, no, ok, type Result } from '@commune/protocol'
import { formMessage, type Message } from '../words/index.ts'
import { isIdText, timeMsEnd, wrongInLine, wrongInProse } from './shapes.ts'

export type FieldName =
  | 'thing'
  | 'place'
  | 'note'
  | 'name'
  | 'kind'
  | 'about'
  | 'skills'
  | 'from'
  | 'title'
  | 'text'
  | 'tags'
  | 'key'
  | 'secret'
  | 'chunks'
  | 'media'
  | 'batch'
  | 'why'

const label = (field: FieldName): Message => formMessage(`form.field.${field}`)

/** One line: inner runs of white space become one space. */
export const cleanLine = (field: FieldName, text: string, charsMax: number): Result<string, Message> => {
  // A huge paste is refused before anything else looks at it.
  if (text.length > charsMax * 4 + 1_000) return no(formMessage('form.long', { field: label(field), most: charsMax }))
  return judged(field, text.normalize('NFC').replace(/\s+/gu, ' ').trim(), charsMax, wrongInLine)
}

/** Several lines: line ends become `\n`. */
export const cleanProse = (field: FieldName, text: string, charsMax: number): Result<string, Message> => {
  if (text.length > charsMax * 4 + 1_000) return no(formMessage('form.long', { field: label(field), most: charsMax }))
  return judged(field, text.normalize('NFC').replace(/\r\n?/g, '\n').trim(), charsMax, wrongInProse)
}

/** A time that is still to come. */
export const cleanTime = (timeMs: number, nowMs: number): Result<number, Message> => {
  const whole = Math.round(timeMs)
  if (!Number.isFinite(whole) || whole < 0 || whole >= timeMsEnd) return no(formMessage('form.time'))
  return whole <= nowMs ? no(formMessage('form.past')) : ok(whole)
}

export const cleanId = (id: string): Result<IdText, Message> =>
  isIdText(id) ? ok(id) : no(formMessage('form.id', { id: id.slice(0, 60) }))

function judged(
  field: FieldName,
  text: string,
  charsMax: number,
  judge: (text: string, charsMax: number) => 'empty' | 'long' | 'unreadable' | undefined
): Result<string, Message> {
  const wrong = judge(text, charsMax)
  if (wrong === undefined) return ok(text)
  if (wrong === 'long') return no(formMessage('form.long', { field: label(field), most: charsMax }))
  return no(
    wrong === 'empty'
      ? formMessage('form.empty', { field: label(field) })
      : formMessage('form.unreadable', { field: label(field) })
  )
}
