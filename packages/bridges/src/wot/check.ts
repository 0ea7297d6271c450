/**
 * Whether a tree of JSON is a Thing Description 1.1: by the published schema, and by the rules that no schema can say. Everything that
 * is wrong is named at once, with its place and the rule; what is allowed and yet doubtful is said beside.
 *
 * This is about the standard alone. What a description that holds brings in here is said in `thingOf`.
 */
import { checkDataSchema } from './dataSchemas.ts'
import { type Fault, faultOf } from './fault.ts'
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  member,
  membersOf,
  severalTexts,
  shown,
  textMember,
  within
} from './json.ts'
import { wotLimits } from './limits.ts'
import { schemaFaults } from './schema.ts'
import { checkSecurity, type Findings, type FormAt, hasParent, securityVariables } from './security.ts'
import { templateNames } from './template.ts'

export interface Checked {
  readonly faults: readonly Fault[]
  readonly doubts: readonly Fault[]
}

export const contextNow = 'https://www.w3.org/2022/wot/td/v1.1'
export const modelType = 'tm:ThingModel'

/** `base`: where it was found, for addresses that are relative and have no `base` within. */
export const checkThing = (root: JsonObject, base?: string): Checked => {
  if (severalTexts(member(root, '@type')).includes(modelType))
    return { faults: [faultOf('td-type-not-model', '/@type', 'wot.is-model')], doubts: [] }
  const found: Findings = { faults: [], doubts: [] }
  found.faults.push(...schemaFaults(root, 'thing'))
  checkParts(root, found, base)
  return closed(found)
}

/** What holds for descriptions and models alike. */
export const checkParts = (root: JsonObject, found: Findings, base?: string, isModel = false): void => {
  checkLinks(root, found)
  const forms = formsIn(root)
  checkSecurity(root, forms, found, isModel)
  checkForms(root, forms, found, isModel ? undefined : { base: textMember(root, 'base') ?? base })
  checkAffordances(root, found)
  checkLanguages(root, found)
}

/** Each place and rule once, and not without bound. */
export const closed = (found: Findings): Checked => {
  const once = (list: readonly Fault[]): Fault[] =>
    [
      ...new Map(
        list.map((one) => [`${one.rule} ${one.place} ${one.message.key} ${JSON.stringify(one.message.params)}`, one])
      ).values()
    ].slice(0, wotLimits.faultsMax)
  return { faults: once(found.faults), doubts: once(found.doubts) }
}

export const affordanceKinds = ['properties', 'actions', 'events'] as const

/** All forms with their places, those of the whole among them. */
function formsIn(root: JsonObject): FormAt[] {
  const all = new Set(membersOf(member(root, 'uriVariables')).map(([name]) => name))
  const listed = (owner: Json, place: string, variables: ReadonlySet<string>): FormAt[] => {
    const forms = member(owner, 'forms')
    return isList(forms) ? forms.map((form, at) => ({ form, place: within(within(place, 'forms'), at), variables })) : []
  }
  const inside = affordanceKinds.flatMap((kind) =>
    membersOf(member(root, kind)).flatMap(([name, one]) =>
      listed(
        one,
        within(`/${kind}`, name),
        new Set([...all, ...membersOf(member(one, 'uriVariables')).map(([variable]) => variable)])
      )
    )
  )
  return [...listed(root, '', all), ...inside]
}

function checkForms(
  root: JsonObject,
  forms: readonly FormAt[],
  found: Findings,
  address: { base: string | undefined } | undefined
): void {
  const schemas = member(root, 'schemaDefinitions')
  const fromSecurity = securityVariables(root)
  for (const { form, place, variables } of forms) {
    const href = textMember(form, 'href')
    const names = href === undefined ? [] : templateNames(href)
    if (names === undefined && address)
      found.faults.push(faultOf('td-server-uri-template', within(place, 'href'), 'wot.template', { value: shown(href ?? '') }))
    for (const name of address ? (names ?? []) : []) {
      if (!variables.has(name) && !fromSecurity.has(name))
        found.faults.push(faultOf('td-uriVariables-names', within(place, 'href'), 'wot.variable-unknown', { name: shown(name) }))
    }
    if (address && href !== undefined && address.base === undefined && !/^[A-Za-z][A-Za-z\d+.-]*:/.test(href))
      found.doubts.push(faultOf('td-vocab-base--Thing', within(place, 'href'), 'wot.relative', { value: shown(href) }))
    const responses = member(form, 'additionalResponses')
    for (const [at, one] of (isList(responses) ? responses : []).entries()) {
      const name = textMember(one, 'schema')
      if (name !== undefined && member(schemas, name) === undefined && (address || !hasParent(root)))
        found.faults.push(
          faultOf(
            'td-vocab-schema--AdditionalExpectedResponse',
            within(within(place, 'additionalResponses'), at),
            'wot.schema-unknown',
            { name: shown(name) }
          )
        )
    }
  }
}

