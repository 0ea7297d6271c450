/** A mosquitto of one's own for a test or a bench: on a free port of this box, with nothing kept, ended with `stop`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export interface Mosquitto {
  readonly port: number
  stop(): Promise<void>
  /** Starts it again on the same port, empty. */
  start(): Promise<void>
  /** Stops it and removes its folder. */
  end(): Promise<void>
}

export interface MosquittoOptions {
  /** Lines of its configuration besides the listener. Anyone may come, unless they say otherwise. */
  readonly lines?: (folder: string) => readonly string[]
}

const usual = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto', '/opt/homebrew/opt/mosquitto/sbin/mosquitto']

export async function startMosquitto({ lines }: MosquittoOptions = {}): Promise<Mosquitto> {
  const program = findMosquitto()
  const folder = mkdtempSync(join(tmpdir(), 'commune-mosquitto-'))
  const port = await freePort()
  const file = join(folder, 'mosquitto.conf')
  const more = lines?.(folder) ?? ['allow_anonymous true']
  // Root would hand its rights over to a user that may not read the folder.
  writeFileSync(file, [`listener ${port} 127.0.0.1`, 'user root', ...more, ''].join('\n'))
  let child: ChildProcess | undefined
  let said = ''
  const start = async (): Promise<void> => {
    child = spawn(program, ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-2_000)))
    for (let turn = 0; turn < 200; turn++) {
      if (child.exitCode !== null) throw new Error(`mosquitto ended at once:\n${said}`)
      if (await answers(port)) return
      await setTimeout(25)
    }
    throw new Error(`mosquitto does not answer:\n${said}`)
  }
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  await start()
  return {
    port,
    start,
    stop,
    end: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

function findMosquitto(): string {
  const chosen = process.env['COMMUNE_MOSQUITTO']
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'mosquitto'))
  const found = chosen !== undefined && chosen !== '' ? chosen : [...onPath, ...usual].find((path) => existsSync(path))
  if (found !== undefined) return found
  throw new Error('There is no mosquitto here. Install it (Debian: apt-get install mosquitto), or set COMMUNE_MOSQUITTO to the path of one.')
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
