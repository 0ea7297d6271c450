/**
 * What a name may mean, in parts: things of the tree that its words name, what they are like, and words that nobody here knows,
 * as stems. „Getrocknete Tomaten“ and `dried tomatoes` have the same parts; a German compound is parted where both halves are known
 * („Apfelessig“).
 */
import { bareWord, plainKey, plainWord, wordsOfName } from '../names/index.ts'
import { modifiers, smallWords } from './modifiers.ts'
import { type Tree, wordsKey } from './tree.ts'

/** One part: what it may be, and how much it counts. */
export interface Part {
  readonly tokens: readonly string[]
  readonly weight: number
  readonly word: string
}

export interface Meaning {
  readonly key: string
  /** Things of the tree with just this name. */
  readonly things: readonly number[]
  /** As that thing, and taken apart. */
  readonly readings: readonly (readonly Part[])[]
  readonly trigrams: ReadonlySet<string>
}

const phraseWordsMax = 5
const wordsMax = 12
const wordsKept = 20_000
const wordCharsMax = 60
const [thingWeight, wordWeight, modifierWeight] = [1, 0.9, 0.5]

/** A word without its ending, however it is bent: for guesses alone. */
export const stemOf = (word: string): string => {
  let stem = plainWord(word)
  if (stem.length > wordCharsMax) return stem
  while (stem.length > 4) {
    const shorter = stem.replace(/(?:en|er|es|em|os|as|[aeiouns])$/, '')
    if (shorter === stem || shorter.length < 4) break
    stem = shorter
  }
  return stem
}

const likes = new Map<string, string>()
for (const line of modifiers.split('\n')) {
  const [first, ...words] = line.split(' ')
  for (const word of first === undefined || first === '' ? [] : [first, ...words]) likes.set(stemOf(word), `m:${first}`)
}

/** Trigrams of a key, with its ends. */
export const trigramsOf = (key: string): Set<string> => {
  const whole = `  ${key.slice(0, 120)} `
  const found = new Set<string>()
  for (let at = 0; at + 3 <= whole.length; at++) found.add(whole.slice(at, at + 3))
  return found
}

/** Reads meanings; remembers the words it has taken apart, which come again and again. */
export class Meanings {
  readonly #tree: Tree
  readonly #words = new Map<string, readonly Part[]>()

  constructor(tree: Tree) {
    this.#tree = tree
  }

  of(name: string): Meaning {
    const { byKey, byWords } = this.#tree
    const key = plainKey(name)
    const words = wordsOfName(name.replaceAll(/[-/'’]/g, ' ')).slice(0, wordsMax)
    const found = byKey.get(key) ?? byWords.get(wordsKey(words) ?? '') ?? []
    const things = found.map(({ id }) => id)
    const parts = this.#parts(words)
    const whole: Part = { tokens: things.map((id) => `t:${id}`), weight: thingWeight, word: name }
    return { key, things, readings: things.length === 0 ? [parts] : parts.length > 1 ? [[whole], parts] : [[whole]], trigrams: trigramsOf(key) }
  }

  #parts(words: readonly string[]): readonly Part[] {
    const parts: Part[] = []
    for (let at = 0; at < words.length; ) {
      const word = words[at] as string
      let taken = 0
      // A name of the whole is a reading of its own: here it is taken apart.
      for (let length = Math.min(phraseWordsMax, words.length - at); length > 0 && taken === 0; length--) {
        if (length === words.length && length > 1) continue
        const things = length === 1 && isPlain(word) ? undefined : this.#tree.byKey.get(words.slice(at, at + length).map(plainWord).join(''))
        if (!things) continue
        parts.push({ tokens: things.map(({ id }) => `t:${id}`), weight: thingWeight, word: words.slice(at, at + length).join(' ') })
        taken = length
      }
      if (taken === 0 && !smallWords.has(bareWord(word))) parts.push(...this.#word(word))
      at += taken || 1
    }
    return parts
  }

  #word(word: string): readonly Part[] {
    const known = this.#words.get(word)
    if (known) return known
    const parts = wordParts(this.#tree, word)
    if (this.#words.size >= wordsKept) this.#words.clear()
    this.#words.set(word, parts)
    return parts
  }
}

/** It says what a thing is like, or says nothing. */
const isPlain = (word: string): boolean => likes.has(stemOf(word)) || smallWords.has(bareWord(word))

function wordParts(tree: Tree, word: string): Part[] {
  const like = likes.get(stemOf(word))
  if (like !== undefined) return [{ tokens: [like], weight: modifierWeight, word }]
  const bare = plainWord(word)
  // A compound, its last part first: „Apfelessig“, „Rotweinessig“.
  for (let at = 3; at <= bare.length - 3 && bare.length <= wordCharsMax; at++) {
    const [front, back] = [bare.slice(0, at), tree.byKey.get(bare.slice(at))]
    if (!back) continue
    for (const first of [front, front.replace(/(?:en|es|s|n|e)$/, ''), `${front}e`]) {
      const things = tree.byKey.get(first)
      const which = things ? things.map(({ id }) => `t:${id}`) : likes.has(stemOf(first)) ? [likes.get(stemOf(first)) as string] : undefined
      if (!which || first.length < 3) continue
      return [
        { tokens: back.map(({ id }) => `t:${id}`), weight: thingWeight, word: bare.slice(at) },
        { tokens: which, weight: things ? thingWeight : modifierWeight, word: first }
      ]
    }
  }
  return [{ tokens: [`s:${stemOf(word)}`], weight: wordWeight, word }]
}
