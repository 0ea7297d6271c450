/** Serves a built app on loopback with the headers that the daemon gives, and counts what was asked of it. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { contentPolicy } from '../vite/contentPolicy.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json', '.woff2': 'font/woff2'
}

export interface Served {
  readonly port: number
  readonly folder: string
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

export const serve = async (folder: string): Promise<Served> => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://here').pathname))
    asked.push(request.url ?? '')
    const file = join(folder, path === '/' ? 'index.html' : path)
    const headers = { 'content-security-policy': contentPolicy.join('; '), 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' }
    const packed = readFile(`${file}.gz`).then((body) => ({ body, headers: { ...headers, 'content-encoding': 'gzip' } }))
    packed.catch(() => readFile(file).then((body) => ({ body, headers })))
      .then((found) => response.writeHead(200, found.headers).end(found.body), () => response.writeHead(404).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, folder, asked, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }) }
}
