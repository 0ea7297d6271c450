/** The same over a real socket and the platform's own `fetch`: what the tests in memory take for granted. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ok } from '@commune/protocol'
import { afterEach, expect, test } from 'vitest'
import { openThing, type Sensed } from './open.ts'
import { readThing } from './read.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

const clock = {
  nowMs: () => performance.now(),
  after: (delayMs: number, run: () => void) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  }
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('reads, asks, is sent on, is refused, follows a stream and lets go of it', async () => {
  const asked: string[] = []
  let listening = 0
  const made = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`)
    if (request.url === '/moved') return void response.writeHead(302, { location: '/level' }).end()
    if (request.url === '/away') return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    if (request.url === '/stream') {
      listening++
      request.on('close', () => listening--)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: 1\n\ndata: 2')
      setTimeout(() => response.write('\n\n'), 20)
      return undefined
    }
    if (request.method === 'PUT') return void response.writeHead(204).end()
    return void response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('40')
  })
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(made.address() as AddressInfo).port}`
  const number = (href: string, more: object = {}) => ({ type: 'number', readOnly: true, forms: [{ href, ...more }] })
  const read = readThing(
    JSON.stringify({
      '@context': 'https://www.w3.org/2022/wot/td/v1.1',
      title: 'Lamp',
      base: `${origin}/`,
      securityDefinitions: { b: { scheme: 'basic' } },
      security: 'b',
      properties: {
        level: { ...number('level'), readOnly: false },
        moved: number('moved'),
        away: number('away'),
        stream: number('stream', { op: 'observeproperty', subprotocol: 'sse' })
      }
    })
  )
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  const ports = {
    fetch,
    clock,
    reach: { origins: new Set([origin]) },
    credentials: { b: { for: origin, user: 'ann', password: 'x' } }
  }
  const thing = openThing(read.value, ports)
  expect(await thing.read('level')).toEqual(ok(40))
  expect(await thing.ask('set/level', 7)).toEqual(ok(undefined))
  expect(await thing.read('moved')).toEqual(ok(40))
  expect(await thing.read('away')).toMatchObject({ ok: false, error: { key: 'wot.http-redirect' } })
  expect(asked).toEqual([
    'GET /level Basic YW5uOng=',
    'PUT /level Basic YW5uOng=',
    'GET /moved Basic YW5uOng=',
    'GET /level Basic YW5uOng=',
    'GET /away Basic YW5uOng='
  ])

  const heard: Sensed[] = []
  const cancel = thing.observe((sensed) => {
    if (sensed.key === 'stream') heard.push(sensed)
  })
  await until(() => heard.length === 2)
  expect(heard.map((one) => one.is === 'reading' && one.value)).toEqual([1, 2])
  cancel()
  await until(() => listening === 0)
})
