/** What the standard asks of the ways in: each that is named is defined, combinations end, OAuth2 says what its flow needs. */
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
import { schemesKnown } from './schema.ts'
import { templateNames } from './template.ts'

export interface Findings {
  readonly faults: Fault[]
  readonly doubts: Fault[]
}

/** A form and where it stands; `variables` are the URI variables that hold for it. */
export interface FormAt {
  readonly form: Json
  readonly place: string
  readonly variables: ReadonlySet<string>
}

export const checkSecurity = (root: JsonObject, forms: readonly FormAt[], found: Findings, isModel = false): void => {
  const definitions = member(root, 'securityDefinitions')
  const known = new Map(membersOf(definitions))
  const list = [...known.keys()].map(shown).join(', ')
  const checkNames = (names: Json | undefined, place: string, rule: string): void => {
    for (const name of severalTexts(names)) {
      // A model may take its ways in from the one below, or leave them to be filled in.
      if (isModel && (name.includes('{{') || !isObject(definitions) || hasParent(root))) continue
      if (!known.has(name)) found.faults.push(faultOf(rule, place, 'wot.security-unknown', { name: shown(name), list }))
    }
    if (severalTexts(names).length > 1) found.doubts.push(faultOf('td-security-combo-deprecation', place, 'wot.security-several'))
  }
  checkNames(member(root, 'security'), '/security', 'td-vocab-security--Thing')
  for (const [name, scheme] of known) checkScheme(name, scheme, known, found, isModel)
  const uriNames = uriVariablesOf(known)
  const rootNames = member(root, 'security')
  for (const { form, place, variables } of forms) {
    const own = member(form, 'security')
    if (own !== undefined) checkNames(own, within(place, 'security'), 'td-vocab-security--Form')
    const href = textMember(form, 'href')
    if (href === undefined || isModel) continue
    const inTemplate = new Set(templateNames(href) ?? [])
    for (const missing of lackingIn(severalTexts(own ?? rootNames), known, inTemplate)) {
      found.faults.push(
        faultOf('td-security-in-uri-variable', within(place, 'href'), 'wot.security-uri', { name: shown(missing) })
      )
    }
    for (const name of variables) {
      const scheme = uriNames.get(name)
      if (scheme !== undefined)
        found.faults.push(
          faultOf('td-security-uri-variables-distinct', place, 'wot.security-variable', {
            name: shown(name),
            scheme: shown(scheme)
          })
        )
    }
  }
}

function checkScheme(name: string, scheme: Json, known: ReadonlyMap<string, Json>, found: Findings, isModel: boolean): void {
  const place = within('/securityDefinitions', name)
  const kind = textMember(scheme, 'scheme')
  const has = (term: string): boolean => member(scheme, term) !== undefined
  if (kind === undefined) found.faults.push(faultOf('td-vocab-scheme--SecurityScheme', place, 'wot.missing', { name: 'scheme' }))
  else if (!schemesKnown.includes(kind) && !kind.includes(':') && !(isModel && kind.includes('{{')))
    found.faults.push(
      faultOf('td-security-scheme-name', within(place, 'scheme'), isModel ? 'wot.scheme-blank' : 'wot.scheme', {
        value: shown(kind),
        list: schemesKnown.join(', ')
      })
    )
  if (kind === 'combo') {
    if (has('oneOf') && has('allOf'))
      found.faults.push(faultOf('td-security-combo-exclusive-oneof-or-allof', place, 'wot.combo-both'))
    for (const part of partsOf(scheme)) {
      if (!known.has(part))
        found.faults.push(
          faultOf('td-vocab-oneOf--ComboSecurityScheme', place, 'wot.security-unknown', {
            name: shown(part),
            list: [...known.keys()].map(shown).join(', ')
          })
        )
    }
    if (reaches(name, name, known, new Set()))
      found.faults.push(faultOf('combo-ends', place, 'wot.combo-circle', { name: shown(name) }))
  }
  if (kind === 'oauth2') checkFlow(scheme, place, has, found)
  if (textMember(scheme, 'in') === 'body' && has('name') && !/^(?:\/.*)?$/s.test(textMember(scheme, 'name') ?? ''))
    found.faults.push(
      faultOf('td-security-body-name-json-pointer', within(place, 'name'), 'wot.body-pointer', {
        value: shown(textMember(scheme, 'name') ?? '')
      })
    )
}

