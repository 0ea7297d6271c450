/**
 * A page put together from its edits (T5). The edits are taken in one order that every peer agrees on (lamport, entry,
 * place), so that the same set gives the same page whatever came first, even where a hostile edit would make the
 * library's own merging depend on the order. An edit is applied when all it builds on is there; one that builds on what
 * has not come waits, and costs nothing. Of two edits under one client id the one with the smaller statement id counts.
 */
import type { IdText, StatementId } from '@commune/protocol'
import * as Y from 'yjs'
import { inOrder } from '../facts/index.ts'
import { type CheckedUpdate, checkUpdate, clientOf, type PageField, pageFields } from './update.ts'

export interface Edit {
  readonly id: StatementId
  readonly device: IdText | null
  readonly lamport: number
  readonly nonce: Uint8Array
  readonly update: Uint8Array
}

/** An edit with what its check found. */
export interface CheckedEdit extends Edit {
  readonly client: number
  readonly checked: CheckedUpdate
}

/** Reads an edit that was filed, so that its client id is known to be its own: no need to derive it again. */
export const readEdit = (edit: Edit): CheckedEdit | undefined => {
  const checked = checkUpdate(edit.update, undefined)
  if (!checked.ok) return undefined
  return { ...edit, client: checked.value.client ?? clientOf(edit.device, edit.nonce), checked: checked.value }
}

/** In the order every peer agrees on, each client id once. */
export const orderEdits = (edits: readonly CheckedEdit[]): CheckedEdit[] => {
  const ofClient = new Map<number, CheckedEdit>()
  for (const edit of edits) {
    const other = ofClient.get(edit.client)
    if (!other || edit.id < other.id) ofClient.set(edit.client, edit)
  }
  return [...ofClient.values()].sort(inOrder)
}

export type Texts = { readonly [field in PageField]: string }

export const noTexts: Texts = { title: '', text: '', tags: '', front: '' }

export class PageDocument {
  readonly doc: Y.Doc = new Y.Doc({ gc: false, guid: 'page' })
  /** Edits that count, in order. */
  readonly applied: CheckedEdit[] = []
  readonly waiting: CheckedEdit[] = []
  readonly #lengths = new Map<number, number>()
  #last: CheckedEdit | undefined

  constructor(ordered: readonly CheckedEdit[]) {
    for (const edit of ordered) this.#take(edit)
  }

  /** Takes one more edit if it comes after all others; false means that the page has to be built again. */
  goOn(edit: CheckedEdit): boolean {
    if (this.#last && inOrder(this.#last, edit) >= 0) return false
    if (this.#lengths.has(edit.client) || this.waiting.some((other) => other.client === edit.client)) return false
    this.#take(edit)
    return true
  }

  texts(): Texts {
    return {
      title: this.doc.getText('title').toString(),
      text: this.doc.getText('text').toString(),
      tags: this.doc.getText('tags').toString(),
      front: this.doc.getText('front').toString()
    }
  }

  #take(edit: CheckedEdit): void {
    this.#last = edit
    if (!this.#fits(edit)) {
      this.waiting.push(edit)
      return
    }
    Y.applyUpdate(this.doc, edit.update)
    this.#lengths.set(edit.client, edit.checked.length)
    this.applied.push(edit)
  }

  /** Everything it builds on is there, and every run stands in one text only. */
  #fits(edit: CheckedEdit): boolean {
    const { needs, runs } = edit.checked
    if (!needs.every(({ client, length }) => (this.#lengths.get(client) ?? 0) >= length)) return false
    const fields: { start: number; field: PageField }[] = []
    const fieldOf = (id: { client: number; clock: number }): PageField | undefined =>
      id.client === edit.client ? fields.findLast((one) => one.start <= id.clock)?.field : this.#fieldAt(id.client, id.clock)
    for (const { clock, origin, rightOrigin, field: own } of runs) {
      const left = origin ? fieldOf(origin) : undefined
      const right = rightOrigin ? fieldOf(rightOrigin) : undefined
      const field = left ?? right ?? own
      if (field === undefined || (left && right && left !== right)) return false
      fields.push({ start: clock, field })
    }
    return true
  }

  #fieldAt(client: number, clock: number): PageField | undefined {
    const structs = this.doc.store.clients.get(client)
    const struct = structs?.[Y.findIndexSS(structs, clock)]
    const parent = struct instanceof Y.Item ? struct.parent : undefined
    return pageFields.find((field) => this.doc.share.get(field) === parent)
  }
}

/** The page growing edit by edit: each with its place and the page as it then is. */
export function* pageSteps(applied: readonly CheckedEdit[]): Generator<[at: number, edit: CheckedEdit, page: PageDocument]> {
  const page = new PageDocument([])
  for (const [at, edit] of applied.entries()) {
    page.goOn(edit)
    yield [at, edit, page]
  }
}
