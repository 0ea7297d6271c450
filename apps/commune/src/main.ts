#!/usr/bin/env node
/** The one binary: the daemon (`commune up`) and the command line that talks to it. */
import { run } from './cli/run.ts'
import { processTerminal } from './cli/terminal.ts'
import { processInterrupts } from './cli/interrupts.ts'

/** What is still open a moment after a command has ended is not worth waiting for. */
const lingerMs = 500

process.exitCode = await run(process.argv.slice(2), { terminal: processTerminal(), env: process.env, interrupts: processInterrupts() })
setTimeout(() => process.exit(), lingerMs).unref()
