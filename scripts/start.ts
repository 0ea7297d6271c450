/**
 * `npm start`: builds the web app and packs the program when they changed, then becomes what keeps the daemon running.
 *
 *   npm start                             this box, with its data in the usual folder
 *   npm start -- --demo --data FOLDER     everything after -- goes to `commune up`
 *
 * It becomes that (`execve`) rather than starting it, so that no process waits that has nothing to do.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode } from './child.ts'
import { buildWeb } from './web/build.ts'

const daemon = join(root, 'apps/commune/src/main.ts')
const keeper = join(root, 'apps/commune/src/keep.ts')

if (!existsSync(daemon)) stop('There is no daemon in this checkout: apps/commune/src/main.ts is missing. Get a whole one and start again.')
if (!process.argv.includes('--help')) await prepareWeb()
const parameters = [...process.execArgv, ...(await keeperAndProgram()), 'up', ...process.argv.slice(2)]

if (process.platform === 'win32') process.exitCode = (await runNode(parameters, { output: 'show' })).code
else process.execve?.(process.execPath, [process.execPath, ...parameters])

async function prepareWeb() {
  const build = await buildWeb(() => console.error('Building the web app (only when it changed, some seconds) ...'))
  if (build.state === 'failed') stop(`${build.output.trimEnd()}\nThe web app could not be built; the reason stands above.`)
  if (build.state === 'absent') console.error('There is no web app in this checkout: starting without pages.')
}

async function keeperAndProgram(): Promise<[keeper: string, program: string]> {
  try {
    const { packProgram } = await import('./program/pack.ts')
    const main = await packProgram(() => console.error('Packing the program (only when it changed, some seconds) ...'))
    return [join(main, '../keep.mjs'), main]
  } catch (error) {
    console.error(`The program could not be packed and starts from its sources, more slowly: ${(error as Error).message}`)
    return [keeper, daemon]
  }
}

function stop(why: string): never {
  console.error(why)
  process.exit(1)
}
