/**
 * Group commit: commits that wait together become one durable write.
 *
 * Why: a durable write costs the disk a flush whatever its size, so a hundred commits that wait cost no more than one.
 *
 * Invariants: what the disk holds is always the effect of a prefix of the commits in the order they were called. When a
 * commit cannot be written, it and every commit called behind it before the failure was told are refused together: a
 * later commit may rely on an earlier one. A promise resolves only after the write that carries it is durable.
 *
 * Memory is bounded by the caller awaiting its commits; a queue cannot slow down somebody who does not wait.
 */
import { StoreError, type Change } from '@commune/protocol'
import { copyChanges } from './bounds.ts'

export interface CommitQueue {
  add(changes: readonly Change[]): Promise<void>
  /** Refuses further commits and resolves when those that wait are settled. */
  close(): Promise<void>
}

export interface CommitQueueOptions {
  /** Makes these changes durable, all or none; each key comes once. Throws a `StoreError` when it cannot. */
  readonly write: (changes: readonly Change[]) => void | Promise<void>
  /** Runs the next write once the callers of this turn have had their say. */
  readonly soon: (run: () => void) => void
}

/** A group stops growing here, so that one write neither holds much memory nor blocks the process for long. */
const groupBytesMax = 8_388_608

interface Waiting {
  readonly changes: readonly Change[]
  readonly bytes: number
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

export function commitQueue(options: CommitQueueOptions): CommitQueue {
  const { write, soon } = options
  const waiting: Waiting[] = []
  let running = false
  let closed = false
  const whenIdle: (() => void)[] = []

  function takeGroup(): Waiting[] {
    let bytes = 0
    let length = 0
    while (length < waiting.length && (length === 0 || bytes + waiting[length]!.bytes <= groupBytesMax)) {
      bytes += waiting[length]!.bytes
      length++
    }
    return waiting.splice(0, length)
  }

  async function writeTogether(group: readonly Waiting[]): Promise<void> {
    const last = new Map<string, Uint8Array | undefined>()
    for (const { changes } of group) for (const [key, value] of changes) last.set(key, value)
    if (last.size > 0) await write([...last])
    for (const { resolve } of group) resolve()
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    if (group.length > 1) {
      try {
        return await writeTogether(group)
      } catch {
        // One of them does not fit: find which, so that those in front of it are kept.
      }
    }
    for (const [index, one] of group.entries()) {
      try {
        await writeTogether([one])
      } catch (error) {
        one.reject(error)
        for (const { reject } of [...group.slice(index + 1), ...waiting.splice(0)]) reject(behind(error))
        return
      }
    }
  }

  async function run(): Promise<void> {
    await writeGroup(takeGroup())
    if (waiting.length > 0) return soon(() => void run())
    running = false
    for (const resolve of whenIdle.splice(0)) resolve()
  }

  return {
    add(changes) {
      return new Promise((resolve, reject) => {
        if (closed) throw new StoreError('closed', 'the store is closed')
        const copied = copyChanges(changes)
        const bytes = copied.reduce((sum, [key, value]) => sum + key.length + (value?.length ?? 0), 0)
        waiting.push({ changes: copied, bytes, resolve, reject })
        if (running) return
        running = true
        soon(() => void run())
      })
    },
    close() {
      closed = true
      return running ? new Promise(resolve => whenIdle.push(resolve)) : Promise.resolve()
    }
  }
}

/** What a commit is told that was called behind one that could not be written. */
export function behind(error: unknown): unknown {
  if (!(error instanceof StoreError)) return error
  return new StoreError(error.fault, `not written, because a commit in front of it was not: ${error.message}`)
}
