/**
 * Pages as documents, a few kept open: a page that is written on goes on from where it was, one that was written in one
 * go never becomes a document at all.
 */
import type { StatementId } from '@commune/protocol'
import { inOrder } from '../facts/index.ts'
import { type CheckedEdit, noTexts, orderEdits, PageDocument, readEdit, type Texts } from './page.ts'
import type { IdeasState } from './types.ts'
import { firstEdit, isWhole } from './whole.ts'

/** Pages kept open. */
const openMax = 16

interface Open {
  /** Every edit that passes its check, as it came. */
  readonly edits: CheckedEdit[]
  /** How many of the page's edit statements have been read. */
  read: number
  page: PageDocument | undefined
}

/** A page as it reads, without its links. */
export interface ReadPage {
  readonly texts: Texts
  /** Edits that count. */
  readonly counted: number
  readonly waiting: number
  /** Lamport of the last edit, or -1. */
  readonly lamport: number
}

export class Documents {
  readonly #state: IdeasState
  readonly #editsOf: ReadonlyMap<StatementId, readonly StatementId[]>
  readonly #open = new Map<StatementId, Open>()

  constructor(state: IdeasState, editsOf: ReadonlyMap<StatementId, readonly StatementId[]>) {
    this.#state = state
    this.#editsOf = editsOf
  }

  read(id: StatementId): ReadPage {
    const begun = this.#state.begun.get(id)
    if (begun && isWhole(begun.says) && !this.#editsOf.has(id)) {
      return { texts: { ...noTexts, ...begun.says.whole }, counted: 1, waiting: 0, lamport: begun.lamport }
    }
    const known = this.#open.get(id)
    const edits = known ? undefined : this.#readAll(id)
    const lamportOf = (all: readonly CheckedEdit[]): number => all.reduce((most, edit) => Math.max(most, edit.lamport), -1)
    if (edits && edits.length <= 1) {
      const only = edits[0]
      const alone = only ? only.checked.alone : {}
      if (alone) return { texts: { ...noTexts, ...alone }, counted: edits.length, waiting: 0, lamport: lamportOf(edits) }
    }
    const page = this.document(id, edits)
    const open = this.#open.get(id)
    return {
      texts: page.texts(),
      counted: page.applied.length,
      waiting: page.waiting.length,
      lamport: lamportOf(open?.edits ?? [])
    }
  }

  /** The page as a document: gone on with when the new edits come last, built again when they do not. */
  document(id: StatementId, all?: CheckedEdit[]): PageDocument {
    const ids = this.#editsOf.get(id) ?? []
    const open: Open = this.#open.get(id) ?? { edits: all ?? this.#readAll(id), read: ids.length, page: undefined }
    const fresh = ids.slice(open.read).flatMap((edit) => this.#readOne(edit) ?? [])
    open.read = ids.length
    open.edits.push(...fresh)
    for (const edit of fresh.sort(inOrder)) if (open.page?.goOn(edit) === false) open.page = undefined
    open.page ??= new PageDocument(orderEdits(open.edits))
    this.#open.delete(id)
    this.#open.set(id, open)
    if (this.#open.size > openMax) this.#open.delete(this.#open.keys().next().value as StatementId)
    return open.page
  }

  /** The begin's own edit first, then the others as they came. */
  #readAll(id: StatementId): CheckedEdit[] {
    const begun = this.#state.begun.get(id)
    const made = begun && firstEdit(begun.says, begun.device)
    const first = begun && made && readEdit({ id, device: begun.device, lamport: begun.lamport, ...made })
    const others = (this.#editsOf.get(id) ?? []).flatMap((edit) => this.#readOne(edit) ?? [])
    return first ? [first, ...others] : others
  }

  #readOne(id: StatementId): CheckedEdit | undefined {
    const filed = this.#state.edits.get(id)
    return (
      filed && readEdit({ id, device: filed.device, lamport: filed.lamport, nonce: filed.says.nonce, update: filed.says.update })
    )
  }
}
