/**
 * A page that was written in one go, which most are: its begin is filed as its texts in the place of the update that brought
 * them, so that it is shown, searched and kept without ever becoming a document. The update follows from the texts, byte for
 * byte, whenever somebody writes on; one that does not is filed as it came.
 */
import { decodeText, fromText, type IdText, sameBytes, toText, utf8 } from '@commune/protocol'
import type { BegunPage, IdeaBegin, WholeBegin } from './types.ts'
import { clientOf, type PageField, pageFields } from './update.ts'

/** The texts of a page that are not empty. */
export type WholeTexts = Readonly<Partial<Record<PageField, string>>>

/** Info byte of an item that holds a string and stands beside no other. */
const stringItem = 4
/** What follows it: a text at the root, by its name. */
const rootName = 1
/** A varint of 48 bits. */
const varintBytesMax = 7

/** Its form in the table: with texts, where `update` is what they make under this client id. */
export const filedBegin = (begin: IdeaBegin, client: number): BegunPage => {
  const { type, nonce, update, from } = begin
  const texts = update && textsIn(update, client)
  return texts ? { type, whole: texts, chance: toText(nonce), ...(from !== undefined && { from }) } : begin
}

/** The first edit of a page, if it was begun with one. */
export const firstEdit = (begun: BegunPage, device: IdText | null): { readonly nonce: Uint8Array; readonly update: Uint8Array } | undefined => {
  if (!isWhole(begun)) return begun.update && { nonce: begun.nonce, update: begun.update }
  const nonce = fromText(begun.chance) as Uint8Array
  return { nonce, update: updateOf(begun.whole, clientOf(device, nonce)) }
}

export const isWhole = (begun: BegunPage): begun is WholeBegin => 'whole' in begun

/** The Yjs update (version 1) that brings these texts, each as one run, in the order of the fields. */
export const updateOf = (texts: WholeTexts, client: number): Uint8Array => {
  const fields = pageFields.flatMap((field) => (texts[field] ? [{ name: utf8(field), text: utf8(texts[field]) }] : []))
  const bytes = new Uint8Array(fields.reduce((sum, { name, text }) => sum + name.length + text.length + 2 + 2 * varintBytesMax, 4 * varintBytesMax))
  let at = 0
  const put = (value: number): void => {
    let rest = value
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) | 128
    bytes[at++] = rest
  }
  const putText = (text: Uint8Array): void => {
    put(text.length)
    bytes.set(text, at)
    at += text.length
  }
  // One client, its items, its id, its first clock; then the items, and nothing that is deleted.
  for (const head of [1, fields.length, client, 0]) put(head)
  for (const { name, text } of fields) {
    put(stringItem)
    put(rootName)
    putText(name)
    putText(text)
  }
  put(0)
  return bytes.slice(0, at)
}

/** The texts that make exactly this update; undefined when it is anything else. */
const textsIn = (update: Uint8Array, client: number): WholeTexts | undefined => {
  let at = 0
  const take = (): number => {
    let value = 0
    for (let scale = 1; at < update.length; scale *= 128) {
      const byte = update[at++] as number
      value += (byte & 127) * scale
      if (byte < 128 || scale > 2 ** 42) return value
    }
    return -1
  }
  const takeText = (): string | undefined => {
    const length = take()
    const end = at + length
    if (end < at || end > update.length) return undefined
    const text = decodeText(update, at, end)
    at = end
    return text
  }
  if (take() !== 1) return undefined
  const count = take()
  if (count < 1 || count > pageFields.length || take() !== client || take() !== 0) return undefined
  const texts: Partial<Record<PageField, string>> = {}
  for (let item = 0; item < count; item++) {
    if (take() !== stringItem || take() !== rootName) return undefined
    const field = takeText() as PageField
    const text = takeText()
    if (text === undefined || !pageFields.includes(field)) return undefined
    texts[field] = text
  }
  // Whatever was read too kindly above does not come out the same.
  return sameBytes(updateOf(texts, client), update) ? texts : undefined
}
