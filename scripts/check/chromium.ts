/**
 * Finds a Chromium for the browser tests, and on Debian and its kin installs one where there is none.
 *
 * Browsers of our own would be a download from a place that is not a package registry, so the system's is used.
 */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from '../child.ts'

/** Says which browser to use, before any that is found. */
export const chromiumVariable = 'COMMUNE_CHROMIUM'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
]

/** The path of a Chromium on PATH or in one of the usual places, or undefined. */
export function findChromium(usual: readonly string[] = places): string | undefined {
  const chosen = process.env[chromiumVariable]
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : undefined
  return names.map(onPath).find((path) => path !== undefined) ?? usual.find((path) => existsSync(path))
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** A Chromium, installed if need be; or the reason why there is none, with what to do. */
export async function requireChromium(
  say: (line: string) => void,
  usual: readonly string[] = places
): Promise<{ path: string } | { missing: string }> {
  const found = findChromium(usual)
  if (found !== undefined) return { path: found }
  const byHand = `Install Chromium or Chrome, or set ${chromiumVariable} to the path of one.`
  if (process.env[chromiumVariable]) return { missing: `${chromiumVariable} names a file that is not there. ${byHand}` }
  if (onPath('apt-get') === undefined) return { missing: `No Chromium was found here. ${byHand}` }

  const isRoot = process.getuid?.() === 0
  const asRoot = isRoot ? [] : ['sudo', '-n']
  if (!isRoot && (await run('sudo', ['-n', 'true'])).code !== 0) {
    return { missing: 'No Chromium was found here. Install it with `sudo apt-get install chromium`.' }
  }
  say('Installing Chromium with apt-get (once, about a minute) ...')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const commands = [
    ['apt-get', 'update', '-q'],
    ['apt-get', 'install', '-yq', '--no-install-recommends', 'chromium']
  ]
  for (const command of commands) {
    const [program = '', ...parameters] = [...asRoot, ...command]
    const { code, output } = await run(program, parameters, { env })
    if (code !== 0) return { missing: `apt-get could not install Chromium:\n${output.trimEnd().split('\n').slice(-5).join('\n')}\n${byHand}` }
  }
  const path = findChromium(usual)
  return path === undefined ? { missing: `apt-get installed no Chromium that can be found. ${byHand}` } : { path }
}
