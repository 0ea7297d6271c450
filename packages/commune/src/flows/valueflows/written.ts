/**
 * Writing JSON-LD: one object for each thing, in one order, with a context that stands in the document, so that nobody has to fetch
 * anything to read it. Amounts are exact: what no decimal number is, is written as a ratio (`owl:rational`).
 */
import { measureOf, nounOf, type Quantity } from '../../quantity/index.ts'
import { isoTime } from '../../import-export/index.ts'
import { om2Iri, owlRational, vocabularyIri, xsdIri } from './context.ts'
import { idHere } from './ids.ts'
import { countOf, unitThere } from './units.ts'
import { properties } from './vocabulary.ts'

export type Json = string | number | boolean | Json[] | { [name: string]: Json }
export interface WrittenNode {
  readonly '@id': string
  readonly '@type': string
  readonly [name: string]: Json
}
export interface WrittenDocument {
  readonly '@context': Json
  readonly '@graph': readonly WrittenNode[]
}

/** Properties whose values are names of the vocabulary. */
const named = new Set(['action', 'purpose'])

const contextOf = (used: ReadonlySet<string>): Json => {
  const leading = [...properties.values()].filter(({ name, leads, range }) => used.has(name) && leads && !range.includes('Measure') && !range.includes('xsd:string'))
  return {
    '@vocab': vocabularyIri,
    vf: vocabularyIri,
    om2: om2Iri,
    xsd: xsdIri,
    ...Object.fromEntries(leading.map(({ name }) => [name, { '@id': `vf:${name}`, '@type': named.has(name) ? '@vocab' : '@id' }]))
  }
}

/** Collects things by their id. Of each field the first word counts: somebody has one name in one document. */
export class Writer {
  readonly #nodes = new Map<string, WrittenNode>()

  /** Adds a thing without the fields that say nothing; its id. */
  put(type: string, id: string, fields: { readonly [name: string]: Json | undefined }): string {
    const said = Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined)
    const known = this.#nodes.get(id)
    if (!known || said.some(([name]) => !Object.hasOwn(known, name))) this.#nodes.set(id, { '@id': id, '@type': type, ...Object.fromEntries(said), ...known })
    return id
  }

  thing(name: string): string {
    return this.put('ResourceSpecification', idHere('thing', name), { name })
  }

  place(name: string): string {
    return this.put('SpatialThing', idHere('place', name), { name })
  }

  measure(quantity: Quantity, thing: string): Json {
    return { '@type': 'Measure', hasNumericalValue: numberOf(quantity), hasUnit: this.#unit(quantity.unit, thing) }
  }

  /** An amount of a flow: what moves, or the time it takes. */
  amount(quantity: Quantity | undefined, thing: string): { readonly resourceQuantity?: Json; readonly effortQuantity?: Json } {
    if (!quantity) return {}
    return isTime(quantity) ? { effortQuantity: this.measure(quantity, thing) } : { resourceQuantity: this.measure(quantity, thing) }
  }

  end(): WrittenDocument {
    const graph = [...this.#nodes.values()].sort((a, b) => order(a['@type'], b['@type']) || order(a['@id'], b['@id']))
    return { '@context': contextOf(new Set(graph.flatMap((node) => [...Object.keys(node), 'hasUnit']))), '@graph': graph }
  }

  #unit(unit: string, thing: string): string {
    const there = unitThere(unit)
    if (there !== undefined) return `om2:${there}`
    if (unit === countOf(thing)) return 'om2:one'
    const noun = nounOf(unit) ?? unit
    return this.put('Unit', idHere('unit', unit), { label: noun, symbol: noun })
  }
}

export const isTime = ({ unit }: Quantity): boolean => measureOf(unit)?.dimension === 'time'

export const timeOf = (timeMs: number | undefined): string | undefined => (timeMs === undefined ? undefined : isoTime(timeMs))

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A number where JSON keeps all of it, else a text that names its kind. */
function numberOf({ n, d }: Quantity): Json {
  let [tens, power] = [1n, 0]
  while (tens % d !== 0n && power < 30) [tens, power] = [tens * 10n, power + 1]
  if (tens % d !== 0n) return { '@value': `${n}/${d}`, '@type': owlRational }
  const digits = ((n * tens) / d).toString().padStart(power + 1, '0')
  const text = power === 0 ? digits : `${digits.slice(0, -power)}.${digits.slice(-power)}`
  return String(Number(text)) === text ? Number(text) : { '@value': text, '@type': 'xsd:decimal' }
}
