/**
 * Checks the types of everything, once for each kind of place the code runs in.
 *
 *   node scripts/types.ts            all three
 *   node scripts/types.ts pure web   only these
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode } from './child.ts'

/** What each check is about; its settings are in `tsconfig.<name>.json`. */
const places = ['pure', 'node', 'web'] as const

/** Two compilers at once fill the cores of a small machine. */
const atOnceMax = 2

const compiler = join(root, 'node_modules/typescript/bin/tsc')
const wanted = process.argv.slice(2)
if (wanted.some((name) => !places.some((place) => place === name))) {
  console.error(`Usage: npm run types [-- ${places.map((place) => `[${place}]`).join(' ')}]`)
  process.exit(wanted.includes('--help') ? 0 : 2)
}

const queue = places.filter((place) => (wanted.length === 0 || wanted.includes(place)) && existsSync(settings(place)))
let failed = 0
await Promise.all(Array.from({ length: atOnceMax }, worker))
process.exitCode = failed === 0 ? 0 : 1

async function worker() {
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    const { code, output } = await runNode([compiler, '-p', settings(place), '--pretty', String(process.stdout.isTTY === true)])
    if (code === 0) continue
    failed += 1
    console.log(`${output.trimEnd()}\nTypes of ${place} do not hold (tsconfig.${place}.json).`)
  }
}

function settings(place: string): string {
  return join(root, `tsconfig.${place}.json`)
}
