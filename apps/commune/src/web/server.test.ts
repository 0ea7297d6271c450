import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenOn } from '../daemon/freePort.ts'
import { temporaryFolder } from '../testing/place.ts'
import { webServer } from './server.ts'

const folder = temporaryFolder()
const app = join(folder, 'app')
let server: Server
let port: number
beforeAll(async () => {
  mkdirSync(join(app, 'assets'), { recursive: true })
  writeFileSync(join(app, 'index.html'), '<!doctype html><title>Commune</title>')
  writeFileSync(join(app, 'assets/app-abcdef1234.js'), 'export const a = 1\n'.repeat(50))
  writeFileSync(join(app, 'assets/app-abcdef1234.js.gz'), gzipSync('export const a = 1\n'.repeat(50)))
  writeFileSync(join(app, '.secret'), 'hidden')
  writeFileSync(join(folder, 'token'), 'outside')
  symlinkSync(join(folder, 'token'), join(app, 'assets/link.txt'))
  server = webServer(app)
  port = await listenOn(server, '127.0.0.1', 0)
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
  rmSync(folder, { recursive: true })
})

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`, init)

/** A request as it stands, without the tidying that a client does. */
const raw = (head: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head}\r\nHost: x\r\nConnection: close\r\n\r\n`))
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => (text += part))
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })

test('every answer carries the policy: own scripts and WebAssembly, peers by web socket, nothing of any other host', async () => {
  for (const path of ['/', '/assets/app-abcdef1234.js', '/nothing-here', '/%zz']) {
    const { headers } = await get(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/)
    for (const directive of ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(directive)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('server')).toBeNull()
  }
})

test('files of the app are served, packed where that is understood, and lasting ones for a year', async () => {
  const page = await get('/')
  expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
    200,
    'text/html; charset=utf-8',
    'no-cache'
  ])
  const script = await get('/assets/app-abcdef1234.js')
  expect(script.headers.get('content-encoding')).toBe('gzip')
  expect(script.headers.get('cache-control')).toContain('immutable')
  expect(await script.text()).toContain('export const a')
  expect((await get('/', { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })).status).toBe(304)
  expect((await get('/', { method: 'HEAD' })).headers.get('content-length')).toBe('37')
})

test.each([
  '/../token',
  '/assets/../../token',
  '/%2e%2e/token',
  '/..%2ftoken',
  '/assets/..%2f..%2ftoken',
  '/..\\token',
  '/%2e%2e%5ctoken',
  '//token',
  '/app/../../token',
  '/\0token',
  '/%00'
])('nothing leads out of the folder: GET %j', async (path) => {
  const text = await raw(`GET ${path} HTTP/1.1`)
  expect(text).not.toContain('outside')
  expect(text).toMatch(/^HTTP\/1\.1 (400|404)/)
})

test('hidden files and folders are not there, and no folder is listed', async () => {
  for (const path of ['/.secret', '/%2esecret', '/assets', '/assets/', '/assets/.']) {
    const answer = await get(path)
    expect(answer.status, path).not.toBe(200)
    expect(await answer.text()).not.toMatch(/hidden|app-abcdef/)
  }
})

test('nothing can be sent here', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    expect((await get('/', { method })).status, method).toBe(405)
})

test('a link in the folder that leads out of it is not followed', async () => {
  const answer = await get('/assets/link.txt')
  expect(answer.status).toBe(404)
})
