/**
 * Which portions may answer a question, without looking at all of them: by ware, by batch, by the words in them, and whether
 * they are there to lend or to share. It follows each change.
 */
import type { StatementId } from '@commune/protocol'
import type { Portion } from './portion.ts'
import type { StockQuery } from './rows.ts'

type Found = ReadonlyMap<StatementId, Portion>

export class StockIndex {
  readonly #byKey = new Map<string, Map<StatementId, Portion>>()
  readonly #byWord = new Map<string, Map<StatementId, Portion>>()

  add(portion: Portion): void {
    for (const key of keysOf(portion)) put(this.#byKey, key, portion)
    for (const word of wordsOf(portion.text)) put(this.#byWord, word, portion)
  }

  remove(portion: Portion): void {
    for (const key of keysOf(portion)) drop(this.#byKey, key, portion)
    for (const word of wordsOf(portion.text)) drop(this.#byWord, word, portion)
  }

  /** The fewest that may pass; undefined when nothing of the question is known here, so that all may. */
  candidates(query: StockQuery): Iterable<Portion> | undefined {
    const { ware, batch, lend, share, text } = query
    const sets: Found[] = []
    const known = (key: string): number => sets.push(this.#byKey.get(key) ?? new Map())
    if (ware !== undefined) known(`ware ${ware}`)
    if (batch !== undefined) known(`batch ${batch.toLowerCase()}`)
    if (lend === true) known('lend')
    if (share === true) known('share')
    for (const word of wordsOf(text?.toLowerCase() ?? '')) sets.push(this.#beginningWith(word))
    return sets.reduce<Found | undefined>((least, set) => (!least || set.size < least.size ? set : least), undefined)?.values()
  }

  #beginningWith(start: string): Found {
    const found = new Map<StatementId, Portion>()
    for (const [word, portions] of this.#byWord) {
      if (word.startsWith(start)) for (const [id, portion] of portions) found.set(id, portion)
    }
    return found
  }
}

/** Words as they are looked for: what stands between two gaps. */
export const wordsOf = (text: string): Set<string> => {
  const words = new Set(text.split(/\s+/))
  words.delete('')
  return words
}

function keysOf({ ware, batch, lend, share }: Portion): string[] {
  const keys = [`ware ${ware}`]
  if (batch !== undefined) keys.push(`batch ${batch.toLowerCase()}`)
  if (lend) keys.push('lend')
  if (share) keys.push('share')
  return keys
}

function put(by: Map<string, Map<StatementId, Portion>>, key: string, portion: Portion): void {
  const there = by.get(key)
  if (there) there.set(portion.id, portion)
  else by.set(key, new Map([[portion.id, portion]]))
}

function drop(by: Map<string, Map<StatementId, Portion>>, key: string, portion: Portion): void {
  const there = by.get(key)
  there?.delete(portion.id)
  if (there?.size === 0) by.delete(key)
}
