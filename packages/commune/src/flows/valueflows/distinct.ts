/**
 * Which occurrences of one id are one thing. Where all of them can be true at once they are joined, as JSON-LD does; a resource
 * that is told several times stands as it was told last; anything else that contradicts itself is several things under one id,
 * and is kept apart so that none of them is lost.
 */
import { sameId, type VfGraph, type VfNode, type VfValue } from './graph.ts'

export interface Distinct {
  readonly node: VfNode
  /** Its name within one document: the id, and for a further thing under the same id a number behind it. */
  readonly key: string
  /** How it was told, one time after another. */
  readonly told: readonly VfNode[]
}

/** The things of these classes, in the order of the document. */
export const distinctOf = (graph: VfGraph, ...types: readonly string[]): Distinct[] => {
  const groups = new Map<string, VfNode[]>()
  const nodes = types.length === 1 ? graph.of(types[0] as string) : [...new Set(types.flatMap((type) => graph.of(type)))].sort((x, y) => graph.placeOf(x) - graph.placeOf(y))
  for (const node of nodes) {
    const known = groups.get(sameId(node.id))
    if (known) known.push(node)
    else groups.set(sameId(node.id), [node])
  }
  const things = [...groups].flatMap(([id, told]) => (types.includes('EconomicResource') ? [{ node: lastTold(told), key: id, told }] : apart(id, told)))
  const first = ({ told }: Distinct): number => graph.placeOf(told[0] as VfNode)
  return things.sort((a, b) => first(a) - first(b))
}

function apart(id: string, nodes: readonly VfNode[]): Distinct[] {
  const [only] = nodes
  if (only && nodes.length === 1) return [{ node: only, key: id, told: nodes }]
  const things: { node: VfNode; told: VfNode[] }[] = []
  for (const node of nodes) {
    const same = things.find((one) => agree(one.node, node))
    if (same) {
      same.node = joined(same.node, node)
      same.told.push(node)
    } else things.push({ node, told: [node] })
  }
  return things.map(({ node, told }, at) => ({ node, told, key: at === 0 ? id : `${id}~${at + 1}` }))
}

/** Each field as it was told last; a field that was told to be empty is. */
const lastTold = (nodes: readonly VfNode[]): VfNode =>
  nodes.length === 1 ? (nodes[0] as VfNode) : ({
  ...(nodes[0] as VfNode),
  fields: new Map(nodes.flatMap(({ fields }) => [...fields]))
})

function agree(a: VfNode, b: VfNode): boolean {
  if (!fits(a, b) || !fits(b, a)) return false
  for (const [name, values] of b.fields) {
    const other = a.fields.get(name)
    if (other && other.length > 0 && values.length > 0 && written(other) !== written(values)) return false
  }
  return true
}

/** Whether what `a` stands within can be what `b` says it belongs to. */
const fits = ({ within }: VfNode, b: VfNode): boolean =>
  within === undefined ||
  ((b.within?.name !== within.name || sameId(b.within.id) === sameId(within.id)) && (b.fields.get(within.name) ?? []).every((value) => value.is !== 'ref' || sameId(value.id) === sameId(within.id)))

const joined = (a: VfNode, b: VfNode): VfNode => ({ ...a, ...(b.within && { within: b.within }), types: [...new Set([...a.types, ...b.types])], fields: new Map([...b.fields, ...a.fields]) })

/** A value as text, so that two can be told to be the same; places in the document do not count. */
const written = (values: readonly VfValue[]): string =>
  JSON.stringify(values.map((value) => (value.is === 'part' ? [value.part.types, [...value.part.fields].map(([name, inner]) => [name, written(inner)])] : value)))
