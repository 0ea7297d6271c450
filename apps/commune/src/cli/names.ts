/** What wares are called, by their ids. */
import type { MemberRow } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import { say, sentence } from '../words/index.ts'
import { pickNamed, short } from './ids.ts'
import type { Talk } from './talk.ts'
import { clean } from './table.ts'

export interface Names {
  readonly rows: readonly MemberRow[]
  readonly of: (ware: IdText) => string
}

export const namesIn = async ({ ask }: Talk, world: IdText): Promise<Names> => {
  const rows = await ask('wares', { world })
  const called = new Map(rows.map((row) => [row.ware, row.me ? sentence('wares.you') : clean(say(row.called))]))
  return { rows, of: (ware) => called.get(ware) ?? short(ware) }
}

/** The ware of this name, or whose id begins so. */
export const pickWare = (typed: string, rows: readonly MemberRow[]): IdText =>
  pickNamed(typed, rows.map(({ ware, name }) => ({ id: ware, name })))
