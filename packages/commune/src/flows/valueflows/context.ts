/**
 * Names of JSON-LD, made whole: what a short name stands for by the document's own `@context`. A context that lies elsewhere is
 * never fetched; ValueFlows's own names are known here, and any other address is handed back so that it can be named.
 *
 * What is done of JSON-LD 1.1 contexts: `@vocab`, `@base`, `@language`, prefixes, terms as text or with `@id`, aliases of keywords,
 * lists of contexts, and null. Contexts within terms (`@context` of a term), `@nest`, `@import` and `@propagate` are left alone.
 */
import { properties } from './vocabulary.ts'

export interface Context {
  readonly vocab: string
  readonly base: string | undefined
  readonly language: string | undefined
  readonly terms: ReadonlyMap<string, Term>
}

interface Term {
  /** What it stands for; undefined for a name that the document says means nothing. */
  readonly iri: string | undefined
  /** Whether values stand under languages: `{en: …, de: …}`. */
  readonly byLanguage: boolean
  /** Whether it is said from the other end. */
  readonly reverse: boolean
}

export const vocabularyIri = 'https://w3id.org/valueflows/ont/vf#'
export const om2Iri = 'http://www.ontology-of-units-of-measure.org/resource/om-2/'
export const owlRational = 'http://www.w3.org/2002/07/owl#rational'
export const xsdIri = 'http://www.w3.org/2001/XMLSchema#'

