/** Writes a gzipped copy beside each file of the build that gets smaller by it, so that whoever serves it need not pack anything. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin, ResolvedConfig } from 'vite'

const texts = /\.(js|css|html|svg|json|webmanifest|txt|wasm)$/

export const packed = (): Plugin => {
  let config: ResolvedConfig
  return {
    name: 'packed',
    apply: 'build',
    configResolved: (resolved) => {
      config = resolved
    },
    closeBundle: () => {
      const folder = resolve(config.root, config.build.outDir)
      // Called after a build that failed as well: its own fault is the one to show.
      if (!existsSync(folder)) return
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const path = join(folder, name)
        if (texts.test(name) && statSync(path).size > 600) writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
      }
    }
  }
}
