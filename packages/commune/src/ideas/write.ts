/**
 * Makes edits: from the texts a writer had before them to the texts they want, as Yjs updates that each stand under their
 * own client id and fit one envelope. What the writer saw may be an older version: the changes are then made to that
 * version, and merge with what came since as if they had been written at the same time.
 */
import type { IdText } from '@commune/protocol'
import type * as Y from 'yjs'
import { textChanges } from './diff.ts'
import { type CheckedEdit, PageDocument, type Texts } from './page.ts'
import { clientOf, type PageField, pageFields } from './update.ts'

/** One update and the nonce its client id is derived from. */
export interface MadeEdit {
  readonly nonce: Uint8Array
  readonly update: Uint8Array
}

/** Characters that one edit brings at most, so that even three-byte letters fit an envelope. */
const editCharsMax = 14_000
/** Separate changes in one edit. */
const editChangesMax = 250

interface Step {
  readonly field: PageField
  readonly index: number
  readonly remove: number
  readonly insert: string
}

/**
 * The edits that turn the page into `wanted`. `edits` are those that make the version the writer saw, in order; `nonce`
 * gives fresh bytes for each edit. Empty when nothing changes.
 */
export const editsTo = (
  edits: readonly CheckedEdit[],
  wanted: Texts,
  device: IdText | null,
  nonce: () => Uint8Array
): MadeEdit[] => {
  const page = new PageDocument(edits)
  const seen = page.texts()
  const steps = pageFields.flatMap((field) => stepsOf(field, seen[field], wanted[field]))
  return groups(steps).map((group) => write(page.doc, group, device, nonce()))
}

/** Splits long insertions, so that no step brings more than one edit may. */
function stepsOf(field: PageField, before: string, after: string): Step[] {
  const steps: Step[] = []
  for (const { index, remove, insert } of textChanges(before, after.toWellFormed())) {
    const parts = insert === '' ? [] : pieces(insert, editCharsMax)
    if (parts.length === 0) steps.push({ field, index, remove, insert: '' })
    let at = index
    for (const [nth, part] of parts.entries()) {
      steps.push({ field, index: at, remove: nth === 0 ? remove : 0, insert: part })
      at += part.length
    }
  }
  return steps
}

/** A text in parts of at most so many characters, no pair of a character torn apart; of no text, one that is empty. */
export function pieces(text: string, most: number): string[] {
  const parts: string[] = []
  let start = 0
  while (start < text.length) {
    let end = Math.min(start + most, text.length)
    const code = text.charCodeAt(end - 1)
    if (end < text.length && code >= 0xd800 && code < 0xdc00) end--
    parts.push(text.slice(start, end))
    start = end
  }
  return parts.length === 0 ? [''] : parts
}

function groups(steps: readonly Step[]): Step[][] {
  const all: Step[][] = []
  let chars = Number.POSITIVE_INFINITY
  for (const step of steps) {
    const last = all.at(-1)
    if (!last || chars + step.insert.length > editCharsMax || last.length === editChangesMax) {
      all.push([step])
      chars = step.insert.length
    } else {
      last.push(step)
      chars += step.insert.length
    }
  }
  return all
}

function write(doc: Y.Doc, steps: readonly Step[], device: IdText | null, nonce: Uint8Array): MadeEdit {
  doc.clientID = clientOf(device, nonce)
  let update: Uint8Array = new Uint8Array(0)
  const keep = (made: Uint8Array): void => {
    update = made
  }
  doc.on('update', keep)
  doc.transact(() => {
    for (const { field, index, remove, insert } of steps) {
      const text = doc.getText(field)
      if (remove > 0) text.delete(index, remove)
      if (insert !== '') text.insert(index, insert)
    }
  })
  doc.off('update', keep)
  return { nonce, update }
}
