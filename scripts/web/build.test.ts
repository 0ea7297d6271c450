import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fingerprint } from './build.ts'

const folder = mkdtempSync(join(tmpdir(), 'commune-build-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const now = () => fingerprint(folder, ['lock.json', 'app'])

test('the fingerprint follows names and contents of sources, and nothing else', () => {
  write('lock.json', '1')
  write('app/src/a.ts', 'a')
  const before = now()

  utimesSync(join(folder, 'app/src/a.ts'), 1, 1)
  write('app/dist/a.js', 'made')
  write('app/node_modules/x/a.ts', 'fetched')
  write('app/src/a.test.ts', 'a test')
  expect(now()).toBe(before)

  write('app/src/a.ts', 'b')
  const changed = now()
  expect(changed).not.toBe(before)
  write('app/src/b.ts', '')
  expect(now()).not.toBe(changed)
  write('lock.json', '2')
  expect(new Set([before, changed, now()]).size).toBe(3)
})
