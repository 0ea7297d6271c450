/**
 * Builds the web app when what it is made of changed, and not otherwise.
 *
 * What it is made of is told by a hash over the contents of its sources, so that a fresh clone, a branch switched to and
 * back, or a touched file build no more than needed. Reading some hundred small files takes a few hundredths of a second.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, runNode } from '../child.ts'

/** `absent`: this checkout has no web app. `failed`: with what the build said. */
export type WebBuild = { readonly state: 'fresh' | 'built' | 'absent' } | { readonly state: 'failed'; readonly output: string }

const app = join(root, 'apps/web')
const stampFile = join(root, 'node_modules/.cache/smart-commune-web')

/** Files and folders that go into the app. Packages that never reach a page do no harm here but a build too many. */
const ingredients = ['package-lock.json', 'tsconfig.json', 'apps/web', 'packages']
const leftOut = /(^|\/)(node_modules|dist|e2e|testing|sim|sqlite|coverage)$|\.test\.tsx?$|\.md$|\.png$/

/** Brings `apps/web/dist` up to date. `onBuild` is called before work that takes seconds. */
export async function buildWeb(onBuild: () => void): Promise<WebBuild> {
  if (!existsSync(join(app, 'index.html'))) return { state: 'absent' }
  const stamp = fingerprint()
  if (existsSync(join(app, 'dist/index.html')) && readOr(stampFile, '') === stamp) return { state: 'fresh' }

  onBuild()
  rmSync(stampFile, { force: true })
  const { code, output } = await npmRunBuild()
  if (code !== 0) return { state: 'failed', output }
  mkdirSync(join(stampFile, '..'), { recursive: true })
  writeFileSync(stampFile, stamp)
  return { state: 'built' }
}

function npmRunBuild() {
  const npmFile = process.env.npm_execpath
  const parameters = ['run', '--silent', 'build', '--workspace', 'apps/web']
  return npmFile === undefined ? run('npm', parameters) : runNode([npmFile, ...parameters])
}

/** A hash over the paths and contents of everything the app is made of. */
export function fingerprint(folder: string = root, places: readonly string[] = ingredients): string {
  const hash = createHash('sha256')
  const add = (path: string) => {
    const bytes = readFileSync(join(folder, path))
    hash.update(`${path} ${bytes.length}\n`).update(bytes)
  }
  const walk = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = `${path}/${entry.name}`
      if (leftOut.test(inside) || entry.name.startsWith('.')) continue
      if (entry.isDirectory()) walk(inside)
      else if (entry.isFile()) add(inside)
    }
  }
  for (const place of places) {
    if (place.includes('.')) add(place)
    else walk(place)
  }
  return hash.digest('hex')
}

function readOr(file: string, otherwise: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : otherwise
}
