// The web app checks this file without this folder: it has to be told where these types are.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./n3.d.ts" />
/** RDF as Turtle: modules of Open Know-How and what they are made of, in the form of a manifest. */
import { no, ok, type Result } from '@commune/protocol'
import parser from 'n3/lib/N3Parser.js'
import { type Message, recipesMessage } from '../../../words/index.ts'
import type { Tree } from './okh.ts'

// A module of the older kind, seen from one of the newer: its class is its default or lies within.
const Parser = ('default' in (parser as object) ? (parser as unknown as { default: typeof parser }).default : parser) as typeof parser

/** Every module in it, with the names of its components where they are described, and else the end of their addresses. */
export const manifestsInTurtle = (path: string, text: string): Result<readonly Tree[], Message> => {
  const about = new Map<string, Map<string, string[]>>()
  try {
    for (const { subject, predicate, object } of new Parser({ format: 'text/turtle', baseIRI: 'file:///it' }).parse(text)) {
      const said = about.get(subject.value) ?? new Map<string, string[]>()
      about.set(subject.value, said)
      const field = localName(predicate.value)
      said.set(field, [...(said.get(field) ?? []).slice(0, 2_000), object.value])
    }
  } catch (error) {
    const line = /line (\d+)/.exec(String(error))?.[1] ?? '?'
    return no(recipesMessage('recipes.import-broken', { path, text: `line ${line}` }))
  }
  const nameOf = (id: string): string => about.get(id)?.get('label')?.[0] ?? about.get(id)?.get('name')?.[0] ?? localName(id)
  const modules = [...about].filter(([, said]) => said.get('type')?.some((type) => /^(?:Module|Hardware|OKH|Product)$/.test(localName(type))))
  return ok(modules.map(([id, said]) => treeOf(id, said, about, nameOf)))
}

function treeOf(id: string, said: ReadonlyMap<string, readonly string[]>, about: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>, nameOf: (id: string) => string): Tree {
  const tree: { [field: string]: unknown } = { okhv: said.get('okhv')?.[0] ?? 'RDF', name: nameOf(id), id: localName(id) }
  for (const [field, values] of said) {
    if (field === 'label' || field === 'type' || field === 'okhv') continue
    if (/^has(?:Component|Part|Module)$/.test(field)) {
      tree['part'] = values.map((value) => ({ name: nameOf(value), ...(about.has(value) ? fieldsOf(about.get(value) as ReadonlyMap<string, readonly string[]>, about, nameOf) : { described: 'nowhere in this file' }) }))
    } else if (/^(?:manufacturingProcess|relatedTsDC)$/.test(field)) tree['tsdc'] = values.map(localName)
    else tree[field.replace(/^has(?=[A-Z])/, '')] = values.map((value) => shownOf(value, about, nameOf))
  }
  return tree
}

const fieldsOf = (said: ReadonlyMap<string, readonly string[]>, about: ReadonlyMap<string, unknown>, nameOf: (id: string) => string): Tree =>
  Object.fromEntries([...said].filter(([field]) => field !== 'label' && field !== 'type').map(([field, values]) => [field, values.map((value) => (about.has(value) ? nameOf(value) : value)).join(', ')]))

/** What is described elsewhere in the file is told by its address there, when it has one. */
const shownOf = (value: string, about: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>, nameOf: (id: string) => string): string => {
  const said = about.get(value)
  return said?.get('fileUrl')?.[0] ?? said?.get('doi')?.[0] ?? (said ? nameOf(value) : value)
}

const localName = (iri: string): string => decode(/[^#/]+\/?$/.exec(iri)?.[0]?.replace(/\/$/, '') ?? iri)

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
