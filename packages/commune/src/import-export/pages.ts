/**
 * Markdown files become pages and pages Markdown files. A file comes once: its path (or the id an export wrote into it) is
 * kept with the page as `from`. When a file has changed, only its changes come in; what was written here stays. A file
 * that reads like any version of its page brings nothing new.
 */
import type { StatementId } from '@commune/protocol'
import { isStatementId } from '../facts/index.ts'
import { type IdeasView, titleKey } from '../ideas/index.ts'
import type { Wish } from '../wish.ts'
import { importMessage, type Message } from '../words/index.ts'
import { readFront, writeFront } from './front.ts'

/** What one file or one row of a file comes to. */
export type ImportStep =
  | { readonly outcome: 'new' | 'changed'; readonly path: string; readonly row?: number; readonly wishes: readonly Wish[] }
  /** It is here already. */
  | { readonly outcome: 'same'; readonly path: string; readonly row?: number; readonly wishes: readonly [] }
  | {
      readonly outcome: 'refused'
      readonly path: string
      readonly row?: number
      readonly reason: Message
      readonly wishes: readonly []
    }

export interface PageFile {
  readonly path: string
  readonly title: string
  readonly text: string
  readonly tags: readonly string[]
  readonly front: string
  readonly from: string
  /** Paths of local pictures the page shows. */
  readonly pictures: readonly string[]
}

export const fileBytesMax = 1_000_000

/** Titles by the names of their files without folder and ending, for links between files. */
export type Titles = ReadonlyMap<string, string>

export const slugOf = (path: string): string =>
  (path.split('/').at(-1) ?? path).replace(/\.(?:md|markdown|html?)$/i, '').toLowerCase()

/** The file's text as a page, or why not. Never throws. */
export const readPage = (
  path: string,
  text: string,
  titles: Titles = new Map()
): { ok: true; value: PageFile } | { ok: false; error: Message } => {
  if (text.length > fileBytesMax) return { ok: false, error: importMessage('import.long', { path }) }
  if (text.includes('\u0000')) return { ok: false, error: importMessage('import.not-text', { path }) }
  if (text.trim() === '') return { ok: false, error: importMessage('import.empty', { path }) }
  const front = readFront(path, text)
  if (!front.ok) return front
  const { title, tags = [], id, rest, body } = front.value
  const heading = /^\s*#\s+(.+?)\s*#*\s*(?:\n|$)/.exec(body)
  const linked = linkFiles(body.replace(/^\n/, ''), titles)
  return {
    ok: true,
    value: {
      path,
      title: (title ?? heading?.[1] ?? nameFrom(path)).replace(/\s+/g, ' ').trim().slice(0, 200),
      text: linked,
      tags,
      front: rest,
      from: (id !== undefined && isOurs(id) ? id : `file:${path}`).slice(0, 200),
      pictures: picturesIn(linked)
    }
  }
}

/** A name that an export wrote; other programs put ids of their own above a page. */
const isOurs = (id: string): boolean => isStatementId(id) || id.startsWith('file:')

/** The title of a file, for `Titles`, without reading more of it than its beginning. */
export const titleIn = (path: string, text: string): string | undefined => {
  const page = readPage(path, text)
  return page.ok ? page.value.title : undefined
}

/** What bringing this file in comes to. */
export const importPage = (path: string, text: string, ideas: IdeasView, titles?: Titles): ImportStep => {
  const page = readPage(path, text, titles)
  if (!page.ok) return { outcome: 'refused', path, reason: page.error, wishes: [] }
  const { title, text: body, tags, front, from } = page.value
  const known = ideas.has(from) ? from : ideas.cameFrom(from)
  if (known === undefined) return { outcome: 'new', path, wishes: [{ wish: 'begin', title, text: body, tags, front, from }] }
  const versions = ideas.versions(known, { limit: 1_000 }).rows
  const same = versions.some(
    (version) => version.title === title && version.text === body && version.front === front && sameTags(version.tags, tags)
  )
  if (same) return { outcome: 'same', path, wishes: [] }
  const first = versions.at(-1)
  const seen = first && { title: first.title, text: first.text, tags: first.tags, front: first.front }
  return {
    outcome: 'changed',
    path,
    wishes: [{ wish: 'edit', idea: known, title, text: body, tags, front, ...(seen && { seen }) }]
  }
}

const sameTags = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((tag, index) => tag === b[index])

/** One page as a Markdown file; reading it again gives the same page. */
export const pageToMarkdown = (
  id: StatementId,
  page: { readonly title: string; readonly text: string; readonly tags: readonly string[]; readonly front: string }
): string =>
  // A body that itself begins with a line of dashes would be taken for the lines above it.
  writeFront({ id, title: page.title, tags: page.tags, rest: page.front }, `\n${page.text}`)

/** Links to other files of the same folder become links to their pages. */
function linkFiles(text: string, titles: Titles): string {
  if (titles.size === 0) return text
  return text.replace(/(?<!!)\[([^[\]\n]+)\]\((?!\w+:|#)([^()\s]+)\)/g, (whole, words: string, target: string) => {
    const title = titles.get(slugOf(target.replace(/[#?].*$/, '')))
    if (title === undefined || /[[\]|]/.test(title)) return whole
    return titleKey(words) === titleKey(title) ? `[[${words}]]` : `[[${title}|${words}]]`
  })
}

const picturesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/!\[[^\]\n]*\]\((?!\w+:)([^()\s]+)[^)\n]*\)/g)].map(([, path]) => path as string))
]

const nameFrom = (path: string): string => {
  const words = slugOf(path).replace(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
