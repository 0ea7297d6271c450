/** Asking a process that the bench started, and being asked. One question at a time. */
import { type ChildProcess, fork } from 'node:child_process'

/** A process that answers questions of type `Ask`. */
export interface Answering<Ask> {
  ask<Answer>(question: Ask): Promise<Answer>
  /** Sends it a signal (`SIGSTOP`, `SIGCONT`). */
  signal(name: NodeJS.Signals): void
  end(): Promise<void>
}

/** Starts a file of this folder and waits until it is ready. */
export async function startProcess<Ask extends object>(file: string, parameters: readonly string[]): Promise<Answering<Ask>> {
  const child = fork(new URL(file, import.meta.url), parameters, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
  await answerOf(child)
  return {
    ask: async <Answer>(question: Ask) => {
      const answer = answerOf<Answer>(child)
      child.send(question)
      return answer
    },
    signal: (name) => void child.kill(name),
    end: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.disconnect()
      })
  }
}

/** Answers questions until the other side is gone. */
export function answerAll<Ask>(answer: (question: Ask) => Promise<unknown>): void {
  const send = (message: object): void => void process.send?.(message)
  process.on('message', (question: Ask) => {
    answer(question).then(
      (value) => send({ value }),
      (fault: unknown) => send({ fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) })
    )
  })
  process.on('disconnect', () => process.exit(0))
  send({ value: 'ready' })
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`a process of the bench ended with ${code}`))
    child.once('exit', gone)
    child.once('message', (message: { readonly value?: Answer; readonly fault?: string }) => {
      child.off('exit', gone)
      if (message.fault === undefined) resolve(message.value as Answer)
      else reject(new Error(message.fault))
    })
  })
}