function checkLinks(root: JsonObject, found: Findings): void {
  const links = member(root, 'links')
  if (!isList(links)) return
  for (const [rel, rule] of [
    ['type', 'tm-derivation-one-type'],
    ['tm:extends', 'tm-extend-one']
  ] as const) {
    const places = links.flatMap((link, at) => (textMember(link, 'rel') === rel ? [at] : []))
    if (places.length > 1)
      found.faults.push(faultOf(rule, within('/links', places[1] ?? 0), 'wot.link-twice', { rel, n: places.length }))
  }
}

function checkAffordances(root: JsonObject, found: Findings): void {
  const checkVariables = (owner: Json, place: string): void => {
    for (const [name, schema] of membersOf(member(owner, 'uriVariables'))) {
      const at = within(within(place, 'uriVariables'), name)
      if (['object', 'array'].includes(textMember(schema, 'type') ?? ''))
        found.faults.push(faultOf('td-vocab-uriVariables--InteractionAffordance', at, 'wot.variable-kind', { name: shown(name) }))
      checkDataSchema(schema, at, found)
    }
  }
  checkVariables(root, '')
  for (const [name, schema] of membersOf(member(root, 'schemaDefinitions')))
    checkDataSchema(schema, within('/schemaDefinitions', name), found)
  for (const [name, one] of membersOf(member(root, 'properties'))) {
    const place = within('/properties', name)
    checkVariables(one, place)
    checkDataSchema(one, place, found)
    checkWays(one, place, found)
  }
  for (const [kind, parts] of [
    ['actions', ['input', 'output']],
    ['events', ['data', 'subscription', 'cancellation', 'dataResponse']]
  ] as const) {
    for (const [name, one] of membersOf(member(root, kind))) {
      const place = within(`/${kind}`, name)
      checkVariables(one, place)
      for (const part of parts) checkDataSchema(member(one, part), within(place, part), found)
    }
  }
}

/** Read and write against what the property says of itself: both words are hints in the standard, so nothing of it is a fault. */
function checkWays(property: Json, place: string, found: Findings): void {
  const onlyRead = member(property, 'readOnly') === true
  const onlyWrite = member(property, 'writeOnly') === true
  if (onlyRead && onlyWrite) found.doubts.push(faultOf('property-read-or-write', place, 'wot.read-write'))
  const forms = member(property, 'forms')
  for (const [at, form] of (isList(forms) ? forms : []).entries()) {
    const ops = severalTexts(member(form, 'op'))
    const odd =
      onlyRead && ops.includes('writeproperty')
        ? 'writeproperty'
        : onlyWrite && ops.includes('readproperty')
          ? 'readproperty'
          : undefined
    if (odd !== undefined)
      found.doubts.push(
        faultOf('property-op-hint', within(within(place, 'forms'), at), 'wot.op-hint', {
          op: odd,
          hint: onlyRead ? 'readOnly' : 'writeOnly'
        })
      )
  }
}

/** Titles in several languages ought to be in the same ones everywhere. */
function checkLanguages(root: JsonObject, found: Findings): void {
  let first: { languages: string; place: string } | undefined
  const walk = (value: Json, place: string): void => {
    if (isList(value)) for (const [at, one] of value.entries()) walk(one, within(place, at))
    if (!isObject(value)) return
    for (const [name, one] of Object.entries(value)) {
      const at = within(place, name)
      if ((name !== 'titles' && name !== 'descriptions') || !isObject(one)) walk(one, at)
      else {
        const languages = Object.keys(one).toSorted().join(', ')
        first ??= { languages, place: at }
        if (languages !== first.languages)
          found.doubts.push(
            faultOf('td-titles-descriptions', at, 'wot.languages', { these: shown(languages), those: shown(first.languages) })
          )
      }
    }
  }
  walk(root, '')
}
