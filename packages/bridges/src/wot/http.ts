/**
 * Forms over HTTP. Each request is bounded in time and in size, goes only where it may (`reach.ts`), follows redirects within its origin
 * alone, and answers with a value or with a sentence that says what to do. Nothing here throws, whatever comes back.
 */
import { type Message, wotMessage } from '@commune/commune'
import { type Clock, no, ok, type Result } from '@commune/protocol'
import { type Credentials, passFor, withKeys } from './credentials.ts'
import { addressOf, type Way } from './forms.ts'
import type { Json, JsonObject } from './json.ts'
import { wotLimits } from './limits.ts'
import { barred, originOf, type Reach } from './reach.ts'

/** The part of the platform's `fetch` that is used. */
export type Fetch = (
  url: string,
  init: {
    method: string
    headers: Record<string, string>
    body?: Uint8Array<ArrayBuffer>
    redirect: 'manual'
    signal: AbortSignal
  }
) => Promise<FetchResponse>

export interface FetchResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: ReadableStream<Uint8Array> | null
}

export interface HttpPorts {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly reach: Reach
  readonly credentials?: Credentials
}

export interface HttpRequest {
  readonly root: JsonObject
  readonly way: Way
  /** What is sent; undefined for nothing. */
  readonly body?: Json
  readonly timeoutMs?: number
  readonly accept?: string
  /** Ends it early. */
  readonly signal?: AbortSignal
}

/** The head of an answer; its body is read once, by `readBody` or by a stream. */
interface Answer {
  readonly response: FetchResponse
  /** Its body, given up as soon as the request ends for whatever reason; undefined when it has none. */
  readonly reader: BodyReader | undefined
  /** Aborted when the request ended before its answer did. */
  readonly signal: AbortSignal
  /** Where it came from in the end. */
  readonly from: URL
  readonly finish: () => void
}

export type BodyReader = Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'>

const jsonType = /^application\/(?:[\w.+-]+\+)?json$/i

export const isJsonType = (type: string): boolean => jsonType.test(type.split(';')[0]?.trim() ?? '')
export const isTextType = (type: string): boolean => /^text\//i.test(type.trim())

/** Sends a request and reads its whole answer as JSON or text; undefined for an empty one. */
export const askOnce = async (ports: HttpPorts, request: HttpRequest): Promise<Result<Json | undefined, Message>> => {
  const answer = await send(ports, request)
  if (!answer.ok) return answer
  const { response, reader, signal, finish } = answer.value
  try {
    const bytes = await readBody(reader)
    if (!bytes.ok) return bytes
    // Half of an answer may look like a whole one.
    if (signal.aborted) return no(wotMessage('wot.http-broken', { host: hostOf(request.way) }))
    return decode(bytes.value, response.headers.get('content-type') ?? request.way.contentType)
  } catch {
    return no(wotMessage('wot.http-broken', { host: hostOf(request.way) }))
  } finally {
    finish()
  }
}

/** A description or a model as it is published, and where. Followed within its origin alone, like everything else. */
export const fetchDescription = async (
  ports: Omit<HttpPorts, 'credentials'>,
  address: string,
  token?: string
): Promise<Result<{ readonly text: string; readonly base: string }, Message>> => {
  const way: Way = {
    op: 'readproperty',
    href: address.replaceAll('{', '%7B').replaceAll('}', '%7D'),
    method: 'GET',
    contentType: 'application/td+json',
    security: token === undefined ? [] : ['door'],
    fixed: new Map(),
    open: [],
    form: {}
  }
  const origin = URL.parse(address)?.origin ?? ''
  const credentials: HttpPorts['credentials'] = token === undefined ? {} : { door: { for: origin, token } }
  const answer = await send({ ...ports, credentials }, {
    root: { securityDefinitions: { door: { scheme: 'bearer' } } },
    way,
    accept: 'application/td+json, application/tm+json, application/json;q=0.9, */*;q=0.1'
  })
  if (!answer.ok) return answer
  const { reader, signal, from, finish } = answer.value
  try {
    const bytes = await readBody(reader)
    if (!bytes.ok) return bytes
    if (signal.aborted) return no(wotMessage('wot.http-broken', { host: from.host }))
    return ok({ text: new TextDecoder('utf-8', { fatal: true }).decode(bytes.value), base: from.href })
  } catch {
    return no(wotMessage('wot.http-garbled'))
  } finally {
    finish()
  }
}

