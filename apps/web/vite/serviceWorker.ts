/**
 * Puts the list of all files of the build, and a name that changes with any of them, into the service worker, and writes it
 * to `sw.js` beside the page: there it may speak for the whole app.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { transformWithOxc, type Plugin } from 'vite'

/** Fonts for other scripts come when a name needs them; the older form of fonts is for browsers that run none of this. */
const later = /\.(map|gz|woff)$|latin-ext|vietnamese/

export const serviceWorker = (source: string): Plugin => ({
  name: 'service-worker',
  apply: 'build',
  async generateBundle(_options, bundle) {
    const files = Object.keys(bundle).filter((name) => !later.test(name)).sort()
    const hash = createHash('sha256')
    for (const name of files) {
      const made = bundle[name]!
      hash.update(name).update(made.type === 'chunk' ? made.code : made.source)
    }
    const { code } = await transformWithOxc(readFileSync(source, 'utf8'), 'sw.ts')
    const list = JSON.stringify(['./', ...files.filter((name) => name !== 'index.html')])
    const filled = code.replace(/(["'])__files__\1/, list).replace('__version__', hash.digest('base64url').slice(0, 16))
    if (!filled.includes(list)) throw new Error('the service worker has no place for the list of files')
    this.emitFile({ type: 'asset', fileName: 'sw.js', source: filled })
  }
})
