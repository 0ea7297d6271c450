/**
 * Packs the program into few files when its sources changed, and not otherwise (see apps/commune/src/packed.ts).
 *
 * Files that run as threads of their own (`new Worker(new URL('./x.ts', import.meta.url))`) are packed with it; all other
 * questions where a file lies are answered with where its source lies, since what is read from there is not packed.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packedFolder } from '@commune/cli/packed'
import type { Plugin } from 'rolldown'
import { root } from '../child.ts'

/** Older ones that are kept, for daemons that still run from them. */
const olderMax = 2

/** The file that runs the packed program; `keep.mjs` beside it keeps it running. Rejects when it cannot be packed; the sources run all the same. */
export async function packProgram(onPack: () => void): Promise<string> {
  const folder = packedFolder()
  const main = join(folder, 'main.mjs')
  if (existsSync(folder)) return main
  onPack()
  const { build } = await import('rolldown')
  const all = dirname(folder)
  mkdirSync(all, { recursive: true })
  const making = mkdtempSync(`${all}-`)
  try {
    await build({
      input: ['begin.ts', 'keep.ts'].map((name) => join(root, 'apps/commune/src', name)),
      platform: 'node',
      logLevel: 'silent',
      plugins: [whereFilesLie],
      output: { dir: making, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs', minify }
    })
    writeFileSync(join(making, 'main.mjs'), mainText)
    clearOlder(all)
    rename(making, folder)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
  return main
}

/** As apps/commune/src/main.ts, without what Node loads to read TypeScript. */
const mainText = `import { enableCompileCache } from 'node:module'
enableCompileCache(${JSON.stringify(join(root, 'node_modules/.cache/smart-commune-compiled'))})
await import('./begin.mjs')
`

/** Remarks and space go: what the program is made of stays in memory as text. Names stay, for those who read a fault. */
const minify = { mangle: false, compress: false, codegen: { removeWhitespace: true } } as const

const whereFilesLie: Plugin = {
  name: 'where-files-lie',
  transform(code, id) {
    if (id.includes('node_modules') || !code.includes('import.meta')) return undefined
    const withThreads = code.replaceAll(/new URL\('\.\/(\w+)\.ts', import\.meta\.url\)/g, (_, name: string) => {
      const reference = this.emitFile({ type: 'chunk', id: join(dirname(id), `${name}.ts`), name })
      return `new URL(import.meta.ROLLUP_FILE_URL_${reference})`
    })
    return withThreads
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
      .replaceAll(/import\.meta\.url\b/g, JSON.stringify(pathToFileURL(id).href))
  }
}

function rename(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    // Another start was quicker, with the same.
    if (!existsSync(to)) throw error
  }
}

function clearOlder(all: string): void {
  const folders = readdirSync(all).map((name) => join(all, name))
  const newestFirst = folders.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const folder of newestFirst.slice(olderMax)) rmSync(folder, { recursive: true, force: true })
}
