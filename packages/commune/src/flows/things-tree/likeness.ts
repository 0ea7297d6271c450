/** How alike two names are: by the things they name, by their parts, by their letters; and what speaks for it, in words. */
import { namesMessage } from '../../words/index.ts'
import type { Likeness } from '../names/index.ts'
import { type Meaning, type Part, trigramsOf } from './meaning.ts'
import { above, type Tree } from './tree.ts'

/** Known to be one thing; a name of several things may mean another of them. */
const [oneThing, oneOfSeveral] = [0.95, 0.85]
const kindOf = 0.42
/** Two that are known to be different things are not alike, however they are spelled. */
const knownApart = 0.3
const partsWorth = 0.9
const lettersWorth = 0.85
/** From here on two unknown words are one word in two languages, perhaps. */
const wordsAlikeFrom = 0.55

export const likenessOf = (tree: Tree, a: Meaning, b: Meaning, names: { readonly a: string; readonly b: string }): Likeness | undefined => {
  if (a.key === b.key) return { score: 1, why: namesMessage('names.spelled') }
  if (a.things.some((id) => b.things.includes(id))) {
    return { score: a.things.length + b.things.length > 2 ? oneOfSeveral : oneThing, why: namesMessage('names.like-meaning', names) }
  }
  if (isBelow(tree, a, b)) return { score: kindOf, why: namesMessage('names.like-kind', names) }
  if (isBelow(tree, b, a)) return { score: kindOf, why: namesMessage('names.like-kind', { a: names.b, b: names.a }) }
  const shared = a.readings
    .flatMap((one) => b.readings.map((other) => sharedParts(one, other)))
    .reduce((best, next) => (next.score > best.score ? next : best))
  const letters = diceOf(a.trigrams, b.trigrams)
  const byParts = shared.score * partsWorth
  const byLetters = letters * lettersWorth
  const score = Math.min(Math.max(byParts, byLetters), a.things.length > 0 && b.things.length > 0 ? knownApart : 1)
  if (score < 0.2) return undefined
  if (byLetters > byParts) return { score, why: namesMessage('names.like-spelling', names) }
  return shared.score > 0.95
    ? { score, why: namesMessage('names.like-words', names) }
    : { score, why: namesMessage('names.like-part', { ...names, what: shared.words.map((word) => `“${word}”`) }) }
}

const isBelow = (tree: Tree, a: Meaning, b: Meaning): boolean =>
  a.things.some((id) => {
    const thing = tree.things[id]
    return thing !== undefined && above(tree, thing).some((one) => b.things.includes(one.id))
  })

/** Twice what both have over what there is: 1 for the same parts in any order. */
function sharedParts(a: readonly Part[], b: readonly Part[]): { score: number; words: string[] } {
  const open = new Set(b)
  const words: string[] = []
  let both = 0
  for (const part of a) {
    let best: { other: Part; worth: number } | undefined
    for (const other of open) {
      const worth = partsAlike(part, other)
      if (worth > (best?.worth ?? 0)) best = { other, worth }
    }
    if (!best) continue
    open.delete(best.other)
    both += best.worth * (part.weight + best.other.weight)
    words.push(part.word)
  }
  const all = [...a, ...b].reduce((sum, { weight }) => sum + weight, 0)
  return { score: all === 0 ? 0 : both / all, words }
}

const partsAlike = (a: Part, b: Part): number => {
  if (a.tokens.some((token) => b.tokens.includes(token))) return 1
  const [one, other] = [a.tokens[0], b.tokens[0]]
  if (!one?.startsWith('s:') || !other?.startsWith('s:')) return 0
  const alike = diceOf(trigramsOf(one.slice(2)), trigramsOf(other.slice(2)))
  return alike < wordsAlikeFrom ? 0 : alike
}

export const diceOf = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let both = 0
  for (const each of small) if (large.has(each)) both++
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size)
}
