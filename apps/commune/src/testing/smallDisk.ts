/**
 * A disk of its own size, which can be full and can be made read-only: a file system in memory (tmpfs) in a name space of its
 * own, which on most Linux systems any user may make. Programs reach it when they are started in that name space.
 */
import { spawn } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface SmallDisk {
  /** What starts a program where the disk is. */
  readonly under: readonly string[]
  /** A path on it as it is seen from here, and by whoever does not look too closely: a database finds out where it really is. */
  seen(path: string): string
  /** Takes all the room there is. */
  fill(): void
  /** Gives it back. */
  free(): void
  /** Rejects while somebody has a file open for writing. */
  readOnly(is: boolean): Promise<void>
  close(): Promise<void>
}

/** On the folder `where`; undefined where this system has no such thing, or does not let this user make one. */
export const smallDisk = async (where: string, kilobytes: number): Promise<SmallDisk | undefined> => {
  if (process.platform !== 'linux') return undefined
  const holder = spawn('unshare', ['--map-root-user', '--mount', 'bash'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const ended = new Promise<void>((resolve) => {
    holder.once('error', () => resolve())
    holder.once('close', () => resolve())
  })
  // Gone before it was asked anything, where it may not be.
  holder.stdin.on('error', () => undefined)
  const answers = createInterface({ input: holder.stdout })[Symbol.asyncIterator]()
  const tell = async (command: string): Promise<boolean> => {
    holder.stdin.write(`${command} && echo done || echo failed\n`)
    const answer = await answers.next()
    return answer.done !== true && answer.value === 'done'
  }
  const close = (): Promise<void> => {
    holder.kill('SIGKILL')
    return ended
  }
  if (!(await tell(`mount -t tmpfs -o size=${kilobytes}k none ${where}`))) {
    await close()
    return undefined
  }
  const seen = (path: string): string => `/proc/${holder.pid}/root${path}`
  const filling = seen(join(where, 'filling'))
  return {
    under: ['nsenter', '--target', String(holder.pid), '--user', '--mount', '--preserve-credentials', '--'],
    seen,
    fill() {
      const file = openSync(filling, 'a')
      const block = new Uint8Array(1_024)
      try {
        for (;;) writeSync(file, block)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(filling),
    async readOnly(is) {
      if (!(await tell(`mount -o remount,${is ? 'ro' : 'rw'} ${where}`))) throw new Error('somebody writes there')
    },
    close
  }
}
