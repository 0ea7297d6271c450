/** What views of ideas show. */
import type { IdText, StatementId } from '@commune/protocol'
import type { Message } from '../words/index.ts'

export interface IdeaRow {
  readonly id: StatementId
  /** Empty while nobody has given it one. */
  readonly title: string
  /** The first words of the text, without Markdown marks. */
  readonly start: string
  readonly tags: readonly string[]
  readonly chars: number
  /** Wares that signed it, in the order they did. */
  readonly signed: readonly IdText[]
  /** Edits that count. */
  readonly edits: number
  /** Nothing stands on it now; earlier versions are kept. */
  readonly blank: boolean
  readonly from?: string
  /** Lamport of the last edit. */
  readonly lamport: number
}

export interface Link {
  /** As it is written: the title in `[[Title]]`, the words in `[words](idea:ID)`. */
  readonly words: string
  /** The page it leads to, if there is one. */
  readonly idea?: StatementId
}

export interface IdeaPage extends IdeaRow {
  readonly text: string
  /** Lines of an imported front matter that are neither title nor tags. */
  readonly front: string
  readonly links: readonly Link[]
  /** Pages that link here. */
  readonly backlinks: readonly IdeaRow[]
  readonly files: readonly FileRow[]
  /** Edits that do not fit yet: what they build on has not come. */
  readonly waiting: number
}

export interface FileRow {
  readonly id: StatementId
  readonly file: IdText
  readonly name: string
  readonly media: string
  readonly sizeBytes: number
  readonly key: Uint8Array
  readonly chunks: Uint8Array
  readonly idea?: StatementId
}

/** One version of a page: how it read after this edit. */
export interface VersionRow {
  /** The edit (or the begin) that made it. */
  readonly edit: StatementId
  readonly title: string
  readonly text: string
  readonly tags: readonly string[]
  readonly front: string
  readonly lamport: number
  /** What changed against the version before, in words. */
  readonly words: Message
}

/** The texts of a page as a person edits them. */
export interface PageTexts {
  readonly title: string
  readonly text: string
  readonly tags: readonly string[]
  readonly front: string
}

export interface IdeaQuery {
  /** Words that all occur (as beginnings) in title or tags; the search looks into pages. */
  readonly text?: string
  readonly tag?: string
  /** Also pages that are blank now. */
  readonly blank?: boolean
  /** The last changed first (the default); by title; what has been touched least first. */
  readonly order?: 'recent' | 'title' | 'quiet'
  readonly offset?: number
  readonly limit?: number
}
