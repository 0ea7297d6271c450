/**
 * Tells the browser at once of what the worker will ask for by and by: its script, the peer, the WebAssembly of libsodium. Else
 * each would be found only when the one before has come and run, and a slow line would stand idle in between.
 *
 * Refuses to build when one of them is not there by its name: then nothing would come early, and nobody would notice.
 */
import type { Plugin } from 'vite'

/** In the order they are needed. */
const early = [/\/home\.worker-[\w-]+\.js$/, /\/compose-[\w-]+\.js$/, /\/libsodium-[\w-]+\.wasm$/]

export const earlyForWorker = (): Plugin => ({
  name: 'early-for-worker',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) => early.map((wanted) => {
      const file = Object.keys(bundle ?? {}).find((name) => wanted.test(name))
      if (file === undefined) throw new Error(`nothing in the build goes by ${wanted}`)
      return { tag: 'link', attrs: { rel: 'preload', as: 'fetch', crossorigin: true, href: `./${file}` }, injectTo: 'head' as const }
    })
  }
})
