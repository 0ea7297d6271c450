/**
 * Pages as they read now: a list, one page with its links both ways, its earlier versions, its files and who signed it.
 * A page is put together when it is looked at; of the others only title, tags, first words and links are kept, and a page
 * that was written in one go never becomes a document at all.
 */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { Follower, inOrder, originAt } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import { Documents } from './documents.ts'
import { Linked } from './linked.ts'
import { type RawLink, startOf, tagsOf, titleKey } from './links.ts'
import { type CheckedEdit, noTexts, PageDocument, pageSteps, type Texts } from './page.ts'
import type { FileRow, IdeaPage, IdeaQuery, IdeaRow, Link, PageTexts, VersionRow } from './rows.ts'
import type { IdeasState } from './types.ts'
import { versionRow } from './versions.ts'

/** What is kept of every page. */
interface Summary {
  readonly id: StatementId
  readonly title: string
  readonly tags: readonly string[]
  readonly chars: number
  readonly edits: number
  readonly waiting: number
  readonly from: string | undefined
  readonly lamport: number
}

const pageRowsMax = 1_000

export class IdeasView {
  readonly #state: IdeasState
  readonly #standing: Standing
  readonly #followers
  readonly #editsOf = new Map<StatementId, StatementId[]>()
  readonly #signsOf = new Map<StatementId, StatementId[]>()
  readonly #filesOf = new Map<StatementId, StatementId[]>()
  readonly #summaries = new Map<StatementId, Summary>()
  readonly #linked = new Linked()
  readonly #starts = new Map<StatementId, string>()
  readonly #cameFrom = new Map<string, StatementId>()
  readonly #dirty = new Set<StatementId>()
  readonly #documents: Documents
  #sorted: { by: string; version: number; rows: Summary[] } | undefined
  #changed = new Set<StatementId>()
  #version = 0

