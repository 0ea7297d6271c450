import { expect, test } from 'vitest'
import { removeFolder, temporaryFolder } from '../place.ts'
import { crash } from './crash.ts'

test('[S5] a daemon killed a dozen times while it writes and syncs comes back by itself with all it acknowledged', { timeout: 300_000 }, async () => {
  const folder = temporaryFolder()
  const { missing, complaints, said, synced } = await crash({ folder, times: 12, seed: 2_026, note: () => undefined })
  expect({ missing, complaints }).toEqual({ missing: [], complaints: [] })
  expect(said).toBeGreaterThan(0)
  expect(synced).toBeGreaterThan(0)
  removeFolder(folder)
})
