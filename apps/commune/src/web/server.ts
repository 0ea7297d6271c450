/**
 * Serves the web app to the house: files of one folder, by GET, and nothing else. It knows no world and no secret; an
 * invitation's secret stays in the fragment of a link and never comes here (K5).
 *
 * The policy in the headers lets the page run its own scripts and WebAssembly, reach peers by WebSocket, and nothing more.
 */
import { readFile, realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { createHash } from 'node:crypto'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2'
}

export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const headers = {
  'content-security-policy': contentPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'permissions-policy': 'geolocation=(), microphone=(), payment=(), usb=()'
}

/** What else is at this port answers a request itself, and says so. */
export type Besides = (request: IncomingMessage, response: ServerResponse) => boolean

/** A server for the files under `folder`; the caller listens. */
export const webServer = (folder: string, besides: Besides = () => false): Server => {
  const server = createServer((request, response) => {
    if (besides(request, response)) return
    serve(folder, request, response).catch(() => plain(response, 500, 'This file could not be read. Start the daemon again.'))
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  return server
}

async function serve(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(response, 405, 'Only reading is possible here.')
  const path = pathOf(request.url ?? '/')
  if (path === undefined) return plain(response, 400, 'This address is not one of the app.')
  const file = join(folder, path === sep ? 'index.html' : path)
  if (!(await isInside(folder, file))) return plain(response, 404, 'There is nothing at this address. Open the start page of the commune.')
  const bytes = await readFile(file)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  const lasting = /-[\w-]{8,}\.\w+$/.test(path)
  const common = { ...headers, etag, 'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache', ...(path.endsWith('sw.js') ? { 'service-worker-allowed': '/' } : {}) }
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, common).end()
  const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'])) ? await readFile(`${file}.gz`).catch(() => undefined) : undefined
  const body = packed ?? bytes
  const type = types[extname(file)] ?? 'application/octet-stream'
  response.writeHead(200, { ...common, 'content-type': type, 'content-length': body.length, vary: 'accept-encoding', ...(packed ? { 'content-encoding': 'gzip' } : {}) })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** A file that is there, and is so by its real path too: a link to elsewhere is not followed. */
async function isInside(folder: string, file: string): Promise<boolean> {
  try {
    const [top, real] = await Promise.all([realpath(folder), realpath(file)])
    return real.startsWith(top + sep) && (await stat(real)).isFile()
  } catch {
    return false
  }
}

/** The path below the folder, or undefined for anything that leads out of it or hides. */
function pathOf(url: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(new URL(`http://here${url}`).pathname)
  } catch {
    return undefined
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined
  const path = normalize(decoded)
  return path.split(sep).some((part) => part.startsWith('.')) ? undefined : path
}

function plain(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return void response.end()
  response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}
