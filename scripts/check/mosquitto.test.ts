import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { mosquittoVariable, requireMosquitto } from './mosquitto.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commune-mosquitto-'))
  vi.stubEnv('PATH', folder)
  vi.stubEnv(mosquittoVariable, '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const program = (name: string, script: string) => writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })

test('a mosquitto on PATH or in a usual place is used as it is', async () => {
  program('elsewhere', '')
  expect(await requireMosquitto(() => {}, [join(folder, 'elsewhere')])).toEqual({ path: join(folder, 'elsewhere') })
  program('mosquitto', '')
  expect(await requireMosquitto(() => {}, [join(folder, 'elsewhere')])).toEqual({ path: join(folder, 'mosquitto') })
})

test('one that is installed for the tests does not stay as a broker of the system', async () => {
  program('sudo', 'shift; exec "$@"')
  program('true', '')
  program('apt-get', '[ "$1" = update ] || : > "${0%/*}/mosquitto"')
  program('systemctl', ': > "${0%/*}/stopped-$3"')
  expect(await requireMosquitto(() => {}, [])).toEqual({ path: join(folder, 'mosquitto') })
  expect(existsSync(join(folder, 'stopped-mosquitto'))).toBe(true)
})

test('where there is none and none can be had, it says what to do', async () => {
  expect(await requireMosquitto(() => {}, [])).toEqual({ missing: expect.stringContaining('Install mosquitto') })
  vi.stubEnv(mosquittoVariable, join(folder, 'gone'))
  expect(await requireMosquitto(() => {}, [])).toEqual({ missing: expect.stringContaining('is not there') })
})
