import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { StoreError } from '@commune/protocol'
import { expect, test, vi } from 'vitest'
import { openSqliteStore } from './index.ts'
import { pauseOf } from './pause.ts'

const log = { note: () => undefined }

test('what came in at once is carried over into the file when nobody writes for a moment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'commune-pause-'))
  try {
    const { store } = await openSqliteStore({ folder, log })
    const values = Array.from({ length: 50 }, (_, i): [string, Uint8Array] => [`k${i}`, new Uint8Array(60_000).fill(i)])
    await store.commit(values)
    const file = join(folder, 'store-1.sqlite')
    expect(statSync(file).size).toBeLessThan(1_000_000)
    await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(3_000_000), 10_000)
    expect(await store.get('k7')).toEqual(new Uint8Array(60_000).fill(7))
    await store.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('little is left where it is, what goes on and on is not disturbed, and a fault is told', async () => {
  const carry = vi.fn<() => void>(() => {
    throw new StoreError('full', 'the disk is full')
  })
  const failed = vi.fn<(fault: unknown) => void>()
  const pause = pauseOf(carry, failed)
  pause.wrote(100_000)
  await setTimeout(400)
  expect(carry).not.toHaveBeenCalled()
  for (let i = 0; i < 8; i++) {
    pause.wrote(1_000_000)
    await setTimeout(50)
  }
  expect(carry).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce(), 10_000)
  pause.wrote(2_000_000)
  pause.end()
  await setTimeout(400)
  expect(carry).toHaveBeenCalledOnce()
})
