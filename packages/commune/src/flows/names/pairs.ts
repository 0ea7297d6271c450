/** What wares say of two names, as it stands: the last word of each ware, and what follows from all of them. */
import { type IdText, laterThan, type StatementId } from '@commune/protocol'
import { originAt } from '../../facts/index.ts'
import type { Standing } from '../../undo/index.ts'
import { type PairSaid, pairId } from './groups.ts'
import type { PairRow, PairWord } from './rows.ts'
import type { NamesState } from './types.ts'

/** Where a statement stands among all, compared as text. */
export const orderOf = (lamport: number, id: StatementId): string => `${String(lamport).padStart(16, '0')} ${id}`

/** The last word of each ware on two names, the first said first. */
export const wordsOn = (state: NamesState, standing: Standing, ids: Iterable<StatementId>): (PairWord & { readonly order: string })[] => {
  const last = new Map<IdText, { at: { id: string; device: IdText | null; lamport: number }; word: PairWord & { order: string } }>()
  for (const id of ids) {
    const filed = state.pairs.get(id)
    if (filed === undefined) continue
    const at = originAt(id, filed)
    const ware = standing.wareOf(at)
    if (ware === undefined) continue
    const before = last.get(ware)
    if (before && !laterThan(at, before.at)) continue
    const { type, a, b, note } = filed.says
    const says = type === 'name.same' ? 'same' : 'differ'
    last.set(ware, { at, word: { id, ware, says, a, b, ...(note !== undefined && { note }), order: orderOf(filed.lamport, id) } })
  }
  return [...last.values()].map(({ word }) => word).sort((one, other) => (one.order < other.order ? -1 : 1))
}

export const verdictOf = (words: readonly PairWord[]): PairSaid['verdict'] => {
  const [same, differ] = [words.some(({ says }) => says === 'same'), words.some(({ says }) => says === 'differ')]
  return same ? (differ ? 'open' : 'same') : 'differ'
}

/** The pair as groups take it, or undefined when nobody speaks of it. */
export const pairSaid = (a: string, b: string, words: readonly (PairWord & { readonly order: string })[]): PairSaid | undefined => {
  const [first] = words
  if (!first) return undefined
  const [one, other] = a < b ? [a, b] : [b, a]
  return { id: pairId(a, b), a: one, b: other, verdict: verdictOf(words), order: first.order }
}

const plain = ({ id, ware, says, a, b, note }: PairWord): PairWord => ({ id, ware, says, a, b, ...(note !== undefined && { note }) })

export const pairRow = (words: readonly (PairWord & { readonly order: string })[]): PairRow | undefined => {
  const [first] = words
  return first && { a: first.a, b: first.b, stands: verdictOf(words), said: words.map(plain) }
}
