/** How far something is: a bar that is written over where a person watches, a line now and then where nobody does. */
import type { Terminal } from './terminal.ts'

const barLetters = 24
const quietMs = 2_000

export interface Progress {
  at(done: number, words: string): void
  end(): void
}

export const progressOf = (terminal: Terminal, total: number, nowMs: () => number): Progress => {
  let saidMs = nowMs()
  return {
    at(done, words) {
      if (terminal.canRewrite) {
        const full = total === 0 ? barLetters : Math.round((Math.min(done, total) / total) * barLetters)
        terminal.rewrite(`${'█'.repeat(full)}${'░'.repeat(barLetters - full)}  ${words}`)
      } else if (nowMs() - saidMs >= quietMs) {
        saidMs = nowMs()
        terminal.err(words)
      }
    },
    end: () => terminal.rewrite('')
  }
}
