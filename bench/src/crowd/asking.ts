/**
 * Somebody who asks the daemon all the time, from a process of its own: how long answers take is then not measured by who is busy
 * announcing things.
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'

export interface Asked {
  readonly questions: number
  readonly worstMs: number
  readonly p99Ms: number
  /** Of what is asked of all things at once. */
  readonly worstOfThingsMs: number
  /** How late a timer of the asker was at the most. */
  readonly askerLateMs: number
}

export interface Asking {
  /** What was asked from now on counts for `worstMs`. */
  anew(): void
  worstMs(): Promise<number>
  end(): Promise<Asked>
}

export const asking = (folder: string, world: string, watching: number): Asking => {
  const child = fork(join(import.meta.dirname, 'asker.ts'), [folder, world, String(watching)])
  const told = (word: 'end' | 'worst'): Promise<Asked> =>
    new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the asker ended with ${code}`)))
      child.once('message', (asked: Asked) => resolve(asked))
      child.send(word)
    })
  return {
    anew: () => void child.send('anew'),
    worstMs: async () => (await told('worst')).worstMs,
    async end() {
      const asked = await told('end')
      child.kill()
      return asked
    }
  }
}
