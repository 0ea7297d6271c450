/** A terminal in memory: what was printed, and answers that were prepared. */
import type { Terminal } from '../cli/terminal.ts'

export interface TestTerminal extends Terminal {
  readonly printed: string[]
  readonly told: string[]
  /** Questions that were asked. */
  readonly asked: string[]
}

/** With answers it is a terminal with a person; without, a pipe. */
export const testTerminal = (answers?: readonly string[], stdin = ''): TestTerminal => {
  const left = [...(answers ?? [])]
  const printed: string[] = []
  const told: string[] = []
  const asked: string[] = []
  const ask = (question: string): Promise<string | undefined> => {
    asked.push(question)
    return Promise.resolve(left.shift())
  }
  return {
    printed,
    told,
    asked,
    unwritten: false,
    isTty: answers !== undefined,
    canAsk: answers !== undefined,
    canRewrite: false,
    columns: 100,
    out: (line) => void printed.push(line),
    err: (line) => void told.push(line),
    rewrite: () => undefined,
    ask,
    askSecret: ask,
    readAll: () => Promise.resolve(new TextEncoder().encode(stdin))
  }
}
