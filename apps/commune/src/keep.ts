/**
 * Keeps the daemon: starts it, and starts it again when it dies of something that nobody asked for (killed, out of memory, a
 * fault). `keep.ts PROGRAM WORDS…` is what `npm start` becomes.
 *
 * What ends it is passed on: Ctrl-C and a signal to end reach the daemon, and then this ends with its exit code. A daemon that
 * refuses to start has said why, and is not started again. What was to be done once, on the first start, is not done again.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { againOf, pauseMsOf } from './keep/again.ts'

const [program = '', ...words] = process.argv.slice(2)
let child: ChildProcess | undefined
let asked = false
let quick = 0
let pause: NodeJS.Timeout | undefined

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    asked = true
    clearTimeout(pause)
    // Ctrl-C at a terminal reaches the daemon by itself, and it takes a second one for impatience.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child?.kill(signal)
  })
}
start(words)

function start(given: readonly string[]): void {
  const begunMs = performance.now()
  child = spawn(process.execPath, [...process.execArgv, program, ...given], { stdio: 'inherit' })
  child.once('error', (error) => end(error.message, 1))
  child.once('exit', (code, signal) => {
    const livedMs = performance.now() - begunMs
    if (asked || !againOf(code, signal, livedMs)) return end(undefined, code ?? 128 + (signal ? constants.signals[signal] : 0))
    quick = livedMs < 1_000 ? quick + 1 : 0
    console.error(`The daemon ended (${signal ?? code}). It starts again.`)
    pause = setTimeout(() => start(onceDone(words)), pauseMsOf(quick))
  })
}

/** Without the invitation: it let this box in the first time, and lets nobody in twice. */
function onceDone(given: readonly string[]): string[] {
  return given.filter((word, index) => word !== '--join' && given[index - 1] !== '--join' && !word.startsWith('--join='))
}

function end(why: string | undefined, code: number): void {
  if (why !== undefined) console.error(why)
  process.exitCode = code
}
