/** Runs the words that were typed in this process, and ends it when all is said. */
import { processInterrupts } from './cli/interrupts.ts'
import { run } from './cli/run.ts'
import { processTerminal } from './cli/terminal.ts'

/** What is still open a moment after a command has ended is not worth waiting for. */
const lingerMs = 500

process.exitCode = await run(process.argv.slice(2), {
  terminal: processTerminal(),
  env: process.env,
  interrupts: processInterrupts()
})
setTimeout(() => process.exit(), lingerMs).unref()
