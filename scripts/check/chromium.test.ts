import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chromiumVariable, findChromium, requireChromium } from './chromium.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commune-chromium-'))
  vi.stubEnv('PATH', folder)
  vi.stubEnv(chromiumVariable, '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const program = (name: string, script: string) => writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })

test('the browser that is named comes before any that is found', () => {
  program('chromium', '')
  program('other', '')
  expect(findChromium()).toBe(join(folder, 'chromium'))
  vi.stubEnv(chromiumVariable, join(folder, 'other'))
  expect(findChromium()).toBe(join(folder, 'other'))
})

test('a browser that is named and not there is said, not replaced', async () => {
  program('chromium', '')
  vi.stubEnv(chromiumVariable, join(folder, 'gone'))
  expect(await requireChromium(() => {}, [])).toEqual({ missing: expect.stringContaining('is not there') })
})

test('where apt-get is, it brings one; where it cannot, its reason is told', async () => {
  program('sudo', 'shift; exec "$@"')
  program('true', '')
  program('apt-get', '[ "$1" = update ] || : > "${0%/*}/chromium"')
  const said: string[] = []
  expect(await requireChromium((line) => said.push(line), [])).toEqual({ path: join(folder, 'chromium') })
  expect(said).toEqual([expect.stringContaining('Installing')])

  rmSync(join(folder, 'chromium'))
  program('apt-get', 'echo "E: no such host"; exit 100')
  expect(await requireChromium(() => {}, [])).toEqual({ missing: expect.stringContaining('E: no such host') })
})
