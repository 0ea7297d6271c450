/** Wishes about pages. */
import type { IdText, StatementId } from '@commune/protocol'

interface TextsWish {
  readonly title?: string
  readonly text?: string
  readonly tags?: readonly string[]
  readonly front?: string
}

/**
 * A new page; it is named by its statement's id. `decide` refuses a page too long for one envelope: `beginPage` then gives
 * the begin and the edit that brings the rest.
 */
export interface BeginWish extends TextsWish {
  readonly wish: 'begin'
  /** Its stable name in the file it came from, so that it comes once. */
  readonly from?: string
}

/** The page as it should read now; what is left out stays. */
export interface EditWish extends TextsWish {
  readonly wish: 'edit'
  readonly idea: StatementId
  /** What the writer had before them, when the page may have moved on since. */
  readonly seen?: TextsWish
}

/** Name oneself under a page, take one's name away, or blank it (every earlier version stays). */
export interface PageWish {
  readonly wish: 'sign' | 'unsign' | 'blank'
  readonly idea: StatementId
}

/** Makes the page read as it did after this edit. */
export interface RestoreWish {
  readonly wish: 'restore'
  readonly idea: StatementId
  readonly edit: StatementId
}

export interface FileWish {
  readonly wish: 'file'
  readonly file: IdText
  readonly name: string
  readonly media: string
  readonly sizeBytes: number
  readonly key: Uint8Array
  readonly chunks: Uint8Array
  readonly idea?: StatementId
}

export type IdeasWish = BeginWish | EditWish | PageWish | RestoreWish | FileWish
