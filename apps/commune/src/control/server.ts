/**
 * The control interface: how the command line talks to the daemon of the same user on the same machine.
 *
 * It listens on loopback alone and answers only who can read the token file (0600). A page in a browser cannot use it:
 * any request with an `Origin`, with a `Host` that is not loopback (DNS rebinding), or without the token is refused before
 * it is read. Plain HTTP with JSON bodies:
 *
 *     POST /ask    {name, params}   answer
 *     POST /act    {name, params}   answer
 *     POST /watch  {name, params}   answers as they change, one JSON text a line, until the caller hangs up
 */
import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ActName, type AskName, fromJson, type PeerApi, toJson } from '@commune/peer'

export interface ControlServer {
  readonly port: number
  close(): Promise<void>
}

/** A backup or a bundle goes through here as a whole. */
const bodyBytesMax = 1_073_741_824
const loopbackHosts = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/

export interface ControlOptions {
  readonly api: PeerApi
  readonly token: string
  readonly port: number
  /** What the daemon itself can do beside the peer, by name: it wins over the peer's acts. */
  readonly own?: Readonly<Record<string, (params: unknown) => Promise<unknown>>>
}

export const serveControl = async (options: ControlOptions): Promise<ControlServer> => {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((fault: unknown) => send(response, 500, { ok: false, error: { key: 'control.fault', params: { fault: String(fault) } } }))
  })
  server.requestTimeout = 0
  server.headersTimeout = 10_000
  await listen(server, options.port)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ControlOptions): Promise<void> {
  const refusal = whyNot(request, options.token)
  if (refusal) return send(response, 403, { ok: false, error: { key: 'control.refused', params: { why: refusal } } })
  const asked = fromJson(await readBody(request)) as { name?: unknown; params?: unknown } | undefined
  if (typeof asked?.name !== 'string' || typeof asked.params !== 'object') return send(response, 400, { ok: false, error: { key: 'control.form' } })
  const { api, own } = options
  switch (request.url) {
    case '/ask':
      return send(response, 200, await api.ask(asked.name as AskName, asked.params as never))
    case '/act': {
      const mine = own && Object.hasOwn(own, asked.name) ? own[asked.name] : undefined
      return send(response, 200, mine ? await mine(asked.params) : await api.act(asked.name as ActName, asked.params as never))
    }
    case '/watch': {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' })
      const tell = telling(response)
      response.on('close', api.watch(asked.name as AskName, asked.params as never, tell))
      return
    }
    default:
      return send(response, 404, { ok: false, error: { key: 'control.form' } })
  }
}

/** Who reads slowly is told what holds when they come to it: what lay between is not gathered for them. */
function telling(response: ServerResponse): (value: unknown) => void {
  let waiting: { readonly value: unknown } | undefined
  const tell = (value: unknown): void => {
    waiting = response.writableNeedDrain ? { value } : undefined
    if (!waiting) response.write(Buffer.from(`${toJson(value)}\n`))
  }
  response.on('drain', () => (waiting ? tell(waiting.value) : undefined))
  return tell
}

function whyNot(request: IncomingMessage, token: string): string | undefined {
  if (request.method !== 'POST') return 'method'
  if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined) return 'origin'
  if (!loopbackHosts.test(request.headers.host ?? '')) return 'host'
  const given = Buffer.from((request.headers.authorization ?? '').replace(/^Bearer /, ''))
  const right = Buffer.from(token)
  return given.length === right.length && timingSafeEqual(given, right) ? undefined : 'token'
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    length += (part as Buffer).length
    if (length > bodyBytesMax) throw new Error('the request is too long')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}

function send(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent) return void response.end()
  // As bytes: a text of megabytes would be gone through once for its length and once more for each piece that is sent.
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(Buffer.from(toJson(value)))
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
