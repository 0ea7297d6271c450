/**
 * Links between pages: `[[Title]]` and `[[Title|words]]` lead to the page of that title, `[words](idea:ID)` to the page of
 * that id.
 */
import type { StatementId } from '@commune/protocol'

export interface RawLink {
  readonly words: string
  /** One of the two. */
  readonly title?: string
  readonly idea?: StatementId
}

const linksMax = 500
const fences = /^(?:```|~~~)[^\n]*\n[\s\S]*?^(?:```|~~~)[^\n]*$/gm
const link = /\[\[([^[\]\n]{1,200})\]\]|\[([^[\]\n]{1,500})\]\(idea:([A-Za-z0-9_.-]{1,60})\)/g

/** The links of a Markdown text in the order they stand, each target once; none inside code blocks. */
export const linksIn = (text: string): RawLink[] => {
  const found = new Map<string, RawLink>()
  for (const [, title, words, idea] of text.replace(fences, '').matchAll(link)) {
    const raw: RawLink = idea === undefined ? titled(title as string) : { words: words as string, idea }
    const key = raw.idea ?? `[[${raw.title}`
    if (!found.has(key)) found.set(key, raw)
    if (found.size === linksMax) break
  }
  return [...found.values()]
}

const titled = (inside: string): RawLink => {
  const bar = inside.indexOf('|')
  return bar < 0
    ? { words: inside, title: titleKey(inside) }
    : { words: inside.slice(bar + 1).trim() || inside.slice(0, bar), title: titleKey(inside.slice(0, bar)) }
}

/** Titles are the same when they read the same, whatever their case and spaces. */
export const titleKey = (title: string): string => title.trim().toLowerCase().normalize('NFC').replace(/\s+/g, ' ')

const startChars = 160

/** The first words of a Markdown text, without its marks. */
export const startOf = (text: string): string => {
  const words = text
    .slice(0, 2_000)
    .replace(/!\[[^\]\n]*\]\([^)\n]*\)/g, ' ')
    .replace(/\[\[(?:[^[\]|\n]*\|)?([^[\]\n]*)\]\]/g, '$1')
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/^[#>\s]*(?:[-*+]|\d+[.)])?\s+/gm, ' ')
    .replace(/[*_`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length <= startChars) return words
  const cut = words.slice(0, startChars).toWellFormed()
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), startChars >> 1)).replace(/\ufffd$/, '')} …`
}

/** One tag a line, each once, without empty ones. */
export const tagsOf = (lines: string): string[] =>
  lines === ''
    ? []
    : [
        ...new Set(
          lines
            .split('\n')
            .map((tag) => tag.trim())
            .filter((tag) => tag !== '')
        )
      ]
