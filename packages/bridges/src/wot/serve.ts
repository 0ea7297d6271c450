/**
 * Serves the things here as Thing Descriptions to those they were granted to. One function from a request to a response: whoever
 * carries it (the daemon, a test) brings the socket.
 *
 *   GET  things                             descriptions of all that was granted
 *   GET  things/ID                          one description
 *   GET  things/ID/properties/KEY           the value now; 503 when it is not known
 *   PUT  things/ID/properties/KEY           asks the act that goes with the reading
 *   GET  things/ID/properties/KEY/observe   values as they come (server-sent events)
 *   POST things/ID/actions/KEY              asks an act
 *   GET  things/ID/events/KEY               pulses as they come (server-sent events)
 *
 * Nothing is said without a token that was granted, not even which things there are; what was not granted is answered as what does not
 * exist. A request asks and never commands: the act goes through the same slots as any other, and may be declined. There are no CORS
 * headers and no cookies, so a page of somebody else cannot ask with what its visitor may. Streams are bounded in number, and a slow
 * listener loses the oldest events and nothing else.
 */
import { type ActPoint, english, type Message, type Thing, type Value, type Words, wotMessage } from '@commune/commune'
import type { Cancel, Result } from '@commune/protocol'
import { tdOf } from './describe.ts'
import type { Json } from './json.ts'
import { wotLimits } from './limits.ts'
import { mayBeAsked } from './shape.ts'
import { type Listener, Stream } from './stream.ts'

export interface ServedThing {
  /** Stands in addresses: `A-Z a-z 0-9 . _ -`. */
  readonly id: string
  readonly thing: Thing
}

/** What a token opens. */
export interface Grant {
  /** Whoever holds it, for counting streams; never shown. */
  readonly holder: string
  readonly things: 'all' | ReadonlySet<string>
  readonly mayAsk: boolean
}

export interface ServePorts {
  /** Where this is mounted: absolute, with a slash at the end. */
  readonly base: string
  /** What there is for a grant: of each thing the points that its holder may see. */
  readonly things: (grant: Grant) => readonly ServedThing[]
  /** Undefined for a token that was never granted or no longer is. Compares in constant time. */
  readonly grantOf: (token: string) => Grant | undefined
  /** What a reading is now; undefined when that is unknown. */
  readonly now: (id: string, key: string) => Value | undefined
  /** Hands a wish to the slots of the act; the error is why it was declined. */
  readonly ask: (id: string, key: string, value: Value | undefined, grant: Grant) => Promise<Result<void, Message>>
  /** Calls with each value of a reading, or nothing for each pulse, until it is cancelled. */
  readonly listen: (id: string, key: string, heard: (value?: Value) => void, grant: Grant) => Cancel
  readonly words?: Words
}

export interface ServeRequest {
  readonly method: string
  /** Behind the mount and without a slash in front: `things/…`. */
  readonly path: string
  readonly authorization?: string
  /** Empty when there is none. */
  readonly body: Uint8Array
}

export interface ServeResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** A stream goes on until its reader calls `return`, as `for await` does when it is left. */
  readonly body: Uint8Array | AsyncIterableIterator<Uint8Array>
}

export type ServeThings = (request: ServeRequest) => Promise<ServeResponse>

