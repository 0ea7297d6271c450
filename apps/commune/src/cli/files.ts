/**
 * Files that commands read and write. A new file is for its owner alone, is on the disk before it is spoken of, and is either
 * whole or not there: half a backup looks like one.
 */
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { cliMessage } from '../words/index.ts'
import { Stop } from './stop.ts'
import { whyOf } from './why.ts'

/** Stops when nothing was named. */
export const named = (path: string): string => {
  if (path.trim() === '') throw new Stop(cliMessage('file.nameless'))
  return path
}

export const readWhole = (file: string): Uint8Array => {
  try {
    // What is a device and no file may never end, and while it is read nothing stops this process.
    if (statSync(named(file)).isCharacterDevice()) throw new Stop(cliMessage('file.unreadable', { path: file }))
    return new Uint8Array(readFileSync(file))
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(cliMessage('file.unreadable', { path: file }))
  }
}

/** Runs `undo` should the process end before it is called off: Ctrl-C leaves nothing half done. */
export const undoneAtExit = (undo: () => void): (() => void) => {
  process.once('exit', undo)
  return () => void process.off('exit', undo)
}

/** A new file that is not written yet: that it can be is known before anything is done that cannot be done twice. */
export interface NewFile {
  /** Writes it and closes it. Stops when it cannot be written; then it is gone again. */
  write(bytes: Uint8Array): void
  /** Gone again, when there is nothing to write. */
  drop(): void
}

/** What is there already is not written over. */
export const newFile = (path: string): NewFile => {
  let handle: number | undefined
  try {
    handle = openSync(named(path), 'wx', 0o600)
  } catch (error) {
    if (error instanceof Stop) throw error
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST'
    throw new Stop(there ? cliMessage('file.there', { path }) : unwritable(path, error))
  }
  const close = (): void => {
    if (handle !== undefined) closeSync(handle)
    handle = undefined
  }
  const drop = (): void => {
    isDone()
    close()
    rmSync(path, { force: true })
  }
  const isDone = undoneAtExit(drop)
  return {
    write(bytes) {
      try {
        for (let at = 0; at < bytes.length;) at += writeSync(handle as number, bytes, at)
        fsyncSync(handle as number)
        close()
        isDone()
      } catch (error) {
        drop()
        throw new Stop(unwritable(path, error))
      }
    },
    drop
  }
}

/** Writes what `make` brings into a new file. */
export const writeNew = async <T extends { readonly bytes: Uint8Array }>(path: string, make: () => Promise<T>): Promise<T> => {
  const file = newFile(path)
  try {
    const made = await make()
    file.write(made.bytes)
    return made
  } catch (error) {
    file.drop()
    throw error
  }
}

export const unwritable = (path: string, error: unknown) => cliMessage('file.unwritable', { path, why: whyOf(error) })
