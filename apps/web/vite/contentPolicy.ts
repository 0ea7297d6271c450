/**
 * What the page may do, said in the page itself as well as by whoever serves it: so it also holds where a static host knows
 * no headers, and for what a service worker brings back.
 */
import type { Plugin } from 'vite'

/** `wasm-unsafe-eval` lets WebAssembly run, and nothing else; peers are reached by web socket. */
export const contentPolicy: readonly string[] = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'"
]

export const contentPolicyTag = (): Plugin => ({
  name: 'content-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: contentPolicy.join('; ') }, injectTo: 'head-prepend' }
  ]
})
