/**
 * The JSON schemas that the W3C publishes with Thing Descriptions 1.1, run by Ajv. They come from the packages that the working group
 * publishes; the schema on its main branch describes the next version and refuses every 1.1 example.
 *
 * Ajv says everything that did not fit, with every branch of every alternative. Here the one alternative that was meant is picked
 * (by the scheme, by the relation), and each place gets one sentence.
 */
import thingSchema from 'wot-thing-description-types/schema/td-json-schema-validation.json' with { type: 'json' }
import modelSchema from 'wot-thing-model-types/schema/tm-json-schema-validation.json' with { type: 'json' }
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { type Fault, faultOf } from './fault.ts'
import { type Json, isList, isObject, type JsonObject, member, shown, textMember } from './json.ts'
import { wotLimits } from './limits.ts'

export type SchemaKind = 'thing' | 'model'

const schemas: Readonly<Record<SchemaKind, object>> = { thing: thingSchema, model: modelSchema }

const compiled = new Map<SchemaKind, ValidateFunction>()

/** Compiled when it is first needed: that takes a few tenths of a second. */
const validatorOf = (kind: SchemaKind): ValidateFunction => {
  const known = compiled.get(kind)
  if (known) return known
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    code: { regExp: Object.assign((pattern: string) => matcherOf(pattern), { code: 'matcherOf' }) },
    formats: {
      uri: /^[A-Za-z][A-Za-z\d+.-]*:\S+$/,
      'uri-reference': /^\S*$/,
      'date-time': /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/
    }
  })
  const made = ajv.compile(schemas[kind])
  compiled.set(kind, made)
  return made
}

/** Whether somewhere in it a name stands between `{{` and `}}`. One pass; as an expression this takes the square of the length. */
export const hasBlank = (text: string): boolean => {
  for (const run of text.split(/[^ -~]+/)) {
    const from = run.indexOf('{{')
    if (from >= 0 && run.lastIndexOf('}}') >= from + 3) return true
  }
  return false
}

const blankPattern = '^.*[{]{2}[ -~]+[}]{2}.*$'

/** Some of the published expressions take the square of the length: none of them is about more than a line. */
const matchedCharsMax = 1_000

/** Ajv tells expressions apart by how they print. */
interface Matcher {
  test(text: string): boolean
  toString(): string
}

const matcherOf = (pattern: string): Matcher => {
  const expression = new RegExp(pattern, 'u')
  const test = pattern === blankPattern ? hasBlank : (text: string) => text.length <= matchedCharsMax && expression.test(text)
  return { test, toString: () => pattern }
}

/** Where a description does not have the form that the standard asks for. */
export const schemaFaults = (root: JsonObject, kind: SchemaKind): Fault[] => {
  const validate = validatorOf(kind)
  if (validate(root)) return []
  const meant = (validate.errors ?? []).filter((error) => isMeant(error, root))
  const all =
    meant.length > 0 ? meant : (validate.errors ?? []).filter((error) => !error.instancePath.startsWith('/securityDefinitions/'))
  const places = new Map<string, ErrorObject>()
  for (const error of all) {
    const known = places.get(error.instancePath)
    if (!known || weight(error) > weight(known)) places.set(error.instancePath, error)
  }
  const list = [...places.values()]
  // What an alternative says of a whole is worth nothing beside what is said of a part of it.
  const kept = list.filter(
    (error) => !isLoose(error) || !list.some((other) => other.instancePath.startsWith(`${error.instancePath}/`))
  )
  const missing = all.filter((error) => error.keyword === 'required')
  const said = [...kept, ...missing.filter((error) => places.get(error.instancePath) !== error)]
  return said.slice(0, wotLimits.faultsMax).map(faultFrom)
}

const order = ['oneOf', 'anyOf', 'not', 'if', 'contains', 'type', 'pattern', 'const', 'enum', 'required']
const weight = (error: ErrorObject): number => (order.includes(error.keyword) ? order.indexOf(error.keyword) : order.length)
const isLoose = (error: ErrorObject): boolean =>
  ['oneOf', 'anyOf', 'not', 'if', 'contains'].includes(error.keyword) ||
  (isList(error.data as Json) && ['type', 'enum', 'const'].includes(error.keyword))

const schemes: Readonly<Record<string, string>> = {
  nosec: 'noSecurityScheme',
  auto: 'autoSecurityScheme',
  combo: 'comboSecurityScheme',
  basic: 'basicSecurityScheme',
  digest: 'digestSecurityScheme',
  apikey: 'apiKeySecurityScheme',
  bearer: 'bearerSecurityScheme',
  psk: 'pskSecurityScheme',
  oauth2: 'oAuth2SecurityScheme'
}
export const schemesKnown: readonly string[] = Object.keys(schemes)

