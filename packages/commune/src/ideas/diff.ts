/**
 * From the text there was and the text there should be to the few changes between them, so that what others write at the
 * same time stays. Common start and end are set aside; the rest is compared line by line and then word by word, within
 * bounds: two texts that have little in common are one change.
 */
import { diffArrays } from 'diff'

/** At `index` of the text as it is after the changes before this one: `remove` characters go, `insert` comes. */
export interface TextChange {
  readonly index: number
  readonly remove: number
  readonly insert: string
}

const linesEditsMax = 400
const wordsEditsMax = 300
/** More separate changes than this are one. */
const changesMax = 500

export const textChanges = (before: string, after: string): TextChange[] => {
  if (before === after) return []
  const start = commonStart(before, after)
  const end = commonEnd(before, after, start)
  const old = before.slice(start, before.length - end)
  const young = after.slice(start, after.length - end)
  if (old === '' || young === '') return [{ index: start, remove: old.length, insert: young }]
  const changes = compare(old.split(/(?<=\n)/), young.split(/(?<=\n)/), start, linesEditsMax, (gone, come, index) =>
    gone === '' || come === '' ? [{ index, remove: gone.length, insert: come }] : wordChanges(gone, come, index)
  )
  return changes && changes.length <= changesMax ? changes : [{ index: start, remove: old.length, insert: young }]
}

function wordChanges(gone: string, come: string, index: number): TextChange[] {
  const words = compare(split(gone), split(come), index, wordsEditsMax, (old, young, at) => [
    { index: at, remove: old.length, insert: young }
  ])
  return words ?? [{ index, remove: gone.length, insert: come }]
}

const split = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+|\s+|[\s\S]/gu) ?? []

function compare(
  old: string[],
  young: string[],
  start: number,
  editsMax: number,
  change: (gone: string, come: string, index: number) => TextChange[]
): TextChange[] | undefined {
  const parts = diffArrays(old, young, { maxEditLength: editsMax })
  if (parts === undefined) return undefined
  const changes: TextChange[] = []
  let index = start
  let gone = ''
  let come = ''
  const flush = (): void => {
    if (gone !== '' || come !== '') changes.push(...change(gone, come, index))
    index += come.length
    gone = ''
    come = ''
  }
  for (const { value, added, removed } of parts) {
    if (removed) gone += value.join('')
    else if (added) come += value.join('')
    else {
      flush()
      index += value.join('').length
    }
  }
  flush()
  return changes
}

/** Never ends between the two halves of one character. */
function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++
  return length > 0 && isHigh(a.charCodeAt(length - 1)) ? length - 1 : length
}

function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start
  let length = 0
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++
  return length > 0 && isLow(a.charCodeAt(a.length - length)) ? length - 1 : length
}

const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00
const isLow = (code: number): boolean => code >= 0xdc00 && code < 0xe000
