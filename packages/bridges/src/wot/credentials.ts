/** Ways in: what the person gave (a password, a token, a key), put where the description says. Digest, PSK and OAuth2 logins are not spoken. */
import { type Message, wotMessage } from '@commune/commune'
import { no, ok, type Result } from '@commune/protocol'
import { type Json, type JsonObject, member, severalTexts, shown, textMember } from './json.ts'

/** `for`: the one origin it may be sent to. */
export type Credential = { readonly for: string } & (
  { readonly user: string; readonly password: string } | { readonly token: string } | { readonly key: string }
)

/** By the name in `securityDefinitions`. */
export type Credentials = Readonly<Record<string, Credential>>

/** What goes along with a request. */
export interface Pass {
  readonly headers: Readonly<Record<string, string>>
  readonly query: readonly (readonly [name: string, value: string])[]
  /** Gaps of the address. */
  readonly filled: ReadonlyMap<string, string>
  /** Places in the body, as JSON pointers. */
  readonly body: readonly (readonly [pointer: string, value: string])[]
}

const nothing: Pass = { headers: {}, query: [], filled: new Map(), body: [] }

/** Takes every way in that is named; of alternatives the first that can be taken. */
export const passFor = (
  root: JsonObject,
  names: readonly string[],
  credentials: Credentials,
  origin: string
): Result<Pass, Message> => {
  let pass = nothing
  for (const name of names) {
    const one = through(root, name, credentials, origin, 0)
    if (!one.ok) return one
    pass = joined(pass, one.value)
  }
  return ok(pass)
}

function through(root: JsonObject, name: string, credentials: Credentials, origin: string, depth: number): Result<Pass, Message> {
  const scheme = member(member(root, 'securityDefinitions'), name)
  const kind = textMember(scheme, 'scheme')
  if (kind === 'nosec' || kind === 'auto') return ok(nothing)
  if (kind === 'combo') {
    if (depth > 4) return no(wotMessage('wot.pass-scheme', { scheme: 'combo', name: shown(name) }))
    const either = severalTexts(member(scheme, 'oneOf')).slice(0, 8)
    if (either.length === 0) return all(root, severalTexts(member(scheme, 'allOf')).slice(0, 8), credentials, origin, depth + 1)
    const tried = either.map((part) => through(root, part, credentials, origin, depth + 1))
    return tried.find((one) => one.ok) ?? (tried[0] as Result<Pass, Message>)
  }
  const given = Object.hasOwn(credentials, name) ? credentials[name] : undefined
  if (given !== undefined && given.for !== origin)
    return no(wotMessage('wot.pass-elsewhere', { name: shown(name), origin: shown(origin) }))
  if (kind === 'basic') {
    if (!given || !('user' in given)) return no(wotMessage('wot.pass-basic', { name: shown(name) }))
    return put(scheme, 'header', `Basic ${base64(`${given.user}:${given.password}`)}`, 'authorization', name)
  }
  if (kind === 'bearer' || kind === 'oauth2') {
    if (!given || !('token' in given)) return no(wotMessage('wot.pass-token', { name: shown(name) }))
    return put(
      scheme,
      'header',
      kind === 'bearer' && textMember(scheme, 'in') !== undefined && textMember(scheme, 'in') !== 'header'
        ? given.token
        : `Bearer ${given.token}`,
      'authorization',
      name
    )
  }
  if (kind === 'apikey') {
    if (!given || !('key' in given)) return no(wotMessage('wot.pass-key', { name: shown(name) }))
    return put(scheme, 'query', given.key, undefined, name)
  }
  return no(wotMessage('wot.pass-scheme', { scheme: shown(kind ?? ''), name: shown(name) }))
}

function all(
  root: JsonObject,
  parts: readonly string[],
  credentials: Credentials,
  origin: string,
  depth: number
): Result<Pass, Message> {
  let pass = nothing
  for (const part of parts) {
    const one = through(root, part, credentials, origin, depth)
    if (!one.ok) return one
    pass = joined(pass, one.value)
  }
  return ok(pass)
}

const headerName = /^[!#$%&'*+.^_`|~\dA-Za-z-]{1,100}$/
const headerValue = /^[\x20-\x7e]{0,4096}$/
/** Headers that say how a message is carried are not for a description to set. */
const carrying = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'upgrade',
  'content-type',
  'te',
  'trailer'
])

function put(
  scheme: Json | undefined,
  standard: 'header' | 'query',
  value: string,
  header: string | undefined,
  schemeName: string
): Result<Pass, Message> {
  const said = textMember(scheme, 'in') ?? standard
  const place = said === 'auto' ? standard : said
  const name = textMember(scheme, 'name')
  const bad = (): Result<Pass, Message> => no(wotMessage('wot.pass-name', { name: shown(schemeName), place }))
  if (place === 'header') {
    // A basic or bearer way in goes by its own header; some descriptions put other things into `name`.
    const key = (header ?? name ?? '').toLowerCase()
    if (!headerName.test(key) || carrying.has(key) || !headerValue.test(value)) return bad()
    return ok({ ...nothing, headers: { [key]: value } })
  }
  if (place === 'body' && name !== undefined) return ok({ ...nothing, body: [[name, value]] })
  if (name === undefined || name === '') return bad()
  if (place === 'query') return ok({ ...nothing, query: [[name, value]] })
  if (place === 'uri') return ok({ ...nothing, filled: new Map([[name, value]]) })
  if (place === 'cookie' && headerName.test(name) && /^[\x21-\x3a\x3c-\x7e]{0,4096}$/.test(value))
    return ok({ ...nothing, headers: { cookie: `${name}=${value}` } })
  return bad()
}

const joined = (a: Pass, b: Pass): Pass => ({
  headers: {
    ...a.headers,
    ...b.headers,
    ...('cookie' in a.headers && 'cookie' in b.headers && { cookie: `${a.headers['cookie']}; ${b.headers['cookie']}` })
  },
  query: [...a.query, ...b.query],
  filled: new Map([...a.filled, ...b.filled]),
  body: [...a.body, ...b.body]
})

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** The body with keys put in; undefined where a pointer leads nowhere. */
export const withKeys = (body: Json | undefined, keys: Pass['body']): Json | undefined => {
  if (keys.length === 0) return body
  let made: Json = structuredClone(body ?? {}) as Json
  for (const [pointer, value] of keys) {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    const next = putAt(made, steps, value)
    if (next === undefined) return undefined
    made = next
  }
  return made
}

function putAt(under: Json, steps: readonly string[], value: string): Json | undefined {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (step === '__proto__' || steps.length > 16) return undefined
  if (Array.isArray(under)) {
    const at = step === '-' ? under.length : Number(step)
    if (!Number.isInteger(at) || at < 0 || at > under.length) return undefined
    const inside = putAt((under[at] as Json | undefined) ?? {}, rest, value)
    return inside === undefined ? undefined : under.toSpliced(at, 1, inside)
  }
  if (typeof under !== 'object' || under === null) return undefined
  const inside = putAt(member(under, step) ?? {}, rest, value)
  return inside === undefined ? undefined : { ...(under as JsonObject), [step]: inside }
}
