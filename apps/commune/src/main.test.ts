/** The real program, as a person starts it: a process, a terminal, signals. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeFolder, temporaryFolder } from './testing/place.ts'

const main = join(import.meta.dirname, 'main.ts')
const folder = temporaryFolder()
const env = { ...process.env, COMMUNE_DATA: folder, COMMUNE_PASSPHRASE: '' }

interface Serving {
  readonly local: string
  readonly house: string[]
  readonly invitation: string
  readonly world: string
  readonly ware: string
  readonly pid: number
}

interface Daemon {
  readonly child: ChildProcess
  readonly serving: Serving
  readonly ended: Promise<{ code: number | null; err: string }>
}

const start = (...options: string[]): Promise<Daemon> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, 'up', '--json', '--no-mdns', '--listen', '127.0.0.1', ...options], { env })
    let err = ''
    child.stderr.on('data', (part: Buffer) => (err += String(part)))
    const ended = new Promise<{ code: number | null; err: string }>((done) => child.on('close', (code) => done({ code, err })))
    child.stdout.once('data', (line: Buffer) => resolve({ child, serving: JSON.parse(String(line)) as Serving, ended }))
    ended.then(({ code }) => reject(new Error(`it ended with ${code}: ${err}`)), reject)
  })

const run = (...words: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [main, ...words], { env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out: out.trimEnd(), err: err.trimEnd() })
    )
  })

/** Ports on which a process listens, as Linux tells: its sockets among all that listen or wait for datagrams. */
function listeningPorts(pid: number): number[] {
  const own = new Set(
    readdirSync(`/proc/${pid}/fd`).map((name) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1]
      } catch {
        return undefined
      }
    })
  )
  const listening = { tcp: '0A', tcp6: '0A', udp: '07', udp6: '07' }
  return Object.entries(listening).flatMap(([kind, state]) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === state && own.has(fields[9]))
      .map((fields) => Number.parseInt(fields[1]?.split(':')[1] ?? '', 16))
  )
}

let daemon: Daemon
beforeAll(async () => {
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

test('nothing listens that status does not list', async () => {
  // Only Linux tells it without another program.
  if (process.platform !== 'linux') return
  const { listeners } = JSON.parse((await run('status', '--json')).out) as { listeners: { address: string; on: boolean }[] }
  const listed = listeners.filter(({ on, address }) => on && address !== '').map(({ address }) => address.split(':').at(-1))
  const found = listeningPorts(daemon.child.pid as number)
  expect(found.toSorted()).toEqual(listed.map(Number).toSorted())
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
