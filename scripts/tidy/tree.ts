/**
 * The repository as the checks see it: a map of paths to texts, and the parsed sources among them.
 *
 * Tests build one from a literal; the program reads the disk. Files that are made or fetched (node_modules, dist, dot
 * folders but `.ci`) are not part of it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSource, type Source } from './source.ts'

export interface Tree {
  /** Every file, pictures and other bytes as well. */
  readonly paths: ReadonlySet<string>
  /** Every text file. */
  readonly files: ReadonlyMap<string, string>
  /** Those that are TypeScript or JavaScript. */
  readonly sources: ReadonlyMap<string, Source>
}

/** One thing to mend. `message` says what to do. */
export interface Complaint {
  readonly path: string
  /** From 1; 0 for the file as a whole. */
  readonly line: number
  readonly message: string
}

export type Check = (tree: Tree) => Complaint[]

const sourceName = /\.(ts|tsx|cjs|mjs|js)$/
const textName = /(\.(ts|tsx|cjs|mjs|js|md|json|css|html|yml|yaml|sh|svg|webmanifest|txt)|LICENSE|\.npmrc|\.gitignore|\.ci\/run)$/
const leftOut = new Set(['node_modules', 'dist', 'coverage', 'test-results'])

export function treeOf(texts: Readonly<Record<string, string>>, otherPaths: readonly string[] = []): Tree {
  const files = new Map(Object.entries(texts))
  const sources = new Map<string, Source>()
  for (const [path, text] of files) if (sourceName.test(path)) sources.set(path, readSource(path, text))
  return { paths: new Set([...files.keys(), ...otherPaths]), files, sources }
}

export function readTree(root: string): Tree {
  const texts: Record<string, string> = {}
  const otherPaths: string[] = []
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!leftOut.has(entry.name) && (!entry.name.startsWith('.') || entry.name === '.ci')) walk(path)
      } else if (!entry.isFile()) continue
      else if (textName.test(path)) texts[path] = readFileSync(join(root, path), 'utf8')
      else otherPaths.push(path)
    }
  }
  walk('')
  return treeOf(texts, otherPaths)
}

/** Tests, and what only tests may use: contract suites, browser tests, measurements. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /\/(testing|e2e)\//.test(path)
}

/** The folder of the workspace or of the root tooling that a file belongs to: `packages/peer`, `apps/web`, `bench`. */
export function ownerOf(path: string): string {
  return /^(packages|apps)\/[^/]+/.exec(path)?.[0] ?? path.split('/')[0] ?? ''
}

/** `./b.ts` as seen from `a/c.ts` is `a/b.ts`. */
export function resolvePath(from: string, relative: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
