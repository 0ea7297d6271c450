/**
 * Short names: “the door” where one thing alone is called “front door”. A word stands for a thing whose name, or the name of one of its
 * points, begins or ends with it (in German with the last part of a compound), and never for what has it in the middle. It is understood
 * only where a text is not understood without, only where nothing bears it as its name, and refused where several things have it.
 */
import type { Language } from './language.ts'
import { fold, type Lexicon, type LexiconPoint, type PointUse } from './lexicon.ts'
import { spellings } from './spelling.ts'

const lettersMin = 3
const uses: readonly PointUse[] = ['act', 'reading', 'pulse']
const known = new WeakMap<Lexicon, Map<Language, ReadonlyMap<string, readonly LexiconPoint[]>>>()

/** The lexicon with the short names that occur in this text; undefined where none does. */
export const withShorts = (text: string, lexicon: Lexicon, language: Language): Lexicon | undefined => {
  const small = text.toLowerCase()
  const found = new Map<string, readonly LexiconPoint[]>()
  for (const [word, points] of shortsOf(lexicon, language)) if (small.includes(word)) found.set(word, points)
  if (found.size === 0) return undefined
  const of = (use: PointUse, word: string): readonly LexiconPoint[] => (found.get(fold(word)) ?? []).filter((point) => point.use === use)
  const isNoun = (word: string): boolean => wordsIn(Object.values(language.nouns).map(({ nouns }) => nouns)).has(word)
  const own = vocabularyOf(language)
  const names = (use: PointUse): readonly string[] => [...found.keys()].filter((word) => !own.has(word) || (use === 'act' && isNoun(word)))
  return {
    ...lexicon,
    things: (use) => [...lexicon.things(use), ...names(use)],
    named: (use, thing) => {
      const full = lexicon.named(use, thing)
      return full.length > 0 ? full : of(use, thing)
    },
    // One point of each thing, whatever it is used for: who says “the door” may mean the one that tells nothing.
    short: (word) => [...new Map((found.get(fold(word)) ?? []).map((point) => [thingOf(point), point])).values()]
  }
}

/** By word, with each way to spell it: what may be meant. */
function shortsOf(lexicon: Lexicon, language: Language): ReadonlyMap<string, readonly LexiconPoint[]> {
  const byLanguage = known.get(lexicon) ?? new Map<Language, ReadonlyMap<string, readonly LexiconPoint[]>>()
  known.set(lexicon, byLanguage)
  const made = byLanguage.get(language)
  if (made) return made
  const all = new Map<string, LexiconPoint[]>()
  for (const point of lexicon.points) {
    const words = new Set([...shortsIn(point.thing, language), ...shortsIn(point.name, language)].flatMap(spellings))
    for (const word of words) {
      const group = all.get(word)
      if (group) group.push(point)
      else all.set(word, [point])
    }
  }
  for (const word of all.keys()) if (uses.some((use) => lexicon.named(use, word).length > 0)) all.delete(word)
  byLanguage.set(language, all)
  return all
}

/** The first and the last word of a name, and what a compound ends with. */
function shortsIn(name: string, { heads }: Language): readonly string[] {
  const words = fold(name).split(' ')
  const ends = [words[0] ?? '', words.at(-1) ?? '']
  const parts = heads.filter((head) => ends.some((word) => word.length > head.length && word.endsWith(head)))
  return [...ends, ...parts].filter((word) => word.length >= lettersMin && /^[\p{L}-]+$/u.test(word))
}

const thingOf = ({ id }: LexiconPoint): string => id.split('/')[0] ?? id

const vocabularies = new WeakMap<Language, ReadonlySet<string>>()

/** All words that a language itself is made of: “on” and “open” are not heard as names. */
function vocabularyOf(language: Language): ReadonlySet<string> {
  const made = vocabularies.get(language) ?? wordsIn({ ...language, nouns: [], templates: [], units: [], heads: [] })
  vocabularies.set(language, made)
  return made
}

function wordsIn(at: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  const look = (one: unknown): void => {
    if (typeof one === 'string') for (const word of one.toLowerCase().split(/[\s|_?,]+/u).filter(Boolean)) found.add(word)
    else if (typeof one === 'object' && one !== null) for (const [key, inner] of Object.entries(one)) if (key !== 'about') look(inner)
  }
  look(at)
  return found
}