/** Every form in which the namespace has been published. */
const own = /^https?:\/\/(?:w3id\.org\/valueflows|(?:www\.)?valueflo\.ws)(?:\/ont\/vf)?(?:#|\/)/
const ownAddress = /^https?:\/\/(?:w3id\.org\/valueflows|(?:www\.)?valueflo\.ws)\b/

/** Prefixes that documents use without saying what they stand for. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['vf', vocabularyIri],
  ['om2', om2Iri],
  ['om', om2Iri],
  ['skos', 'http://www.w3.org/2004/02/skos/core#'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['rdf', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['xsd', xsdIri],
  ['foaf', 'http://xmlns.com/foaf/0.1/'],
  ['schema', 'https://schema.org/'],
  ['dcterms', 'http://purl.org/dc/terms/'],
  ['geo', 'http://www.w3.org/2003/01/geo/wgs84_pos#'],
  ['time', 'http://www.w3.org/2006/time#']
])

export const plainContext: Context = { vocab: vocabularyIri, base: undefined, language: undefined, terms: new Map() }

const contextsMax = 50
const termsMax = 5_000

/** The context that holds below one `@context`; `elsewhere` hears of each address that would have to be fetched. */
export const readContext = (said: unknown, outer: Context, elsewhere: (address: string) => void): Context => {
  if (said === null) return plainContext
  if (Array.isArray(said)) return said.slice(0, contextsMax).reduce((inner: Context, one) => readContext(one, inner, elsewhere), outer)
  if (typeof said === 'string') {
    if (!ownAddress.test(said)) elsewhere(said)
    return outer
  }
  if (typeof said !== 'object') return outer
  const terms = new Map(outer.terms)
  let { vocab, base, language } = outer
  for (const [name, value] of Object.entries(said).slice(0, termsMax)) {
    if (name === '@vocab') vocab = typeof value === 'string' ? value : vocabularyIri
    else if (name === '@base') base = typeof value === 'string' ? value : undefined
    else if (name === '@language') language = typeof value === 'string' ? value : undefined
    else if (!name.startsWith('@')) terms.set(name, termOf(value))
  }
  return { vocab, base, language, terms }
}

function termOf(value: unknown): Term {
  if (typeof value === 'string') return { iri: value, byLanguage: false, reverse: false }
  if (typeof value !== 'object' || value === null) return { iri: undefined, byLanguage: false, reverse: false }
  const { '@id': id, '@reverse': reverse, '@container': container } = value as Readonly<Record<string, unknown>>
  const iri = typeof reverse === 'string' ? reverse : typeof id === 'string' ? id : ''
  return { iri, byLanguage: container === '@language', reverse: typeof reverse === 'string' }
}

/** Names lead on to names; a document may let them go round. */
const stepsMax = 8

/** The whole name of a property, class, action or unit. A name that stands for nothing stays as it is. */
export const wholeName = (name: string, context: Context, steps = 0): string => {
  if (name.startsWith('@') || steps > stepsMax) return name
  const term = context.terms.get(name)
  if (term) {
    if (term.iri === undefined) return name
    return term.iri === '' || term.iri === name ? withVocab(name, context) : wholeName(term.iri, context, steps + 1)
  }
  return name.includes(':') ? withPrefix(name, context) : withVocab(name, context)
}

const withVocab = (name: string, { vocab }: Context): string => vocab + name

/** `alice:21f3` and addresses; never by the vocabulary. */
export const wholeId = (id: string, context: Context): string => {
  if (id.includes(':')) return id.startsWith('_:') ? id : withPrefix(id, context)
  return context.base === undefined ? id : context.base + id
}

function withPrefix(name: string, { terms }: Context): string {
  const at = name.indexOf(':')
  const prefix = name.slice(0, at)
  const rest = name.slice(at + 1)
  if (rest.startsWith('//')) return name
  const iri = terms.get(prefix)?.iri ?? prefixes.get(prefix)
  return iri === undefined || iri === '' ? name : iri + rest
}

export const byLanguage = (name: string, { terms }: Context): boolean => terms.get(name)?.byLanguage === true
export const isReverse = (name: string, { terms }: Context): boolean => terms.get(name)?.reverse === true

/** The short name of ValueFlows's own: of its vocabulary, of units and of what other vocabularies call the same. */
export const shortName = (iri: string): string => {
  const same = elsewhereNames.get(iri)
  if (same !== undefined) return same
  const name = iri.replace(own, '')
  return name === iri ? iri : (properties.has(name) ? name : (asWritten.get(name.toLowerCase()) ?? name))
}

/** The name of an action, class or unit without its namespace. */
export const lastPart = (iri: string): string => {
  const name = iri.replace(own, '')
  return name.startsWith(om2Iri) ? name.slice(om2Iri.length) : name
}

const elsewhereNames: ReadonlyMap<string, string> = new Map([
  [`${om2Iri}hasUnit`, 'hasUnit'],
  [`${om2Iri}hasNumericalValue`, 'hasNumericalValue'],
  ['http://www.w3.org/2004/02/skos/core#note', 'note'],
  ['http://www.w3.org/2000/01/rdf-schema#comment', 'note'],
  ['http://purl.org/dc/terms/description', 'note'],
  ['https://schema.org/description', 'note'],
  ['http://schema.org/description', 'note'],
  ['http://www.w3.org/2000/01/rdf-schema#label', 'label'],
  ['http://www.w3.org/2004/02/skos/core#prefLabel', 'name'],
  ['http://xmlns.com/foaf/0.1/name', 'name'],
  ['https://schema.org/name', 'name'],
  ['http://schema.org/name', 'name'],
  ['http://purl.org/dc/terms/title', 'name'],
  ['http://www.w3.org/2003/01/geo/wgs84_pos#lat', 'lat'],
  ['http://www.w3.org/2003/01/geo/wgs84_pos#long', 'long'],
  ['http://www.w3.org/2003/01/geo/wgs84_pos#alt', 'alt'],
  ['http://www.w3.org/2006/time#hasDuration', 'hasDuration']
])

/** Capitals that slipped, and names of earlier releases. */
const asWritten: ReadonlyMap<string, string> = new Map([
  ...[...properties.keys()].map((name) => [name.toLowerCase(), name] as const),
  ['resourceconforms', 'resourceConformsTo'],
  ['locatedat', 'currentLocation'],
  ['atlocation', 'toLocation'],
  ['inventoriedas', 'resourceInventoriedAs'],
  ['toinventoriedas', 'toResourceInventoriedAs'],
  ['description', 'note'],
  ['title', 'name'],
  ['hasreciprocal', 'reciprocal'],
  ['unit', 'hasUnit'],
  ['numericalvalue', 'hasNumericalValue']
])
