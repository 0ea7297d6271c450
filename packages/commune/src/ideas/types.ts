/**
 * Ideas are pages without an author (T5). A page is a Yjs document with four texts: `title`, `text` (Markdown), `tags`
 * (one a line) and `front` (what else stood above an imported page). `idea.begin` names it, every `idea.edit` carries one
 * Yjs update whose new structs all stand under the client id derived from the device and the edit's nonce. Who wants to
 * be named says `idea.sign`; nobody has to.
 */
import type { RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { bytesOf, type Filed, line, statementId, type Tracked } from '../facts/index.ts'
import type { PageField } from './update.ts'

/** Bytes of a nonce: chance that makes an edit's client id its own. */
export const nonceBytes = 16
/** One update, so that its entry fits an envelope. */
export const updateBytesMax = 60_000
export const titleCharsMax = 200
/** Characters of one page when it is written here; a page may hold more when many write at once. */
export const pageCharsMax = 200_000
export const tagsMax = 50

export interface IdeaBegin {
  readonly type: 'idea.begin'
  readonly nonce: Uint8Array
  /** The first edit, if it comes with it. */
  readonly update?: Uint8Array
  /** Its stable name in the file it came from. */
  readonly from?: string
}

/** A begin as it is filed when its update brings texts and nothing else, see `whole.ts`. */
export interface WholeBegin {
  readonly type: 'idea.begin'
  readonly whole: Readonly<Partial<Record<PageField, string>>>
  /** The nonce as text. */
  readonly chance: string
  readonly from?: string
}

export type BegunPage = IdeaBegin | WholeBegin

export const beginSchema: v.GenericSchema<unknown, IdeaBegin> = v.object({
  type: v.literal('idea.begin'),
  nonce: bytesOf(nonceBytes, nonceBytes),
  update: v.exactOptional(bytesOf(2, updateBytesMax)),
  from: v.exactOptional(line(200))
})

export interface IdeaEdit {
  readonly type: 'idea.edit'
  /** The statement that began the page. */
  readonly idea: StatementId
  readonly nonce: Uint8Array
  /** Yjs update, version 1 encoding. */
  readonly update: Uint8Array
}

export const editSchema: v.GenericSchema<unknown, IdeaEdit> = v.object({
  type: v.literal('idea.edit'),
  idea: statementId,
  nonce: bytesOf(nonceBytes, nonceBytes),
  update: bytesOf(2, updateBytesMax)
})

/** A ware wants to be named under a page. */
export interface IdeaSign {
  readonly type: 'idea.sign'
  readonly idea: StatementId
}

export const signSchema: v.GenericSchema<unknown, IdeaSign> = v.object({ type: v.literal('idea.sign'), idea: statementId })

/** A picture or file (V5): how to fetch and open it. The bytes travel apart from the graph. */
export interface FileAdd {
  readonly type: 'file.add'
  /** BLAKE2b-256 of the whole file as it is. */
  readonly file: string
  readonly name: string
  /** Media type, as `image/webp`. */
  readonly media: string
  readonly sizeBytes: number
  /** Key that opens every chunk. */
  readonly key: Uint8Array
  /** Hashes of the encrypted chunks, 32 bytes each, in order. */
  readonly chunks: Uint8Array
  /** The page it belongs to, if any. */
  readonly idea?: StatementId
}

export const fileSchema: v.GenericSchema<unknown, FileAdd> = v.object({
  type: v.literal('file.add'),
  file: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'an id of 32 bytes')),
  name: line(200),
  media: v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/, 'a media type')),
  sizeBytes: v.pipe(
    v.number(),
    v.check((size) => Number.isInteger(size) && size >= 0 && size <= 100_000_000, 'a size of at most 100 MB')
  ),
  key: bytesOf(32, 32),
  chunks: v.pipe(
    v.instance(Uint8Array),
    v.check((chunks) => chunks.length % 32 === 0 && chunks.length <= 1_600 * 32, 'hashes of 32 bytes each')
  ),
  idea: v.exactOptional(statementId)
})

export interface IdeasState extends RoomState {
  readonly begun: Tracked<Filed<BegunPage>>
  readonly edits: Tracked<Filed<IdeaEdit>>
  readonly signs: Tracked<Filed<IdeaSign>>
  readonly files: Tracked<Filed<FileAdd>>
}
