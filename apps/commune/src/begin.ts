/** Runs the words that were typed in this process, and ends it when all is said. */
import { processInterrupts } from './cli/interrupts.ts'
import { run } from './cli/run.ts'
import { exitCodes } from './cli/stop.ts'
import { processTerminal } from './cli/terminal.ts'

/** What is still open a moment after a command has ended is not worth waiting for. */
const lingerMs = 500

const terminal = processTerminal()
process.exitCode = await run(process.argv.slice(2), { terminal, env: process.env, interrupts: processInterrupts() })
// What was printed last is told to have failed a moment later.
setImmediate(() => {
  if (terminal.unwritten && process.exitCode === exitCodes.done) process.exitCode = exitCodes.refused
})
setTimeout(() => process.exit(), lingerMs).unref()
