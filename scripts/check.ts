/**
 * `npm test`: every check there is, in one command. Stops at the first step that fails, and closes with one plain line
 * `N passed, N failed` that counts tests (a failed step that is no test suite counts as one failure).
 */
import { parseArgs } from 'node:util'
import { present, steps } from './check/steps.ts'

const usage = `npm test [-- OPTIONS]

Runs all checks and stops at the first that fails.

  --only STEP   only this step; may be given several times
  --all         go on after a failure
  --help        this text

Steps:
${steps.map(({ name, about }) => `  ${name.padEnd(13)} ${about}`).join('\n')}

Example: npm test -- --only types --only lint`

const options = readOptions()
if (options.help) {
  console.log(usage)
  process.exit(0)
}
const unknown = options.only.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) refuse(`There is no step \`${unknown.join(', ')}\`.`)

const chosen = steps.filter(({ name }) => options.only.length === 0 || options.only.includes(name))
const { run, without } = present(chosen)
const lines: string[] = []
let passed = 0
let failed = 0
let skipped = 0
let stopped = false
process.on('SIGINT', () => (stopped = true)) // the step gets it too and ends; --all does not go on then

for (const step of run) {
  console.log(`\n── ${step.name}: ${step.about}`)
  const begun = performance.now()
  const counts = await step.run()
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  lines.push(`${counts.failed === 0 && counts.skipped === 0 ? 'ok    ' : 'FAILED'} ${step.name.padEnd(8)} ${seconds.padStart(6)} s`)
  passed += counts.passed
  failed += counts.failed
  skipped += counts.skipped
  if (counts.failed + counts.skipped > 0 && (stopped || !options.all)) break
}

console.log(`\n${lines.join('\n')}`)
if (lines.length < run.length) console.log(`not run: ${run.slice(lines.length).map(({ name }) => name).join(', ')}`)
if (without.length > 0) console.log(`nothing to run: ${without.join(', ')}`)
if (skipped > 0) console.log('Tests were skipped: a check that does not run says nothing.')
process.exitCode = failed + skipped === 0 ? 0 : 1
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)

function readOptions(): { help: boolean; all: boolean; only: string[] } {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] }
      }
    })
    return values
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

function refuse(why: string): never {
  console.error(`${why}\n\n${usage}`)
  process.exit(2)
}
