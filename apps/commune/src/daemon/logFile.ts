/**
 * What happened, for the person who looks after this box: one line an event in `daemon.log`, 0600, at most two files of
 * 1 MiB. Facts are numbers and short words; a word longer than a network address is cut, so that no text can slip in.
 */
import { appendFileSync, closeSync, fchmodSync, openSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Log } from '@commune/protocol'

const fileBytesMax = 1_048_576
const factCharactersMax = 160
/** Lines held back until the next turn: a flood of events costs one write. */
const linesMax = 500

export interface LogFile extends Log {
  /** Writes what is held back. */
  close(): void
}

/** `echo` also gets each line, for `--verbose`. */
export const openLogFile = (folder: string, clock: Clock, echo?: (line: string) => void): LogFile => {
  const path = join(folder, 'daemon.log')
  let waiting: string[] = []
  let lost = 0
  let scheduled: NodeJS.Immediate | undefined

  function write(): void {
    scheduled = undefined
    const lines = lost > 0 ? [...waiting, `${time(clock)} log-lines-lost count=${lost}`] : waiting
    waiting = []
    lost = 0
    if (lines.length === 0) return
    try {
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > fileBytesMax) renameSync(path, `${path}.1`)
      const file = openSync(path, 'a', 0o600)
      fchmodSync(file, 0o600)
      appendFileSync(file, `${lines.join('\n')}\n`)
      closeSync(file)
    } catch {
      // A full or read-only disk: the store says so where it matters.
    }
  }

  return {
    note(event, facts = {}) {
      const parts = Object.entries(facts).map(([name, value]) => ` ${name}=${fact(value)}`)
      const line = `${time(clock)} ${event}${parts.join('')}`
      echo?.(line)
      if (waiting.length >= linesMax) lost++
      else waiting.push(line)
      scheduled ??= setImmediate(write)
    },
    close() {
      if (scheduled) clearImmediate(scheduled)
      write()
    }
  }
}

function fact(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value)
  const line = value.replace(/[\u0000-\u001f\u007f]+/g, ' ')
  return JSON.stringify(line.length > factCharactersMax ? `${line.slice(0, factCharactersMax)}…` : line)
}

function time(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString()
}