function checkFlow(scheme: Json, place: string, has: (term: string) => boolean, found: Findings): void {
  const flow = textMember(scheme, 'flow')
  if (flow === undefined)
    found.doubts.push(faultOf('td-vocab-flow--OAuth2SecurityScheme', place, 'wot.missing', { name: 'flow' }))
  const needs = flow === 'code' ? ['authorization', 'token'] : flow === 'client' ? ['token'] : []
  for (const term of needs)
    if (!has(term))
      found.faults.push(faultOf(`td-security-oauth2-${flow}-flow`, place, 'wot.flow-needs', { flow: flow ?? '', name: term }))
  if (flow === 'client' && has('authorization'))
    found.faults.push(
      faultOf('td-security-oauth2-client-flow-no-auth', within(place, 'authorization'), 'wot.flow-without', {
        name: 'authorization'
      })
    )
  if (flow !== undefined && flow !== 'code' && flow !== 'client')
    found.doubts.push(
      faultOf('td-vocab-flow--OAuth2SecurityScheme', within(place, 'flow'), 'wot.flow-unknown', { flow: shown(flow) })
    )
}

const partsOf = (scheme: Json | undefined): readonly string[] => [
  ...severalTexts(member(scheme, 'oneOf')),
  ...severalTexts(member(scheme, 'allOf'))
]

function reaches(from: string, goal: string, known: ReadonlyMap<string, Json>, seen: Set<string>): boolean {
  for (const part of partsOf(known.get(from))) {
    if (part === goal) return true
    if (seen.has(part)) continue
    seen.add(part)
    if (reaches(part, goal, known, seen)) return true
  }
  return false
}

/** Names that ways in put into addresses, each with the scheme that does. */
function uriVariablesOf(known: ReadonlyMap<string, Json>): Map<string, string> {
  const names = new Map<string, string>()
  for (const [scheme, one] of known) {
    const name = textMember(one, 'name')
    if (textMember(one, 'in') === 'uri' && name !== undefined) names.set(name, scheme)
  }
  return names
}

/** Names that the address lacks although a way in that has to be taken puts them there. Of alternatives one is enough. */
function lackingIn(names: readonly string[], known: ReadonlyMap<string, Json>, inTemplate: ReadonlySet<string>): string[] {
  // Each scheme is looked at once, also where combinations name one another over and over.
  const lackingOf = new Map<string, readonly string[]>()
  const look = (name: string): readonly string[] => {
    const seen = lackingOf.get(name)
    if (seen) return seen
    lackingOf.set(name, [])
    const scheme = known.get(name)
    const variable = textMember(scheme, 'name')
    const own = textMember(scheme, 'in') === 'uri' && variable !== undefined && !inTemplate.has(variable) ? [variable] : []
    const one = severalTexts(member(scheme, 'oneOf')).map(look)
    const either = one.length > 0 && one.every((part) => part.length > 0) ? (one[0] ?? []) : []
    const lacking = [...new Set([...own, ...either, ...severalTexts(member(scheme, 'allOf')).flatMap(look)])]
    lackingOf.set(name, lacking)
    return lacking
  }
  return [...new Set(names.flatMap(look))]
}

/** Every name that the address of a form may hold because of a way in. */
export const securityVariables = (root: JsonObject): ReadonlySet<string> =>
  new Set(uriVariablesOf(new Map(membersOf(member(root, 'securityDefinitions')))).keys())

/** A model that rests on another one. */
export const hasParent = (root: JsonObject): boolean => {
  const links = member(root, 'links')
  return isList(links) && links.some((link) => textMember(link, 'rel') === 'tm:extends')
}
