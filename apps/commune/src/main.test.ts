/** The real program, as a person starts it: a process, a terminal, signals. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSettings } from './daemon/folder.ts'
import { removeFolder, temporaryFolder } from './testing/place.ts'
import { type RealDaemon, realBox } from './testing/realBox.ts'

const folder = temporaryFolder()
const env = { ...process.env, COMMUNE_DATA: folder, COMMUNE_PASSPHRASE: '' }
const main = join(import.meta.dirname, 'main.ts')
const { run, start } = realBox(folder)

let daemon: RealDaemon
beforeAll(async () => {
  // Apart from those that other tests begin near to: while it is down nobody takes them.
  const port = 20_000 + 2 * (process.pid % 5_000)
  writeSettings(folder, { port, tcpPort: port + 1 })
  daemon = await start()
})
afterAll(async () => {
  daemon.child.kill('SIGKILL')
  await daemon.ended
  removeFolder(folder)
})

test('one line of JSON says that it serves, and where', () => {
  expect(daemon.serving).toMatchObject({ serving: true, house: [], data: folder, pid: daemon.child.pid })
  expect(daemon.serving.invitation).toMatch(/^http:\/\/localhost:\d+\/#[\w-]{80,}$/)
})

test('the web app and the control interface answer; the commands find the daemon by its folder', async () => {
  expect((await fetch(daemon.serving.local)).headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await run('need', '2', 'loaves', 'of', 'bread')).out).toMatch(/A need: 2 loaves of bread\.$/)
  expect(JSON.parse((await run('need', '--json')).out)).toMatchObject({ total: 1 })
})

test('a second daemon on the folder is refused at once, and the first one named', async () => {
  const { code, out, err } = await run('up')
  expect([code, out, err]).toEqual([
    1,
    '',
    `A daemon runs on ${folder} already: ${daemon.serving.local} (process ${daemon.serving.pid}). Use that one, or stop it first.`
  ])
})

test('[K5] nothing secret stands in the log: no invitation, no token, no name, no world', async () => {
  const note = JSON.parse(readFileSync(join(folder, 'control.json'), 'utf8')) as { token: string }
  const log = readFileSync(join(folder, 'daemon.log'), 'utf8')
  const secrets = [
    daemon.serving.invitation.split('#')[1] as string,
    note.token,
    daemon.serving.world,
    daemon.serving.ware,
    'bread'
  ]
  for (const secret of secrets) expect(log).not.toContain(secret)
})

test('every file is for its owner alone', () => {
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0)
})

test('Ctrl-C closes cleanly; the next start is the same ware in the same world at the same address', async () => {
  daemon.child.kill('SIGINT')
  expect(await daemon.ended).toEqual({ code: 0, err: '' })
  expect(existsSync(join(folder, 'control.json'))).toBe(false)
  expect((await run('status')).err).toContain(`No daemon runs on ${folder}.`)
  const { serving: before } = daemon
  daemon = await start()
  expect({ ...daemon.serving, pid: 0, ms: 0 }).toEqual({ ...before, pid: 0, ms: 0 })
  expect(JSON.parse((await run('need', '--json')).out)).toMatchObject({ total: 1 })
})

test('[S5] a daemon that was killed starts again by itself, with everything that was said', async () => {
  expect((await run('offer', '12', 'eggs')).code).toBe(0)
  daemon.child.kill('SIGKILL')
  await daemon.ended
  expect((await run('offer')).err).toContain('No daemon runs')
  daemon = await start()
  expect((await run('offer')).out).toContain('12 eggs')
})

test('an answer that nobody reads to its end is no fault', async () => {
  const child = spawn('sh', ['-c', `"${process.execPath}" "${main}" --help | head -1`], { env })
  let err = ''
  child.stderr.on('data', (part: Buffer) => (err += String(part)))
  await new Promise((resolve) => child.on('close', resolve))
  expect(err).toBe('')
})
