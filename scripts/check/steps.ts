/**
 * The steps of `npm test`, in the order in which they find most for their time.
 *
 * A step answers with how many tests passed and failed; one that is no test suite answers with one failure or none.
 * Nothing is left out silently: what cannot run here is a failure where `CI=true`, and is said aloud elsewhere.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode } from '../child.ts'
import { packProgram } from '../program/pack.ts'
import { buildWeb } from '../web/build.ts'
import { chromiumVariable, requireChromium } from './chromium.ts'
import { mosquittoVariable, requireMosquitto, withoutMosquitto } from './mosquitto.ts'
import { checkedSeed, seedVariable } from './seed.ts'
import { runVitest, type Counts } from './vitest.ts'

export interface Step {
  readonly name: string
  readonly about: string
  /** What has to be there for the step to have a subject. */
  readonly needs?: string
  run(): Promise<Counts>
}

const isCi = process.env.CI === 'true'

/** Communes to run through, and communes of 200 besides; the long run is `npm run sim -- --seeds N`. */
const seeds = isCi ? { few: 200, large: 3 } : { few: 20, large: 0 }

const good: Counts = { passed: 0, failed: 0, skipped: 0 }
const bad: Counts = { passed: 0, failed: 1, skipped: 0 }

export const steps: readonly Step[] = [
  { name: 'types', about: 'types of everything, for each kind of place code runs in', run: () => script('scripts/types.ts') },
  { name: 'lint', about: 'what a linter knows', run: () => script('node_modules/oxlint/bin/oxlint', '--deny-warnings') },
  // Elsewhere than in CI the list of rules without a test is shortened at once; the change is to be committed.
  { name: 'tidy', about: 'the house rules', run: () => script('scripts/tidy.ts', ...(isCi ? [] : ['--fix'])) },
  { name: 'tests', about: 'tests beside the code', run: runTests },
  {
    name: 'seeds',
    about: 'a fixed set of simulated communes, each with its faults',
    needs: 'scripts/sim/main.ts',
    run: () => script('scripts/sim/main.ts', '--seeds', String(seeds.few), '--large', String(seeds.large))
  },
  { name: 'browser', about: 'the web app in Chromium', needs: 'apps/web/e2e', run: runBrowserTests }
]

async function script(file: string, ...parameters: string[]): Promise<Counts> {
  const { code } = await runNode([join(root, file), ...parameters], { output: 'show' })
  return code === 0 ? good : bad
}

/** What tests with mosquitto need; undefined where it is missing and must not be. */
async function mosquittoEnv(): Promise<Record<string, string> | undefined> {
  const mosquitto = await requireMosquitto((line) => console.log(line))
  if ('path' in mosquitto) return { [mosquittoVariable]: mosquitto.path }
  console.log(mosquitto.missing)
  console.log(isCi ? 'The tests with mosquitto must run here.' : 'The tests with mosquitto do NOT run.')
  return isCi ? undefined : { [mosquittoVariable]: withoutMosquitto }
}

/** As `npm start` does: a daemon and a command take less than half of what they take from their sources, and many are started. */
async function pack(): Promise<void> {
  await packProgram(() => console.log('Packing the program ...')).catch((fault: unknown) => console.log(`The program could not be packed: ${String(fault)}`))
}

async function runTests(): Promise<Counts> {
  await pack()
  const env = await mosquittoEnv()
  if (env === undefined) return bad
  const seed = await checkedSeed()
  if (seed === undefined) return runVitest('vitest.config.ts', env)
  console.log(`Property tests begin with seed ${seed} (${seedVariable}=${seed} npm test does the same anywhere).`)
  return runVitest('vitest.config.ts', { ...env, [seedVariable]: String(seed) })
}

async function runBrowserTests(): Promise<Counts> {
  const build = await buildWeb(() => console.log('Building the web app ...'))
  if (build.state === 'failed') {
    console.log(build.output)
    return bad
  }
  await pack()
  const chromium = await requireChromium((line) => console.log(line))
  if ('path' in chromium) {
    const env = await mosquittoEnv()
    return env === undefined ? bad : runVitest('vitest.browser.config.ts', { ...env, [chromiumVariable]: chromium.path })
  }
  console.log(chromium.missing)
  console.log(isCi ? 'Browser tests must run here.' : 'The browser tests did NOT run.')
  return isCi ? bad : good
}

/** Steps that have a subject in this checkout, and the names of those that have none. */
export function present(all: readonly Step[]): { run: Step[]; without: string[] } {
  const has = ({ needs }: Step) => needs === undefined || existsSync(join(root, needs))
  return { run: all.filter(has), without: all.filter((step) => !has(step)).map(({ name, needs }) => `${name} (no ${needs})`) }
}
