/** The languages that rules can be written in. Another is one file more, and a line here. */
import type { Language } from '../language.ts'
import { english } from './english.ts'
import { german } from './german.ts'
import { spanish } from './spanish.ts'

export { english, german, spanish }

export const languages: readonly Language[] = [english, spanish, german]

/** The language of a BCP 47 tag, or English. */
export const languageOf = (tag: string): Language => {
  const [code = ''] = tag.toLowerCase().split('-')
  return languages.find((one) => one.code === code) ?? english
}
