/** What of each thing is searched: its title weighs most. */
import type { IntentsView, StockView } from '../flows/index.ts'
import type { IdeasView } from '../ideas/index.ts'
import type { Member, WaresView } from '../wares/index.ts'
import type { Words } from '../words/index.ts'

/** `flow` is a need or an offer. */
export type SearchKind = 'flow' | 'stock' | 'idea' | 'ware'

export interface SearchSources {
  readonly intents: IntentsView
  readonly stock: StockView
  readonly ideas: IdeasView
  readonly wares: WaresView
}

export interface Searchable {
  /** Kind and id, as `idea:…`. */
  readonly id: string
  readonly kind: SearchKind
  readonly title: string
  readonly text: string
  readonly tags: string
  readonly place: string
}

/** Characters of one page that are searched. */
const textCharsMax = 100_000

/** The document, or undefined when there is nothing to find (any more). */
export const documentOf = (
  { intents, stock, ideas, wares }: SearchSources,
  words: Words,
  members: readonly Member[],
  kind: SearchKind,
  id: string
): Searchable | undefined => {
  const key = `${kind}:${id}`
  switch (kind) {
    case 'flow': {
      const said = intents.words(id)
      return said && { id: key, kind, title: said.thing, text: said.note ?? '', tags: '', place: said.place ?? '' }
    }
    case 'stock': {
      const portion = stock.one(id)
      return portion && { id: key, kind, title: portion.thing, text: portion.note ?? '', tags: '', place: portion.place ?? '' }
    }
    case 'idea': {
      const page = ideas.texts(id)
      if (!page || (page.title === '' && page.text === '')) return undefined
      return { id: key, kind, title: page.title, text: page.text.slice(0, textCharsMax), tags: page.tags.join(' '), place: '' }
    }
    case 'ware': {
      const member = members.find(({ ware }) => ware === id)
      if (!member) return undefined
      const row = wares.one(id)
      const text = [row.kind, row.about, ...row.skills].filter((part) => part !== undefined).join(' ')
      return { id: key, kind, title: row.name ?? words.say(row.called), text, tags: '', place: row.place ?? '' }
    }
  }
}
