import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import type { Log, Store } from '@commune/protocol'
import { crashValue } from './testing/crashCommits.ts'
import { openSqliteStore } from './index.ts'

const log: Log = { note() {} }
const child = join(import.meta.dirname, 'testing/crashingWriter.ts')
const rounds = 10
const seed = 20_261

/** Starts the writer at `first`, kills it once it has acknowledged `enough`, and says the last number it acknowledged. */
async function writeAndKill(folder: string, first: number, enough: number): Promise<Set<number>> {
  const writer = spawn(process.execPath, [child, folder, String(first), String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged = new Set<number>()
  const ended = new Promise(resolve => writer.on('close', resolve))
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.add(Number(line))
    if (acknowledged.size === enough) writer.kill('SIGKILL')
  }
  await ended
  return acknowledged
}

/** Every commit from 0 to what this returns is there whole, and nothing of any later one. */
async function wholeUpTo(store: Store): Promise<number> {
  const last = Number(new TextDecoder().decode(await store.get('last')))
  for (let number = 0; number <= last; number++) {
    const value = crashValue(number, seed)
    const [a, b] = await store.getMany([`a/${number}`, `b/${number}`])
    expect([number, isSame(a, value), isSame(b, value.toReversed())]).toEqual([number, true, true])
  }
  expect((await store.keys('', { limit: 100_000 })).filter(key => key !== 'old')).toHaveLength(2 * (last + 1) + 1)
  expect(await store.get('old')).toEqual(last % 2 === 0 ? undefined : crashValue(last, seed))
  return last
}

function isSame(found: Uint8Array | undefined, expected: Uint8Array): boolean {
  return found !== undefined && Buffer.compare(found, expected) === 0
}

test('[S5] a process killed at any moment has lost nothing it acknowledged, and left no half of a commit', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-crash-'))
  let random = seed
  let first = 0
  for (let round = 0; round < rounds; round++) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0
    const acknowledged = await writeAndKill(folder, first, 1 + (random >>> 24) * (round === 0 ? 4 : 1))
    const { store, salvaged } = await openSqliteStore({ folder, log })
    expect(salvaged).toBeUndefined()
    const last = await wholeUpTo(store)
    expect(last).toBeGreaterThanOrEqual(Math.max(...acknowledged))
    await store.close()
    first = last + 1
  }
  await rm(folder, { recursive: true })
}, 180_000)
