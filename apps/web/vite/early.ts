/**
 * Tells the browser at once of what the worker will ask for by and by: its script, the peer and what that imports, the WebAssembly
 * of libsodium. Else each would be found only when the one before has come and run, and a slow line would stand idle in between.
 *
 * Refuses to build when one of them is not there by its name: then nothing would come early, and nobody would notice.
 */
import type { Plugin } from 'vite'

/** In the order they are needed. */
const early = [/\/home\.worker-[\w-]+\.js$/, /\/compose-[\w-]+\.js$/, /\/libsodium-[\w-]+\.wasm$/]
const imports = /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g

export const earlyForWorker = (): Plugin => ({
  name: 'early-for-worker',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) => {
      const files = early.flatMap((wanted) => {
        const file = Object.keys(bundle).find((name) => wanted.test(name))
        if (file === undefined) throw new Error(`nothing in the build goes by ${wanted}`)
        const made = bundle[file]
        const text = made?.type === 'asset' && file.endsWith('.js') ? String(made.source) : ''
        return [file, ...[...text.matchAll(imports)].map((found) => file.replace(/[^/]+$/, found[1]!))]
      })
      return [...new Set(files)].map((file) => ({ tag: 'link', attrs: { rel: 'preload', as: 'fetch', crossorigin: true, href: `./${file}` }, injectTo: 'head' as const }))
    }
  }
})
