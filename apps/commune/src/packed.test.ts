import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { packedFolder, packedProgram } from './packed.ts'

const folder = mkdtempSync(join(tmpdir(), 'commune-packed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  mkdirSync(join(folder, dirname(path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

test('what was packed is used for the very sources it was made of, and for no others', () => {
  write('package-lock.json', '{}')
  write('apps/commune/package.json', '{}')
  write('apps/commune/src/begin.ts', 'a')
  write('packages/peer/src/peer.ts', 'b')
  expect(packedProgram(folder)).toBeUndefined()

  const first = packedFolder(folder)
  mkdirSync(first, { recursive: true })
  writeFileSync(join(first, 'begin.mjs'), '')
  write('packages/peer/src/peer.test.ts', 'a test')
  write('packages/peer/node_modules/x/index.js', 'fetched')
  expect(packedProgram(folder)).toBe(join(first, 'begin.mjs'))

  utimesSync(join(folder, 'packages/peer/src/peer.ts'), 1, 1)
  expect(packedProgram(folder)).toBeUndefined()
  const touched = packedFolder(folder)
  write('package-lock.json', '{ }')
  expect(new Set([first, touched, packedFolder(folder)]).size).toBe(3)
})
