/**
 * `npm run fuzz -- --help`: the long run over every decoder that meets bytes from outside, so many inputs for each. The same tests
 * run 20,000 inputs in `npm test`. What is found is found again with the same seed.
 *
 * The heap is kept small: a decoder that lets memory grow does not come through.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, runNode } from './child.ts'

const help = `Runs every decoder that meets bytes from outside over damaged and random input.

  npm run fuzz -- [options]

  --inputs N    for each decoder (default 1000000); those that are slow by intent get a part of them
  --seed S      what the damage is drawn from (default 2026)
  --only TEXT   only tests in whose file's path this stands
  --help        this

Example
  npm run fuzz -- --inputs 1000000 --seed 1`

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '2026' },
    only: { type: 'string', default: '' }
  }
})
if (values.help) {
  console.log(help)
  process.exit(0)
}
const heapMbMax = 400

const files = globSync(['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'], { cwd: root })
  .filter((file) => file.includes(values.only) && /fuzz(Inputs|PatienceMs)\b/.test(readFileSync(join(root, file), 'utf8')))
  .toSorted()
if (files.length === 0) {
  console.error(`No test with outside bytes lies in a file whose path has "${values.only}" in it. Leave --only out to run all of them.`)
  process.exit(2)
}
console.log(`${values.inputs} inputs for each decoder, seed ${values.seed}, in ${files.length} files:\n  ${files.join('\n  ')}`)
const { code } = await runNode(
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=verbose', '--isolate', `--execArgv=--max-old-space-size=${heapMbMax}`, ...files],
  { output: 'show', env: { FUZZ: values.inputs, FUZZ_SEED: values.seed } }
)
process.exitCode = code
