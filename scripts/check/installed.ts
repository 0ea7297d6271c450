/**
 * Finds a program that tests need and npm does not bring; on Debian and its kin installs its package where there is none.
 *
 * Binaries of our own would be a download from a place that is not a package registry, so the system's are used.
 */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from '../child.ts'

export interface Wanted {
  /** What it is called in a sentence. */
  readonly title: string
  /** An environment variable that names one, before any that is found. */
  readonly variable: string
  readonly names: readonly string[]
  /** Where it may lie besides PATH. */
  readonly places: readonly string[]
  /** Debian's package. */
  readonly package: string
  /** What a person does where it cannot be installed from here. */
  readonly byHand: string
  /** Run once it was installed; whether it works does not matter. */
  readonly after?: readonly string[]
}

/** The path of the program, or undefined. */
export function findProgram({ variable, names, places }: Wanted): string | undefined {
  const chosen = process.env[variable]
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : undefined
  return names.map(onPath).find((path) => path !== undefined) ?? places.find((path) => existsSync(path))
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** The program, installed if need be; or the reason why there is none, with what to do. */
export async function requireProgram(wanted: Wanted, say: (line: string) => void): Promise<{ path: string } | { missing: string }> {
  const { title, variable, byHand } = wanted
  const found = findProgram(wanted)
  if (found !== undefined) return { path: found }
  if (process.env[variable]) return { missing: `${variable} names a file that is not there. ${byHand}` }
  if (onPath('apt-get') === undefined) return { missing: `No ${title} was found here. ${byHand}` }

  const isRoot = process.getuid?.() === 0
  const asRoot = isRoot ? [] : ['sudo', '-n']
  if (!isRoot && (await run('sudo', ['-n', 'true'])).code !== 0) {
    return { missing: `No ${title} was found here. Install it with \`sudo apt-get install ${wanted.package}\`.` }
  }
  say(`Installing ${title} with apt-get (once, about a minute) ...`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const commands = [
    ['apt-get', 'update', '-q'],
    ['apt-get', 'install', '-yq', '--no-install-recommends', wanted.package]
  ]
  for (const command of commands) {
    const [program = '', ...parameters] = [...asRoot, ...command]
    const { code, output } = await run(program, parameters, { env })
    if (code !== 0) return { missing: `apt-get could not install ${title}:\n${output.trimEnd().split('\n').slice(-5).join('\n')}\n${byHand}` }
  }
  if (wanted.after !== undefined) {
    const [program = '', ...parameters] = [...asRoot, ...wanted.after]
    await run(program, parameters)
  }
  const path = findProgram(wanted)
  return path === undefined ? { missing: `apt-get installed no ${title} that can be found. ${byHand}` } : { path }
}
