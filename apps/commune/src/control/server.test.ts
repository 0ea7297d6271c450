import { type IncomingMessage, request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PeerApi, toJson } from '@commune/peer'
import { ControlClient } from './client.ts'
import { type ControlServer, serveControl } from './server.ts'

const token = 'a'.repeat(43)
const asked: [string, unknown][] = []
const toyPeer: PeerApi = {
  ask: async (name, params) => {
    asked.push([name, params])
    return { ok: true, value: { name, params, n: 12n, bytes: Uint8Array.of(1, 2) } } as never
  },
  act: async (name) => ({ ok: false, error: { key: 'peer.fault', params: { fault: name } } }),
  watch: (name, _params, onAnswer) => {
    if (name === 'things') {
      const tell = (): void => void (large.told < 100 && onAnswer({ ok: true, value: `${++large.told}`.padEnd(2_000_000) } as never))
      const timer = setInterval(tell, 1)
      return () => clearInterval(timer)
    }
    onAnswer({ ok: true, value: 1 } as never)
    const timer = setInterval(() => onAnswer({ ok: true, value: 2 } as never), 5)
    return () => clearInterval(timer)
  }
}
/** Megabytes at each change, as of two thousand things. */
const large = { told: 0 }
let server: ControlServer
beforeAll(async () => {
  server = await serveControl({
    api: toyPeer,
    token,
    port: 0,
    own: { mine: async (params) => ({ ok: true, value: params }), fails: () => Promise.reject(new Error('no')) }
  })
})
afterAll(() => server.close())

interface Call {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

const call = ({
  method = 'POST',
  path = '/ask',
  headers = {},
  body = toJson({ name: 'self', params: {} })
}: Call): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: server.port, method, path, headers: { authorization: `Bearer ${token}`, ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      }
    )
    sent.on('error', reject)
    sent.end(body)
  })

test('who has the token is answered, plain trees and bytes unchanged', async () => {
  const client = new ControlClient({ port: server.port, token })
  expect(await client.ask('self', {})).toEqual({
    ok: true,
    value: { name: 'self', params: {}, n: 12n, bytes: Uint8Array.of(1, 2) }
  })
  expect(await client.act('leave', { world: 'w', forget: false })).toEqual({
    ok: false,
    error: { key: 'peer.fault', params: { fault: 'leave' } }
  })
  expect(await client.own('mine', { bytes: Uint8Array.of(9) })).toEqual({ ok: true, value: { bytes: Uint8Array.of(9) } })
  expect(await client.own('fails', {})).toMatchObject({ ok: false, error: { key: 'control.fault' } })
})

test.each<[string, Call]>([
  ['no token', { headers: { authorization: '' } }],
  ['a wrong token', { headers: { authorization: `Bearer ${'b'.repeat(43)}` } }],
  ['a token with something behind it', { headers: { authorization: `Bearer ${token}x` } }],
  ['an Origin, as every page of a browser sends it', { headers: { origin: 'http://localhost:4810' } }],
  ['the Origin null of a sandboxed page', { headers: { origin: 'null' } }],
  ['the marks a browser puts on its fetches', { headers: { 'sec-fetch-site': 'same-origin' } }],
  ['a Host that is not loopback (DNS rebinding)', { headers: { host: 'commune.example:4810' } }],
  ['a Host that begins like loopback', { headers: { host: 'localhost.example' } }],
  ['a Host that ends like loopback', { headers: { host: 'example.localhost.' } }],
  ['a GET, as an image or a link makes it', { method: 'GET', body: '' }],
  ['an OPTIONS, as a browser asks beforehand', { method: 'OPTIONS', body: '' }]
])('%s is refused before anything is read', async (_what, sent) => {
  asked.length = 0
  const { status, text } = await call(sent)
  expect(status).toBe(403)
  expect(text).not.toContain(token)
  expect(asked).toEqual([])
})

test('no answer carries a header that lets a page read it', async () => {
  const client = await fetch(`http://127.0.0.1:${server.port}/ask`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: toJson({ name: 'self', params: {} })
  })
  expect(client.headers.get('access-control-allow-origin')).toBeNull()
})

test('what is no request of ours is refused, and the next one is answered', async () => {
  for (const body of ['', '{', '[]', '"x"', toJson({ name: 5, params: {} }), toJson({ params: {} })])
    expect((await call({ body })).status, body).toBe(400)
  expect((await call({ path: '/../../etc/passwd' })).status).toBe(404)
  expect((await call({})).status).toBe(200)
})

test('it listens on loopback alone', async () => {
  const elsewhere = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).filter((each) => !each.internal && each.family === 'IPv4')
  )
  for (const { address } of elsewhere) {
    const reached = await new Promise((resolve) => {
      const socket = connect(server.port, address, () => resolve(true))
      socket.on('error', () => resolve(false))
    })
    expect(reached, address).toBe(false)
  }
})

test('a watch tells until the caller hangs up', async () => {
  const client = new ControlClient({ port: server.port, token })
  const answers: unknown[] = []
  await new Promise<void>((resolve) => {
    const cancel = client.watch('self', {}, (answer) => {
      answers.push(answer)
      if (answers.length === 3) {
        cancel()
        resolve()
      }
    })
  })
  expect(answers.slice(0, 3)).toEqual([
    { ok: true, value: 1 },
    { ok: true, value: 2 },
    { ok: true, value: 2 }
  ])
})

test('a watch that nobody reads for a while gathers nothing, and tells what holds when it is read', async () => {
  const sent = request({ host: '127.0.0.1', port: server.port, method: 'POST', path: '/watch', headers: { authorization: `Bearer ${token}` } })
  sent.end(toJson({ name: 'things', params: { world: 'w' } }))
  const response = await new Promise<IncomingMessage>((resolve) => sent.once('response', resolve))
  while (large.told < 100) await setTimeout(5)
  const heard: number[] = []
  let line = ''
  for await (const part of response) {
    const lines = (line + String(part)).split('\n')
    line = lines.pop() ?? ''
    for (const each of lines) heard.push(Number((JSON.parse(each) as { value: string }).value))
    if (heard.at(-1) === 100) break
  }
  sent.destroy()
  expect(heard[0]).toBe(1)
  expect(heard.length).toBeLessThan(20)
})
