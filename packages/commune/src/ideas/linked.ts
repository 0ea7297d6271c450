/**
 * Who links to whom, and which page has which title. A list of pages needs neither, so nothing is looked for in the texts
 * until somebody opens a page or follows a link.
 */
import type { StatementId } from '@commune/protocol'
import { linksIn, type RawLink, titleKey } from './links.ts'

interface Known {
  readonly title: string
  readonly links: readonly RawLink[]
}

export class Linked {
  /** Pages as they read now, not looked through yet. */
  readonly #waiting = new Map<StatementId, { readonly title: string; readonly text: string }>()
  readonly #known = new Map<StatementId, Known>()
  readonly #byTitle = new Map<string, Set<StatementId>>()
  /** Pages by what links to them: a page's id, or a title's key behind `[[`. */
  readonly #from = new Map<string, Set<StatementId>>()

  /** A page reads so from now on. */
  reads(id: StatementId, title: string, text: string): void {
    this.#waiting.set(id, { title, text })
  }

  linksOf(id: StatementId): readonly RawLink[] {
    this.#settle()
    return this.#known.get(id)?.links ?? []
  }

  /** Pages of this title, by its key. */
  titled(key: string): Iterable<StatementId> {
    this.#settle()
    return this.#byTitle.get(key) ?? []
  }

  /** Pages that link to this one, by its id or by its title; each once. */
  linkingTo(id: StatementId, title: string): Iterable<StatementId> {
    this.#settle()
    return new Set([...(this.#from.get(id) ?? []), ...(this.#from.get(titleLink(title)) ?? [])])
  }

  #settle(): void {
    for (const [id, { title, text }] of this.#waiting) {
      const before = this.#known.get(id)
      if (before) for (const [index, key] of keysOf(before)) this.#at(index).get(key)?.delete(id)
      const now: Known = { title, links: linksIn(text) }
      this.#known.set(id, now)
      for (const [index, key] of keysOf(now)) addTo(this.#at(index), key, id)
    }
    this.#waiting.clear()
  }

  #at(index: 'title' | 'from'): Map<string, Set<StatementId>> {
    return index === 'title' ? this.#byTitle : this.#from
  }
}

const titleLink = (title: string): string => `[[${titleKey(title)}`

const keysOf = ({ title, links }: Known): ['title' | 'from', string][] => [
  ...(title === '' ? [] : [['title', titleKey(title)] satisfies ['title', string]]),
  ...links.map((link): ['from', string] => ['from', link.idea ?? titleLink(link.title as string)])
]

const addTo = (index: Map<string, Set<StatementId>>, key: string, id: StatementId): void => {
  const ids = index.get(key)
  if (ids) ids.add(id)
  else index.set(key, new Set([id]))
}
