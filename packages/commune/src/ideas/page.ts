/**
 * A page put together from its edits (T5). The edits are taken in one order that every peer agrees on (lamport, entry,
 * place), so that the same set gives the same page whatever came first, even where a hostile edit would make the
 * library's own merging depend on the order. An edit is applied as soon as all it builds on is there; several that build
 * on one another (they were written together) come in together; one that builds on what has not come waits, and costs
 * nothing. Of two edits under one client id the one with the smaller statement id counts.
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

interface Letter {
  readonly client: number
  readonly clock: number
}

export class PageDocument {
  readonly doc: Y.Doc = new Y.Doc({ gc: false, guid: 'page' })
  /** Edits that count, in the order they came in. */
  readonly applied: CheckedEdit[] = []
  waiting: CheckedEdit[] = []
  readonly #lengths = new Map<number, number>()
  /** Clients that waiting edits build on. */
  readonly #wanted = new Set<number>()
  #last: CheckedEdit | undefined

  constructor(ordered: readonly CheckedEdit[]) {
    for (const edit of ordered) this.take(edit)
  }

  /** Takes one more edit if it comes after all others; false means that the page has to be built again. */
  goOn(edit: CheckedEdit): boolean {
    if (this.#last && inOrder(this.#last, edit) >= 0) return false
    if (this.#lengths.has(edit.client) || this.waiting.some((other) => other.client === edit.client)) return false
    this.take(edit)
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

  /** Takes the next edit of an order that is already known to be right. */
  take(edit: CheckedEdit): void {
    this.#last = edit
    this.waiting.push(edit)
    if (this.#has(edit, new Map()) || this.#wanted.has(edit.client)) this.#settle()
    if (this.waiting.includes(edit)) for (const { client } of edit.checked.needs) this.#wanted.add(client)
  }

  /** Brings in all that waits and builds only on what is there or comes in with it. */
  #settle(): void {
    let group = this.waiting
    for (let before = -1; before !== group.length;) {
      before = group.length
      const coming = new Map(group.map((edit) => [edit.client, edit.checked.length]))
      group = group.filter((edit) => this.#has(edit, coming))
      if (before === group.length) group = this.#walk(group)
    }
    const [only] = group
    if (!only) return
    Y.applyUpdate(this.doc, group.length === 1 ? only.update : Y.mergeUpdates(group.map((edit) => edit.update)))
    for (const edit of group) this.#lengths.set(edit.client, edit.checked.length)
    this.applied.push(...group)
    this.waiting = this.waiting.filter((edit) => !group.includes(edit))
  }

  #has(edit: CheckedEdit, coming: ReadonlyMap<number, number>): boolean {
    return edit.checked.needs.every(({ client, length }) => (this.#lengths.get(client) ?? coming.get(client) ?? 0) >= length)
  }

  /**
   * Puts the runs of these edits one after the other, each when what stands beside it is there. Left over are edits that go
   * round in a circle, or that tie two texts of the page together; the others are returned.
   */
  #walk(group: readonly CheckedEdit[]): CheckedEdit[] {
    const walks = group.map((edit) => ({ edit, next: 0, bad: false, fields: [] as { start: number; field: PageField }[] }))
    const byClient = new Map(walks.map((walk) => [walk.edit.client, walk]))
    const fieldOf = ({ client, clock }: Letter): PageField | undefined => {
      const walk = byClient.get(client)
      if (!walk) return this.#fieldAt(client, clock)
      const run = walk.edit.checked.runs[walk.next]
      return clock < (run?.clock ?? walk.edit.checked.length)
        ? walk.fields.findLast((one) => one.start <= clock)?.field
        : undefined
    }
    for (let moved = true; moved;) {
      moved = false
      for (const walk of walks) {
        for (let run = walk.edit.checked.runs[walk.next]; run && !walk.bad; run = walk.edit.checked.runs[walk.next]) {
          const left = run.origin ? fieldOf(run.origin) : undefined
          const right = run.rightOrigin ? fieldOf(run.rightOrigin) : undefined
          if ((run.origin && !left) || (run.rightOrigin && !right)) break
          const field = left ?? right ?? run.field
          walk.bad = field === undefined || (left !== undefined && right !== undefined && left !== right)
          if (walk.bad) break
          walk.fields.push({ start: run.clock, field: field as PageField })
          walk.next++
          moved = true
        }
      }
    }
    return walks.filter(({ edit, next, bad }) => !bad && next === edit.checked.runs.length).map(({ edit }) => edit)
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
    page.take(edit)
    yield [at, edit, page]
  }
}