  constructor(state: IdeasState, standing: Standing) {
    this.#state = state
    this.#standing = standing
    this.#documents = new Documents(state, this.#editsOf)
    this.#followers = {
      begun: new Follower(state.begun),
      edits: new Follower(state.edits),
      signs: new Follower(state.signs),
      files: new Follower(state.files)
    }
  }

  /** Grows whenever a page changed. */
  get version(): number {
    this.#refresh()
    return this.#version
  }

  /** Pages that changed since the last call, for one follower (the search). */
  takeChanged(): ReadonlySet<StatementId> {
    this.#refresh()
    const changed = this.#changed
    this.#changed = new Set()
    return changed
  }

  list(query: IdeaQuery = {}): { rows: IdeaRow[]; total: number } {
    this.#refresh()
    const words =
      query.text
        ?.toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '') ?? []
    const found = this.#inOrder(query.order ?? 'recent').filter((one) => {
      if (one.chars === 0 && one.title === '' && query.blank !== true) return false
      if (query.tag !== undefined && !one.tags.includes(query.tag)) return false
      const all = ` ${one.title} ${one.tags.join(' ')}`.toLowerCase()
      return words.every((word) => all.includes(` ${word}`))
    })
    const offset = Math.max(0, Math.trunc(query.offset ?? 0))
    const limit = Math.min(Math.max(0, Math.trunc(query.limit ?? 50)), pageRowsMax)
    return { rows: found.slice(offset, offset + limit).map((one) => this.#row(one)), total: found.length }
  }

  /** Ids of all pages, blank ones as well. */
  ids(): Iterable<StatementId> {
    this.#refresh()
    return this.#summaries.keys()
  }

  has(id: StatementId): boolean {
    this.#refresh()
    return this.#summaries.has(id)
  }

  /** One page with everything about it. */
  page(id: StatementId): IdeaPage | undefined {
    this.#refresh()
    const summary = this.#summaries.get(id)
    if (!summary) return undefined
    const { text, front } = this.#documents.read(id).texts
    const links = this.#linked.linksOf(id).map((raw) => this.#link(raw))
    const backlinks = [...this.#linked.linkingTo(id, summary.title)].flatMap((other) => (other === id ? [] : (this.#summaries.get(other) ?? [])))
    return {
      ...this.#row(summary),
      text,
      front,
      links,
      backlinks: backlinks.sort(byTitle).map((one) => this.#row(one)),
      files: this.files(id),
      waiting: summary.waiting
    }
  }

  /** The texts of a page, for an editor or an export. */
  texts(id: StatementId): PageTexts | undefined {
    this.#refresh()
    if (!this.#summaries.has(id)) return undefined
    const { title, text, tags, front } = this.#documents.read(id).texts
    return { title, text, tags: tagsOf(tags), front }
  }

  row(id: StatementId): IdeaRow | undefined {
    this.#refresh()
    const summary = this.#summaries.get(id)
    return summary && this.#row(summary)
  }

  /** The page of this title; of several, the one begun first. */
  titled(title: string): IdeaRow | undefined {
    this.#refresh()
    const summary = this.#titled(titleKey(title))
    return summary && this.#row(summary)
  }

  /** The page that came from this place in a file; of several, the one begun first. */
  cameFrom(from: string): StatementId | undefined {
    this.#refresh()
    return this.#cameFrom.get(from)
  }

  /** Earlier versions, the last first: every edit that counts is one. */
  versions(
    id: StatementId,
    { offset = 0, limit = 50 }: { offset?: number; limit?: number } = {}
  ): { rows: VersionRow[]; total: number } {
    const { applied } = this.edits(id)
    const last = Math.max(0, applied.length - offset)
    const first = Math.max(0, last - limit)
    const rows: VersionRow[] = []
    let before: Texts = noTexts
    for (const [at, edit, page] of pageSteps(applied.slice(0, last))) {
      if (at < first - 1) continue
      const now = page.texts()
      if (at >= first) rows.push(versionRow(edit, before, now, at === 0))
      before = now
    }
    return { rows: rows.reverse(), total: applied.length }
  }

  /** The page as it read after this edit. */
  versionAt(id: StatementId, edit: StatementId): PageTexts | undefined {
    const { applied } = this.edits(id)
    const at = applied.findIndex((one) => one.id === edit)
    if (at < 0) return undefined
    const { title, text, tags, front } = new PageDocument(applied.slice(0, at + 1)).texts()
    return { title, text, tags: tagsOf(tags), front }
  }

  /** The edits that make the page, in order; for those who write on. */
  edits(id: StatementId): { applied: readonly CheckedEdit[]; waiting: readonly CheckedEdit[] } {
    this.#refresh()
    return this.#summaries.has(id) ? this.#documents.document(id) : { applied: [], waiting: [] }
  }

  /** As they were added, which is the same on every peer. */
  files(idea?: StatementId): FileRow[] {
    this.#refresh()
    const ids = idea === undefined ? this.#state.files.keys() : (this.#filesOf.get(idea) ?? [])
    const found: { readonly at: Origin; readonly row: FileRow }[] = []
    for (const id of ids) {
      const filed = this.#state.files.get(id)
      const at = filed && originAt(id, filed)
      if (!at || this.#standing.wareOf(at) === undefined) continue
      const { type: _, ...file } = filed.says
      found.push({ at, row: { id, ...file } })
    }
    return found.sort((a, b) => inOrder(a.at, b.at)).map(({ row }) => row)
  }

  /** The signatures of this ware under a page, for taking them back. */
  signsBy(id: StatementId, ware: IdText): StatementId[] {
    this.#refresh()
    return (this.#signsOf.get(id) ?? []).filter((sign) => {
      const filed = this.#state.signs.get(sign)
      return filed !== undefined && this.#standing.wareOf(originAt(sign, filed)) === ware
    })
  }

  /** The page a statement of this room is about. */
  aboutPage(statement: StatementId): StatementId | undefined {
    return this.#state.begun.has(statement) ? statement : this.#state.edits.get(statement)?.says.idea
  }

  #row(one: Summary): IdeaRow {
    return {
      id: one.id,
      title: one.title,
      start: this.#start(one.id),
      tags: one.tags,
      chars: one.chars,
      signed: this.#signed(one.id),
      edits: one.edits,
      blank: one.chars === 0 && one.title === '',
      ...(one.from !== undefined && { from: one.from }),
      lamport: one.lamport
    }
  }

  /** Worked out for the rows that are shown, not for all. */
  #start(id: StatementId): string {
    let start = this.#starts.get(id)
    if (start === undefined) this.#starts.set(id, (start = startOf(this.#documents.read(id).texts.text)))
    return start
  }

  #signed(id: StatementId): IdText[] {
    const signed = new Map<IdText, Origin>()
    for (const sign of this.#signsOf.get(id) ?? []) {
      const filed = this.#state.signs.get(sign)
      if (!filed) continue
      const at = originAt(sign, filed)
      const ware = this.#standing.wareOf(at)
      if (ware === undefined) continue
      const known = signed.get(ware)
      if (!known || laterThan(known, at)) signed.set(ware, at)
    }
    return [...signed].sort(([, a], [, b]) => (laterThan(a, b) ? 1 : -1)).map(([ware]) => ware)
  }

  #link({ words, title, idea }: RawLink): Link {
    const target = idea === undefined ? this.#titled(title as string)?.id : this.#summaries.has(idea) ? idea : undefined
    return target === undefined ? { words } : { words, idea: target }
  }

  #titled(key: string): Summary | undefined {
    const found = [...this.#linked.titled(key)].flatMap((id) => this.#summaries.get(id) ?? [])
    const begun = (one: Summary): { id: string; lamport: number } => ({
      id: one.id,
      lamport: this.#state.begun.get(one.id)?.lamport ?? 0
    })
    return found.sort((a, b) => inOrder(begun(a), begun(b)))[0]
  }

  #inOrder(by: NonNullable<IdeaQuery['order']>): readonly Summary[] {
    if (this.#sorted?.by === by && this.#sorted.version === this.#version) return this.#sorted.rows
    const rows = [...this.#summaries.values()]
    if (by === 'title') rows.sort(byTitle)
    else if (by === 'quiet') rows.sort((a, b) => a.edits - b.edits || a.lamport - b.lamport || (a.id < b.id ? -1 : 1))
    else rows.sort((a, b) => b.lamport - a.lamport || (a.id < b.id ? -1 : 1))
    this.#sorted = { by, version: this.#version, rows }
    return rows
  }

  #refresh(): void {
    const { begun, edits, signs, files } = this.#followers
    for (const id of keysOf(begun)) this.#dirty.add(id)
    for (const id of keysOf(edits)) {
      const idea = this.#state.edits.get(id)?.says.idea
      if (idea === undefined) continue
      relate(this.#editsOf, idea, id)
      this.#dirty.add(idea)
    }
    for (const id of keysOf(signs)) relate(this.#signsOf, this.#state.signs.get(id)?.says.idea, id)
    for (const id of keysOf(files)) relate(this.#filesOf, this.#state.files.get(id)?.says.idea, id)
    if (this.#dirty.size === 0) return
    for (const id of this.#dirty) {
      if (!this.#state.begun.has(id)) continue
      this.#summarize(id)
      this.#changed.add(id)
    }
    this.#dirty.clear()
    this.#version++
  }

  #summarize(id: StatementId): void {
    const filed = this.#state.begun.get(id)
    if (!filed) return
    this.#starts.delete(id)
    const { texts, counted, waiting, lamport } = this.#documents.read(id)
    const { title, text, tags } = texts
    const summary: Summary = {
      id,
      title: title.replace(/\s+/g, ' ').trim(),
      tags: tagsOf(tags),
      chars: text.length,
      edits: counted,
      waiting,
      from: filed.says.from,
      lamport: Math.max(filed.lamport, lamport)
    }
    this.#summaries.set(id, summary)
    this.#linked.reads(id, summary.title, text)
    if (summary.from !== undefined) this.#noteFrom(summary.from, { id, lamport: filed.lamport })
  }

  #noteFrom(from: string, begun: { id: StatementId; lamport: number }): void {
    const other = this.#cameFrom.get(from)
    const filed = other === undefined ? undefined : this.#state.begun.get(other)
    if (other === undefined || !filed || inOrder(begun, { id: other, lamport: filed.lamport }) < 0)
      this.#cameFrom.set(from, begun.id)
  }
}

const byTitle = (a: Summary, b: Summary): number =>
  titleKey(a.title) === titleKey(b.title) ? (a.id < b.id ? -1 : 1) : titleKey(a.title) < titleKey(b.title) ? -1 : 1

function keysOf(follower: Follower<unknown>): Iterable<string> {
  return follower.behind ? (follower.next() ?? follower.all()) : []
}

function relate(relation: Map<StatementId, StatementId[]>, key: StatementId | undefined, id: StatementId): void {
  if (key === undefined) return
  const ids = relation.get(key)
  if (ids) ids.push(id)
  else relation.set(key, [id])
}
