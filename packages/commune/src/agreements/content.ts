/**
 * What an agreement says, as one short text. A yes that is heard by those who cannot read the proposal itself (K4) names it, so that no
 * false retelling turns a yes into a yes to something else (P2): the least change is another content.
 */
import { derive, type IdText, type StatementId, toText, utf8 } from '@commune/protocol'
import type { Proposed } from './types.ts'

/** All of what is said again of a proposal but its version, which follows from what is here. Nobody's yes is in it. */
export interface Content extends Pick<Proposed, 'rules' | 'name' | 'with' | 'instead' | 'safety' | 'note'> {
  readonly agreement: StatementId
  readonly lamport: number
  readonly by: IdText
}

/** BLAKE2b-256, under its own domain, of a JSON list in which everything has its place. */
export const contentHash = ({ agreement, lamport, by, rules, name, with: asked, instead, safety, note }: Content): IdText =>
  toText(derive('agreement', [utf8(JSON.stringify([agreement, lamport, by, rules, name ?? null, asked ?? [], instead ?? null, safety ?? false, note ?? null]))]))
