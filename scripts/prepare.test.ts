import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const lock = {
  packages: {
    '': {},
    'packages/peer': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['none'] },
    'node_modules/part-of-elsewhere': { version: '1.0.0', optional: true }
  }
}

/** A checkout with one dependency, and an npm that says `npmSays` and fails, or installs `a` when that is empty. */
function checkout(npmSays = '') {
  const folder = mkdtempSync(join(tmpdir(), 'commune-prepare-'))
  folders.push(folder)
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const install = () => {
    write('node_modules/a/package.json', JSON.stringify({ version: '1.0.0' }))
    write('node_modules/.package-lock.json', '{}')
  }
  write('package-lock.json', JSON.stringify(lock))
  mkdirSync(join(folder, 'scripts'))
  copyFileSync(join(import.meta.dirname, 'prepare.cjs'), join(folder, 'scripts/prepare.cjs'))
  const npm = `const { writeFileSync, mkdirSync } = require('node:fs')
    writeFileSync('called', process.argv.join(' '))
    if (${JSON.stringify(npmSays)} !== '') { console.error(${JSON.stringify(npmSays)}); process.exit(1) }
    mkdirSync('node_modules/a', { recursive: true })
    writeFileSync('node_modules/a/package.json', '{"version":"1.0.0"}')
    writeFileSync('node_modules/.package-lock.json', '{}')`
  write('npm-cli.js', npm)
  const prepare = () => {
    const env = { ...process.env, npm_execpath: join(folder, 'npm-cli.js'), npm_node_execpath: process.execPath }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/prepare.cjs'], { cwd: folder, env, encoding: 'utf8' })
    return { status, stdout, stderr }
  }
  const called = () => existsSync(join(folder, 'called')) && readFileSync(join(folder, 'called'), 'utf8')
  return { folder, write, install, prepare, called }
}

const silence = { status: 0, stdout: '', stderr: '' }

test('two that start at once install one after the other, and who died over it holds up nobody', async () => {
  const { folder, write, called, prepare } = checkout()
  write('.installing', String(process.pid))
  const env = { ...process.env, npm_execpath: join(folder, 'npm-cli.js'), npm_node_execpath: process.execPath }
  const waiting = spawn(process.execPath, ['scripts/prepare.cjs'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] })
  const told = new Promise<string>((resolve) => waiting.stderr.once('data', (bytes: Buffer) => resolve(String(bytes))))
  expect(await told).toMatch(/^This is being installed here already/)
  expect(called()).toBe(false)
  const ended = new Promise((resolve) => waiting.once('exit', resolve))
  // No process has this number.
  write('.installing', '4194305')
  expect(await ended).toBe(0)
  expect([called() !== false, existsSync(join(folder, '.installing'))]).toEqual([true, false])
  expect(prepare()).toEqual(silence)
})

test('a fresh checkout is installed once, without a word on stdout, and then left alone', () => {
  const { folder, prepare, called } = checkout()
  const first = prepare()
  expect(first).toMatchObject({ status: 0, stdout: '' })
  expect(first.stderr).toMatch(/^Installing .*\nInstalled in \d+ s\.\n$/)
  expect(called()).toContain(' ci --ignore-scripts')
  rmSync(join(folder, 'called'))
  expect(prepare()).toEqual(silence)
  expect(called()).toBe(false)
})

test('what npm install brought already is not installed again', () => {
  const { install, prepare, called } = checkout()
  install()
  expect(prepare()).toEqual(silence)
  expect(called()).toBe(false)
})

test('another version, an install broken off, or a changed lock file is installed anew', () => {
  const changes: ((of: ReturnType<typeof checkout>) => void)[] = [
    ({ write }) => write('node_modules/a/package.json', '{"version":"0.9.0"}'),
    ({ folder }) => rmSync(join(folder, 'node_modules/.package-lock.json')),
    ({ folder }) => rmSync(join(folder, 'node_modules/a'), { recursive: true })
  ]
  for (const change of changes) {
    const it = checkout()
    it.install()
    change(it)
    expect(it.prepare().status).toBe(0)
    expect(it.called()).toContain(' ci ')
  }
})

test('a failed install says what to do, with the lines that matter, and leaves no stamp', () => {
  const cases = [
    ['npm error code ENOTFOUND\nnpm error noise', 'connect and run the command again'],
    ['npm error code EROFS', 'cannot be written'],
    ['npm error code ENOSPC', 'disk is full'],
    ['npm error code EUSAGE\nnpm error Missing: a@1 from lock file', 'Run `npm install`'],
    ['npm error something new', 'This is what npm said']
  ] as const
  for (const [says, advice] of cases) {
    const { folder, prepare } = checkout(says)
    const { status, stdout, stderr } = prepare()
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain(advice)
    expect(stderr).toContain(says.split('\n')[0])
    expect(stderr).not.toContain('noise')
    expect(existsSync(join(folder, 'node_modules/.smart-commune-stamp'))).toBe(false)
  }
})
