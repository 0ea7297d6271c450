/** Ctrl-C: ends a command at once, unless the command asked to be told, so that it can close what it holds. */
import { exitCodes } from './stop.ts'

export interface Interrupts {
  /** From now on Ctrl-C (or a request to end) aborts this signal; a second one ends the process. */
  listen(): AbortSignal
}

export const processInterrupts = (): Interrupts => {
  const controller = new AbortController()
  let told = false
  const interrupt = (): void => {
    if (!told || controller.signal.aborted) process.exit(exitCodes.interrupted)
    controller.abort()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt)
  return {
    listen() {
      told = true
      return controller.signal
    }
  }
}
