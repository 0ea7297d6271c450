/**
 * The forms of a description, with the defaults of the standard filled in: which operation, by which method, in which format, behind
 * which ways in, and where to. An address stays a template until it is used: its gaps are filled first and relative ones resolved then.
 */
import { isList, type Json, type JsonObject, member, membersOf, severalTexts, textMember } from './json.ts'
import { wotLimits } from './limits.ts'
import type { Description } from './read.ts'
import { expandTemplate, templateNames } from './template.ts'

export type AffordanceKind = 'properties' | 'actions' | 'events'
export type Op =
  | 'readproperty'
  | 'writeproperty'
  | 'observeproperty'
  | 'unobserveproperty'
  | 'invokeaction'
  | 'subscribeevent'
  | 'unsubscribeevent'

/** One way to do one thing. */
export interface Way {
  readonly op: Op
  /** A URI template, relative ones resolved against `base`. */
  readonly href: string
  readonly base?: string
  /** Method of HTTP; from `htv:methodName` or the default of the operation (WoT Binding Templates, HTTP). */
  readonly method: string
  readonly contentType: string
  readonly subprotocol?: string
  /** Names of ways in that must all be taken. */
  readonly security: readonly string[]
  /** Values for gaps of the address that the description itself fixes. */
  readonly fixed: ReadonlyMap<string, string>
  /** Gaps of the address that nobody fills but a way in. */
  readonly open: readonly string[]
  /** The form itself, for what a protocol adds. */
  readonly form: Json
}

const methods: Readonly<Record<Op, string>> = {
  readproperty: 'GET',
  writeproperty: 'PUT',
  observeproperty: 'GET',
  unobserveproperty: 'GET',
  invokeaction: 'POST',
  subscribeevent: 'GET',
  unsubscribeevent: 'GET'
}

const methodsAllowed = new Set(['GET', 'PUT', 'POST', 'PATCH', 'DELETE'])

/** Which operations a form is for when it does not say. */
const opsOf = (form: Json, kind: AffordanceKind, owner: Json): readonly string[] => {
  const said = severalTexts(member(form, 'op'))
  if (said.length > 0) return said
  if (kind === 'actions') return ['invokeaction']
  if (kind === 'events') return ['subscribeevent', 'unsubscribeevent']
  return [
    ...(member(owner, 'writeOnly') === true ? [] : ['readproperty']),
    ...(member(owner, 'readOnly') === true ? [] : ['writeproperty'])
  ]
}

/** Every way to do this, in the order of the description. */
export const waysTo = (description: Description, kind: AffordanceKind, name: string, op: Op): Way[] => {
  const { root } = description
  const owner = member(member(root, kind), name)
  const forms = member(owner, 'forms')
  if (!isList(forms)) return []
  if (op === 'readproperty' && member(owner, 'writeOnly') === true) return []
  if (op === 'writeproperty' && member(owner, 'readOnly') === true) return []
  const fixed = fixedVariables(root, owner as JsonObject)
  const base = textMember(root, 'base') ?? description.base
  return forms.slice(0, wotLimits.formsMax).flatMap((form) => {
    const href = textMember(form, 'href')
    if (href === undefined || !opsOf(form, kind, owner as Json).includes(op)) return []
    const method = (textMember(form, 'htv:methodName') ?? methods[op]).toUpperCase()
    if (!methodsAllowed.has(method)) return []
    const subprotocol = textMember(form, 'subprotocol')
    const names = [...(templateNames(href) ?? []), ...(base === undefined ? [] : (templateNames(base) ?? []))]
    const required = requiredNames(href)
    return [
      {
        op,
        href,
        ...(base !== undefined && { base }),
        method,
        contentType: textMember(form, 'contentType') ?? 'application/json',
        ...(subprotocol !== undefined && { subprotocol }),
        security: severalTexts(member(form, 'security') ?? member(root, 'security')),
        fixed,
        open: names.filter((one) => required.has(one) && !fixed.has(one)),
        form
      }
    ]
  })
}

/** Gaps of a query may stay empty; those of a path may not. */
function requiredNames(href: string): ReadonlySet<string> {
  return new Set(templateNames(href.replace(/\{[?&][^{}]*\}/g, '')) ?? [])
}

/** What a description leaves no choice about: a constant, the only word of a list, a default. */
function fixedVariables(root: JsonObject, owner: JsonObject): ReadonlyMap<string, string> {
  const fixed = new Map<string, string>()
  for (const from of [root, owner]) {
    for (const [name, schema] of membersOf(member(from, 'uriVariables'))) {
      const among = member(schema, 'enum')
      const value =
        member(schema, 'const') ?? member(schema, 'default') ?? (isList(among) && among.length === 1 ? among[0] : undefined)
      if (['string', 'number', 'boolean'].includes(typeof value)) fixed.set(name, String(value))
    }
  }
  return fixed
}

/** The address with its gaps filled; undefined when it is none. */
export const addressOf = (way: Way, filled: ReadonlyMap<string, string> = new Map()): URL | undefined => {
  const given = new Map([...way.fixed, ...filled])
  const base = way.base === undefined ? undefined : expandTemplate(way.base, given)
  return URL.parse(expandTemplate(way.href, given), base) ?? undefined
}

/** `http`, `mqtts`, …; undefined of an address that is none. */
export const protocolOf = (way: Way): string | undefined =>
  addressOf(way, new Map(way.open.map((name) => [name, 'x'])))?.protocol.slice(0, -1)

/** Protocols there is a client for here. */
export const protocols: ReadonlySet<string> = new Set(['http', 'https', 'mqtt', 'mqtts'])

export const isHttp = (way: Way): boolean => ['http', 'https'].includes(protocolOf(way) ?? '')

/** Whether a way to follow something is one that is followed here: over HTTP it has to say how it tells. */
export const tells = (way: Way): boolean => !isHttp(way) || way.subprotocol === 'sse' || way.subprotocol === 'longpoll'