/** Of alternatives, whether this complaint comes from the one that was meant. */
function isMeant(error: ErrorObject, root: JsonObject): boolean {
  if (error.instancePath.startsWith('/@context')) return error.instancePath === '/@context' && error.keyword === 'anyOf'
  const [, security] = /^\/securityDefinitions\/([^/]+)/.exec(error.instancePath) ?? []
  if (security !== undefined) {
    const scheme = textMember(
      member(member(root, 'securityDefinitions'), security.replaceAll('~1', '/').replaceAll('~0', '~')),
      'scheme'
    )
    // A scheme that is missing or unknown is said by the rules on security, once.
    const branch = scheme?.includes(':') === true ? 'additionalSecurityScheme' : schemes[scheme ?? '']
    if (branch === undefined) return error.keyword === 'type' && error.instancePath.split('/').length === 3
    return error.schemaPath.includes(branch) && !error.schemaPath.includes('/scheme/')
  }
  const [, link] = /^\/links\/(\d+)/.exec(error.instancePath) ?? []
  if (link !== undefined) {
    const links = member(root, 'links')
    const isIcon = textMember(isList(links) ? links[Number(link)] : undefined, 'rel') === 'icon'
    const ofIcon = error.params['missingProperty'] === 'rel' || /\/(?:rel|sizes)$/.test(error.instancePath)
    return error.keyword !== 'oneOf' && error.keyword !== 'not' && (isIcon || !ofIcon)
  }
  return true
}

const ruleBy: readonly (readonly [RegExp, string])[] = [
  [/^\/@context/, 'td-context'],
  [/^\/@type/, 'td-vocab-at-type--Thing'],
  [/^\/title$/, 'td-vocab-title--Thing'],
  [/^\/security$/, 'td-security-mandatory'],
  [/^\/securityDefinitions$/, 'td-vocab-securityDefinitions--Thing'],
  [/^\/securityDefinitions\/[^/]+\/scheme$/, 'td-security-scheme-name'],
  [/\/forms$/, 'td-vocab-forms--InteractionAffordance'],
  [/\/forms\/\d+\/href$/, 'td-vocab-href--Form'],
  [/\/forms\/\d+\/op(\/\d+)?$/, 'td-vocab-op--Form'],
  [/^\/links\/\d+\/href$/, 'td-vocab-href--Link'],
  [/\/enum$/, 'td-vocab-enum--DataSchema'],
  [/\/type$/, 'td-vocab-type--DataSchema'],
  [/^\/version/, 'td-vocab-instance--VersionInfo'],
  [/^\/tm:optional/, 'tm-tmOptional']
]

const ruleOf = (place: string, keyword: string): string =>
  ruleBy.find(([pattern]) => pattern.test(place))?.[1] ?? `schema-${keyword}`

function faultFrom(error: ErrorObject): Fault {
  const { instancePath: place, keyword, params } = error
  const value = error.data as Json
  if (keyword === 'required') {
    const name = String(params['missingProperty'])
    return faultOf(ruleOf(`${place}/${name}`, keyword), place, 'wot.missing', { name })
  }
  const rule = ruleOf(place, keyword)
  if (place === '/@context') return faultOf(rule, place, 'wot.context')
  if (keyword === 'enum')
    return faultOf(rule, place, 'wot.one-of', {
      value: valueWords(value),
      list: (params['allowedValues'] as unknown[]).map(String).join(', ')
    })
  if (keyword === 'type') return faultOf(rule, place, 'wot.type', { kind: kindWords(String(params['type'])) })
  if (keyword === 'uniqueItems')
    return faultOf(rule, place, 'wot.items-twice', { value: valueWords(isList(value) ? value[Number(params['i'])] : undefined) })
  if (keyword === 'minItems' || keyword === 'minProperties') return faultOf(rule, place, 'wot.empty')
  if (rule === 'tm-tmOptional') return faultOf(rule, place, 'wot.optional-place', { value: valueWords(value) })
  return faultOf(rule, place, 'wot.wrong', { why: error.message ?? keyword, value: valueWords(value) })
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'an object, in curly brackets',
  array: 'a list, in square brackets',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number'
}
const kindWords = (type: string): string =>
  type
    .split(',')
    .map((one) => kinds[one] ?? one)
    .join(' or ')

export const valueWords = (value: Json | undefined): string => {
  if (value === undefined) return ''
  if (isObject(value)) return '{…}'
  if (isList(value)) return '[…]'
  return shown(String(value))
}
