import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import type { Log, SeriesStore } from '@commune/protocol'
import { crashReading, crashSeries } from './testing/crashReadings.ts'
import { openSqliteSeries } from './index.ts'

const log: Log = { note() {} }
const child = join(import.meta.dirname, 'testing/crashingSenser.ts')
/** Readings to a flush: little ones that stay rows of the tail, and some that become chunks at once. */
const eachFlush = [7, 700, 2_000, 40]

/** Starts the writer at `first`, kills it after so many flushes and a moment, and says how many readings it said were flushed. */
async function senseAndKill(folder: string, first: number, each: number, flushes: number, momentMs: number): Promise<number> {
  const writer = spawn(process.execPath, [child, folder, String(first), String(each)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let flushed = first
  let seen = 0
  const ended = new Promise(resolve => writer.on('close', resolve))
  for await (const line of createInterface({ input: writer.stdout })) {
    flushed = Number(line)
    if (++seen === flushes) setTimeout(() => writer.kill('SIGKILL'), momentMs)
  }
  await ended
  return flushed
}

/** How many readings are there, all from the first on, each as it was said. */
async function countOf(store: SeriesStore, most: number): Promise<number> {
  const found = new Map<string, number>()
  for (const series of crashSeries) {
    const { times, values } = await store.read(series, 0, Infinity)
    for (const [index, atMs] of times.entries()) found.set(`${series} ${atMs}`, values[index]!)
  }
  let number = 0
  const isThere = (at: number): boolean => {
    const { series, atMs, value } = crashReading(at)
    return Object.is(found.get(`${series} ${atMs}`), value)
  }
  while (number < most && isThere(number)) number++
  return number
}

test('[S5] a process killed at any moment has lost no reading that was flushed, and left none half', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'series-crash-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  let first = 0
  for (const [round, each] of eachFlush.entries()) {
    const flushed = await senseAndKill(folder, first, each, 2 + round * 2, round * 3)
    const opened = await openSqliteSeries({ folder, log })
    const count = await countOf(opened.store, flushed)
    expect([round, count >= flushed, opened.damaged()]).toEqual([round, true, []])
    await opened.store.close()
    // What was begun and not flushed may be there in part, as months are written one by one: it is said again.
    first = flushed
  }
})
