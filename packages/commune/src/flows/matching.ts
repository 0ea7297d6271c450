/**
 * Which offers might meet which needs: by the words of their things, without their endings and small words. An index by
 * word is built when it is first asked for and then kept; rare words weigh more than common ones.
 */
import type { StatementId } from '@commune/protocol'
import { singular } from '../quantity/index.ts'
import { plainKey } from './names/index.ts'
import type { IntentRecord } from './records.ts'

const smallWords = new Set(
  'a an and any at by each fresh for from good in kilo kilos more new of old on or our some spare the their to used with'.split(
    ' '
  )
)

/** How many other names of a thing are looked for. */
const namesMax = 100

/** The words of a thing that count: lower case, without accents, in the singular. */
export const thingWords = (thing: string): string[] => {
  const words = new Set<string>()
  for (const word of bare(thing.toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (word.length > 1 && !smallWords.has(word)) words.add(singular(word))
  }
  return [...words]
}

const bare = (text: string): string => (/^[ -~]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, ''))

/** A whole name stands in the index beside its words; no word has a blank in it. */
const wholeName = (key: string): string => ` ${key}`

export class WordIndex {
  readonly #byWord = new Map<string, Set<StatementId>>()

  add(record: IntentRecord): void {
    for (const word of [...thingWords(record.thing), wholeName(plainKey(record.thing))]) {
      const ids = this.#byWord.get(word)
      if (ids) ids.add(record.id)
      else this.#byWord.set(word, new Set([record.id]))
    }
  }
  remove(record: IntentRecord): void {
    for (const word of [...thingWords(record.thing), wholeName(plainKey(record.thing))]) {
      const ids = this.#byWord.get(word)
      ids?.delete(record.id)
      if (ids?.size === 0) this.#byWord.delete(word)
    }
  }
  /**
   * Ids that share words with the thing, or have one of its names (`keys`: the plain keys of all), the best first; looks at no more
   * than `lookMax` for each word.
   */
  like(thing: string, lookMax: number, keys: Iterable<string> = []): { id: StatementId; words: string[]; weight: number }[] {
    const found = new Map<StatementId, { id: StatementId; words: string[]; weight: number }>()
    const own = thingWords(thing)
    const look = (word: string, shown: string): void => {
      const ids = this.#byWord.get(word)
      if (!ids) return
      const weight = 1 / Math.log2(2 + ids.size)
      let looked = 0
      for (const id of ids) {
        if (looked++ >= lookMax) break
        const known = found.get(id)
        if (known) {
          if (!known.words.includes(shown)) known.words.push(shown)
          known.weight += weight
        } else found.set(id, { id, words: [shown], weight })
      }
    }
    for (const word of own) look(word, word)
    let names = 0
    for (const key of keys) {
      if (names++ >= namesMax) break
      look(wholeName(key), own[0] ?? thing)
    }
    return [...found.values()].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
  }
}
