import { expect, test } from 'vitest'
import { english, german } from './languages/index.ts'
import { lexiconOf, type LexiconPoint } from './lexicon.ts'
import { clausesIn, readSentence } from './sentence.ts'

const contact = (thing: string, name = 'contact'): LexiconPoint => ({ id: `${thing}.0/c`, use: 'reading', thing, name, shape: { is: 'yes-no' }, about: 'door' })
const fan: LexiconPoint = { id: 'fan.0/on', use: 'act', thing: 'fan', name: 'on', shape: { is: 'yes-no' }, about: 'fan' }

const meant = (text: string, ...points: LexiconPoint[]): unknown => {
  const read = readSentence(text, lexiconOf([fan, ...points]), english)
  if (!read.ok) return read.error[0]?.message
  return read.value.while.is === 'compare' && read.value.while.of.point
}

test('a thing is meant by the first or the last word of its name or of what it tells, where it alone has it', () => {
  expect(meant('fan on when the door is open', contact('front door'))).toBe('front door.0/c')
  expect(meant('fan on when the front is open', contact('front door'))).toBe('front door.0/c')
  expect(meant('fan on when the door is open', contact('0x00158d', 'cellar door'))).toBe('0x00158d.0/c')
})

test('a word in the middle of a name, or a part of one, means nothing', () => {
  expect(meant('fan on when the door is open', contact('front door bell'))).toMatchObject({ key: expect.stringContaining('rules.unknown') })
  expect(meant('fan on when the oor is open', contact('front door'))).toMatchObject({ key: expect.stringContaining('rules.unknown') })
})

test('what bears the very name goes first, and of several all are named, even those that cannot tell it', () => {
  expect(meant('fan on when the door is open', contact('door'), contact('front door'))).toBe('door.0/c')
  const opener: LexiconPoint = { ...fan, id: 'garage.0/open', thing: 'garage door', about: 'door' }
  expect(meant('fan on when the door is open', opener, contact('front door'))).toMatchObject({
    key: 'rules.several',
    params: { word: 'door', names: ['the garage door', 'the front door'] }
  })
})

test('a compound is meant by what it ends with, and by nothing that only looks so', () => {
  const read = (text: string) => readSentence(text, lexiconOf([{ ...fan, thing: 'Lüfter' }, contact('Haustür'), contact('Notar')]), german)
  expect(read('Lüfter an, wenn die Tür offen ist')).toMatchObject({ ok: true, value: { while: { of: { point: 'Haustür.0/c' } } } })
  expect(read('Lüfter an, wenn Haus offen ist').ok).toBe(false)
})

test('a sentence with a short name has its clauses where they are', () => {
  const lexicon = lexiconOf([fan, contact('front door')])
  const text = 'The fan runs while the door is open'
  const read = readSentence(text, lexicon, english)
  const clauses = read.ok ? clausesIn(text, read.value, lexicon, english) : []
  expect(clauses.map(({ from, length }) => text.slice(from, from + length))).toEqual(['runs', 'the door is open'])
})

test('what is wrong with a sentence that short names make whole is told, and not that they are short', () => {
  expect(meant('tell us when the door is open', contact('front door'))).toMatchObject({ key: 'rules.no-teller' })
  expect(meant('heat while the door is open', contact('front door'))).toMatchObject({ key: 'rules.none-does', params: { word: 'heat' } })
})
