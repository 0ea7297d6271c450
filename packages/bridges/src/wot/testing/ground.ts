/** A network in memory for tests: a clock that is turned by hand, and hosts that answer by functions. */
import type { Cancel, Clock } from '@commune/protocol'
import type { Fetch, FetchResponse } from '../http.ts'
import type { ServeThings } from '../serve.ts'

export class HandClock implements Clock {
  #now = 1_000_000
  #timers: { atMs: number; run: () => void }[] = []

  nowMs(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void): Cancel {
    const timer = { atMs: this.#now + delayMs, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  get waiting(): number {
    return this.#timers.length
  }

  /** Lets everything settle, then turns on by steps, settling at each timer that is due. */
  async turn(ms: number): Promise<void> {
    const untilMs = this.#now + ms
    await settle()
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.atMs - b.atMs)[0]
      if (!next || next.atMs > untilMs) break
      this.#timers = this.#timers.filter((one) => one !== next)
      this.#now = Math.max(this.#now, next.atMs)
      next.run()
      await settle()
    }
    this.#now = untilMs
  }
}

/** Long enough for everything that waits for nothing but itself. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}

export interface Asked {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type Host = (asked: Asked, signal: AbortSignal) => FetchResponse | Promise<FetchResponse>

/** Hosts by `host:port`; any other is not there. Everything asked is kept in `asked`. */
export const networkOf = (hosts: Readonly<Record<string, Host>>): { fetch: Fetch; asked: Asked[] } => {
  const asked: Asked[] = []
  const fetch: Fetch = async (address, { method, headers, body, signal }) => {
    const url = new URL(address)
    const one = { url, method, headers, body: body ? new TextDecoder().decode(body) : '' }
    asked.push(one)
    const host = hosts[url.host]
    if (!host) throw new TypeError('fetch failed')
    return await new Promise<FetchResponse>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error))
      Promise.resolve(host(one, signal)).then(resolve, reject)
    })
  }
  return { fetch, asked }
}

export const answer = (
  status: number,
  body: string | AsyncIterable<Uint8Array> = '',
  headers: Readonly<Record<string, string>> = {}
): FetchResponse => {
  const all = new Headers({ 'content-type': 'application/json', ...headers })
  const parts = typeof body === 'string' ? [new TextEncoder().encode(body)] : body
  return { status, headers: all, body: status === 204 ? null : ReadableStream.from(parts) }
}

/** Things that are served, as a host. */
export const hostOf =
  (serve: ServeThings): Host =>
  async ({ url, method, headers, body }) => {
    const { authorization } = headers
    const served = await serve({
      method,
      path: url.pathname.slice(1),
      body: new TextEncoder().encode(body),
      ...(authorization !== undefined && { authorization })
    })
    return {
      status: served.status,
      headers: new Headers(served.headers),
      body: ReadableStream.from(served.body instanceof Uint8Array ? [served.body] : served.body)
    }
  }
