/**
 * The lines above a Markdown page (YAML front matter between `---`). Title, tags and id are read; all other lines are kept
 * as they stand, comments too, so that what comes in goes out again.
 */
import { no, ok, type Result } from '@commune/protocol'
import { isMap, isScalar, isSeq, type Pair, parseDocument, stringify } from 'yaml'
import { importMessage, type Message } from '../words/index.ts'

export interface Front {
  readonly title?: string
  readonly tags?: readonly string[]
  /** The page's id, when it was written by an export. */
  readonly id?: string
  /** All other lines. */
  readonly rest: string
  /** What stands below. */
  readonly body: string
}

const fence = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/
/** Lines that would not come back as they are stand under this name, as one quoted text. */
const quoted = 'lines-above'
const ours = new Set(['title', 'tags', 'id', quoted])
const frontCharsMax = 20_000

/** Parts a page from the lines above it; a page without them is all body. */
export const readFront = (path: string, text: string): Result<Front, Message> => {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const found = fence.exec(plain)
  if (!found) return ok({ rest: '', body: plain })
  const lines = found[1] as string
  const body = plain.slice(found[0].length)
  if (lines.length > frontCharsMax) return no(importMessage('import.front', { path, why: importMessage('import.front-long') }))
  const document = parseDocument(lines, { schema: 'core', uniqueKeys: true, logLevel: 'silent' })
  const [problem] = document.errors
  if (problem) return no(importMessage('import.front-line', { path, line: String((problem.linePos?.[0].line ?? 1) + 1) }))
  if (document.contents === null) return ok({ rest: lines.trim(), body })
  if (!isMap(document.contents)) return no(importMessage('import.front', { path, why: importMessage('import.front-shape') }))
  const pairs = document.contents.items as Pair[]
  const read: { title?: string; tags?: string[]; id?: string; rest?: string } = {}
  for (const { key, value } of pairs) {
    const name = isScalar(key) ? String(key.value) : ''
    if (name === 'tags') read.tags = tagsIn(value)
    else if (name === quoted && isScalar(value)) read.rest = String(value.value ?? '')
    else if ((name === 'title' || name === 'id') && isScalar(value) && value.value !== null) read[name] = String(value.value)
  }
  return ok({ rest: otherLines(lines, pairs), ...read, body })
}

function tagsIn(value: unknown): string[] {
  const items = isSeq(value)
    ? value.items.map((item) => (isScalar(item) ? String(item.value) : ''))
    : isScalar(value)
      ? String(value.value ?? '').split(',')
      : []
  return items.map((tag) => tag.trim()).filter((tag) => tag !== '')
}

/** Everything but the keys that are ours, line by line as it stands. */
function otherLines(lines: string, pairs: readonly Pair[]): string {
  const starts = pairs.map(({ key }) => lineStart(lines, isScalar(key) ? (key.range?.[0] ?? 0) : 0))
  const kept: string[] = [lines.slice(0, starts[0] ?? lines.length)]
  for (const [index, { key }] of pairs.entries()) {
    const part = lines.slice(starts[index], starts[index + 1] ?? lines.length)
    if (!isScalar(key) || !ours.has(String(key.value))) kept.push(part.endsWith('\n') ? part : `${part}\n`)
  }
  return kept.join('').trim()
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1

/** The page with its lines above it; reading it again gives the same. */
export const writeFront = (
  front: { readonly id: string; readonly title: string; readonly tags: readonly string[]; readonly rest: string },
  body: string
): string => {
  const head = stringify({ id: front.id, title: front.title }, { lineWidth: 0 })
  const tags = front.tags.length > 0 ? `tags: [${front.tags.map((tag) => JSON.stringify(tag)).join(', ')}]\n` : ''
  const write = (rest: string): string => `---\n${head}${tags}${rest}---\n${body}`
  if (front.rest === '') return write('')
  const plain = write(`${front.rest}\n`)
  const back = readFront('', plain)
  const same =
    back.ok &&
    back.value.rest === front.rest &&
    back.value.body === body &&
    back.value.title === front.title &&
    back.value.id === front.id
  return same ? plain : write(`${quoted}: ${JSON.stringify(front.rest)}\n`)
}
