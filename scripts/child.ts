/**
 * Starts other programs and waits for them, with their output shown or collected.
 *
 * A child shares the terminal's process group, so Ctrl-C reaches it directly; this side waits for it to end, so that
 * nothing is left running behind.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const root: string = join(import.meta.dirname, '..')

export interface ChildOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** `show` gives the child this terminal; `collect` (the default) gathers what it prints. */
  readonly output?: 'show' | 'collect'
}

export interface ChildEnd {
  /** The exit code; 128 + the number of the signal that ended it; 127 when it could not be started. */
  readonly code: number
  readonly output: string
}

/** Signals that end a child, by number. */
const signals: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 }

/** Runs a program to its end. Never rejects: a program that cannot be started ends with 127 and the reason as its output. */
export function run(command: string, parameters: readonly string[], options: ChildOptions = {}): Promise<ChildEnd> {
  return new Promise((resolve) => {
    const show = options.output === 'show'
    const child = spawn(command, parameters, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe']
    })
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text))

    const forward = (signal: NodeJS.Signals) => child.kill(signal)
    const wait = () => {}
    process.on('SIGINT', wait)
    process.on('SIGTERM', forward)
    const end = (code: number, more = '') => {
      process.off('SIGINT', wait)
      process.off('SIGTERM', forward)
      resolve({ code, output: output + more })
    }
    child.on('error', (error) => end(127, error.message))
    child.on('close', (code, signal) => end(code ?? 128 + (signals[signal ?? ''] ?? 0)))
  })
}

/** Runs a script under the Node that runs this one. */
export function runNode(parameters: readonly string[], options: ChildOptions = {}): Promise<ChildEnd> {
  return run(process.execPath, parameters, options)
}
