#!/usr/bin/env node
/**
 * The one binary: the daemon (`commune up`) and the command line that talks to it.
 *
 * What was compiled is kept beside the packages, which halves the time a command takes. It lies in the checkout and not in the
 * system's folder for such things, where another user of the machine could leave something to be run.
 */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

/** What is still open a moment after a command has ended is not worth waiting for. */
const lingerMs = 500

enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/smart-commune-compiled'))
const [{ run }, { processTerminal }, { processInterrupts }] = await Promise.all([
  import('./cli/run.ts'),
  import('./cli/terminal.ts'),
  import('./cli/interrupts.ts')
])

process.exitCode = await run(process.argv.slice(2), {
  terminal: processTerminal(),
  env: process.env,
  interrupts: processInterrupts()
})
setTimeout(() => process.exit(), lingerMs).unref()
