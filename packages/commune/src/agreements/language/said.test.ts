import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { english } from '../../words/index.ts'
import { languages } from './languages/index.ts'
import { readSentence, writeSentence } from './sentence.ts'
import { houseIn } from './testing/house.ts'
import { writeText } from './text.ts'

const rest = '; otherwise rest; unsure rest'

for (const language of languages) {
  const lines = readFileSync(new URL(`./fixtures/said/${language.code}.txt`, import.meta.url), 'utf8').split('\n').filter(Boolean)
  const said = lines.map((line) => line.split('\t') as [string, string])
  const known = new Map<string, ReturnType<typeof readSentence>>()
  const [house, names] = [houseIn(language.code), houseIn('en')]

  test(`${language.name}: what people in a house type means what it says, or is refused at the word`, () => {
    for (const [sentence, expected] of said) {
      const read = readSentence(sentence, house, language)
      known.set(sentence, read)
      if (read.ok) expect(writeText(read.value, names).replace(rest, ''), sentence).toBe(expected)
      else {
        const [fault] = read.error
        const { from, length } = fault?.at ?? { from: 0, length: 0 }
        expect(`! ${fault?.message.key} ${sentence.slice(from, from + length)}`, sentence).toBe(expected)
      }
    }
  })

  const understood = said.filter(([, meant]) => !meant.startsWith('!'))
  for (let at = 0; at < understood.length; at += 50) {
    test(`${language.name}: what was understood is written as a sentence that means the same, from number ${at + 1} on`, () => {
      for (const [sentence, expected] of understood.slice(at, at + 50)) {
        const read = known.get(sentence) ?? readSentence(sentence, house, language)
        if (!read.ok) throw new Error(expected)
        const written = writeSentence(read.value, house, language)
        expect(readSentence(written, house, language), written).toEqual(read)
      }
    })
  }

  test(`${language.name}: wherever one stops, or types a word that fits nowhere, something is said of it, and no list in it is empty`, () => {
    fc.assert(
      fc.property(fc.constantFrom(...said), fc.nat(12), fc.boolean(), ([sentence], at, isOdd) => {
        const words = sentence.split(' ')
        const typed = isOdd ? words.toSpliced(at % words.length, 0, 'xylophon') : words.slice(0, at % words.length)
        const read = readSentence(typed.join(' '), house, language)
        if (read.ok) return
        for (const { message } of read.error) for (const value of Object.values(message.params ?? {})) expect(Array.isArray(value) ? value : [value], english.say(message)).not.toEqual([])
        expect(english.say(read.error[0]?.message ?? { key: '' })).not.toBe('')
      }),
      { numRuns: 100 }
    )
  })

  test(`${language.name}: of the first eighty sentences at least nine in ten are understood`, () => {
    const first = said.slice(0, 80).filter(([, meant]) => !meant.startsWith('!'))
    expect(first.length).toBeGreaterThanOrEqual(72)
  })

  test(`${language.name}: of the sentences of unlike people behind them at least nine in ten are understood`, () => {
    const behind = said.slice(-100)
    expect(behind.filter(([, meant]) => !meant.startsWith('!')).length).toBeGreaterThanOrEqual(90)
  })
}
