/**
 * A ValueFlows document as things and what they say of one another: the typed form between text and world. Nothing is left out:
 * what no vocabulary knows stands here under its whole name, and what cannot be read stands as it came (`raw`).
 *
 * One id may stand for several *occurrences*. Of a resource these are what was there at one time after another; of anything else
 * they are the same thing said twice, or a slip of whoever wrote it (`distinct.ts` tells which).
 */
import { inverses } from './vocabulary.ts'

export type VfValue =
  | { readonly is: 'text'; readonly text: string; readonly language?: string; readonly type?: string }
  | { readonly is: 'number'; readonly number: number }
  | { readonly is: 'flag'; readonly flag: boolean }
  /** Another thing, by its id. */
  | { readonly is: 'ref'; readonly id: string }
  /** A thing that has no id and belongs here: a measure. */
  | { readonly is: 'part'; readonly part: VfNode }
  /** What cannot be read, as it came. */
  | { readonly is: 'raw'; readonly raw: unknown }

export interface VfNode {
  readonly id: string
  /** Where it stands in the document, as `@graph[3].hasInput[0]`. */
  readonly where: string
  /** Short names of ValueFlows's own classes, whole names of others. */
  readonly types: readonly string[]
  readonly fields: ReadonlyMap<string, readonly VfValue[]>
  /** What it is to the thing it stands within: `inputOf` a process that lists it. */
  readonly within?: { readonly name: string; readonly id: string }
}

export class VfGraph {
  readonly nodes: readonly VfNode[]
  readonly #byId = new Map<string, VfNode[]>()
  readonly #byType = new Map<string, VfNode[]>()
  readonly #places = new Map<VfNode, number>()
  /** By property and what it leads to: who says it. */
  readonly #leading = new Map<string, Map<string, string[]>>()

  constructor(nodes: readonly VfNode[]) {
    this.nodes = nodes
    for (const node of nodes) {
      this.#places.set(node, this.#places.size)
      push(this.#byId, sameId(node.id), node)
      for (const type of node.types) push(this.#byType, type, node)
      for (const [name, values] of node.fields) {
        const inverse = inverses.get(name)
        if (inverse === undefined) continue
        for (const value of values) if (value.is === 'ref') this.#lead(inverse, value.id, node.id)
      }
    }
  }

  /** Every occurrence of this id, in the order of the document. */
  withId(id: string): readonly VfNode[] {
    return this.#byId.get(sameId(id)) ?? []
  }

  /** The last occurrence. */
  find(id: string): VfNode | undefined {
    return this.withId(id).at(-1)
  }

  /** Those of a class, in the order of the document. */
  of(type: string): readonly VfNode[] {
    return this.#byType.get(type) ?? []
  }

  /** Where an occurrence stands in the order of the document. */
  placeOf(node: VfNode): number {
    return this.#places.get(node) ?? 0
  }

  /** Ids that a thing leads to by this property, also where the other end alone says so. */
  refs(node: VfNode, name: string): readonly string[] {
    // Most ask for what is not said.
    const isSaid = node.fields.has(name) || node.within?.name === name
    if (!isSaid && (node.within || !inverses.has(name) || !this.#leading.has(sameId(node.id)))) return none
    const said = (node.fields.get(name) ?? []).flatMap((value) => (value.is === 'ref' ? [value.id] : []))
    const within = node.within?.name === name ? [node.within.id] : []
    // What stands within another belongs there, however many share its id.
    const listed = node.within ? [] : (this.#leading.get(sameId(node.id))?.get(name) ?? [])
    return distinct([...said, ...within, ...listed])
  }

  ref(node: VfNode, name: string): string | undefined {
    return this.refs(node, name)[0]
  }

  #lead(name: string, from: string, to: string): void {
    const key = sameId(from)
    const names = this.#leading.get(key) ?? new Map<string, string[]>()
    this.#leading.set(key, names)
    push(names, name, to)
  }
}

const none: readonly string[] = []

/** `https://alice.example` and `https://alice.example/` are one (RFC 3986, 6.2.3). */
export const sameId = (id: string): string => (id.startsWith('http') && /^https?:\/\/[^/?#]+$/.test(id) ? `${id}/` : id)

const distinct = (ids: readonly string[]): string[] => {
  const seen = new Set<string>()
  return ids.filter((id) => !seen.has(sameId(id)) && seen.add(sameId(id)))
}

function push<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const known = map.get(key)
  if (known) known.push(item)
  else map.set(key, [item])
}

/** The first value of a property, if it has one. */
export const valueOf = (node: VfNode, name: string): VfValue | undefined => node.fields.get(name)?.[0]

/** A text; of several languages the one that names none, then English, then the first. */
export const textOf = (node: VfNode, name: string): string | undefined => {
  const texts = (node.fields.get(name) ?? []).flatMap((value): { text: string; language?: string }[] => {
    if (value.is === 'text') return [value]
    return value.is === 'number' ? [{ text: String(value.number) }] : value.is === 'ref' ? [{ text: value.id }] : []
  })
  const best = texts.find(({ language }) => language === undefined) ?? texts.find(({ language }) => /^en\b/i.test(language ?? '')) ?? texts[0]
  const text = best?.text.trim()
  return text === undefined || text === '' ? undefined : text
}

export const textsOf = (node: VfNode, name: string): string[] =>
  (node.fields.get(name) ?? []).flatMap((value) => (value.is === 'text' ? [value.text] : value.is === 'ref' ? [value.id] : []))

export const isTrue = (node: VfNode, name: string): boolean => {
  const value = valueOf(node, name)
  return (value?.is === 'flag' && value.flag) || (value?.is === 'text' && value.text === 'true')
}

export const isA = (node: VfNode, ...types: readonly string[]): boolean => node.types.some((type) => types.includes(type))