export const serveThings = (ports: ServePorts): ServeThings => {
  const words = ports.words ?? english
  const streams = new Map<string, number>()
  let open = 0

  const problem = (status: number, message: Message, more: Readonly<Record<string, string>> = {}): ServeResponse =>
    respond(status, { type: 'about:blank', status, title: words.say(message) }, 'application/problem+json', more)
  const nothing = (): ServeResponse => problem(404, wotMessage('wot.serve-none'))
  const methodsOnly = (methods: string): ServeResponse =>
    problem(405, wotMessage('wot.serve-method', { methods }), { allow: methods })

  const described = ({ id, thing }: ServedThing): Json =>
    tdOf(thing, `${ports.base}things/${encodeURIComponent(id)}/`, { id: `urn:smart-commune:thing:${encodeURIComponent(id)}` })

  const ask = async (
    served: ServedThing,
    act: ActPoint | undefined,
    request: ServeRequest,
    grant: Grant
  ): Promise<ServeResponse> => {
    if (!act) return nothing()
    if (!grant.mayAsk) return problem(403, wotMessage('wot.serve-read-only'))
    if (request.body.length > wotLimits.wishBytesMax) return problem(413, wotMessage('wot.serve-long', { most: wotLimits.wishBytesMax / 1_024 }))
    const value = valueIn(request.body)
    if (!value.ok || !mayBeAsked(value.value, act.shape)) return problem(400, wotMessage('wot.serve-body'))
    const asked = await ports.ask(served.id, act.key, act.shape.is === 'press' ? undefined : value.value, grant)
    return asked.ok ? { status: 204, headers: plainHeaders, body: new Uint8Array() } : problem(409, asked.error)
  }

  const stream = (served: ServedThing, key: string, grant: Grant): ServeResponse => {
    const own = streams.get(grant.holder) ?? 0
    if (open >= wotLimits.streamsMax || own >= wotLimits.streamsOfOneMax)
      return problem(503, wotMessage('wot.serve-many'), { 'retry-after': '30' })
    const listen: Listener = (heard) => ports.listen(served.id, key, (value) => heard(value ?? null), grant)
    const body = new Stream(listen, () => {
      open--
      const left = (streams.get(grant.holder) ?? 1) - 1
      if (left > 0) streams.set(grant.holder, left)
      else streams.delete(grant.holder)
    })
    open++
    streams.set(grant.holder, own + 1)
    return { status: 200, headers: { ...plainHeaders, 'content-type': 'text/event-stream' }, body }
  }

  return async (request) => {
    const [, token] = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.authorization ?? '') ?? []
    const grant = token === undefined ? undefined : ports.grantOf(token)
    if (!grant) return problem(401, wotMessage('wot.serve-token'), { 'www-authenticate': 'Bearer realm="things"' })
    const granted = ports.things(grant).filter(({ id }) => grant.things === 'all' || grant.things.has(id))
    const steps = stepsOf(request.path)
    const [root, id, kind, key, last] = steps
    if (root !== 'things' || steps.length > 5) return nothing()
    const reads = request.method === 'GET'
    if (id === undefined) return reads ? respond(200, granted.map(described)) : methodsOnly('GET')
    const served = granted.find((one) => one.id === id)
    if (!served) return nothing()
    if (kind === undefined) return reads ? respond(200, described(served), 'application/td+json') : methodsOnly('GET')
    const { thing } = served
    if (kind === 'properties' && key !== undefined) {
      const reading = thing.readings.find((one) => one.key === key)
      if (!reading) return nothing()
      if (last === 'observe') return reads ? stream(served, key, grant) : methodsOnly('GET')
      if (last !== undefined) return nothing()
      const act = thing.acts.find((one) => one.toldBy === key)
      if (request.method === 'PUT') return await ask(served, act, request, grant)
      if (!reads) return methodsOnly(act ? 'GET, PUT' : 'GET')
      const value = ports.now(served.id, key)
      return value === undefined ? problem(503, wotMessage('wot.serve-unknown')) : respond(200, value)
    }
    if (key === undefined || last !== undefined) return nothing()
    if (kind === 'actions')
      return request.method === 'POST'
        ? await ask(
            served,
            thing.acts.find((one) => one.key === key),
            request,
            grant
          )
        : methodsOnly('POST')
    if (kind === 'events' && thing.pulses.some((one) => one.key === key))
      return reads ? stream(served, key, grant) : methodsOnly('GET')
    return nothing()
  }
}

const plainHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

function respond(
  status: number,
  json: Json,
  type = 'application/json',
  more: Readonly<Record<string, string>> = {}
): ServeResponse {
  return {
    status,
    headers: { ...plainHeaders, ...more, 'content-type': type },
    body: new TextEncoder().encode(JSON.stringify(json))
  }
}

/** Steps of a path, unescaped; one that cannot be is none that anything is called. */
function stepsOf(path: string): string[] {
  try {
    return path.replace(/\?.*$/s, '').replace(/\/$/, '').split('/').slice(0, 6).map(decodeURIComponent)
  } catch {
    return []
  }
}

function valueIn(body: Uint8Array): { ok: true; value: Value | undefined } | { ok: false } {
  if (body.length === 0) return { ok: true, value: undefined }
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    if (value === null) return { ok: true, value: undefined }
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? { ok: true, value }
      : { ok: false }
  } catch {
    return { ok: false }
  }
}
