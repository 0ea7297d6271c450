/**
 * Puts the list of all files of the build, and a name that changes with any of them, into the service worker, and writes it
 * to `sw.js` beside the page: there it may speak for the whole app.
 *
 * Refuses to build with a list that names what is not there: a browser keeps all of it or nothing.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformWithOxc, type Plugin, type Rolldown } from 'vite'

/** Fonts for other scripts come when a name needs them; the older form of fonts is for browsers that run none of this. */
const later = /\.(map|gz|woff)$|latin-ext|vietnamese/

export const serviceWorker = (source: string): Plugin => {
  let files: readonly string[] = []
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle: {
      // After all others: a script that did nothing but lead to another one is taken away at the very end.
      order: 'post',
      async handler(_options, bundle) {
        files = Object.keys(bundle).filter((name) => !later.test(name)).sort()
        const { code } = await transformWithOxc(readFileSync(source, 'utf8'), 'sw.ts')
        const list = JSON.stringify(['./', ...files.filter((name) => name !== 'index.html')])
        const filled = code.replace(/(["'])__files__\1/, list).replace('__version__', versionOf(files, bundle))
        if (!filled.includes(list)) throw new Error('the service worker has no place for the list of files')
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: filled })
      }
    },
    writeBundle: ({ dir = '' }) => {
      const missing = files.filter((name) => !existsSync(join(dir, name)))
      if (missing.length > 0) throw new Error(`the service worker would keep what is not there: ${missing.join(', ')}`)
    }
  }
}

const versionOf = (files: readonly string[], bundle: Rolldown.OutputBundle): string => {
  const hash = createHash('sha256')
  for (const name of files) {
    const made = bundle[name]!
    hash.update(name).update(made.type === 'chunk' ? made.code : made.source)
  }
  return hash.digest('base64url').slice(0, 16)
}
