/**
 * Hands seeds to one worker, one after another.
 *
 * A seed that never comes to an end is named as well: when nothing is heard of a worker for long, it is let go, its seed has
 * failed, and a new one takes the next.
 */
import { Worker } from 'node:worker_threads'
import { type Done, unfinished } from './done.ts'
import type { Job } from './options.ts'

/** A run that says nothing for so long is given up, milliseconds. */
const silentMsMax = 900_000

export interface Driver {
  readonly ended: Promise<'done' | 'stopped'>
  /** Lets the worker go in the middle of its seed. */
  stop(): void
}

/** Takes from `jobs`, which others may take from as well, until there is none. */
export function drive(jobs: Job[], finished: (job: Job, done: Done) => void): Driver {
  const { promise, resolve } = Promise.withResolvers<'done' | 'stopped'>()
  let worker: Worker | undefined
  let silent: NodeJS.Timeout | undefined
  let stopped = false
  const next = (): void => {
    clearTimeout(silent)
    const job = stopped ? undefined : jobs.shift()
    if (!job) {
      void worker?.terminate().then(() => resolve(stopped ? 'stopped' : 'done'))
      if (!worker) resolve(stopped ? 'stopped' : 'done')
      return
    }
    const fail = (what: string): void => {
      void worker?.terminate()
      worker = undefined
      finished(job, unfinished(job.options.seed, [{ checker: 'worker', what, atMs: 0 }], 0))
      next()
    }
    worker ??= new Worker(new URL('./work.ts', import.meta.url))
    worker.removeAllListeners()
    worker.once('message', (done: Done) => {
      finished(job, done)
      next()
    })
    worker.once('error', (fault) => fail(String(fault)))
    silent = setTimeout(() => fail(`no end after ${silentMsMax / 1_000} s`), silentMsMax)
    worker.postMessage(job.options)
  }
  next()
  return {
    ended: promise,
    stop() {
      stopped = true
      clearTimeout(silent)
      worker?.removeAllListeners()
      void worker?.terminate().then(() => resolve('stopped'))
    }
  }
}
