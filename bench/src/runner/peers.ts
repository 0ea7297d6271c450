/**
 * Installs the programs that a subject compares itself with, each subject's in a folder of its own.
 *
 * They are no dependencies of this project: nobody who runs it should fetch them, and the lock file does not name them.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folderOfAll = join(import.meta.dirname, '../../.peers')

/** Loads a module by name as the peers' own folder sees it. */
export type Load = (name: string) => Promise<unknown>

/** Installs what is missing and gives what loads it. Rejects with a plain sentence when that cannot be done. */
export async function preparePeers(
  subject: string,
  peers: Readonly<Record<string, string>>,
  note: (line: string) => void
): Promise<Load> {
  const folder = join(folderOfAll, subject)
  const manifest = `${JSON.stringify({ private: true, type: 'module', dependencies: peers }, null, 2)}\n`
  const manifestFile = join(folder, 'package.json')
  const loader = join(folder, 'load.js')
  const done = join(folder, 'node_modules/.package-lock.json')
  const standing = existsSync(done) && existsSync(loader) && readFileSync(manifestFile, 'utf8') === manifest
  if (!standing) {
    note(`Installing what it is compared with (once): ${Object.keys(peers).join(', ')} ...`)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(manifestFile, manifest)
    writeFileSync(loader, 'export const load = (name) => import(name)\n')
    await npmInstall(folder)
  }
  const { load } = (await import(pathToFileURL(loader).href)) as { load: Load }
  return load
}

function npmInstall(folder: string): Promise<void> {
  const npmFile = process.env.npm_execpath
  const [program, first] = npmFile === undefined ? ['npm', []] : [process.execPath, [npmFile]]
  const options = ['install', '--prefix', folder, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...options], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`The programs to compare with could not be installed:\n${output.trimEnd()}`))
    })
  })
}
