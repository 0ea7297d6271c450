/**
 * The command that runs seeds: `npm run sim -- --help`.
 *
 * The simulator itself (packages/sim) knows no process: this hands seeds to workers, shows how far they are, and ends with 1
 * when any promise was broken.
 */
import { setFlagsFromString } from 'node:v8'
import { drive } from './drive.ts'
import { help, OptionsError, readOptions, type Wanted } from './options.ts'
import { Tale } from './tell.ts'

// A run makes much that is soon forgotten, and hardly any of its code runs long enough to be made quick: of all work it was a sixth.
for (const flag of ['--min-semi-space-size=64', '--max-semi-space-size=64', '--always-sparkplug']) setFlagsFromString(flag)

const wanted = read()
const { jobs, workers } = wanted
const tale = new Tale(wanted)
const running = Array.from({ length: Math.min(workers, jobs.length) }, () => drive(jobs, (job, done) => tale.finished(job, done)))
process.once('SIGINT', () => {
  for (const driver of running) driver.stop()
})
const stopped = (await Promise.all(running.map((driver) => driver.ended))).includes('stopped')
const held = tale.end(stopped)
process.exit(stopped ? 130 : held ? 0 : 1)

/** What was asked for; ends the process when that is help, or makes no sense. */
function read(): Wanted {
  try {
    const options = readOptions(process.argv.slice(2))
    if (options !== 'help') return options
    console.log(help)
    process.exit(0)
  } catch (fault) {
    if (!(fault instanceof OptionsError)) throw fault
    console.error(`${fault.message}\nSee: npm run sim -- --help`)
    process.exit(2)
  }
}
