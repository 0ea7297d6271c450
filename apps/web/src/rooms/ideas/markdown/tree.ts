/**
 * Markdown of others as a tree of our own few kinds of nodes. No HTML is ever made of it or parsed from it: what looks like HTML
 * is shown as the text it is, and whatever is not in this file cannot stand on a page.
 *
 * - A link leads to a page of this world, to a web or mail address, or nowhere. Schemes are checked on the address as the
 *   browser would read it; all others leave the words without a link.
 * - A picture is never fetched from where it is said to be: its description stands in its place, or a file beside the page.
 * - Depth and the number of nodes are bounded; what is beyond is shown as plain text.
 */
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'

type Root = ReturnType<typeof fromMarkdown>
type RootContent = Root['children'][number]
type Nodes = Root | RootContent
type PhrasingContent = Extract<RootContent, { type: 'paragraph' }>['children'][number]

export type Leaf =
  | { readonly kind: 'text' | 'code'; readonly words: string }
  /** `name` is the last part of where it was said to be: a file of that name beside the page is shown, nothing is fetched. */
  | { readonly kind: 'picture'; readonly words: string; readonly name: string }
  | { readonly kind: 'break' }
export type Node =
  | Leaf
  | { readonly kind: 'strong' | 'emphasis' | 'paragraph' | 'quote' | 'item' | 'row' | 'cell' | 'head-cell'; readonly children: readonly Node[] }
  | { readonly kind: 'heading'; readonly depth: number; readonly children: readonly Node[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; readonly children: readonly Node[] }
  | { readonly kind: 'table'; readonly children: readonly Node[] }
  | { readonly kind: 'code-block'; readonly words: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Node[] }
  /** To a page of this world: by its id, or by the words between double brackets. */
  | { readonly kind: 'page-link'; readonly words: string; readonly idea?: string }

export const depthMax = 40
export const nodesMax = 20_000
/** More than this is not parsed but shown as it is: the parser takes time that grows faster than the text. */
export const parsedCharsMax = 200_000
/** Nesting of quotes and brackets beyond which a text is no prose. */
const nestingMax = /^(?:\s*[>*+-]\s?){60,}|[[(*_]{200,}/m

const schemes = new Set(['http:', 'https:', 'mailto:'])

/** The address if it is one that a link may lead to. */
export const safeAddress = (address: string): string | undefined => {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return undefined
  }
  return schemes.has(url.protocol) ? url.href : undefined
}

export const readMarkdown = (text: string): readonly Node[] => {
  if (text.length > parsedCharsMax || nestingMax.test(text)) return plainParagraphs(text)
  const root = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })
  const definitions = new Map<string, string>()
  for (const node of root.children) if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node.url)
  const reader = new Reader(definitions)
  return reader.all(root.children, 0)
}

const plainParagraphs = (text: string): Node[] =>
  text.split(/\n\s*\n/).slice(0, nodesMax / 2).map((words) => ({ kind: 'paragraph', children: [{ kind: 'text', words }] }))

class Reader {
  #left = nodesMax
  readonly #definitions: ReadonlyMap<string, string>

  constructor(definitions: ReadonlyMap<string, string>) {
    this.#definitions = definitions
  }

  all(nodes: readonly (RootContent | PhrasingContent)[], depth: number): Node[] {
    return nodes.flatMap((node) => this.one(node, depth))
  }

  one(node: Nodes, depth: number): Node[] {
    if (--this.#left < 0) return []
    if (depth > depthMax) return 'value' in node ? [{ kind: 'text', words: node.value }] : 'children' in node ? this.#flat(node) : []
    const children = (): Node[] => ('children' in node ? this.all(node.children, depth + 1) : [])
    switch (node.type) {
      case 'text': return wordsWithPages(node.value)
      // Shown as it was written: it is text of somebody, and nothing else.
      case 'html': return [{ kind: 'text', words: node.value }]
      case 'inlineCode': return [{ kind: 'code', words: node.value }]
      case 'code': return [{ kind: 'code-block', words: node.value }]
      case 'break': return [{ kind: 'break' }]
      case 'thematicBreak': return [{ kind: 'rule' }]
      case 'strong': return [{ kind: 'strong', children: children() }]
      case 'emphasis': return [{ kind: 'emphasis', children: children() }]
      case 'paragraph': return [{ kind: 'paragraph', children: children() }]
      case 'blockquote': return [{ kind: 'quote', children: children() }]
      case 'heading': return [{ kind: 'heading', depth: node.depth, children: children() }]
      case 'list': return [{ kind: 'list', ordered: node.ordered === true, start: node.start ?? 1, children: children() }]
      case 'listItem': return [{ kind: 'item', children: children() }]
      case 'table': return [{ kind: 'table', children: node.children.flatMap((row, i) => this.#row(row, i === 0, depth + 1)) }]
      case 'image': return [{ kind: 'picture', words: node.alt ?? '', name: nameIn(node.url) }]
      case 'imageReference': return [{ kind: 'picture', words: node.alt ?? '', name: nameIn(this.#definitions.get(node.identifier) ?? '') }]
      case 'link': return this.#link(node.url, children())
      case 'linkReference': return this.#link(this.#definitions.get(node.identifier) ?? '', children())
      default: return children()
    }
  }

  #row(row: Nodes, head: boolean, depth: number): Node[] {
    if (row.type !== 'tableRow') return []
    return [{ kind: 'row', children: row.children.map((cell) => ({ kind: head ? 'head-cell' : 'cell', children: this.all(cell.children, depth + 1) })) }]
  }

  #link(url: string, children: readonly Node[]): Node[] {
    const idea = /^idea:([\w.-]{1,80})$/.exec(url)?.[1]
    if (idea !== undefined) return [{ kind: 'page-link', words: textOf(children), idea }]
    const href = safeAddress(url)
    return href === undefined ? [...children] : [{ kind: 'link', href, children }]
  }

  #flat(node: Nodes): Node[] {
    const words = flatWords(node, 0)
    return words === '' ? [] : [{ kind: 'text', words }]
  }
}

/** The last part of a path: `/pix/bread.webp` names `bread.webp`. */
export const nameIn = (url: string): string => url.replace(/[?#].*$/, '').split('/').at(-1) ?? ''

const flatWords = (node: Nodes, depth: number): string => {
  if ('value' in node) return node.value
  if (!('children' in node) || depth > 200) return ''
  return (node.children as readonly Nodes[]).map((child) => flatWords(child, depth + 1)).join('')
}

/** `[[Title]]` in running text. */
const wordsWithPages = (text: string): Node[] =>
  text.split(/(\[\[[^[\]\n]{1,200}\]\])/).filter((part) => part !== '').map((part) => {
    const title = /^\[\[(.*)\]\]$/.exec(part)?.[1]
    return title === undefined ? { kind: 'text', words: part } : { kind: 'page-link', words: title.trim() }
  })

export const textOf = (nodes: readonly Node[]): string =>
  nodes.map((node) => ('words' in node ? node.words : 'children' in node ? textOf(node.children) : ' ')).join('')
