/** A real bound on what may be written, as a quota or a full disk sets it: RLIMIT_FSIZE needs nobody's leave. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSqliteStore } from './index.ts'

test('[S5] files that may not grow any more are no damage: what was kept is kept, and it goes on when they may', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-limited-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const writer = join(import.meta.dirname, 'testing/limitedWriter.ts')
  // In blocks of 1,024 bytes.
  const out = execFileSync('bash', ['-c', 'ulimit -f 600; exec "$0" "$1" "$2"', process.execPath, writer, folder], { encoding: 'utf8' })
  const { fault, kept, readable } = JSON.parse(out) as { fault: string; kept: number; readable: number }
  expect({ fault, readable }).toEqual({ fault: 'full', readable: 20_000 })
  expect(kept).toBeGreaterThan(3)
  expect((await readdir(folder)).filter(name => name.endsWith('.damaged') || name.endsWith('.probe'))).toEqual([])
  const { store, salvaged } = await openSqliteStore({ folder, log: { note() {} } })
  expect(salvaged).toBeUndefined()
  expect(await store.keys('a/', { limit: 1_000 })).toHaveLength(kept)
  await store.commit([['more', new Uint8Array(20_000)]])
  await store.close()
})