/** Sends a request and hands over the answer with its body unread; call `finish` when done with it. */
export const send = async (ports: HttpPorts, request: HttpRequest): Promise<Result<Answer, Message>> => {
  const { way } = request
  const first = addressOf(way, new Map(way.open.map((name) => [name, 'x'])))
  if (!first) return no(wotMessage('wot.http-address'))
  const pass = passFor(request.root, way.security, ports.credentials ?? {}, originOf(first))
  if (!pass.ok) return pass
  const url = addressOf(way, pass.value.filled)
  if (!url || originOf(url) !== originOf(first)) return no(wotMessage('wot.http-address'))
  for (const [name, value] of pass.value.query) url.searchParams.append(name, value)
  url.hash = ''
  const body = encode(request, pass.value.body)
  if (!body.ok) return body

  const headers: Record<string, string> = {
    accept: request.accept ?? `${way.contentType.split(';')[0] ?? 'application/json'}, */*;q=0.1`,
    ...pass.value.headers
  }
  if (body.value) headers['content-type'] = way.contentType
  const ending = new AbortController()
  let late = false
  const cancelTimer = ports.clock.after(request.timeoutMs ?? wotLimits.timeoutMs, () => {
    late = true
    ending.abort()
  })
  const stop = (): void => ending.abort()
  request.signal?.addEventListener('abort', stop)
  if (request.signal?.aborted === true) stop()
  const finish = (): void => {
    cancelTimer()
    request.signal?.removeEventListener('abort', stop)
    ending.abort()
  }
  const fail = (message: Message): Result<Answer, Message> => {
    finish()
    return no(message)
  }
  let at = url
  for (let turn = 0; turn <= wotLimits.redirectsMax; turn++) {
    const why = await barred(at, ports.reach)
    if (why) return fail(why)
    let response: FetchResponse
    try {
      response = await ports.fetch(at.href, {
        method: way.method,
        headers,
        ...(body.value && { body: body.value }),
        redirect: 'manual',
        signal: ending.signal
      })
    } catch {
      return fail(wotMessage(late ? 'wot.http-late' : 'wot.http-away', { host: at.host }))
    }
    const to = response.headers.get('location')
    // A wish is sent on only where the answer says that it is meant to be repeated as it is.
    const follows = way.method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308]
    if (!follows.includes(response.status) || to === null) {
      if (response.status >= 200 && response.status < 300)
        return ok({ response, reader: readerOf(response, ending.signal), signal: ending.signal, from: at, finish })
      void response.body?.cancel().catch(() => undefined)
      return fail(statusWords(response.status, at.host))
    }
    void response.body?.cancel().catch(() => undefined)
    const next = URL.parse(to, at)
    if (!next || originOf(next) !== originOf(url)) return fail(wotMessage('wot.http-redirect', { host: at.host }))
    at = next
  }
  return fail(wotMessage('wot.http-redirect', { host: url.host }))
}

function statusWords(status: number, host: string): Message {
  if (status === 401 || status === 403) return wotMessage('wot.http-denied', { host })
  if (status === 404 || status === 410) return wotMessage('wot.http-gone', { host })
  if (status >= 300 && status < 400) return wotMessage('wot.http-redirect', { host })
  return wotMessage('wot.http-status', { host, status: String(status) })
}

function readerOf(response: FetchResponse, signal: AbortSignal): BodyReader | undefined {
  const reader = response.body?.getReader()
  if (reader) signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined))
  return reader
}

async function readBody(reader: BodyReader | undefined): Promise<Result<Uint8Array, Message>> {
  if (!reader) return ok(new Uint8Array())
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > wotLimits.bodyBytesMax) {
      void reader.cancel().catch(() => undefined)
      return no(wotMessage('wot.http-long', { most: wotLimits.bodyBytesMax / 1_024 }))
    }
    parts.push(value)
  }
  return ok(Buffer.concat(parts))
}

/** Bytes of a body or a message to JSON or text. */
export const decode = (bytes: Uint8Array, type: string): Result<Json | undefined, Message> => {
  if (bytes.length === 0) return ok(undefined)
  if (!isJsonType(type) && !isTextType(type)) return no(wotMessage('wot.http-type', { type: type.slice(0, 60) }))
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return ok(isJsonType(type) ? (JSON.parse(text) as Json) : text)
  } catch {
    return no(wotMessage('wot.http-garbled'))
  }
}

function encode(
  request: HttpRequest,
  keys: readonly (readonly [string, string])[]
): Result<Uint8Array<ArrayBuffer> | undefined, Message> {
  if (request.way.method === 'GET') return ok(undefined)
  const body = withKeys(request.body, keys)
  if (body === undefined) return keys.length > 0 ? no(wotMessage('wot.pass-body')) : ok(undefined)
  return bodyBytes(body, request.way.contentType)
}

export const bodyBytes = (body: Json, type: string): Result<Uint8Array<ArrayBuffer>, Message> => {
  if (isJsonType(type)) return ok(new TextEncoder().encode(JSON.stringify(body)))
  if (isTextType(type) && typeof body !== 'object') return ok(new TextEncoder().encode(String(body)))
  return no(wotMessage('wot.http-type', { type: type.slice(0, 60) }))
}

const hostOf = (way: Way): string => addressOf(way, new Map(way.open.map((name) => [name, 'x'])))?.host ?? ''
